// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/markdown.hpp"
#include "indexer/readers/text_article.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/text_records.hpp"

#include <array>
#include <utility>

namespace newsgrep {
namespace {

// Control characters that texts do not have.
constexpr std::array<bool, 256> control_bytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = (c < 9 || c > 13) && c != 0x1B;
  table[0x7F] = true;
  return table;
}();

void fill_empty(Draft& draft, const Article& declared, bool explain) {
  for (const auto& [field, name] : {std::pair{&Article::title, "title"}, {&Article::language, "language"}})
    set_field(draft, field, name, declared.*field, "document", explain);
}

// The records of a text, or the one article that it is.
void deliver(const std::string& text, std::uint32_t repairs, const Article& declared, Entry& entry, ArticleSink& sink) {
  auto lines = split_lines_of(text);
  const auto records = text_records(lines);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Draft draft = text_article(split_lines_of(records[i].text), entry.path(), sink.explain());
    draft.article.entry = "#" + std::to_string(i + 1);
    draft.line = records[i].line;
    draft.repairs = i == 0 ? repairs : 0;
    if (!sink.article(std::move(draft))) return;
  }
  if (!records.empty()) return;
  Draft draft = text_article(std::move(lines), entry.path(), sink.explain());
  draft.repairs = repairs;
  fill_empty(draft, declared, sink.explain());
  sink.article(std::move(draft));
}

}  // namespace

Likeness sniff_text(std::string_view head) {
  if (head.starts_with(std::string_view("\xFF\xFE", 2)) || head.starts_with(std::string_view("\xFE\xFF", 2)))
    return Likeness::perhaps;
  if (head.starts_with("%PDF-")) return Likeness::no;
  std::size_t controls = 0;
  for (const char c : head) controls += control_bytes[static_cast<unsigned char>(c)];
  return controls * 50 > head.size() ? Likeness::no : Likeness::perhaps;
}

void read_text(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_text = 64u << 20;
  Decoded decoded = decode(read_all(entry, most_text), entry.origin().charset);
  if (trim(decoded.text).empty()) {
    sink.skipped({Severity::warning, "empty", "holds nothing but white space", "", "", 0, 0, 0});
    return;
  }
  const bool marked = is_markdown(entry.path(), decoded.text);
  deliver(marked ? without_markdown(decoded.text) : decoded.text, decoded.repairs, {}, entry, sink);
}

void read_text_of_document(std::string text, const Article& declared, Entry& entry, ArticleSink& sink) {
  if (trim(text).empty())
    return sink.skipped({Severity::warning, "no_text", "a document without words", "", "", 0, 0, 0});
  // Where writers leave no empty lines, each line is a paragraph.
  if (trim(text).find("\n\n") == std::string_view::npos)
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.insert(at, 1, '\n');
  deliver(text, 0, declared, entry, sink);
}

}  // namespace newsgrep
