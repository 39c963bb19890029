// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_split.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace newsgrep {
namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool names_collection(std::string_view key) {
  constexpr std::array<std::string_view, 12> names{"articles", "items", "results", "docs", "documents", "stories",
                                                   "data", "posts", "news", "hits", "entries", "records"};
  const auto lower = ascii_lower(key);
  return std::find(names.begin(), names.end(), lower) != names.end();
}

// A value in the making.
class Piece {
 public:
  explicit Piece(const EachJson& each) : each_(each) {}

  void begin(std::uint64_t line) {
    bytes_.clear();
    line_ = line;
    too_large_ = false;
  }
  void add(std::string_view more) {
    if (too_large_) return;
    if (bytes_.size() + more.size() > most_json) {
      too_large_ = true;
      bytes_.clear();
      bytes_.shrink_to_fit();
      return;
    }
    bytes_.append(more);
  }
  bool end(bool unfinished = false) { return each_({bytes_, line_, too_large_, unfinished}); }
  bool empty() const { return bytes_.empty() && !too_large_; }

 private:
  const EachJson& each_;
  std::string bytes_;
  std::uint64_t line_ = 1;
  bool too_large_ = false;
};

class ValueSplitter {
 public:
  explicit ValueSplitter(const EachJson& each) : piece_(each) {}

  bool feed(std::string_view block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      const char c = block[i];
      if (c == '\n') ++line_;
      const bool was_inside = inside_;
      step(c);
      if (was_inside || inside_) piece_.add({&block[i], 1});
      if (was_inside && !inside_ && !piece_.end()) return false;
    }
    return true;
  }

  void finish() {
    if (inside_) piece_.end(true);
  }

 private:
  // Moves over one byte; `inside_` tells whether it belongs to a piece.
  void step(char c) {
    if (in_string_) return step_string(c);
    if (c == '"') {
      in_string_ = true;
      collection_ = false;
      key_.clear();
      return;
    }
    if (c == '{' || c == '[') open(c);
    else if (c == '}' || c == ']') close();
    else if (c == ':') end_key();
    else if (!blank(c)) colon_ = collection_ = false;
  }

  void end_key() {
    colon_ = true;
    if (depth_ == 1 && piece_depth_ == 0) has_text_ = has_text_ || role_of(key_).role == Role::text;
  }

  void step_string(char c) {
    if (escaped_) escaped_ = false;
    else if (c == '\\') escaped_ = true;
    else if (c == '"') in_string_ = false, colon_ = false;
    else if (depth_ == 1 && key_.size() < 32) key_ += c;
  }

  // Elements lie in a top-level array, or in a collection of a top-level object, which is then taken apart.
  void open(char c) {
    if (!inside_) {
      const bool container = depth_ == 0 && c == '[';
      const bool element = c == '{' && (depth_ == 0 || depth_ == element_depth_);
      if (container) element_depth_ = 1;
      if (element) start();
    } else if (collection_ && c == '{') {
      wrapper_ = true;  // the object's own bytes are dropped: it only holds the articles
      element_depth_ = depth_;
      start();
    }
    collection_ = c == '[' && colon_ && inside_ && depth_ == 1 && piece_depth_ == 0 && !has_text_ && names_collection(key_);
    colon_ = false;
    ++depth_;
  }

  void start() {
    inside_ = true;
    piece_depth_ = depth_;
    if (depth_ == 0) has_text_ = false;
    piece_.begin(line_);
  }

  void close() {
    if (depth_ > 0) --depth_;
    if (inside_ && depth_ == piece_depth_) inside_ = false;
    if (wrapper_ && depth_ < element_depth_) wrapper_ = false, element_depth_ = SIZE_MAX;
    if (depth_ == 0) element_depth_ = SIZE_MAX;
  }

  Piece piece_;
  bool in_string_ = false, escaped_ = false, colon_ = false, inside_ = false, wrapper_ = false, collection_ = false, has_text_ = false;
  std::size_t depth_ = 0, piece_depth_ = 0, element_depth_ = SIZE_MAX;
  std::uint64_t line_ = 1;
  std::string key_;
};

}  // namespace

void split_lines(Entry& entry, const EachJson& each) {
  Piece piece(each);
  std::uint64_t line = 1;
  bool first = true;
  piece.begin(line);
  for (std::string_view block; !(block = entry.read()).empty();) {
    if (first && block.starts_with(bom)) block.remove_prefix(bom.size());
    first = false;
    while (!block.empty()) {
      const auto end = block.find('\n');
      piece.add(block.substr(0, std::min(end, block.size())));
      if (end == std::string_view::npos) break;
      if (!piece.empty() && !piece.end()) return;
      piece.begin(++line);
      block.remove_prefix(end + 1);
    }
  }
  if (!piece.empty()) piece.end();
}

void split_values(Entry& entry, const EachJson& each) {
  ValueSplitter splitter(each);
  for (std::string_view block; !(block = entry.read()).empty();)
    if (!splitter.feed(block)) return;
  splitter.finish();
}

}  // namespace newsgrep
