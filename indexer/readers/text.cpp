// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/text_article.hpp"
#include "indexer/readers/text_records.hpp"

namespace newsgrep {

Likeness sniff_text(std::string_view head) {
  if (head.starts_with(std::string_view("\xFF\xFE", 2)) || head.starts_with(std::string_view("\xFE\xFF", 2)))
    return Likeness::perhaps;
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    controls += (byte < 0x20 && (byte < 9 || byte > 13) && byte != 0x1B) || byte == 0x7F;
  }
  if (head.starts_with("%PDF-")) return Likeness::no;
  return controls * 50 > head.size() ? Likeness::no : Likeness::perhaps;
}

void read_text(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_text = 64u << 20;
  Decoded decoded = decode(read_all(entry, most_text));
  if (trim(decoded.text).empty()) {
    sink.skipped({Severity::warning, "empty", "holds nothing but white space", "", "", 0, 0, 0});
    return;
  }
  const auto records = text_records(decoded.text);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Draft draft = text_article(records[i].text, entry.path(), sink.explain());
    draft.article.entry = "#" + std::to_string(i + 1);
    draft.line = records[i].line;
    draft.repairs = i == 0 ? decoded.repairs : 0;
    if (!sink.article(std::move(draft))) return;
  }
  if (!records.empty()) return;
  Draft draft = text_article(decoded.text, entry.path(), sink.explain());
  draft.repairs = decoded.repairs;
  sink.article(std::move(draft));
}

}  // namespace newsgrep
