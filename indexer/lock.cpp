// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lock.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <string>

namespace newsgrep {
namespace {

std::string holder() {
  char host[256] = "?", when[32] = "?";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  if (::gmtime_r(&now, &utc)) std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return "process " + std::to_string(::getpid()) + " on " + host + " since " + when + "\n";
}

std::string read_holder(int fd) {
  char text[512];
  const ssize_t got = ::pread(fd, text, sizeof text, 0);
  std::string name(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  name.resize(std::min(name.find('\n'), name.size()));
  return name.empty() ? "another process" : name;
}

}  // namespace

bool is_lock(std::string_view text) { return text.empty() || (text.starts_with("process ") && text.find(" since ") != text.npos); }

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
  if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, name.data(), name.size(), 0) < 0) {
    ::close(fd_);
    throw Error(ErrorCode::io, "cannot write " + path.string() + ": " + std::strerror(errno));
  }
}

WriterLock::~WriterLock() { ::close(fd_); }

}  // namespace newsgrep
