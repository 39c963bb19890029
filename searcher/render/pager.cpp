// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/pager.hpp"

#include <newsgrep/error.hpp>

#include <sys/wait.h>

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
  if (to_ != stdout) remember(bytes);
  check(std::fwrite(bytes.data(), 1, bytes.size(), to_) == bytes.size() && (!line_buffered_ || std::fflush(to_) == 0));
  return closed_ && to_ != stdout ? !end_pager() : !closed_;
}

// More than a pipe holds has been read by someone: then there is a pager.
void Output::remember(std::string_view bytes) {
  constexpr std::size_t most = 1u << 20;
  sent_bytes_ += bytes.size();
  if (sent_bytes_ <= most) sent_.append(bytes);
  else sent_.clear();
}

// Waits for the pager. If the shell could not run it (status 126 or 127), standard output gets what it was sent. False then, unless
// nobody reads that either.
bool Output::end_pager() {
  const int status = ::pclose(std::exchange(to_, stdout));
  const bool ran = status == -1 || !WIFEXITED(status) || (WEXITSTATUS(status) != 126 && WEXITSTATUS(status) != 127);
  if (ran) return true;
  closed_ = false;
  return !put(std::exchange(sent_, {}));
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
  bool written = closed_ || std::fflush(to_) == 0;
  int error = errno;
  if (to_ != stdout && !end_pager()) {
    written = std::fflush(stdout) == 0;
    error = errno;
  }
  errno = error;
  check(written);
}

}  // namespace newsgrep
