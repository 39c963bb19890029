// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/agency.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace newsgrep {
namespace {

// The control characters that frame a message and its text.
constexpr char start_of_header = 1, start_of_text = 2, end_of_text = 3, unit_separator = 0x1F;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string_view behind_padding(std::string_view head) {
  std::size_t at = 0;
  while (at < head.size() && (std::isspace(static_cast<unsigned char>(head[at])) != 0 || head[at] == 0x16 || head[at] == 0x7F)) ++at;
  return head.substr(at);
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F)) out += c;
    if (byte == '\r') continue;
  }
  return out;
}

using MakeDraft = Draft (*)(std::string_view message, bool explain);

void read_messages(Entry& entry, ArticleSink& sink, MakeDraft make) {
  constexpr std::size_t most_text = 64u << 20;
  Decoded decoded = decode(read_all(entry, most_text));
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t number = 0, line = 1;
  const std::string_view text = decoded.text;
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

void set_date(Draft& draft, const std::optional<Date>& date, const char* from, std::string_view printed, bool explain) {
  if (!date) return;
  draft.article.published = *date;
  draft.article.date_from = from;
  if (explain) draft.why.push_back({"date", from, std::string(printed)});
}

std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string take_line(std::string_view& text) { return without_controls(next_line(text)); }

std::string lower(std::string_view text) { return ascii_lower(trim(text)); }

// --- IPTC 7901 ---

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
    const auto line = lower(next_line(rest));
    if (line == "* * * *" || (line.starts_with("# ") && line.find("notebook") != std::string::npos) || line.starts_with("# notizblock") || line.starts_with("the following information is not")) return text.substr(0, size);
  }
  constexpr std::size_t longest_sign = 40;
  text = text.substr(0, text.find_last_not_of(" \t\n") + 1);
  const auto last = text.rfind('\n') + 1;  // 0 when there is one line
  const auto sign = text.substr(last);
  return sign.starts_with("dpa ") && sign.size() < longest_sign ? text.substr(0, last) : text;
}

// Words that stand above a headline and are none.
bool is_kicker(std::string_view line) {
  const auto text = lower(line);
  for (const std::string_view word : {"extra", "refile", "lead", "update", "urgent", "correction", "roundup", "1st", "2nd", "3rd", "4th", "(achtung)", "eil", "eilmeldung"})
    if (text == word || (text.starts_with(word) && text.size() < 16)) return true;
  return false;
}

// Lines between the start of the text and its first empty line; the last one ends with "=".
void read_headlines(std::string_view& text, Collector& collector) {
  std::string title;
  while (!text.empty()) {
    auto line = collapse(take_line(text));
    if (line.empty()) break;
    const bool last = line.ends_with('=');
    if (last) line = collapse(std::string_view(line).substr(0, line.size() - 1));
    if (line.starts_with("By ") || line.starts_with("Von ") || line.starts_with("Par "))
      collector.offer(Role::byline, 0, "header", without_by(line.starts_with("By ") ? line : line.substr(4)));
    else if (!is_kicker(line))
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
  if (before != std::string::npos && is_letter(header[before + 1])) collector.offer(Role::source, 0, "header", header.substr(before + 1, last - before - 1));
  Draft draft = collector.take(explain);
  Article& article = draft.article;
  article.text = paragraphs_of(article_in(without_controls(text)));
  for (std::string_view rest = slug; !rest.empty();) {
    const auto slash = std::min(rest.find('/'), rest.size());
    add_once(article.tags, collapse(rest.substr(0, slash)));
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  const auto stamp = collapse(without_controls(trailer.substr(0, trailer.find('\n'))));
  set_date(draft, stamp_of(stamp), "iptc7901:trailer", stamp, explain);
  return draft;
}

// --- ANPA 1312 ---

// "AP-WF-11-13-13 1509GMT": month, day and year.
std::optional<Date> anpa_date(std::string_view trailer) {
  const auto zone = trailer.find("GMT");
  constexpr std::size_t before_zone = 13;  // "11-13-13 1509"
  if (zone == std::string_view::npos || zone < before_zone) return {};
  const auto stamp = trailer.substr(zone - before_zone, before_zone);
  for (const std::size_t at : {0u, 1u, 3u, 4u, 6u, 7u, 9u, 10u, 11u, 12u})
    if (!is_digit(stamp[at])) return {};
  std::string text = (stamp[6] < '6' ? "20" : "19") + std::string(stamp.substr(6, 2));
  text.append("-").append(stamp.substr(0, 2)).append("-").append(stamp.substr(3, 2)).append("T").append(stamp.substr(9, 2)).append(":").append(stamp.substr(11, 2)).append("Z");
  return parse_date(text);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (auto at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    out.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return out.append(text);
}

// A line of the header: behind a caret, and ended by "<" or "=".
struct AnpaLine {
  std::string text;
  bool marked = false, ended = false;
  char end = 0;
};

AnpaLine anpa_line(std::string_view line) {
  AnpaLine out;
  line = trim(line);
  out.marked = line.starts_with('^');
  if (out.marked) line.remove_prefix(1);
  out.end = line.empty() ? '\0' : line.back();
  out.ended = out.end == '<' || out.end == '=';
  if (out.ended) line.remove_suffix(1);
  out.text = collapse(line);
  return out;
}

class AnpaReader {
 public:
  AnpaReader(std::string_view message, bool explain) : message_(message), explain_(explain), collector_("anpa") {}

  Draft read() {
    const auto begin = message_.find(start_of_text);
    const auto header = message_.substr(0, begin);
    auto text = begin == std::string_view::npos ? std::string_view() : message_.substr(begin + 1);
    const auto end = text.find(end_of_text);
    const auto trailer = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    text = text.substr(0, end);
    while (!text.empty()) take(take_line(text));
    collector_.offer(Role::title, 0, "header", title_.empty() ? keyword_ : title_);
    const auto printed = collapse(without_controls(trailer.substr(0, trailer.find('\n'))));
    const bool associated = printed.starts_with("AP-") || header.find("AP") != std::string_view::npos;
    if (associated) collector_.offer(Role::source, 0, "trailer", "AP");
    Draft draft = collector_.take(explain_);
    Article& article = draft.article;
    body_ = replaced(replaced(body_, "``", "\""), "''", "\"");
    article.text = body();
    article.standfirst = standfirst_beside(standfirst_, article.text);
    draft.standfirst_in_story = true;
    set_date(draft, anpa_date(printed), "anpa:trailer", printed, explain_);
    return draft;
  }

 private:
  std::string body() {
    auto text = paragraphs_of(body_);
    // The agency's mark for the end, and notes of who helped stand behind it.
    while (text.ends_with("\n\n___")) text.resize(text.size() - 5);
    return text;
  }

  void take(const std::string& line) {
    const auto parsed = anpa_line(line);
    if (parsed.text.empty()) {
      body_ += '\n';
      return;
    }
    if (in_header_ && parsed.marked && parsed.ended) return take_header(parsed);
    in_header_ = in_header_ && body_.find_first_not_of("\n") == std::string::npos && parsed.marked;
    body_.append(parsed.text).append("\n\n");
  }

  void take_header(const AnpaLine& line) {
    const auto& text = line.text;
    ++lines_;
    if (lines_ == 1) {
      keyword_ = text.substr(0, text.find(','));
    } else if (text.starts_with("By ")) {
      collector_.offer(Role::byline, 0, "header", without_by(text));
    } else if (text.starts_with("AP Photo") || text.starts_with("Eds:") || text.starts_with("(Eds") || text.starts_with("EDITOR'S NOTE") || text.starts_with("AP Video") || text.starts_with("AP Graphic")) {
      return;
    } else if (line.end == '=') {
      if (collector_.has(Role::byline) || text == "Associated Press") return;  // for whom the author writes
      if (title_.empty()) title_ = text;
      else if (!text.ends_with(" EDT") && !text.ends_with(" EST")) body_.append(text).append("\n\n");
    } else if (title_.empty()) {
      title_ = text;
    } else {
      standfirst_.append(standfirst_.empty() ? "" : " ").append(text);
    }
  }

  std::string_view message_;
  bool explain_;
  Collector collector_;
  std::string keyword_, title_, standfirst_, body_;
  unsigned lines_ = 0;
  bool in_header_ = true;
};

Draft anpa_article(std::string_view message, bool explain) { return AnpaReader(message, explain).read(); }

// --- telex ---

// Lines that end with a carriage return alone.
void with_line_feeds(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) text[at] = '\n';
}

bool ends_telex(std::string_view line) { return iequals(trim(line), "NNNN"); }

bool begins_telex(std::string_view line) { return line.size() >= 4 && iequals(trim(line).substr(0, 4), "ZCZC"); }

Draft telex_article(std::string_view opening, std::string_view lines, bool explain) {
  Collector collector("telex");
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
    const auto stop = std::min(text.find("\n\n"), text.size());
    collector.offer(Role::title, 0, "text", std::string_view(text).substr(0, std::min<std::size_t>(stop, 200)));
    if (stop <= 200) text.erase(0, std::min(stop + 2, text.size()));
  }
  Draft draft = collector.take(explain);
  draft.article.text = std::move(text);
  draft.article.dateline = std::move(place);
  return draft;
}

}  // namespace

Likeness sniff_iptc7901(std::string_view head) {
  head = behind_padding(head);
  if (!head.starts_with(start_of_header) || head.find(start_of_text) == std::string_view::npos) return Likeness::no;
  head.remove_prefix(1);
  std::size_t letters = 0, digits = 0;
  while (letters < head.size() && is_letter(head[letters])) ++letters;
  while (letters + digits < head.size() && is_digit(head[letters + digits])) ++digits;
  const bool number = letters >= 1 && letters <= 4 && digits >= 3 && digits <= 5;
  return number && head.substr(letters + digits).starts_with(' ') ? Likeness::surely : Likeness::no;
}

void read_iptc7901(Entry& entry, ArticleSink& sink) { read_messages(entry, sink, iptc7901_article); }

Likeness sniff_anpa(std::string_view head) {
  head = behind_padding(head);
  if (!head.starts_with(start_of_header)) return Likeness::no;
  constexpr std::size_t longest = 12;
  const auto unit = head.substr(0, longest).find(unit_separator);
  const auto text = head.find(start_of_text);
  return unit != std::string_view::npos && is_digit(head[unit - 1]) && text != std::string_view::npos && head.substr(text + 1).starts_with('^') ? Likeness::surely : Likeness::no;
}

void read_anpa(Entry& entry, ArticleSink& sink) { read_messages(entry, sink, anpa_article); }

Likeness sniff_telex(std::string_view head) {
  head = behind_padding(head);
  const bool marked = head.size() > 4 && iequals(head.substr(0, 4), "ZCZC") && std::isspace(static_cast<unsigned char>(head[4])) != 0;
  return marked ? Likeness::surely : Likeness::no;
}

void read_telex(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_text = 64u << 20;
  Decoded decoded = decode(read_all(entry, most_text));
  with_line_feeds(decoded.text);
  const std::string text = without_controls(decoded.text);
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t number = 0, line = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto opening = next_line(rest);
    const std::uint64_t start = ++line;
    if (!begins_telex(opening)) continue;
    const auto behind = rest;
    for (auto ahead = rest; !ahead.empty(); rest = ahead, ++line)
      if (const auto next = next_line(ahead); ends_telex(next) || iequals(trim(next).substr(0, 5), "ZCZC ")) break;
    Draft draft = telex_article(opening, behind.substr(0, behind.size() - rest.size()), sink.explain());
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
