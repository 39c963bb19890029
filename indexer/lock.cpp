// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lock.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>

namespace newsgrep {
namespace {

// Bytes, line end included.
constexpr std::size_t longest_holder = 512;

std::string holder() {
  char host[256] = "?", when[32] = "?";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  if (::gmtime_r(&now, &utc)) std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return "process " + std::to_string(::getpid()) + " on " + host + " since " + when + "\n";
}

std::string read_holder(int fd) {
  char text[longest_holder];
  const ssize_t got = ::pread(fd, text, sizeof text, 0);
  std::string name(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  name.resize(std::min(name.find('\n'), name.size()));
  return name.empty() ? "another process" : name;
}

// Takes PREFIX and then the longest run of characters from ALLOWED (at least one) off the front of LINE.
bool take(std::string_view& line, std::string_view prefix, std::string_view allowed) {
  if (!line.starts_with(prefix)) return false;
  line.remove_prefix(prefix.size());
  const auto run = std::min(line.find_first_not_of(allowed), line.size());
  line.remove_prefix(run);
  return run > 0;
}

// Whether LINE is of the form that holder() writes.
bool is_holder(std::string_view line) {
  if (!take(line, "process ", "0123456789") || !line.starts_with(" on ")) return false;
  const auto since = line.find(" since ");
  if (since == line.npos || line.find(' ', 4) != since) return false;
  line.remove_prefix(since);
  return take(line, " since ", "0123456789-:T") && line == "Z";
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& folder) {
  const auto path = folder / "lock";
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) throw Error(ErrorCode::io, "cannot open " + path.string() + ": " + std::strerror(errno), "check the permissions");
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    const auto name = read_holder(fd_);
    ::close(fd_);
    if (error != EWOULDBLOCK) throw Error(ErrorCode::io, "cannot lock " + path.string() + ": " + std::strerror(error));
    throw Error(ErrorCode::locked, folder.string() + " is being written by " + name, "wait for it, or use --wait");
  }
  const auto name = holder();
  // In this order, so that a lock file never says less than a holder's name once it has had one.
  if (::pwrite(fd_, name.data(), name.size(), 0) < 0 || ::ftruncate(fd_, static_cast<off_t>(name.size())) != 0) {
    ::close(fd_);
    throw Error(ErrorCode::io, "cannot write " + path.string() + ": " + std::strerror(errno));
  }
}

WriterLock::~WriterLock() { ::close(fd_); }

bool has_own_lock(const std::filesystem::path& folder) {
  std::ifstream file(folder / "lock", std::ios::binary);
  std::string line;
  std::getline(file, line);
  return line.size() < longest_holder && is_holder(line);
}

}  // namespace newsgrep
