// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/postlist.hpp"

#include <newsgrep/error.hpp>

#include <cstring>

namespace newsgrep {
namespace {

using glass::put_sortable;
using glass::put_string;
using glass::put_uint;

// Beginnings of the keys that are not a term's.
constexpr std::string_view metadata_key("\0\xC0", 2), statistics_key("\0\xD0", 2), values_key("\0\xD8", 2),
    lengths_key("\0\xE0", 2);

[[noreturn]] void bug(const char* what) {
  throw Error(ErrorCode::internal, std::string("writing posting lists: ") + what);
}

}  // namespace

PostlistTable::PostlistTable(const std::filesystem::path& file, const ChunkSizes& sizes, std::uint32_t block_size)
    : path_(file),
      sizes_(sizes),
      table_(file, block_size),
      chunk_(head_bytes + std::max(sizes.postings, sizes.lengths) + posting_bytes),
      full_(body() + sizes.postings),
      end_(full_) {}

void PostlistTable::documents_descend() { bug("documents out of order"); }

void PostlistTable::metadata(std::string_view name, std::string_view value) {
  if (value.empty()) bug("empty metadata");
  close();
  key_.assign(metadata_key).append(name);
  table_.add(key_, value);
}

void PostlistTable::value_statistics(std::uint32_t slot, std::uint32_t frequency, std::string_view lowest,
                                     std::string_view highest) {
  if (frequency == 0 || lowest.empty() || highest < lowest) bug("statistics of no values");
  close();
  key_.assign(statistics_key);
  glass::put_uint_last(key_, slot);
  values_.clear();
  put_uint(values_, frequency);
  put_string(values_, lowest);
  if (highest != lowest) values_.append(highest);
  table_.add(key_, values_);
  values_.clear();
}

void PostlistTable::begin_values(std::uint32_t slot) {
  close();
  open_ = Open::values;
  key_.assign(values_key);
  put_uint(key_, slot);
  last_ = 0;
}

void PostlistTable::value(std::uint32_t document, std::string_view bytes) {
  if (open_ != Open::values || bytes.empty()) bug("a value that has no slot or is empty");
  const std::uint32_t gap = gap_to(document);
  if (values_.empty())
    first_ = document;
  else
    put_uint(values_, gap);
  put_string(values_, bytes);
  last_ = document;
  if (values_.size() >= sizes_.values) write_values();
}

void PostlistTable::write_values() {
  if (values_.empty()) return;
  const std::size_t slot = key_.size();
  put_sortable(key_, first_);
  table_.add(key_, values_);
  key_.resize(slot);
  values_.clear();
}

void PostlistTable::length(std::uint32_t document, std::uint32_t length) {
  if (open_ != Open::lengths) {
    begin_list(Open::lengths, sizes_.lengths, 0, 0);
    key_.assign(lengths_key);
    key_bytes_ = key_.size();
  }
  put(document, length);
  count_length(document, length);
}

void PostlistTable::count_length(std::uint32_t document, std::uint32_t length) {
  ++statistics_.documents;
  statistics_.last_document = document;
  statistics_.total_length += length;
  statistics_.longest = std::max(statistics_.longest, length);
  if (length > 0) statistics_.shortest = statistics_.shortest == 0 ? length : std::min(statistics_.shortest, length);
}

void PostlistTable::begin_term(std::string_view term, std::uint32_t term_frequency,
                               std::uint32_t collection_frequency) {
  if (open_ == Open::term) bug("a term without its end");
  begin_list(Open::term, sizes_.postings, term_frequency, collection_frequency);
  key_.clear();
  glass::put_term(key_, term);
  key_bytes_ = key_.size();
  glass::put_term_end(key_);
}

void PostlistTable::end_term() {
  if (open_ != Open::term) bug("the end of no term");
  if (postings_ == 0 || postings_ != term_frequency_ || occurrences_ != collection_frequency_)
    bug("other postings than were announced");
  write_chunk(true);
  open_ = Open::nothing;
}

void PostlistTable::begin_list(Open what, std::size_t chunk_size, std::uint32_t term_frequency,
                               std::uint32_t collection_frequency) {
  close();
  open_ = what;
  term_frequency_ = term_frequency;
  collection_frequency_ = collection_frequency;
  postings_ = 0;
  occurrences_ = 0;
  last_ = 0;
  first_chunk_ = true;
  chunk_begun_ = false;
  full_ = body() + chunk_size;
  end_ = full_;
}

void PostlistTable::next_chunk(std::uint32_t document) {
  if (open_ != Open::term && open_ != Open::lengths) bug("a posting of no term");
  gap_to(document);
  if (chunk_begun_) write_chunk(false);
  chunk_begun_ = true;
  first_ = document;
  end_ = body();
}

void PostlistTable::write_chunk(bool last) {
  char heads[head_bytes];
  char* to = heads;
  if (first_chunk_) {
    to = glass::put_uint(to, term_frequency_);
    to = glass::put_uint(to, collection_frequency_);
    to = glass::put_uint(to, first_ - 1);
  }
  *to++ = glass::bool_code(last);
  to = glass::put_uint(to, last_ - first_);
  char* const begin = body() - (to - heads);
  std::memcpy(begin, heads, static_cast<std::size_t>(to - heads));

  const std::size_t without_document = key_.size();
  if (first_chunk_)
    key_.resize(key_bytes_);
  else
    put_sortable(key_, first_);
  table_.add(key_, {begin, static_cast<std::size_t>(end_ - begin)});
  key_.resize(without_document);  // a first chunk's key gets its NUL back
  first_chunk_ = false;
  end_ = full_;
}

void PostlistTable::close() {
  if (open_ == Open::term) bug("a term without its end");
  if (open_ == Open::values) write_values();
  if (open_ == Open::lengths) write_chunk(true);
  open_ = Open::nothing;
}

GlassRoot PostlistTable::finish() {
  close();
  const GlassRoot root = table_.finish();
  if (root.blocks == 0) FileWriter(path_).finish();
  return root;
}

}  // namespace newsgrep
