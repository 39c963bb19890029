// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/postings.hpp"

#include "common/bytes.hpp"

#include <algorithm>
#include <bit>

namespace newsgrep {
namespace {

// The first eight bytes as a number that orders like them.
std::uint64_t beginning(std::string_view text) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
  return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
}

}  // namespace

Postings::Term Postings::term(std::string_view text) {
  const Term number = terms_.add(text);
  if (number == states_.size()) states_.emplace_back();
  return number;
}

void Postings::start_document() {
  ++documents_;
  starts_.push_back(static_cast<std::uint32_t>(log_.size()));
}

// Every posting is there twice while the run is closed: as logged, and by term.
std::size_t Postings::memory() const {
  return terms_.memory() + states_.size() * (sizeof(State) + 32) + log_.size() * (sizeof(Posting) + sizeof(Occurrence)) + starts_.size() * 4;
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
std::vector<Postings::Occurrence> Postings::by_term(std::vector<std::uint32_t>& begins) {
  begins.assign(states_.size() + 1, 0);
  for (Term term = 0; term < states_.size(); ++term) begins[term + 1] = begins[term] + states_[term].frequency;
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  std::vector<Occurrence> sorted(log_.size());
  for (std::uint32_t document = 0; document < documents_; ++document) {
    const std::size_t end = document + 1 < documents_ ? starts_[document + 1] : log_.size();
    for (std::size_t at = starts_[document]; at < end; ++at) sorted[next[log_[at].term]++] = {document, log_[at].count};
  }
  return sorted;
}

std::string Postings::take() {
  std::vector<std::uint32_t> begins;
  const auto sorted = by_term(begins);
  log_ = {};
  std::string run, postings;
  run.reserve(sorted.size() * 2 + terms_.size() * 16);
  for (const Term term : terms_in_order()) {
    postings.clear();
    std::uint64_t count = 0;
    std::uint32_t expected = 0;
    for (auto at = begins[term]; at < begins[term + 1]; ++at) {
      put_number(postings, sorted[at].document - expected);
      put_number(postings, sorted[at].count);
      expected = sorted[at].document + 1;
      count += sorted[at].count;
    }
    put_text(run, terms_[term]);
    put_number(run, states_[term].frequency);
    put_number(run, count);
    put_text(run, postings);
  }
  *this = Postings();
  return run;
}

}  // namespace newsgrep
