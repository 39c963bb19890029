// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/table.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace newsgrep {
namespace {

using namespace glass;

constexpr std::size_t write_bytes = 1 << 20;

constexpr std::size_t largest_item = item_size_mask + leaf_head;
constexpr std::size_t max_components = 0xFFFF;

// Xapian relies on a block holding four items.
std::size_t max_item(std::size_t block_size) {
  return std::min((block_size - directory_at - 4 * entry_bytes) / 4, largest_item);
}

[[noreturn]] void bug(const char* what) { throw Error(ErrorCode::internal, std::string("writing a table: ") + what); }

// As much of `key` as differs from `before`, which sorts earlier: all of it if they are equal.
std::size_t distinct_bytes(std::string_view before, std::string_view key) {
  const auto common = std::mismatch(key.begin(), key.end(), before.begin(), before.end()).first - key.begin();
  return std::min(static_cast<std::size_t>(common) + 1, key.size());
}

}  // namespace

GlassTable::GlassTable(const std::filesystem::path& file, std::uint32_t block_size)
    : path_(file), max_item_(max_item(block_size)) {
  if (!std::has_single_bit(block_size) || block_size < 2048 || block_size > 65536)
    bug("a block size Xapian does not know");
  root_.block_size = block_size;
}

GlassTable::~GlassTable() = default;
GlassTable::GlassTable(GlassTable&&) noexcept = default;

void GlassTable::open() {
  file_ = std::make_unique<FileWriter>(path_, write_bytes);
  levels_.reserve(max_levels);  // nodes stay where they are
  levels_.push_back({Block(root_.block_size, 0)});
  char* const null_item = levels_[0].block.add(leaf_head);  // every table begins with an empty key
  put_big16(null_item, first_flag | last_flag);
  null_item[size_bytes] = 0;
}

void GlassTable::check_key(std::string_view key) const {
  if (key.empty() || key.size() > glass::max_key) bug("a key too short or too long");
  if (key <= last_key()) bug("keys out of order");
}

// Bytes of a tag that go into its first component. A tag of several components begins by filling the leaf's rest that
// would be too small for a component of the full size, unless next to nothing fits.
std::size_t GlassTable::first_part(std::size_t key, std::size_t tag) const {
  constexpr std::size_t worthwhile = 34;
  const std::size_t whole = max_item_ - leaf_head - key;
  if (tag <= whole) return tag;
  const std::size_t rest = levels_[0].block.room() % (max_item_ + entry_bytes);
  const std::size_t around = entry_bytes + leaf_head + key;
  return rest >= around + worthwhile ? rest - around : whole;
}

void GlassTable::add(std::string_view key, std::string_view tag, bool deflated) {
  if (!file_) open();
  check_key(key);
  const unsigned deflation = deflated ? deflated_flag : 0;
  const std::size_t first = first_part(key.size(), tag.size());
  if (first == tag.size()) {
    put_component(key, tag, 1, first_flag | last_flag | deflation);
  } else {
    const std::size_t further = max_item_ - leaf_head - component_bytes - key.size();
    if ((tag.size() - first + further - 1) / further >= max_components) bug("too long a tag");
    put_component(key, tag.substr(0, first), 1, first_flag | deflation);
    unsigned component = 1;
    for (std::size_t at = first; at < tag.size(); at += further)
      put_component(key, tag.substr(at, further), ++component,
                    (tag.size() - at <= further ? last_flag : 0) | deflation);
  }
  ++root_.entries;
}

void GlassTable::put_component(std::string_view key, std::string_view part, unsigned component, unsigned flags) {
  const std::size_t number = component > 1 ? component_bytes : 0;
  const std::size_t size = leaf_head + key.size() + number + part.size();
  if (!levels_[0].block.fits(size)) begin_leaf(key, component);
  char* item = levels_[0].block.add(size);
  put_big16(item, (size - leaf_head) | flags);
  item[size_bytes] = static_cast<char>(key.size());
  item += leaf_head;
  std::memcpy(item, key.data(), key.size());
  item += key.size();
  if (number > 0) put_big16(item, component);
  std::copy(part.begin(), part.end(), item + number);
  std::memcpy(last_key_.data(), key.data(), key.size());
  last_key_size_ = key.size();
}

void GlassTable::begin_leaf(std::string_view key, unsigned component) {
  const std::uint32_t number = append(levels_[0].block);
  put_child(1, levels_[0].divider, number);
  Divider& divider = levels_[0].divider;
  divider.size = static_cast<std::uint8_t>(distinct_bytes(last_key(), key));
  std::memcpy(divider.bytes.data(), key.data(), divider.size);
  divider.component = static_cast<std::uint16_t>(component);
}

std::uint32_t GlassTable::append(Block& block) {
  if (root_.blocks == std::numeric_limits<std::uint32_t>::max()) bug("too many blocks");
  file_->write(block.sealed());
  block.clear();
  return root_.blocks++;
}

void GlassTable::put_child(std::size_t level, const Divider& divider, std::uint32_t child) {
  if (level == max_levels) bug("too many levels");
  if (level == levels_.size()) levels_.push_back({Block(root_.block_size, static_cast<unsigned>(level))});
  if (!levels_[level].block.fits(branch_head + divider.size + component_bytes)) {
    const std::uint32_t number = append(levels_[level].block);
    put_child(level + 1, levels_[level].divider, number);
  }
  Node& node = levels_[level];
  // Whatever precedes the second child's key belongs to the first child, whose own key thus moves one level up.
  const bool first = node.block.empty();
  if (first) node.divider = divider;
  const std::string_view key = first ? std::string_view() : divider.key();
  char* const item = node.block.add(branch_head + key.size() + component_bytes);
  put_big32(item, child);
  item[child_bytes] = static_cast<char>(key.size());
  std::copy(key.begin(), key.end(), item + branch_head);
  put_big16(item + branch_head + key.size(), first ? 0 : divider.component);
}

GlassRoot GlassTable::finish() {
  if (!file_) return root_;
  for (std::size_t level = 0;; ++level) {
    const std::uint32_t number = append(levels_[level].block);
    if (level + 1 == levels_.size()) {
      root_.block = number;
      root_.level = static_cast<std::uint32_t>(level);
      break;
    }
    put_child(level + 1, levels_[level].divider, number);
  }
  file_->finish();
  return root_;
}

}  // namespace newsgrep
