// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lock.hpp"

#include "common/hints.hpp"
#include "common/lock_holder.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

namespace newsgrep {
namespace {

// 0, or what errno said.
int write_at_front(int fd, std::string_view bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t wrote = ::pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return wrote < 0 ? errno : ENOSPC;
    done += static_cast<std::size_t>(wrote);
  }
  return ::ftruncate(fd, static_cast<off_t>(bytes.size())) == 0 ? 0 : errno;
}

// 0, or what errno said. Whoever only asks whether somebody writes holds a shared lock for a moment: a writer does not take that for another one.
int lock_alone(int fd) {
  constexpr int tries = 100, ms_between = 2;
  for (int left = tries; left > 0; --left) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return 0;
    if (errno != EWOULDBLOCK || ::flock(fd, LOCK_SH | LOCK_NB) != 0) return errno;
    ::flock(fd, LOCK_UN);
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_between));
  }
  return EWOULDBLOCK;
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& folder) {
  const auto path = folder / "lock";
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) throw refusal("open", path, errno);
  if (const int error = lock_alone(fd_)) {
    ::close(fd_);
    if (error != EWOULDBLOCK) throw refusal("lock", path, error);
    const auto name = lock_holder(folder);
    throw Error(ErrorCode::locked,
                folder.string() + " is being written by " + (name.empty() ? "another process" : name),
                "wait for it, or use --wait");
  }
  // In this order, so that a lock file never says less than a holder's name once it has had one.
  if (const int error = write_at_front(fd_, lock_holder_here() + "\n")) {
    ::close(fd_);
    throw refusal("write", path, error);
  }
}

WriterLock::~WriterLock() { ::close(fd_); }

bool has_own_lock(const std::filesystem::path& folder) { return !lock_holder(folder).empty(); }

}  // namespace newsgrep
