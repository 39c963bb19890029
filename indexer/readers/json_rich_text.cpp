// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_rich_text.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

constexpr unsigned deepest = 40;

std::string_view string_at(dom::object object, const char* key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// What editors call the kind of a node.
std::string_view type_of(dom::object object) {
  for (const char* key : {"type", "nodeType", "_type"})
    if (const auto type = string_at(object, key); !type.empty()) return type;
  return {};
}

bool is_left_out(std::string_view type) {
  constexpr std::array<std::string_view, 9> types{
      "image", "raw", "raw_html", "embed", "video", "gallery", "interstitial_link", "reference", "divider"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_break(std::string_view type) {
  constexpr std::array<std::string_view, 4> types{"hardBreak", "hard_break", "linebreak", "break"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

class TreeWalker {
 public:
  void walk(dom::element value, bool within_block = false, bool runs = false, unsigned depth = 0) {
    if (depth == deepest) return;
    if (std::string_view text; value.get(text) == simdjson::SUCCESS) return add(text);
    if (dom::array list; value.get(list) == simdjson::SUCCESS) return walk_list(list, within_block, runs, depth + 1);
    if (dom::object object; value.get(object) == simdjson::SUCCESS) walk_node(object, runs, depth + 1);
  }

  std::vector<std::string> take() {
    end_paragraph();
    return std::move(paragraphs_);
  }

 private:
  void add(std::string_view text) {
    paragraph_.append(text);
    added_ += text.size();
  }

  void end_paragraph() {
    if (!trim(paragraph_).empty()) paragraphs_.emplace_back(trim(paragraph_));
    paragraph_.clear();
  }

  void walk_list(dom::array list, bool within_block, bool runs, unsigned depth) {
    runs = runs || holds_runs(list, within_block);
    for (const auto element : list) {
      if (!runs) end_paragraph();
      walk(element, within_block, runs, depth);
    }
    if (!runs) end_paragraph();
  }

  // Runs are pieces of one paragraph: strings among marked ones, or the texts of a block.
  static bool holds_runs(dom::array list, bool within_block) {
    bool strings = false, marked = false;
    for (const auto element : list) {
      strings = strings || element.is_string();
      dom::object object;
      if (element.get(object) != simdjson::SUCCESS) continue;
      marked = marked || !string_at(object, "text").empty();
      if (object.at_key("insert").error() == simdjson::SUCCESS) return true;
      const auto type = type_of(object);
      if (within_block && (type == "text" || type == "span")) return true;
      if (within_block && type.empty() && object.at_key("text").error() == simdjson::SUCCESS) return true;
    }
    return strings && marked;
  }

  // A node has its text, or other nodes, in the first of the usual places that is filled.
  void walk_node(dom::object object, bool runs, unsigned depth) {
    constexpr std::array texts{"rendered", "value",      "text",     "content",          "html",  "insert", "original",
                               "#text",    "$t",         "children", "blocks",           "ops",   "root",   "document",
                               "data",     "paragraphs", "items",    "content_elements", "nodes", "body",   "name"};
    const auto type = type_of(object);
    if (is_left_out(type)) return;
    if (is_break(type)) return add("\n");
    for (const char* key : texts) {
      dom::element value;
      if (object.at_key(key).get(value) != simdjson::SUCCESS) continue;
      const auto before = added_;
      const std::string_view name = key;
      walk(value, name == "children" || (name == "content" && !type.empty()), runs, depth);
      if (added_ > before) return;
    }
  }

  std::vector<std::string> paragraphs_;
  std::string paragraph_;
  std::size_t added_ = 0;  // bytes
};

}  // namespace

std::vector<std::string> rich_paragraphs(dom::element value) {
  TreeWalker walker;
  walker.walk(value);
  return walker.take();
}

std::string rich_text(dom::element value) {
  std::string text;
  for (const auto& paragraph : rich_paragraphs(value)) text.append(text.empty() ? "" : "\n\n").append(paragraph);
  return text;
}

std::string rich_text_in(std::string_view json) {
  json = trim(json);
  const bool tree = json.starts_with("[{") || json.starts_with("[\"") || json.starts_with("{\"");
  if (!tree) return {};
  dom::parser parser;
  dom::element value;
  return parser.parse(json.data(), json.size()).get(value) == simdjson::SUCCESS ? rich_text(value) : std::string();
}

}  // namespace newsgrep
