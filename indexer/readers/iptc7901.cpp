// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/agency.hpp"

#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/agency_messages.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {
namespace {

// "212101 GMT Nov 18", "211259 Nov 18": day, hour and minute, month, year.
std::optional<Date> stamp_of(std::string_view trailer) {
  trailer = trim(trailer);
  constexpr std::size_t digits = 6;
  if (trailer.size() < digits || !std::all_of(trailer.begin(), trailer.begin() + digits, is_digit)) return {};
  auto rest = trim(trailer.substr(digits));
  const bool universal = rest.starts_with("GMT") || rest.starts_with("UTC");
  if (universal) rest = trim(rest.substr(3));
  const auto month = rest.substr(0, rest.find(' '));
  const auto year = trim(rest.substr(month.size())).substr(0, 2);
  if (month.size() < 3 || year.size() != 2 || !std::all_of(year.begin(), year.end(), is_digit)) return {};
  const std::string century = year[0] < '6' ? "20" : "19";
  std::string text(trailer.substr(0, 2));
  text.append(" ").append(month).append(" ").append(century).append(year).append(" ").append(trailer.substr(2, 2)).append(":").append(trailer.substr(4, 2));
  if (universal) text += " GMT";
  return parse_date(text);
}

// The text as far as where notes that are not for print begin, or the signs of those who sent it.
std::string_view article_in(std::string_view text) {
  for (auto rest = text; !rest.empty();) {
    const auto size = text.size() - rest.size();
    const auto line = ascii_lower(trim(next_line(rest)));
    if (line == "* * * *" || (line.starts_with("# ") && line.find("notebook") != std::string::npos) || line.starts_with("# notizblock") || line.starts_with("the following information is not")) return text.substr(0, size);
  }
  constexpr std::size_t longest_sign = 40;
  text = text.substr(0, text.find_last_not_of(" \t\n") + 1);
  const auto last = text.rfind('\n') + 1;  // 0 when there is one line
  const auto sign = text.substr(last);
  return sign.starts_with("dpa ") && sign.size() < longest_sign ? text.substr(0, last) : text;
}

// Whether a line has nothing but words that stand above a headline and are none, and their numbers: "1ST LEAD", "(Achtung)".
bool is_kicker(std::string_view line) {
  constexpr std::array<std::string_view, 14> kickers{"extra", "refile", "lead", "update", "urgent", "correction", "roundup", "achtung", "eil", "eilmeldung", "st", "nd", "rd", "th"};
  std::string word;
  const auto ends_well = [&] {
    const auto letters = word.substr(std::min(word.find_first_not_of("0123456789"), word.size()));
    word.clear();
    return letters.empty() || std::find(kickers.begin(), kickers.end(), letters) != kickers.end();
  };
  for (const char c : ascii_lower(line)) {
    const bool goes_on = is_ascii_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (goes_on) word += c;
    else if (!ends_well()) return false;
  }
  return ends_well();
}

// Lines between the start of the text and its first empty line; the last one ends with "=".
void read_headlines(std::string_view& text, Collector& collector) {
  std::string title;
  while (!text.empty()) {
    auto line = collapse(without_controls(next_line(text)));
    if (line.empty()) break;
    const bool last = line.ends_with('=');
    if (last) line = collapse(std::string_view(line).substr(0, line.size() - 1));
    if (line.starts_with("By ") || line.starts_with("Von ") || line.starts_with("Par "))
      collector.offer(Role::byline, 0, "header", without_by(line.starts_with("By ") ? line : line.substr(4)));
    else if (last || !is_kicker(line))
      title.append(title.empty() ? "" : " ").append(line);
    if (last) break;
  }
  collector.offer(Role::title, 0, "header", title);
}

Draft iptc7901_article(std::string_view message, bool explain) {
  Collector collector("iptc7901");
  const auto first_end = message.find('\n');
  const auto header = collapse(without_controls(message.substr(0, first_end)));
  const auto begin = message.find(start_of_text);
  const auto slug = begin == std::string_view::npos || first_end > begin ? std::string() : collapse(without_controls(message.substr(first_end, begin - first_end)));
  auto text = begin == std::string_view::npos ? std::string_view() : message.substr(begin + 1);
  const auto end = text.find(end_of_text);
  const auto trailer = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  text = text.substr(0, end);
  read_headlines(text, collector);
  // "eca062 4 i 211 ccccb dpa 061": the agency stands in front of the last number.
  const auto last = header.rfind(' ');
  const auto before = last == std::string::npos ? last : header.rfind(' ', last - 1);
  if (before != std::string::npos && is_ascii_letter(header[before + 1])) collector.offer(Role::source, 0, "header", header.substr(before + 1, last - before - 1));
  Draft draft = collector.take(explain);
  Article& article = draft.article;
  article.text = paragraphs_of(article_in(without_controls(text)));
  for (std::string_view rest = slug; !rest.empty();) {
    const auto slash = std::min(rest.find('/'), rest.size());
    add_once(article.tags, collapse(rest.substr(0, slash)));
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  const auto stamp = collapse(without_controls(trailer.substr(0, trailer.find('\n'))));
  set_printed_date(draft, stamp_of(stamp), "iptc7901:trailer", stamp, explain);
  return draft;
}

}  // namespace

Likeness sniff_iptc7901(std::string_view head) {
  head = behind_padding(head);
  if (!head.starts_with(start_of_header) || head.find(start_of_text) == std::string_view::npos) return Likeness::no;
  head.remove_prefix(1);
  std::size_t letters = 0, digits = 0;
  while (letters < head.size() && is_ascii_letter(head[letters])) ++letters;
  while (letters + digits < head.size() && is_digit(head[letters + digits])) ++digits;
  const bool number = letters >= 1 && letters <= 4 && digits >= 3 && digits <= 5;
  return number && head.substr(letters + digits).starts_with(' ') ? Likeness::surely : Likeness::no;
}

void read_iptc7901(Entry& entry, ArticleSink& sink) { read_messages(entry, sink, iptc7901_article); }

}  // namespace newsgrep
