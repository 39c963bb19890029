// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/agency.hpp"

#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/agency_messages.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/xml_text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {
namespace {

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
    while (!text.empty()) take(without_controls(next_line(text)));
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
    set_printed_date(draft, anpa_date(printed), "anpa:trailer", printed, explain_);
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

}  // namespace

Likeness sniff_anpa(std::string_view head) {
  head = behind_padding(head);
  if (!head.starts_with(start_of_header)) return Likeness::no;
  constexpr std::size_t longest = 12;
  const auto unit = head.substr(0, longest).find(unit_separator);
  const auto text = head.find(start_of_text);
  return unit != std::string_view::npos && is_digit(head[unit - 1]) && text != std::string_view::npos && head.substr(text + 1).starts_with('^') ? Likeness::surely : Likeness::no;
}

void read_anpa(Entry& entry, ArticleSink& sink) { read_messages(entry, sink, anpa_article); }

}  // namespace newsgrep
