// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/folder_watch.hpp"

#include <newsgrep/error.hpp>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace newsgrep {
namespace {

constexpr std::uint32_t changes = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;

}  // namespace

FolderWatch::FolderWatch(bool hidden) : fd_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)), hidden_(hidden) {
  if (fd_ >= 0) return;
  throw Error(ErrorCode::io, std::string("cannot watch for changes: ") + std::strerror(errno), "raise fs.inotify.max_user_instances (sysctl), or run newsgrep-index by a timer");
}

FolderWatch::~FolderWatch() { ::close(fd_); }

void FolderWatch::begin_round() {
  ++round_;
  complete_ = true;
}

void FolderWatch::add(const std::string& path) {
  const int watch = ::inotify_add_watch(fd_, path.c_str(), changes);
  if (watch >= 0)
    rounds_[watch] = round_;
  else if (errno == ENOSPC || errno == ENOMEM)
    complete_ = false;  // what cannot be read is told by who reads it
}

void FolderWatch::end_round() {
  for (auto at = rounds_.begin(); at != rounds_.end();) {
    if (at->second == round_) {
      ++at;
      continue;
    }
    ::inotify_rm_watch(fd_, at->first);
    at = rounds_.erase(at);
  }
}

bool FolderWatch::changed(std::chrono::milliseconds wait) {
  pollfd descriptor{fd_, POLLIN, 0};
  if (::poll(&descriptor, 1, static_cast<int>(wait.count())) <= 0) return false;
  return read_events();
}

bool FolderWatch::read_events() {
  alignas(inotify_event) char buffer[1 << 16];
  bool any = false;
  for (;;) {
    const ssize_t got = ::read(fd_, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return any;
    for (ssize_t at = 0; at < got;) {
      inotify_event event;
      std::memcpy(&event, buffer + at, sizeof event);
      const std::string_view name = event.len > 0 ? buffer + at + sizeof event : "";
      at += static_cast<ssize_t>(sizeof event + event.len);
      if (event.mask & IN_IGNORED)
        rounds_.erase(event.wd);
      else if (hidden_ ? name != ".newsgrep" : !name.starts_with('.'))
        any = true;
    }
  }
}

}  // namespace newsgrep
