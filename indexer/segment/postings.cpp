// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/postings.hpp"

#include "common/bytes.hpp"
#include "indexer/glass/positions.hpp"
#include "indexer/glass/termlist.hpp"
#include "indexer/segment/run.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace newsgrep {
namespace {

// The first eight bytes as a number that orders like them.
std::uint64_t beginning(std::string_view text) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
  return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
}

// For each document the distance to the one before, and the tag of its positions.
class PositionsText {
 public:
  template <class Entries>
  std::string_view of(const Entries& entries) {
    text_.clear();
    std::uint32_t expected = 0;
    for (auto at = entries.begin(); at != entries.end();) {
      const auto document = at->document;
      positions_.clear();
      for (; at != entries.end() && at->document == document; ++at) positions_.push_back(at->number);
      tag_.clear();
      put_positions(tag_, positions_);
      put_number(text_, document - expected);
      put_text(text_, tag_);
      expected = document + 1;
    }
    return text_;
  }

 private:
  std::string text_, tag_;
  std::vector<std::uint32_t> positions_;
};

}  // namespace

Postings::Term Postings::term(std::string_view text) {
  const Term number = terms_.add(text);
  if (number == states_.size()) states_.emplace_back();
  return number;
}

void Postings::start_document() {
  ++documents_;
  starts_.push_back(static_cast<std::uint32_t>(log_.size()));
  position_starts_.push_back(static_cast<std::uint32_t>(positions_.size()));
}

// Everything logged is there twice while the run is closed: as logged, and by term.
std::size_t Postings::memory() const {
  return memory_of_terms() + (log_.size() + positions_.size()) * (sizeof(Logged) + sizeof(Entry)) + starts_.size() * 8;
}

std::vector<Postings::Term> Postings::terms_in_order() const {
  struct Key {
    std::uint64_t beginning;
    Term term;
  };
  std::vector<Key> keys;
  keys.reserve(states_.size());
  for (Term term = 0; term < states_.size(); ++term)
    if (states_[term].frequency > 0) keys.push_back({beginning(terms_[term]), term});
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.beginning != b.beginning ? a.beginning < b.beginning : terms_[a.term] < terms_[b.term];
  });
  std::vector<Term> order;
  order.reserve(keys.size());
  for (const auto& key : keys) order.push_back(key.term);
  return order;
}

// Documents ascend within a term, as they do in the log.
Postings::ByTerm Postings::by_term(Log log, const std::vector<std::uint32_t>& starts,
                                   std::vector<std::uint32_t> begins) const {
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  std::vector<Entry, LargePages<Entry>> entries(log.size());
  for (std::uint32_t document = 0; document < documents_; ++document) {
    const std::size_t end = document + 1 < documents_ ? starts[document + 1] : log.size();
    for (std::size_t at = starts[document]; at < end; ++at) entries[next[log[at].term]++] = {document, log[at].number};
  }
  return {std::move(begins), std::move(entries)};
}

Postings::ByTerm Postings::postings_by_term() {
  std::vector<std::uint32_t> begins(states_.size() + 1);
  for (Term term = 0; term < states_.size(); ++term) begins[term + 1] = begins[term] + states_[term].frequency;
  return by_term(std::exchange(log_, {}), starts_, std::move(begins));
}

Postings::ByTerm Postings::positions_by_term() {
  std::vector<std::uint32_t> begins(states_.size() + 1);
  for (const Logged& one : positions_) ++begins[one.term + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  return by_term(std::exchange(positions_, {}), position_starts_, std::move(begins));
}

void Postings::write(const std::vector<Term>& order, const ByTerm& postings, const ByTerm& positions, FileWriter& run) const {
  std::string bytes, text;
  PositionsText positions_text;
  for (const Term term : order) {
    text.clear();
    std::uint64_t count = 0;
    std::uint32_t expected = 0;
    for (const Entry& posting : postings.of(term)) {
      put_number(text, posting.document - expected);
      put_number(text, posting.number);
      expected = posting.document + 1;
      count += posting.number;
    }
    bytes.clear();
    put_run_term(bytes, {terms_[term], states_[term].frequency, count, text, positions_text.of(positions.of(term))});
    run.write(bytes);
  }
}

// Terms come in order, so each document gets its own in order.
void Postings::put_termlists(const std::vector<Term>& order, const ByTerm& postings, FileWriter& out) const {
  Log forward(postings.entries.size());
  std::vector<std::uint32_t> next = starts_;
  for (const Term term : order)
    for (const Entry& posting : postings.of(term)) forward[next[posting.document]++] = {term, posting.number};
  std::vector<GlassTerm> terms;
  std::string tag, size;
  for (std::uint32_t document = 0; document < documents_; ++document) {
    terms.clear();
    std::uint32_t length = 0;
    for (auto at = starts_[document]; at < next[document]; ++at) {
      terms.push_back({terms_[forward[at].term], forward[at].number});
      length += forward[at].number;
    }
    tag.clear();
    put_termlist(tag, length, terms);
    size.clear();
    put_number(size, tag.size());
    out.write(size);
    out.write(tag);
  }
}

void Postings::take(FileWriter& run, FileWriter* termlists) {
  const auto order = terms_in_order();
  const auto postings = postings_by_term();
  if (termlists) put_termlists(order, postings, *termlists);
  write(order, postings, positions_by_term(), run);
  begin_run();
}

void Postings::begin_run() {
  std::fill(states_.begin(), states_.end(), State());
  starts_.clear();
  position_starts_.clear();
  documents_ = 0;
}

}  // namespace newsgrep
