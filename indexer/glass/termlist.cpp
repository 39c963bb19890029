// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/termlist.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

using glass::put_uint;

// Bytes of term lists from which the code is made: enough for a few thousand terms.
constexpr std::size_t sample_bytes = 1 << 18;

// Bytes above which a packed tag can be shorter at all.
constexpr std::size_t packed_above = 18;

[[noreturn]] void bug(const char* what) {
  throw Error(ErrorCode::internal, std::string("writing term lists: ") + what);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// A term as it differs from the one before it. Where both fit in a byte, wdf and shared prefix are in one.
void put_following(std::string& tag, std::string_view before, const GlassTerm& next) {
  const std::size_t shared = common_prefix(before, next.term);
  const std::size_t both = next.wdf < 127 ? (next.wdf + 1) * (before.size() + 1) + shared : 256;
  tag += static_cast<char>(both < 256 ? both : shared);
  tag += static_cast<char>(next.term.size() - shared);
  tag.append(next.term.substr(shared));
  if (both >= 256) put_uint(tag, next.wdf);
}

void check_term(std::string_view term) {
  if (term.empty() || term.size() > glass::max_term) bug("a term too short or too long");
}

}  // namespace

void put_termlist(std::string& tag, std::uint32_t length, std::span<const GlassTerm> terms) {
  if (terms.empty()) return;
  put_uint(tag, length);
  put_uint(tag, terms.size());
  const GlassTerm& first = terms.front();
  check_term(first.term);
  tag += static_cast<char>(first.term.size());
  tag.append(first.term);
  put_uint(tag, first.wdf);
  for (std::size_t i = 1; i < terms.size(); ++i) {
    check_term(terms[i].term);
    if (terms[i].term <= terms[i - 1].term) bug("terms out of order");
    put_following(tag, terms[i - 1].term, terms[i]);
  }
}

TermlistTable::TermlistTable(const std::filesystem::path& file, Packing packing, std::uint32_t block_size)
    : table_(file, block_size), packed_(packing == Packing::huffman) {}

void TermlistTable::document(std::uint32_t document, std::string_view tag) {
  key_.clear();
  glass::put_sortable(key_, document);
  add(key_, tag, true);
}

void TermlistTable::slots(std::uint32_t document, std::span<const std::uint32_t> slots) {
  if (slots.empty()) return;
  key_.clear();
  glass::put_sortable(key_, document);
  key_ += '\0';  // sorts after the document's terms and before the next document
  tag_.clear();
  std::uint32_t next = 0;
  for (const std::uint32_t slot : slots) {
    if (slot < next) bug("slots out of order");
    put_uint(tag_, slot - next);
    next = slot + 1;
  }
  add(key_, tag_, false);
}

void TermlistTable::add(std::string_view key, std::string_view tag, bool termlist) {
  const bool after_termlist = termlist || !waiting_.empty();
  if (!packed_ || code_made_ || !after_termlist) return write(key, tag, termlist);
  waiting_.push_back({std::string(key), std::string(tag), termlist});
  waiting_bytes_ += key.size() + tag.size();
  if (waiting_bytes_ >= sample_bytes) make_code();
}

void TermlistTable::make_code() {
  for (const Waiting& entry : waiting_)
    if (entry.termlist) code_.learn(entry.tag);
  code_.prepare();
  code_made_ = true;
  for (const Waiting& entry : waiting_) write(entry.key, entry.tag, entry.termlist);
  waiting_ = {};
}

void TermlistTable::write(std::string_view key, std::string_view tag, bool termlist) {
  if (packed_ && termlist && tag.size() > packed_above) {
    code_.deflate(tag, deflated_);
    if (deflated_.size() < tag.size()) return table_.add(key, deflated_, true);
  }
  table_.add(key, tag);
}

GlassRoot TermlistTable::finish() {
  if (!waiting_.empty()) make_code();
  return table_.finish();
}

}  // namespace newsgrep
