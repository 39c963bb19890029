// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/run.hpp"

#include "common/bytes.hpp"

namespace newsgrep {

void put_run_term(std::string& run, const RunTerm& term) {
  put_number(run, term.text.size());
  put_number(run, term.frequency);
  put_number(run, term.count);
  put_number(run, term.postings.size());
  put_number(run, term.positions.size());
  run.append(term.text).append(term.postings).append(term.positions);
}

bool RunReader::next() {
  if (in_.done()) return false;
  const std::size_t length = in_.number();
  term_.frequency = static_cast<std::uint32_t>(in_.number());
  term_.count = in_.number();
  const std::size_t postings = in_.number(), positions = in_.number();
  const auto bytes = in_.take(length + postings + positions);
  term_.text = bytes.substr(0, length);
  term_.postings = bytes.substr(length, postings);
  term_.positions = bytes.substr(length + postings);
  return true;
}

}  // namespace newsgrep
