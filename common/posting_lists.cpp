// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/posting_lists.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"
#include "common/glass.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <bit>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

using glass::take_big16;
using glass::take_big32;

constexpr std::string_view table_name = "postlist.glass";

}  // namespace

struct PostingTable::Block {
  const char* at;
  std::uint32_t size, level, entries;

  // Of an item; 0, where none is, if it is out of the block.
  std::uint32_t place(std::uint32_t entry, std::size_t head) const {
    const auto place = take_big16(at + glass::directory_at + entry * glass::entry_bytes);
    return place + head <= size ? place : 0;
  }
};

struct PostingTable::Item {
  std::string_view key, part;
  std::uint32_t number;  // of the part
  bool last;             // one of the tag
};

struct PostingTable::Child {
  std::string_view key;
  std::uint32_t part;  // which the block begins with
  std::uint32_t block;
};

std::unique_ptr<const PostingTable> PostingTable::open(const fs::path& segment, std::uint32_t last_document) {
  const std::string bytes = read_file(segment / "iamglass");
  if (!bytes.starts_with(glass::stamp())) return {};
  try {
    ByteReader version(bytes);
    version.take(glass::stamp().size() + glass::uuid_bytes);
    const auto revision = version.number(), block = version.number(), level_and_flags = version.number(), entries = version.number();
    const auto size = version.number() << 11, level = level_and_flags >> glass::table_flag_bits;
    const auto flags = level_and_flags & (glass::sequential_flag | glass::no_file_flag);
    if (revision != glass::first_revision || flags != glass::sequential_flag || entries == 0) return {};
    if (block > UINT32_MAX || level > glass::max_levels || size < 2048 || size > 65536 || !std::has_single_bit(size)) return {};
    return std::unique_ptr<const PostingTable>(
        new PostingTable(segment, {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(level), static_cast<std::uint32_t>(size)}, last_document));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::corrupt) throw;
    throw Error(ErrorCode::corrupt, (segment / "iamglass").string() + ": " + error.what(), check_hint_for(segment));
  }
}

PostingTable::PostingTable(const fs::path& segment, const Root& root, std::uint32_t last_document)
    : segment_(segment), file_(segment / table_name), root_(root), last_document_(last_document) {}

void PostingTable::damaged(const char* what) const {
  throw Error(ErrorCode::corrupt, (segment_ / table_name).string() + " is damaged: " + what, check_hint_for(segment_));
}

void PostingTable::require_whole() const {
  if (!file_.whole()) damaged("not all of it can be read");
}

PostingTable::Block PostingTable::block(std::uint32_t number) const {
  const auto bytes = file_.bytes();
  if (number >= blocks()) damaged("it ends too early");
  const char* at = bytes.data() + std::size_t{number} * root_.block_size;
  const auto end = take_big16(at + glass::directory_end_at);
  if (end < glass::directory_at + glass::entry_bytes || end > root_.block_size) damaged("a block without items");
  return {at, root_.block_size, static_cast<unsigned char>(at[glass::level_at]), static_cast<std::uint32_t>((end - glass::directory_at) / glass::entry_bytes)};
}

PostingTable::Item PostingTable::item(const Cursor& cursor) const {
  const Block leaf = block(cursor.block);
  if (leaf.level != 0) damaged("a block of another level");
  const auto place = cursor.entry < leaf.entries ? leaf.place(cursor.entry, glass::leaf_head) : 0;
  if (place == 0) damaged("an item that is not there");
  const char* at = leaf.at + place;
  const auto head = take_big16(at);
  const std::size_t size = (head & glass::item_size_mask) + glass::leaf_head, key = static_cast<unsigned char>(at[glass::size_bytes]);
  const std::size_t number = head & glass::first_flag ? 0 : glass::component_bytes;
  if (place + size > leaf.size || glass::leaf_head + key + number > size || head & glass::deflated_flag) damaged("an item that does not fit");
  const std::size_t part = glass::leaf_head + key + number;
  return {{at + glass::leaf_head, key}, {at + part, size - part}, number > 0 ? take_big16(at + glass::leaf_head + key) : 1, (head & glass::last_flag) != 0};
}

std::string_view PostingTable::key(const Cursor& cursor) const { return item(cursor).key; }

namespace {

// Whether an item that begins with that part of a key's tag stands behind another.
bool is_behind(std::string_view key, std::uint32_t part, std::string_view other, std::uint32_t other_part) {
  const auto order = key.compare(other);
  return order > 0 || (order == 0 && part > other_part);
}

// The number of the last of some items that is not behind something; the first one never is.
template <class Behind>
std::uint32_t last_before(std::uint32_t items, const Behind& behind) {
  std::uint32_t low = 0, high = items;
  while (high - low > 1) {
    const auto middle = low + (high - low) / 2;
    (behind(middle) ? high : low) = middle;
  }
  return low;
}

}  // namespace

PostingTable::Child PostingTable::child(const Block& branch, std::uint32_t entry) const {
  const auto place = branch.place(entry, glass::branch_head);
  const char* at = branch.at + place;
  const std::size_t size = static_cast<unsigned char>(at[glass::branch_head - 1]);
  if (place == 0 || place + glass::branch_head + size + glass::component_bytes > branch.size) damaged("an item that does not fit");
  return {{at + glass::branch_head, size}, take_big16(at + glass::branch_head + size), take_big32(at)};
}

// The leaf in which that part of a key's tag is, if there is one. A leaf with other keys than the branches above it say is out of its place.
std::uint32_t PostingTable::leaf_of(std::string_view key, std::uint32_t part) const {
  std::uint32_t number = root_.block;
  std::string_view lower;
  std::optional<std::string_view> upper;
  for (auto level = root_.level; level > 0; --level) {
    const Block branch = block(number);
    if (branch.level != level) damaged("a block of another level");
    const auto entry = last_before(branch.entries, [&](std::uint32_t at) {
      const Child one = child(branch, at);
      return is_behind(one.key, one.part, key, part);
    });
    if (entry > 0) lower = child(branch, entry).key;
    if (entry + 1 < branch.entries) upper = child(branch, entry + 1).key;
    number = child(branch, entry).block;
  }
  if (item({number, 0}).key < lower || (upper && item({number, block(number).entries - 1}).key > *upper)) damaged("a block out of its place");
  return number;
}

// Goes on to the next item, in the next leaf if need be: leaves are in order, with other blocks between them.
void PostingTable::step(Cursor& cursor) const {
  if (++cursor.entry < block(cursor.block).entries) return;
  cursor.entry = 0;
  do ++cursor.block;
  while (cursor.block < blocks() && block(cursor.block).level != 0);
  if (cursor.block == blocks()) return;
  const Item first = item(cursor);
  if (leaf_of(first.key, first.number) != cursor.block) damaged("a block out of its place");
}

// The last one that is not behind the first part of a key.
PostingTable::Cursor PostingTable::find(std::string_view key) const {
  auto number = leaf_of(key, 1);
  const auto behind = [&](std::uint32_t entry) {
    const Item one = item({number, entry});
    return is_behind(one.key, one.number, key, 1);
  };
  const auto entry = last_before(block(number).entries, behind);
  if (entry > 0 || number == 0 || !behind(entry)) return {number, entry};
  // All of the leaf is behind: it is the last one of the leaf before.
  do --number;
  while (block(number).level != 0 && number > 0);
  return {number, block(number).entries - 1};
}

std::optional<PostingTable::Cursor> PostingTable::find_first_part(std::string_view key) const {
  Cursor cursor = find(key);
  const Item found = item(cursor);
  if (found.key == key && found.number == 1) return cursor;
  // It would stand between that one and the next.
  step(cursor);
  if (found.key >= key || (cursor.block < blocks() && this->key(cursor) <= key)) damaged("its keys are out of order");
  return {};
}

// The tag that begins there, put together in `joined` if it lies in several parts. The cursor goes on to what follows it.
std::string_view PostingTable::tag(Cursor& cursor, std::vector<char>& joined) const {
  Item one = item(cursor);
  if (one.number != 1) damaged("a part without those before it");
  step(cursor);
  if (one.last) return one.part;
  joined.assign(one.part.begin(), one.part.end());
  for (std::uint32_t number = 2; !one.last; ++number) {
    const auto key = one.key;
    one = item(cursor);
    if (one.key != key || one.number != number) damaged("a part that is missing");
    joined.insert(joined.end(), one.part.begin(), one.part.end());
    step(cursor);
  }
  return {joined.data(), joined.size()};
}

std::uint32_t PostingTable::frequency(std::string_view term) const {
  return PostingList(*this, term).frequency_;
}

PostingList::PostingList(const PostingTable& table, std::string_view term) : table_(&table), key_(glass::term_key(term)) {
  const auto found = table.find_first_part(key_);
  if (!found) return;
  cursor_ = *found;
  key_ += '\0';
  begin_chunk(table.tag(cursor_, joined_), {});
}

PostingList::PostingList(const Xapian::Database& segment, const std::string& term) : stock_(Stock{segment.postlist_begin(term), segment.postlist_end(term)}) {
  stand_where_stock_does();
}

void PostingList::damaged() const { table_->damaged("a list that does not hold"); }

void PostingList::stand_where_stock_does() { document_ = stock_->at == stock_->end ? none : *stock_->at; }

std::uint64_t PostingList::long_number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
    const auto byte = *at_++;
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return value;
  }
  damaged();
}

// The first chunk tells of the whole list before it tells of itself; of others the key tells the first document.
void PostingList::begin_chunk(std::string_view chunk, std::optional<std::uint32_t> first) {
  at_ = reinterpret_cast<const unsigned char*>(chunk.data());
  end_ = at_ + chunk.size();
  if (!first) {
    const auto documents = number();
    if (documents == 0 || documents > table_->last_document_) damaged();
    frequency_ = static_cast<std::uint32_t>(documents);
    number();  // occurrences
    const auto before = number();
    if (before >= table_->last_document_) damaged();
    first = static_cast<std::uint32_t>(before) + 1;
  }
  if (at_ == end_) damaged();
  last_chunk_ = *at_++ == static_cast<unsigned char>(glass::bool_code(true));
  const auto more = number();
  if (*first > table_->last_document_ || more > table_->last_document_ - *first) damaged();
  last_ = *first + static_cast<std::uint32_t>(more);
  document_ = *first;
  times_ = static_cast<std::uint32_t>(number());
  if (at_ == end_ && document_ != last_) damaged();
}

bool PostingList::is_further_chunk(std::string_view key) const { return key.size() > key_.size() && key.starts_with(key_); }

std::uint32_t PostingList::first_document(std::string_view key) const {
  const auto first = glass::take_sortable(key.substr(key_.size()));
  if (!first || *first <= document_) damaged();
  return *first;
}

void PostingList::next_chunk() {
  if (stock_) {
    ++stock_->at;
    return stand_where_stock_does();
  }
  if (last_chunk_) {
    document_ = none;
    return;
  }
  const auto key = table_->key(cursor_);
  if (!is_further_chunk(key)) damaged();
  const auto first = first_document(key);
  begin_chunk(table_->tag(cursor_, joined_), first);
}

// The chunk in which the document is, if there is one; false if it is the present one.
bool PostingList::jump_to_chunk(std::uint32_t document) {
  if (last_chunk_) return false;
  std::string wanted = key_;
  glass::put_sortable(wanted, document);
  auto cursor = table_->find(wanted);
  const auto found = table_->item(cursor);
  if (!is_further_chunk(found.key)) return false;
  const auto first = glass::take_sortable(found.key.substr(key_.size()));
  if (!first || *first <= document_) return false;
  if (found.number != 1) cursor = table_->find(found.key);
  cursor_ = cursor;
  begin_chunk(table_->tag(cursor_, joined_), first);
  return true;
}

void PostingList::skip_to(std::uint32_t document) {
  if (document <= document_) return;
  if (stock_) {
    stock_->at.skip_to(document);
    return stand_where_stock_does();
  }
  if (document > last_ && !jump_to_chunk(document)) at_ = end_;
  while (document_ < document) next();
}

}  // namespace newsgrep
