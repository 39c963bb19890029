// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/pager.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace newsgrep {

Output::Output(Paging paging, std::string pager, std::size_t lines, bool line_buffered)
    : paging_(pager.empty() ? Paging::never : paging), pager_(std::move(pager)), lines_(lines), line_buffered_(line_buffered) {}

Output::~Output() {
  try {
    finish();
  } catch (const Error&) {  // another one is on its way
  }
}

void Output::check(bool written) {
  if (written) return;
  const int error = errno;
  closed_ = true;
  if (error != EPIPE) throw Error(ErrorCode::io, std::string("cannot write the results: ") + std::strerror(error));
}

bool Output::put(std::string_view bytes) {
  if (closed_) return false;
  check(std::fwrite(bytes.data(), 1, bytes.size(), to_) == bytes.size() && (!line_buffered_ || std::fflush(to_) == 0));
  return !closed_;
}

bool Output::start_pager() {
  std::fflush(stdout);
  if (std::FILE* pager = ::popen(pager_.c_str(), "we")) to_ = pager;
  const bool ok = put(held_);
  held_.clear();
  paging_ = Paging::never;
  return ok;
}

bool Output::write(std::string_view bytes) {
  if (paging_ == Paging::never) return put(bytes);
  held_.append(bytes);
  held_lines_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  return paging_ == Paging::always || held_lines_ >= lines_ ? start_pager() : true;
}

void Output::finish() {
  if (!held_.empty()) put(held_);
  held_.clear();
  const bool written = closed_ || std::fflush(to_) == 0;
  const int error = errno;
  if (to_ != stdout) ::pclose(std::exchange(to_, stdout));
  errno = error;
  check(written);
}

}  // namespace newsgrep
