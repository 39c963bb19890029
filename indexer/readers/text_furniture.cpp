// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_furniture.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/text_furniture_lists.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t longest_line = 160;

constexpr std::array<std::string_view, 40> networks{
    "facebook",      "twitter",   "linkedin", "whatsapp",  "telegram",  "pinterest", "reddit",
    "instagram",     "youtube",   "tiktok",   "messenger", "flipboard", "bluesky",   "threads",
    "mastodon",      "snapchat",  "tumblr",   "pocket",    "xing",      "vkontakte", "вконтакте",
    "одноклассники", "weibo",     "wechat",   "line",      "email",     "e-mail",    "mail",
    "print",         "copy link", "copylink", "copy url",  "share",     "tweet",     "save",
    "link",          "rss",       "x",        "vk",        "ok"};

// What a list says about a folded line, or about the line that begins with it.
enum Meaning : unsigned {
  is_sure = 1,
  is_inset_heading = 2,
  is_heading = 4,
  begins_tail = 8,
  begins_likely = 16,
  begins_any = begins_tail | begins_likely
};

// All lists as one table, so that a line is looked up once.
class Lines {
 public:
  Lines() {
    add(sure_lines, is_sure);
    add(insets, is_inset_heading);
    add(tail_headings, is_heading);
    add(tail_starts, begins_tail);
    add(likely_starts, begins_likely);
  }

  unsigned meaning_of(std::string_view line) const {
    if (line.size() > longest_ || line.size() < 2 || !begins_.test(slot_of(line))) return 0;
    const auto found = meanings_.find(line);
    return found == meanings_.end() ? 0 : found->second;
  }

  /// What the line up to one of its first words means.
  unsigned meaning_of_beginnings(std::string_view line) const {
    constexpr std::size_t most_words = 5;
    static constexpr Bytes ends(" :");
    if (line.size() < 2 || !begins_.test(slot_of(line))) return 0;
    unsigned meaning = 0;
    std::size_t end = 0;
    for (std::size_t words = 0; words < most_words && end < line.size(); ++words) {
      const std::size_t from = end == 0 ? 0 : end + 1;
      end = from + ends.find_in(line.substr(from));
      meaning |= meaning_of(line.substr(0, end)) & begins_any;
    }
    return meaning;
  }

 private:
  static constexpr std::size_t slots = 4096;
  static std::size_t slot_of(std::string_view line) {
    return (static_cast<unsigned char>(line[0]) * std::size_t{37} + static_cast<unsigned char>(line[1])) % slots;
  }

  template <std::size_t Size>
  void add(const std::array<std::string_view, Size>& rows, Meaning meaning) {
    for (const auto row : rows)
      for (auto& line : between_bars(row, fold)) {
        longest_ = std::max(longest_, line.size());
        begins_.set(slot_of(line));
        meanings_[std::move(line)] |= meaning;
      }
  }

  std::unordered_map<std::string, unsigned, TextHash, std::equal_to<>> meanings_;
  std::bitset<slots> begins_;
  std::size_t longest_ = 0;
};

const Lines& known_lines() {
  static const Lines lines;
  return lines;
}

constexpr std::size_t longest_notice = 600;

// What of a line is folded.
std::string_view start_of(std::string_view line) {
  line = trim(line.substr(0, longest_notice + 1));
  return line.substr(0, valid_prefix(line));
}

std::string with_straight_quotes(std::string_view line) {
  std::string out(line);
  for (const std::string_view curly : {"\xE2\x80\x99", "\xE2\x80\x98"})
    for (auto at = out.find(curly); at != std::string_view::npos; at = out.find(curly, at)) {
      out[at] = '\'';
      out.erase(at + 1, curly.size() - 1);
    }
  return out;
}

std::string_view without_arrows(std::string_view line) {
  for (const std::string_view arrow : {"\xC2\xBB", "\xE2\x80\xBA", "\xE2\x86\x92", "\xE2\x80\xA6", "\xEF\xBC\x9A"})
    while (line.ends_with(arrow)) line = trim(line.substr(0, line.size() - arrow.size()));
  return line;
}

// A folded line as the lists have it: without marks and counts around it.
class Plain {
 public:
  explicit Plain(std::string_view folded) {
    static constexpr Bytes front_marks(" \t>|#*+-_()[]0123456789."), back_marks(" \t>|#*+-_()[]0123456789.:!?");
    text_ = folded;
    if (text_.find('\xE2') != std::string_view::npos) text_ = straight_ = with_straight_quotes(text_);
    while (!text_.empty() && back_marks.has(text_.back())) text_.remove_suffix(1);
    text_.remove_prefix(front_marks.run_in(text_));
    if (!text_.empty() && static_cast<unsigned char>(text_.back()) >= 0x80) text_ = without_arrows(text_);
    if (clean_run(text_) < text_.size()) text_ = collapsed_ = collapse(text_);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  std::string_view text() const { return text_; }

 private:
  std::string straight_, collapsed_;
  std::string_view text_;
};

// "Get our weekly newsletter. Sign up here."
bool asks_to_sign_up(std::string_view line) {
  const auto has = [&](std::string_view part) { return line.find(part) != std::string_view::npos; };
  return (has("newsletter") || has("inbox")) && (has("sign up") || has("subscribe") || has("get ") || has("join "));
}

// "4 thoughts on “A headline”"
bool counts_comments(std::string_view line, std::string_view plain) {
  const bool counted = !line.empty() && std::isdigit(static_cast<unsigned char>(trim(line).front())) != 0;
  return counted && (plain.starts_with("thoughts on") || plain.starts_with("comments") ||
                     plain.starts_with("responses to") || plain.starts_with("replies"));
}

// "We use cookies to improve your experience."
bool asks_for_cookies(std::string_view folded) {
  static const Phrases words({"we use", "uses cookies", "use of cookies", "accept", "consent", "verwende", "utilisons",
                              "utilise", "utiliza", "usamos", "utilizza", "gebruik", "uzywa", "anvander", "bruger"});
  return folded.find("cookies") != std::string_view::npos && words.any_in(folded);
}

bool has_likely_part(std::string_view line) {
  static const Phrases parts({likely_parts.begin(), likely_parts.end()});
  return parts.any_in(line) || asks_to_sign_up(line);
}

bool ends_sentence(std::string_view line) {
  line = trim(line);
  static constexpr Bytes last_bytes(".!?\x82\x9D\"");
  if (line.empty() || !last_bytes.has(line.back())) return false;
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("\xE3\x80\x82") ||
         line.ends_with("\xE2\x80\x9D") || line.ends_with('"');
}

void skip_marks(std::string_view& rest) {
  static constexpr Bytes marks(" \t,/|+&-:;()");
  for (std::size_t before = rest.size() + 1; before != rest.size();) {
    before = rest.size();
    rest.remove_prefix(marks.run_in(rest));
    for (const std::string_view dot : {"\xC2\xB7", "\xE2\x80\xA2", "\xC2\xA0"})
      if (rest.starts_with(dot)) rest.remove_prefix(dot.size());
  }
}

bool names_networks(const Folded& line) {
  constexpr std::size_t longest = 120, most_other = 12;
  std::string_view rest = line.text();
  if (line.cut() || rest.size() > longest) return false;
  std::size_t found = 0, other = 0;
  for (skip_marks(rest); !rest.empty(); skip_marks(rest)) {
    const auto name = std::find_if(networks.begin(), networks.end(), [&](std::string_view each) {
      return each.front() == rest.front() && rest.starts_with(each);
    });
    if (name != networks.end()) {
      found += name->size() > 2 || rest.size() == name->size() || found > 0;
      rest.remove_prefix(name->size());
    } else {
      const auto end = std::min(rest.find(' '), rest.size());
      if ((other += end) > most_other) return false;
      rest.remove_prefix(end);
    }
  }
  return found >= 2;
}

bool claims_rights(const Folded& line) {
  static const Phrases claims({"all rights reserved", "alle rechte vorbehalten", "tous droits reserves",
                               "todos los derechos reservados", "todos os direitos reservados",
                               "tutti i diritti riservati", "riproduzione riservata", "alle rechten voorbehouden",
                               "wszelkie prawa zastrzezone", "все права защищены", "無断転載", "无断转载", "版权所有",
                               "tum haklari saklidir"});
  const auto folded = line.text();
  if (folded.starts_with("\xC2\xA9") || folded.starts_with("(c) ")) return true;
  const auto is_sign = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (folded.starts_with("copyright ") && (line.cut() || std::any_of(folded.begin(), folded.end(), is_sign) ||
                                           folded.find("\xC2\xA9") != std::string_view::npos))
    return true;
  return claims.any_in(folded);
}

bool heads_tail(std::string_view line, std::string_view plain, unsigned meaning) {
  constexpr std::size_t longest_start = 60;
  if (plain.empty()) return false;
  return (meaning & is_heading) != 0 || counts_comments(line, plain) ||
         (plain.size() <= longest_start && (known_lines().meaning_of_beginnings(plain) & begins_tail) != 0 &&
          !ends_sentence(line));
}

}  // namespace

bool is_share_line(std::string_view line) { return names_networks(Folded(start_of(line))); }

bool is_legal_line(std::string_view line) { return claims_rights(Folded(start_of(line))); }

bool is_reference(std::string_view line) {
  line = trim(line);
  const bool numbered =
      line.starts_with('[') && line.size() > 2 && std::isdigit(static_cast<unsigned char>(line[1])) != 0;
  return numbered && line.find("://") != std::string_view::npos;
}

bool is_menu_line(std::string_view line) {
  constexpr std::size_t longest = 240;
  static constexpr Bytes signs(">/|\xE2\xC2");
  if (line.size() > longest || signs.find_in(line) == line.size() || ends_sentence(line)) return false;
  for (const std::string_view bar : {" > ", " / ", " \xE2\x80\xBA ", " \xC2\xBB ", " | "}) {
    std::size_t count = 0;
    for (auto at = line.find(bar); at != std::string_view::npos; at = line.find(bar, at + bar.size())) ++count;
    if (count >= 2) return true;
  }
  return false;
}

bool is_inset(std::string_view line) {
  if (line.size() > longest_line) return false;
  const Folded folded(start_of(line));
  return (known_lines().meaning_of(Plain(folded.text()).text()) & is_inset_heading) != 0;
}

bool is_tail_heading(std::string_view line) {
  if (line.size() > longest_line) return false;
  const Folded folded(start_of(line));
  const Plain plain(folded.text());
  return heads_tail(line, plain.text(), known_lines().meaning_of(plain.text()));
}

Furniture furniture_of(std::string_view line) {
  constexpr std::size_t longest_likely = 140;
  if (line.size() > longest_notice) return Furniture::no;
  const Folded start(start_of(line));
  const auto folded = start.text();
  if (claims_rights(start)) return Furniture::sure;
  if (line.size() > longest_line) return asks_for_cookies(folded) ? Furniture::likely : Furniture::no;
  const Plain normal(folded);
  const auto plain = normal.text();
  if (plain.empty()) return Furniture::no;
  const unsigned meaning = known_lines().meaning_of(plain);
  if ((meaning & is_sure) != 0 || names_networks(start)) return Furniture::sure;
  if ((meaning & is_inset_heading) != 0 || heads_tail(line, plain, meaning) || is_menu_line(line) ||
      has_likely_part(plain) || asks_for_cookies(folded))
    return Furniture::likely;
  const bool begins = (known_lines().meaning_of_beginnings(plain) & begins_likely) != 0;
  return begins && line.size() <= longest_likely && !ends_sentence(line) ? Furniture::likely : Furniture::no;
}

}  // namespace newsgrep
