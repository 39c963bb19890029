// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/agency_messages.hpp"

#include "indexer/readers/charset.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/skips.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>

namespace newsgrep {

std::string_view behind_padding(std::string_view head) {
  std::size_t at = 0;
  while (at < head.size() && (std::isspace(static_cast<unsigned char>(head[at])) != 0 || head[at] == 0x16 || head[at] == 0x7F)) ++at;
  return head.substr(at);
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto returns = std::min(text.find('\r', at), text.size());
    out.append(text, at, returns - at);
    at = std::min(text.find_first_not_of('\r', returns), text.size());
    const bool beside_feed = out.ends_with('\n') || text.substr(at).starts_with('\n');
    if (!beside_feed) out.append(at - returns, '\n');
  }
  return out;
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F)) out += c;
  }
  return out;
}

void read_messages(Entry& entry, ArticleSink& sink, MakeDraft make) {
  constexpr std::size_t most_text = 64u << 20;
  Decoded decoded = decode(read_all(entry, most_text));
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t number = 0, line = 1;
  const std::string lines = with_line_feeds(decoded.text);
  const std::string_view text = lines;
  std::size_t counted = 0;
  // From one start of a header to the next.
  for (std::size_t at = text.find(start_of_header), next = 0; at != std::string_view::npos; at = next) {
    next = text.find(start_of_header, ++at);
    const auto message = text.substr(at, next == std::string_view::npos ? next : next - at);
    if (message.empty()) continue;  // the sign twice
    Draft draft = make(message, sink.explain());
    ++number;
    line += static_cast<std::uint64_t>(std::count(text.data() + std::exchange(counted, at), message.data(), '\n'));
    draft.line = line;
    draft.repairs = number == 1 ? decoded.repairs : 0;
    if (draft.article.title.empty() && draft.article.text.empty())
      skips.add("no_text", "a message without headline and text", number, line);
    else if (!articles.add(std::move(draft), number))
      return;
  }
  articles.finish(number == 1);
  skips.finish();
}

void set_printed_date(Draft& draft, const std::optional<Date>& date, const char* from, std::string_view printed, bool explain) {
  if (!date) return;
  draft.article.published = *date;
  draft.article.date_from = from;
  if (explain) draft.why.push_back({"date", from, std::string(printed)});
}

}  // namespace newsgrep
