// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/rtf.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t most_bytes = 64u << 20, most_groups = 1000;

// "\fs24 ": a word and the number behind it.
struct Control {
  std::string_view word;
  std::optional<int> number;
};

struct Written {
  std::string_view word, text;
};

constexpr std::array<Written, 17> characters{{{"par", "\n"},
                                              {"line", "\n"},
                                              {"sect", "\n"},
                                              {"page", "\n"},
                                              {"row", "\n"},
                                              {"cell", " "},
                                              {"tab", " "},
                                              {"emdash", "—"},
                                              {"endash", "–"},
                                              {"lquote", "‘"},
                                              {"rquote", "’"},
                                              {"ldblquote", "“"},
                                              {"rdblquote", "”"},
                                              {"bullet", "•"},
                                              {"emspace", " "},
                                              {"enspace", " "},
                                              {"softline", "\n"}}};

// Groups that hold no words of the text.
bool is_aside(std::string_view word) {
  constexpr std::array<std::string_view, 22> asides{
      "fonttbl",           "colortbl", "stylesheet", "info",    "pict",       "object",   "header",  "headerl",
      "headerr",           "headerf",  "footer",     "footerl", "footerr",    "footerf",  "fldinst", "listtable",
      "listoverridetable", "revtbl",   "xe",         "tc",      "nonshppict", "themedata"};
  return std::find(asides.begin(), asides.end(), word) != asides.end();
}

// Windows' numbers of the sets of characters that fonts have.
std::string charset_of_font(int number) {
  constexpr std::array<std::pair<int, const char*>, 13> charsets{{{128, "shift_jis"},
                                                                  {129, "euc-kr"},
                                                                  {134, "gbk"},
                                                                  {136, "big5"},
                                                                  {161, "windows-1253"},
                                                                  {162, "windows-1254"},
                                                                  {163, "windows-1258"},
                                                                  {177, "windows-1255"},
                                                                  {178, "windows-1256"},
                                                                  {186, "windows-1257"},
                                                                  {204, "windows-1251"},
                                                                  {222, "windows-874"},
                                                                  {238, "windows-1250"}}};
  for (const auto& [known, name] : charsets)
    if (known == number) return name;
  return {};
}

std::string charset_of_page(int number) {
  constexpr std::array<std::pair<int, const char*>, 5> pages{
      {{932, "shift_jis"}, {936, "gbk"}, {949, "euc-kr"}, {950, "big5"}, {10000, "macintosh"}}};
  for (const auto& [known, name] : pages)
    if (known == number) return name;
  return "windows-" + std::to_string(number);
}

// What holds within one pair of braces, and within all others in it.
struct Group {
  bool aside = false, hidden = false, title = false, fonts = false;
  int font = 0, fallbacks = 1;  // how many bytes stand behind a character of Unicode for those who do not know it
};

class RtfText {
 public:
  explicit RtfText(std::string_view bytes) : bytes_(bytes) { groups_.emplace_back(); }

  void read() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_++];
      if (c == '\\')
        control();
      else if (c == '{')
        open();
      else if (c == '}')
        close();
      else if (c != '\r' && c != '\n')
        byte(c);
    }
    flush();
  }

  bool whole() const { return groups_.size() == 1 && too_deep_ == 0; }
  std::string text() { return std::move(text_); }
  std::string title() { return std::move(title_); }

 private:
  Group& group() { return groups_.back(); }

  void open() {
    flush();
    if (groups_.size() >= most_groups)
      ++too_deep_;
    else
      groups_.push_back(group());
    first_ = true;
  }

  void close() {
    flush();
    if (too_deep_ > 0)
      --too_deep_;
    else if (groups_.size() > 1)
      groups_.pop_back();
  }

  void byte(char c) {
    first_ = false;
    if (to_pass_ > 0)
      --to_pass_;
    else
      pending_ += c;
  }

  void control() {
    if (at_ == bytes_.size()) return;
    const char c = bytes_[at_];
    if (std::isalpha(static_cast<unsigned char>(c))) return word(take_control());
    ++at_;
    if (c == '\'') return hex();
    if (c == '*') return void(group().aside = true);
    if (c == '~') return add(" ");
    if (c == '_') return add("-");
    if (c == '\n' || c == '\r') return add("\n");
    if (c == '\\' || c == '{' || c == '}') byte(c);
  }

  Control take_control() {
    const auto begin = at_;
    while (at_ < bytes_.size() && std::isalpha(static_cast<unsigned char>(bytes_[at_]))) ++at_;
    Control control{bytes_.substr(begin, at_ - begin), std::nullopt};
    int number = 0;
    const auto read = std::from_chars(bytes_.data() + at_, bytes_.data() + bytes_.size(), number);
    if (read.ec == std::errc()) {
      control.number = number;
      at_ = static_cast<std::size_t>(read.ptr - bytes_.data());
    }
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    return control;
  }

  void hex() {
    unsigned value = 0;
    const auto digits = bytes_.substr(at_, 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (read.ptr != digits.data() + 2) return;
    at_ += 2;
    byte(static_cast<char>(value));
  }

  void word(const Control& control) {
    const bool first = std::exchange(first_, false);
    const auto& [name, number] = control;
    if (first && is_aside(name)) group().aside = true;
    if (first && name == "fonttbl") group().fonts = true;
    if (first && name == "title") group().title = true;
    for (const auto& [written, text] : characters)
      if (name == written) return add(text);
    if (name == "u" && number)
      unicode(*number);
    else if (name == "uc" && number)
      group().fallbacks = std::clamp(*number, 0, 8);
    else if (name == "ansicpg" && number)
      charset_ = charset_of_page(*number);
    else if (name == "mac")
      charset_ = "macintosh";
    else if (name == "f" && number)
      flush(), group().font = *number;
    else if (name == "fcharset" && number && group().fonts)
      fonts_[group().font] = charset_of_font(*number);
    else if (name == "v" || name == "deleted")
      flush(), group().hidden = number.value_or(1) != 0;
    else if (name == "plain")
      flush(), group().hidden = false;
    else if (name == "bin" && number)
      at_ = std::min(bytes_.size(), at_ + static_cast<std::size_t>(std::max(*number, 0)));
  }

  void unicode(int number) {
    const auto unit = static_cast<char32_t>(static_cast<std::uint16_t>(number));
    constexpr char32_t first_high = 0xD800, first_low = 0xDC00, last_low = 0xDFFF, beyond = 0x10000;
    to_pass_ = 0;
    if (unit >= first_high && unit < first_low) {
      high_ = unit;
    } else if (unit >= first_low && unit <= last_low) {
      if (high_ != 0) add_character(beyond + ((high_ - first_high) << 10) + (unit - first_low));
      high_ = 0;
    } else {
      add_character(unit);
    }
    to_pass_ = group().fallbacks;
  }

  void add_character(char32_t character) {
    std::string out;
    append_char(out, character);
    add(out);
  }

  void add(std::string_view text) {
    flush();
    to_pass_ = 0;
    put(text);
  }

  void put(std::string_view text) {
    const Group& in = group();
    if (too_deep_ > 0 || in.hidden) return;
    if (in.title)
      title_ += text;
    else if (!in.aside)
      text_ += text;
  }

  // Bytes mean what the font says that they are shown in.
  void flush() {
    if (pending_.empty()) return;
    const auto font = fonts_.find(group().font);
    const std::string& charset = font != fonts_.end() && !font->second.empty() ? font->second : charset_;
    put(valid_prefix(pending_) == pending_.size() && is_ascii(pending_) ? pending_ : decode(pending_, charset).text);
    pending_.clear();
  }

  static bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<Group> groups_;
  std::size_t too_deep_ = 0;  // braces beyond the limit
  std::map<int, std::string> fonts_;
  std::string charset_ = "windows-1252";
  std::string pending_, text_, title_;
  int to_pass_ = 0;
  char32_t high_ = 0;
  bool first_ = false;  // the next control word is the first of its group
};

}  // namespace

Likeness sniff_rtf(std::string_view head) { return head.starts_with("{\\rtf") ? Likeness::surely : Likeness::no; }

void read_rtf(Entry& entry, ArticleSink& sink) {
  const std::string bytes = read_all(entry, most_bytes);
  RtfText rtf(bytes);
  rtf.read();
  if (!rtf.whole())
    sink.skipped({Severity::warning, "unfinished",
                  "a rich text document that is cut off or damaged: what could be read of it is read", "", "", 0, 0,
                  0});
  Article declared;
  declared.title = collapse(rtf.title());
  if (declared.title.find(' ') == std::string::npos) declared.title.clear();  // the name of a file
  read_text_of_document(rtf.text(), declared, entry, sink);
}

}  // namespace newsgrep
