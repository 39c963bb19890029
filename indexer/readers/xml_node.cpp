// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"
#include "indexer/readers/xml.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

void append_words(const XmlNode& node, std::string& out) {
  if (node.is_text()) {
    out += node.text;
    return;
  }
  const bool apart = !stands_in_line(node.name);
  if (apart) out += ' ';
  for (const auto& child : node.children) append_words(*child, out);
  if (apart) out += ' ';
}

void append_raw(const XmlNode& node, std::string& out) {
  out += node.text;
  for (const auto& child : node.children) append_raw(*child, out);
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
}

void append_markup(const XmlNode& node, std::string& out) {
  if (node.is_text()) return append_escaped(node.text, out);
  out.append("<").append(node.name);
  for (const auto& [name, value] : node.attributes) {
    if (value.find_first_of("\"<>&") == std::string::npos) out.append(" ").append(name).append("=\"").append(value).append("\"");
  }
  out += '>';
  for (const auto& child : node.children) append_markup(*child, out);
  if (node.name != "br" && node.name != "img" && node.name != "hr") out.append("</").append(node.name).append(">");
}

void collect(const XmlNode& node, std::string_view name, std::vector<const XmlNode*>& found) {
  for (const auto& child : node.children) {
    if (child->is(name))
      found.push_back(child.get());
    else
      collect(*child, name, found);
  }
}

}  // namespace

bool stands_in_line(std::string_view name) {
  constexpr std::array<std::string_view, 52> names{
      "a",         "abbr",     "acronym",    "alt-code",   "b",        "big",      "bold",     "chron",        "cite",
      "city",      "classifier", "code",     "copyrite",   "country",  "del",      "denom",    "em",           "event",
      "font",      "frac",     "frac-den",   "frac-num",   "frac-sep", "function", "i",        "ins",          "lang",
      "location",  "mark",     "money",      "name.family", "name.given", "num",   "numer",    "object.title", "org",
      "person",    "postaddr", "pronounce",  "q",          "region",   "small",    "span",     "state",        "strong",
      "sub",       "sublocation", "sup",     "time",       "u",        "virtloc",  "wbr"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const auto& one : children)
    if (one->is(wanted)) return one.get();
  return nullptr;
}

const XmlNode* XmlNode::find(std::string_view path) const {
  const auto slash = path.find('/');
  const auto first = path.substr(0, slash);
  if (slash == std::string_view::npos) return child(first);
  for (const auto& one : children)
    if (one->is(first))
      if (const auto* found = one->find(path.substr(slash + 1))) return found;
  return nullptr;
}

const XmlNode* XmlNode::anywhere(std::string_view wanted) const {
  for (const auto& one : children) {
    if (one->is(wanted)) return one.get();
    if (const auto* found = one->anywhere(wanted)) return found;
  }
  return nullptr;
}

std::vector<const XmlNode*> XmlNode::all(std::string_view wanted) const {
  std::vector<const XmlNode*> found;
  collect(*this, wanted, found);
  return found;
}

std::string_view XmlNode::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return value;
  return {};
}

std::string XmlNode::words() const {
  std::string out;
  for (const auto& one : children) append_words(*one, out);
  return collapse(out);
}

std::string XmlNode::words_of(std::string_view path) const {
  const auto* found = find(path);
  return found ? found->words() : std::string();
}

std::string_view XmlNode::attribute_of(std::string_view path, std::string_view wanted) const {
  const auto* found = find(path);
  return found ? found->attribute(wanted) : std::string_view();
}

std::string XmlNode::raw_text() const {
  std::string out;
  append_raw(*this, out);
  return out;
}

std::string XmlNode::markup() const {
  std::string out;
  for (const auto& one : children) append_markup(*one, out);
  return out;
}

}  // namespace newsgrep
