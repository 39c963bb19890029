// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_clean.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace newsgrep {
namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view tag_name(std::string_view html, std::size_t at) {
  constexpr std::size_t longest = 32;
  std::size_t end = at;
  while (end < html.size() && end - at < longest && !is_blank(html[end]) && html[end] != '>' && html[end] != '/') ++end;
  return html.substr(at, end - at);
}

// Has no end tag.
bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 14> names{"br",   "img",    "meta",  "link", "input", "hr",  "source",
                                                   "area", "base", "col",   "embed", "param", "track", "wbr"};
  return name.size() <= 6 && std::any_of(names.begin(), names.end(), [&](std::string_view one) { return iequals(one, name); });
}

// Where a tag ends as libxml2 reads it, and where the attribute begins that is one too many.
struct TagEnd {
  std::size_t end = 0;
  std::size_t too_many = std::string_view::npos;
};

// The end of an attribute's value that begins at `at`.
std::size_t value_end(std::string_view html, std::size_t at) {
  if (at == html.size()) return at;
  if (html[at] == '"' || html[at] == '\'') return std::min(html.find(html[at], at + 1), html.size() - 1) + 1;
  while (at < html.size() && !is_blank(html[at]) && html[at] != '>') ++at;
  return at;
}

std::size_t skip_blanks(std::string_view html, std::size_t at) {
  while (at < html.size() && is_blank(html[at])) ++at;
  return at;
}

// `at` is behind the name of the tag.
TagEnd end_of_tag(std::string_view html, std::size_t at) {
  constexpr std::size_t longest_name = 100;  // what is longer counts as several
  TagEnd tag;
  for (std::size_t attributes = 0; (at = skip_blanks(html, at)) < html.size() && html[at] != '>';) {
    if (++attributes == most_attributes + 1) tag.too_many = at;
    const std::size_t start = at++;
    while (at < html.size() && at - start < longest_name && !is_blank(html[at]) && html[at] != '=' && html[at] != '>') ++at;
    const std::size_t sign = skip_blanks(html, at);
    if (sign < html.size() && html[sign] == '=') at = value_end(html, skip_blanks(html, sign + 1));
  }
  tag.end = at;
  return tag;
}

// "script", "style" or nothing: the name of a tag whose content is left out.
std::string_view left_out(std::string_view html, std::size_t open) {
  const auto name = ascii_lower(html.substr(open + 1, 8));
  return name.starts_with("script") ? "script" : name.starts_with("style") ? "style" : "";
}

class Cleaner {
 public:
  explicit Cleaner(std::string_view html) : html_(html) { page_.html.reserve(html.size()); }

  CleanPage run() {
    for (std::size_t at = 0; at < html_.size();) {
      const auto open = std::min(html_.find('<', at), html_.size());
      page_.html.append(html_.substr(at, open - at));
      if (open == html_.size()) break;
      if (html_.substr(open).starts_with(archive_toolbar_begin)) {
        at = std::min(html_.find(archive_toolbar_end, open), html_.size());
        if (at < html_.size()) continue;
      }
      const auto tag = left_out(html_, open);
      at = tag.empty() ? take_tag(open) : leave_out(open, tag);
    }
    return std::move(page_);
  }

 private:
  // Copies what a tag begins with, or all of one that is cut; returns where to go on.
  std::size_t take_tag(std::size_t open) {
    const char next = open + 1 < html_.size() ? html_[open + 1] : ' ';
    if (next == '/' && !affordable_end(open + 2)) return drop_end(open);
    if (starts_name(next)) {
      if (const auto name = tag_name(html_, open + 1); !is_void(name)) ++depth_, ++open_[slot_of(name)];
      if (open >= scanned_)
        if (const auto cut = cut_tag(open)) return cut;
    }
    page_.html += '<';
    return open + 1;
  }

  // The parser looks for the start of what an end tag closes among all that is open, and in vain for what is not.
  bool affordable_end(std::size_t at) {
    constexpr std::size_t most_steps = 500'000'000;  // about a second
    auto& open = open_[slot_of(tag_name(html_, at))];
    if (open > 0) --open, --depth_;
    if (steps_ + depth_ > most_steps) return false;
    steps_ += depth_;
    return true;
  }

  static std::size_t slot_of(std::string_view name) {
    std::size_t hash = 0;
    for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c | 0x20);
    return hash % open_slots;
  }

  std::size_t drop_end(std::size_t open) {
    ++page_.repairs;
    return std::min(html_.find('>', open), html_.size() - 1) + 1;
  }

  // A tag without the attributes that are too many; 0 if there are none.
  std::size_t cut_tag(std::size_t open) {
    std::size_t name = open + 1;
    while (name < html_.size() && !is_blank(html_[name]) && html_[name] != '>' && html_[name] != '/') ++name;
    const TagEnd tag = end_of_tag(html_, name);
    scanned_ = tag.end;
    if (tag.too_many == std::string_view::npos) return 0;
    ++page_.repairs;
    page_.html.append(html_.substr(open, tag.too_many - open));
    return tag.end;
  }

  std::size_t leave_out(std::size_t open, std::string_view tag) {
    const auto content = std::min(html_.find('>', open), html_.size() - 1) + 1;
    std::size_t close = content;
    do {
      close = html_.find("</", close);
      if (close != std::string_view::npos && ascii_lower(html_.substr(close + 2, tag.size())) == tag) break;
      if (close != std::string_view::npos) close += 2;
    } while (close != std::string_view::npos);
    const auto end = std::min(close, html_.size());
    take_json(ascii_lower(html_.substr(open, content - open)), html_.substr(content, end - content));
    page_.html += ' ';
    const auto after = close == std::string_view::npos ? html_.size() : html_.find('>', close);
    return after == std::string_view::npos ? html_.size() : after + 1;
  }

  void take_json(std::string_view tag, std::string_view json) {
    constexpr std::size_t shortest = 500, most_documents = 20;
    if (tag.find("ld+json") != std::string_view::npos)
      page_.json_ld.emplace_back(json);
    else if (tag.find("application/json") != std::string_view::npos && json.size() >= shortest && page_.data.size() < most_documents)
      page_.data.emplace_back(json);
  }

  std::string_view html_;
  CleanPage page_;
  std::size_t scanned_ = 0;           // tags that begin before are part of the attributes of another
  static constexpr std::size_t open_slots = 1024;
  std::array<std::uint32_t, open_slots> open_{};  // elements that may be open, by their names
  std::size_t depth_ = 0, steps_ = 0;  // elements that may be open; comparisons that end tags have cost
};

}  // namespace

CleanPage cleaned(std::string_view html) { return Cleaner(html).run(); }

}  // namespace newsgrep
