// SPDX-License-Identifier: GPL-2.0-or-later
// The nodes of a parsed page: their attributes, and what they tell about being seen.
#pragma once

#include "indexer/readers/html_names.hpp"

#include <libxml/tree.h>

#include <string_view>

namespace newsgrep {

/// Elements within a line that hold no words of the page.
inline constexpr std::string_view dropped_inline =
    "script style noscript template svg canvas math object embed map button select option input label";

/// Whether a word is one of several that spaces separate.
inline bool one_of(std::string_view name, std::string_view names) {
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool starts = at == 0 || names[at - 1] == ' ',
               ends = at + name.size() == names.size() || names[at + name.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

inline std::string_view text_of(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

inline std::string_view attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* at = node->properties; at; at = at->next)
    if (text_of(at->name) == name) return at->children ? text_of(at->children->content) : std::string_view();
  return {};
}

inline bool has_attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* at = node->properties; at; at = at->next)
    if (text_of(at->name) == name) return true;
  return false;
}

/// Not shown at first. Pages that arrive in pieces hold their text so until a script shows it.
inline bool is_hidden(const xmlNode* node) {
  if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
  const auto style = attribute(node, "style");
  const auto display = style.find("display");
  return display != std::string_view::npos && style.substr(display, 24).find("none") != std::string_view::npos;
}

/// Words for those who hear the page, in the middle of a line.
inline bool is_unseen(const xmlNode* span) {
  return is_hidden(span) || (name_groups(attribute(span, "class")) & hidden_name) != 0 ||
         attribute(span, "style").find("clip:rect(0") != std::string_view::npos;
}

inline bool is_heading(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

}  // namespace newsgrep
