// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_split.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace newsgrep {
namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

template <std::size_t Size>
bool is_among(std::string_view name, const std::array<std::string_view, Size>& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return iequals(name, each); });
}

bool names_collection(std::string_view key) {
  constexpr std::array<std::string_view, 12> names{"articles", "items", "results", "docs", "documents", "stories",
                                                   "data",     "posts", "news",    "hits", "entries",   "records"};
  return is_among(key, names);
}

// Objects in which answers of search servers wrap their collection.
bool names_envelope(std::string_view key) {
  constexpr std::array<std::string_view, 12> names{"response", "hits",    "data",     "result", "results", "body",
                                                   "feed",     "channel", "articles", "news",   "stories", "payload"};
  return is_among(key, names);
}

// A value in the making.
class Piece {
 public:
  void begin(std::uint64_t line) {
    bytes_.clear();
    line_ = line;
    too_large_ = false;
  }

  void add(std::string_view more) {
    if (too_large_) return;
    too_large_ = bytes_.size() + more.size() > most_json;
    if (too_large_)
      std::string().swap(bytes_);
    else
      bytes_.append(more);
  }

  bool empty() const { return bytes_.empty() && !too_large_; }
  JsonPiece piece() const { return {bytes_, line_, too_large_, false, false}; }

 private:
  std::string bytes_;
  std::uint64_t line_ = 1;
  bool too_large_ = false;
};

enum class Sign : unsigned char { other, quote, open, close, colon, blank };

constexpr std::array<Sign, 256> signs = [] {
  std::array<Sign, 256> table{};
  table['"'] = Sign::quote;
  table['{'] = table['['] = Sign::open;
  table['}'] = table[']'] = Sign::close;
  table[':'] = Sign::colon;
  table[' '] = table['\t'] = table['\n'] = table['\r'] = Sign::blank;
  return table;
}();

// Follows strings and depth only. A top-level object is a piece; when it turns out to hold a collection, the elements
// become pieces of their own and the object goes on without them.
class ValueSplitter {
 public:
  explicit ValueSplitter(const EachJson& each) : each_(each) {}

  bool feed(std::string_view block) {
    block_ = block;
    taken_ = counted_ = 0;
    for (at_ = 0; at_ < block.size();) {
      if (in_string_) {
        pass_string();
      } else {
        pass_sign();
        if (stopped_) return false;
      }
    }
    keep();
    count_lines();
    return true;
  }

  void finish() {
    if (!in_object_ && !in_element_) return;
    JsonPiece piece = (in_element_ ? element_ : object_).piece();
    piece.unfinished = true;
    each_(piece);
  }

 private:
  static constexpr std::size_t longest_key = 32;

  void count_lines() {
    const auto* const begin = block_.data();
    line_ += static_cast<std::uint64_t>(std::count(begin + counted_, begin + at_, '\n'));
    counted_ = at_;
  }

  // Adds what was passed since the last time to the piece it belongs to.
  void keep() {
    const auto passed = block_.substr(taken_, at_ - taken_);
    if (in_element_)
      element_.add(passed);
    else if (in_object_ && !in_collection_)
      object_.add(passed);
    taken_ = at_;
  }

  void pass_string() {
    const std::size_t from = at_;
    bool escaped = escaped_;
    std::size_t at = at_;
    for (; at < block_.size(); ++at) {
      const char c = block_[at];
      if (escaped)
        escaped = false;
      else if (c == '"')
        break;
      else if (c == '\\')
        escaped = true;
    }
    at_ = at;
    escaped_ = escaped;
    if (keys_matter() && key_.size() < longest_key) key_.append(block_.substr(from, std::min(at_ - from, longest_key)));
    in_string_ = at_ == block_.size();
    if (!in_string_) ++at_;
  }

  // Only the outer two levels of a top-level object are looked at by name.
  bool keys_matter() const { return in_object_ && !in_element_ && !in_collection_ && depth_ <= 2; }

  void pass_sign() {
    const char c = block_[at_];
    const Sign sign = signs[static_cast<unsigned char>(c)];
    if (sign == Sign::open) {
      open(c);
    } else {
      ++at_;
      if (sign == Sign::close)
        close();
      else if (sign == Sign::quote)
        open_string();
    }
    if (sign == Sign::blank) return;
    after_colon_ = sign == Sign::colon;
    collection_may_begin_ = sign == Sign::open && collection_may_begin_;
  }

  void open_string() {
    in_string_ = true;
    if (after_colon_ && depth_ == 1 && keys_matter() && role_of(key_).role == Role::text) has_text_ = true;
    if (keys_matter()) key_.clear();
  }

  void open(char c) {
    if (c == '{' && collection_may_begin_) begin_collection();
    if (c == '{' && !in_element_ && depth_ == element_depth_ && (in_collection_ || !in_object_))
      begin_piece();
    else if (c == '[' && depth_ == element_depth_ && !in_object_)
      element_depth_ = depth_ + 1;  // arrays within the array too
    const bool named = c == '[' && after_colon_ && keys_matter() && !has_text_ && names_collection(key_);
    collection_may_begin_ = named && (depth_ == 1 || (depth_ == 2 && names_envelope(envelope_)));
    if (c == '{' && after_colon_ && depth_ == 1 && keys_matter()) envelope_ = key_;
    ++at_;
    ++depth_;
  }

  void begin_collection() {
    keep();
    in_collection_ = emptied_ = true;
    element_depth_ = depth_;
  }

  void begin_piece() {
    keep();
    count_lines();
    const bool element = in_collection_ || depth_ > 0;
    (element ? element_ : object_).begin(line_);
    (element ? in_element_ : in_object_) = true;
    if (element) return;
    has_text_ = emptied_ = false;
    envelope_.clear();
  }

  void close() {
    if (depth_ > 0) --depth_;
    if (in_element_ && depth_ == element_depth_) {
      end_piece(element_, in_element_, false);
    } else if (in_collection_ && depth_ < element_depth_) {
      taken_ = at_ - 1;
      in_collection_ = false;
      element_depth_ = 0;
    } else if (in_object_ && depth_ == 0) {
      end_piece(object_, in_object_, emptied_);
    } else if (!in_object_ && depth_ < element_depth_) {
      element_depth_ = depth_;
    }
  }

  void end_piece(const Piece& piece, bool& inside, bool emptied) {
    keep();
    inside = false;
    JsonPiece finished = piece.piece();
    finished.emptied = emptied;
    stopped_ = !each_(finished);
  }

  const EachJson& each_;
  Piece object_, element_;
  std::string_view block_;
  std::size_t at_ = 0, taken_ = 0, counted_ = 0;  // in the block: here, kept up to, lines counted up to
  std::uint64_t line_ = 1;
  std::size_t depth_ = 0;
  std::size_t element_depth_ = 0;  // how deep the objects lie that are pieces
  bool in_string_ = false, escaped_ = false, after_colon_ = false;
  bool in_object_ = false, in_collection_ = false, in_element_ = false;
  bool collection_may_begin_ = false, emptied_ = false, has_text_ = false, stopped_ = false;
  std::string key_, envelope_;
};

}  // namespace

void split_lines(Entry& entry, const EachJson& each) {
  Piece begun;  // the part of a line that earlier blocks held
  std::uint64_t line = 1;
  bool first = true;
  begun.begin(line);
  const auto hand_over = [&](std::string_view rest) {
    if (begun.empty()) return rest.empty() || each({rest, line, rest.size() > most_json, false, false});
    begun.add(rest);
    return each(begun.piece());
  };
  for (std::string_view block; !(block = entry.read()).empty();) {
    if (first && block.starts_with(bom)) block.remove_prefix(bom.size());
    first = false;
    for (std::size_t end; (end = block.find('\n')) != std::string_view::npos; block.remove_prefix(end + 1)) {
      if (!hand_over(block.substr(0, end))) return;
      begun.begin(++line);
    }
    begun.add(block);
  }
  hand_over({});
}

void split_values(Entry& entry, const EachJson& each) {
  ValueSplitter splitter(each);
  for (std::string_view block; !(block = entry.read()).empty();)
    if (!splitter.feed(block)) return;
  splitter.finish();
}

}  // namespace newsgrep
