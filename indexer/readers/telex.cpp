// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/agency.hpp"

#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/agency_messages.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/skips.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

// "12-MAG-20 14:33": when a message was sent.
bool is_stamp(std::string_view line) {
  const auto date = parse_date(line);
  return date && date->precision >= Precision::minute;
}

// Of the last line of a message, which has its mark, the stamp in front of that; nothing of any other line.
std::optional<std::string_view> end_of_telex(std::string_view line) {
  constexpr std::string_view mark = "NNNN";
  line = trim(line);
  if (line.size() < mark.size() || !iequals(line.substr(line.size() - mark.size()), mark)) return std::nullopt;
  const auto stamp = trim(line.substr(0, line.size() - mark.size()));
  return stamp.empty() || is_stamp(stamp) ? std::optional(stamp) : std::nullopt;
}

// Takes the last line off, and what is blank behind it, if that is a stamp.
std::string_view take_stamp(std::string_view& lines) {
  const auto words = trim(lines);
  const auto last = words.find_last_of('\n') + 1;
  const auto stamp = words.substr(last);
  if (last == 0 || !is_stamp(stamp)) return {};
  lines = lines.substr(0, static_cast<std::size_t>(stamp.data() - lines.data()));
  return stamp;
}

bool begins_telex(std::string_view line) { return iequals(trim(line).substr(0, 4), "ZCZC"); }

Draft telex_article(std::string_view opening, std::string_view lines, std::string_view stamp, bool explain) {
  Collector collector("telex");
  if (stamp.empty()) stamp = take_stamp(lines);
  collector.offer(Role::date, 0, "last line", stamp);
  std::string body, agency;
  opening = trim(opening);
  agency = opening.size() > 4 ? collapse(opening.substr(4)) : std::string();
  bool front = true, release = false;
  std::string place, organisation;
  while (!lines.empty()) {
    const auto whole = next_line(lines);
    const auto line = trim(whole);
    constexpr std::string_view marks = "%#$:&*@~=";
    const bool marked = front && !line.empty() && marks.find(line.front()) != std::string_view::npos && !line.starts_with("* ");
    if (!marked) {
      front = front && (line.empty() || line.starts_with("YY "));
      if (line.starts_with("YY ") && body.empty()) continue;
      body.append(whole).append("\n");
      continue;
    }
    const auto value = collapse(line.substr(1));
    if (line.front() == '$' && value.size() > 3) collector.offer(Role::title, 0, "$", value);
    if (line.front() == '#') collector.offer(Role::title, 2, "#", value);
    if (line.front() == ':' && value.starts_with('(') && value.ends_with(')')) place = value.substr(1, value.size() - 2);
    else if (line.front() == ':' && value.size() > 3) organisation = value;
    release = release || line == "*X";
  }
  if (agency.size() >= 2 && agency.size() < 8 && agency.find(' ') == std::string::npos && agency.find_first_of("0123456789") == std::string::npos) collector.offer(Role::source, 0, "ZCZC", agency);
  // A release names who sends it where others name what they are about.
  collector.offer(release ? Role::source : Role::title, release ? 0 : 1, ":", organisation);
  std::string text = paragraphs_of(body);
  if (!collector.has(Role::title)) {
    constexpr std::size_t longest_title = 200;  // bytes
    const auto stop = std::min(text.find("\n\n"), text.size());
    const auto first = std::string_view(text).substr(0, std::min(stop, longest_title));
    collector.offer(Role::title, 0, "text", first.substr(0, valid_prefix(first)));
    if (stop <= longest_title) text.erase(0, std::min(stop + 2, text.size()));
  }
  Draft draft = collector.take(explain);
  draft.article.text = std::move(text);
  draft.article.dateline = std::move(place);
  return draft;
}

}  // namespace

Likeness sniff_telex(std::string_view head) {
  head = behind_padding(head);
  const bool marked = head.size() > 4 && iequals(head.substr(0, 4), "ZCZC") && std::isspace(static_cast<unsigned char>(head[4])) != 0;
  return marked ? Likeness::surely : Likeness::no;
}

void read_telex(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_text = 64u << 20;
  const Decoded decoded = decode(read_all(entry, most_text));
  const std::string text = without_controls(with_line_feeds(decoded.text));
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t number = 0, line = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto opening = next_line(rest);
    const std::uint64_t start = ++line;
    if (!begins_telex(opening)) continue;
    const auto behind = rest;
    std::optional<std::string_view> end;
    for (auto ahead = rest; !ahead.empty(); rest = ahead, ++line) {
      const auto next = next_line(ahead);
      end = end_of_telex(next);
      if (end || begins_telex(next)) break;
    }
    Draft draft = telex_article(opening, behind.substr(0, behind.size() - rest.size()), end.value_or(""), sink.explain());
    draft.line = start;
    draft.repairs = ++number == 1 ? decoded.repairs : 0;
    if (draft.article.title.empty() && draft.article.text.empty())
      skips.add("no_text", "a message without headline and text", number, draft.line);
    else if (!articles.add(std::move(draft), number))
      return;
  }
  articles.finish(number == 1);
  skips.finish();
}

}  // namespace newsgrep
