// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace newsgrep {

/// Where results go: standard output, by way of a pager when they are longer than the screen and it can be run.
class Output {
 public:
  enum class Paging { never, when_long, always };

  /// `pager` is a shell command; `lines` the height of the screen.
  Output(Paging paging, std::string pager, std::size_t lines, bool line_buffered);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// False once nobody reads any more. Throws Error(io) when the results cannot be written, as on a full disk.
  bool write(std::string_view bytes);

  /// Writes what is held back, and waits for the pager to end. Throws as write() does.
  void finish();

  bool closed() const { return closed_; }

 private:
  bool start_pager();
  bool put(std::string_view bytes);
  void check(bool written);
  void remember(std::string_view bytes);
  bool end_pager();

  Paging paging_;
  std::string pager_, held_;
  std::string sent_;  // to the pager, in case that it cannot be run
  std::size_t lines_, held_lines_ = 0, sent_bytes_ = 0;
  bool line_buffered_, closed_ = false;
  std::FILE* to_ = stdout;
};

}  // namespace newsgrep
