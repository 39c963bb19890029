// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/text_article.hpp"
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
  auto lines = split_lines_of(decoded.text);
  const auto records = text_records(lines);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Draft draft = text_article(split_lines_of(records[i].text), entry.path(), sink.explain());
    draft.article.entry = "#" + std::to_string(i + 1);
    draft.line = records[i].line;
    draft.repairs = i == 0 ? decoded.repairs : 0;
    if (!sink.article(std::move(draft))) return;
  }
  if (!records.empty()) return;
  Draft draft = text_article(std::move(lines), entry.path(), sink.explain());
  draft.repairs = decoded.repairs;
  sink.article(std::move(draft));
}

}  // namespace newsgrep
