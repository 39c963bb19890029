// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/extraction/ablation.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep::testing {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool begins(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && iequals(text.substr(0, lower.size()), lower);
}

// Behind the end of a tag; signs in quotes do not end it.
std::size_t tag_end(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    if (quote != 0)
      quote = html[at] == quote ? '\0' : quote;
    else if ((html[at] == '"' || html[at] == '\'') && html[at - 1] == '=')
      quote = html[at];
    else if (html[at] == '>')
      return at + 1;
  }
  return at;
}

// Behind a script or style that begins here.
std::size_t raw_end(std::string_view html, std::size_t at, std::string_view close) {
  for (; at < html.size(); ++at)
    if (html[at] == '<' && begins(html.substr(at), close)) return tag_end(html, at);
  return at;
}

bool names_something(std::string_view attribute) {
  constexpr std::array<std::string_view, 7> names{"class", "id", "itemprop", "itemtype", "itemscope", "role", "rel"};
  return begins(attribute, "data-") ||
         std::any_of(names.begin(), names.end(), [&](const auto name) { return iequals(attribute, name); });
}

std::string bare_tag(std::string_view tag) {
  std::string out;
  std::size_t at = 0;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '>') out += tag[at++];
  while (at < tag.size() && tag[at] != '>') {
    const std::size_t start = at;
    while (at < tag.size() && (is_blank(tag[at]) || tag[at] == '/')) ++at;
    const std::size_t name = at;
    while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '=' && tag[at] != '>') ++at;
    const auto attribute = tag.substr(name, at - name);
    if (at < tag.size() && tag[at] == '=') {
      ++at;
      const char quote = at < tag.size() ? tag[at] : ' ';
      if (quote == '"' || quote == '\'')
        at = std::min(tag.find(quote, at + 1), tag.size() - 1) + 1;
      else
        while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '>') ++at;
    }
    if (!names_something(attribute)) out += tag.substr(start, at - start);
  }
  return out + ">";
}

}  // namespace

std::string without_metadata(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const auto open = std::min(html.find('<', at), html.size());
    out += html.substr(at, open - at);
    if (open == html.size()) break;
    const auto rest = html.substr(open);
    auto end = open + 1;
    if (begins(rest, "<script")) {
      end = raw_end(html, open, "</script");
      if (ascii_lower(html.substr(open, tag_end(html, open) - open)).find("ld+json") == std::string::npos)
        out += html.substr(open, end - open);
    } else if (begins(rest, "<meta")) {
      end = tag_end(html, open);
      if (ascii_lower(html.substr(open, end - open)).find("charset") != std::string::npos)
        out += html.substr(open, end - open);
    } else {
      out += '<';
    }
    at = end;
  }
  return out;
}

std::string without_names(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const auto open = std::min(html.find('<', at), html.size());
    out += html.substr(at, open - at);
    if (open == html.size()) break;
    const auto rest = html.substr(open);
    std::size_t end = open + 1;
    for (const std::string_view raw : {"script", "style"})
      if (begins(rest.substr(1), raw)) end = raw_end(html, open, std::string("</").append(raw));
    const char next = rest.size() > 1 ? static_cast<char>(rest[1] | 0x20) : ' ';
    if (end > open + 1 || begins(rest, "<meta") || begins(rest, "<link") || next < 'a' || next > 'z') {
      out += html.substr(open, end - open);
    } else {
      end = tag_end(html, open);
      out += bare_tag(html.substr(open, end - open));
    }
    at = end;
  }
  return out;
}

std::string without_meaning(std::string_view html) {
  constexpr std::array<std::string_view, 11> telling{"article", "main",   "nav",        "aside",   "header", "footer",
                                                     "section", "figure", "figcaption", "address", "menu"};
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    auto name = std::min(html.find('<', at), html.size() - 1) + 1;
    if (name < html.size() && html[name] == '/') ++name;
    out += html.substr(at, name - at);
    const auto end = std::min(html.find_first_of(" \t\r\n/>", name), html.size());
    const auto tag = ascii_lower(html.substr(name, std::min<std::size_t>(end - name, 16)));
    const bool tells = std::find(telling.begin(), telling.end(), tag) != telling.end();
    out += tells ? std::string_view("div") : html.substr(name, end - name);
    at = end;
  }
  return out;
}

}  // namespace newsgrep::testing
