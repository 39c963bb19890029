// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/term_list.hpp"

#include "common/glass.hpp"

#include <newsgrep/error.hpp>

namespace newsgrep {
namespace {

constexpr char nul = '\0', escaped = '\xFF';  // behind a NUL that is one of the term

// The term of a key, and whether that is all of the key; further chunks of its list have more.
bool term_of(std::string_view key, std::string& term) {
  term.clear();
  for (;;) {
    const auto at = key.find(nul);
    term.append(key.substr(0, at));
    if (at == std::string_view::npos) return true;
    if (at + 1 == key.size() || key[at + 1] != escaped) return false;
    term += nul;
    key.remove_prefix(at + 2);
  }
}

}  // namespace

TermList::TermList(const PostingLists& lists, const std::string& from) : table_(lists.table_) {
  if (table_) {
    find(from);
    return;
  }
  stock_ = Stock{lists.segment_.allterms_begin(), lists.segment_.allterms_end()};
  if (!from.empty()) stock_->at.skip_to(from);
  stand();
}

void TermList::out_of_order() const { throw Error(ErrorCode::corrupt, "the words of the index are out of order"); }

void TermList::find(std::string_view term) {
  // What is no list has keys before the first term's.
  const auto key = term.empty() ? std::string{nul, escaped} : glass::term_key(term);
  cursor_ = table_->find(key);
  if (table_->key(cursor_) < key) table_->step(cursor_);
  stand();
}

void TermList::stand() {
  at_end_ = stock_ ? stock_->at == stock_->end : cursor_.block == table_->blocks();
  if (at_end_) return;
  if (stock_) return take(*stock_->at);
  key_ = table_->key(cursor_);
  if (!term_of(key_, read_)) table_->damaged("a part of a list without its beginning");
  take(read_);
}

void TermList::take(std::string_view term) {
  if (begun_ && term <= term_) out_of_order();
  term_ = term;
  begun_ = true;
}

void TermList::next() {
  if (stock_) ++stock_->at;
  else step_over_list();
  stand();
}

// Whether the cursor stands at a part of the term's list.
bool TermList::is_of_list() const {
  if (cursor_.block == table_->blocks()) return false;
  const auto other = table_->key(cursor_);
  if (!other.starts_with(key_)) return false;
  const auto rest = other.substr(key_.size());
  return rest.empty() || (rest[0] == nul && !(rest.size() > 1 && rest[1] == escaped));
}

// Short lists are stepped over, of long ones the end is looked for.
void TermList::step_over_list() {
  constexpr unsigned few_parts = 4;
  for (unsigned part = 0; part < few_parts; ++part) {
    table_->step(cursor_);
    if (!is_of_list()) return;
  }
  cursor_ = table_->find(std::string(key_) + nul + std::string(glass::sortable_bytes + 1, '\xFE'));
  table_->step(cursor_);
}

void TermList::skip_to(const std::string& term) {
  if (at_end_ || term <= term_) return;
  if (!stock_) return find(term);
  stock_->at.skip_to(term);
  stand();
}

}  // namespace newsgrep
