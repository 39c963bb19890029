// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/mapped_file.hpp"

#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <utility>

namespace newsgrep {

// The place of one mapping, as the handler of signals finds it. Guards are never freed, only used again: the handler takes no lock.
struct MappedFile::Guard {
  std::atomic<std::uintptr_t> begin{0};  // 0: of no mapping; set after, and unset before, the size
  std::atomic<std::size_t> size{0};
  std::atomic<bool> lost{false};  // some of it was read as zeros
  Guard* next = nullptr;

  static std::atomic<Guard*> all;
  static std::mutex mutex;  // of who makes and returns them

  bool holds(std::uintptr_t address) const {
    const auto first = begin.load();
    const auto bytes = size.load();
    return first != 0 && first == begin.load() && address >= first && address - first < bytes;
  }

  static Guard* take(void* data, std::size_t size) {
    const std::lock_guard lock(mutex);
    Guard* guard = all;
    while (guard && guard->begin != 0) guard = guard->next;
    if (!guard) {
      guard = new Guard;
      guard->next = all;
      all = guard;
    }
    guard->lost = false;
    guard->size = size;
    guard->begin = reinterpret_cast<std::uintptr_t>(data);
    return guard;
  }

  static void give_back(Guard* guard) {
    const std::lock_guard lock(mutex);
    guard->begin = 0;
    guard->size = 0;
  }

  static bool put_zeros(void* address);
  static void on_lost_bytes(int signal, siginfo_t* info, void* context);
  static void handle_signal();
};

std::atomic<MappedFile::Guard*> MappedFile::Guard::all{nullptr};
std::mutex MappedFile::Guard::mutex;

namespace {

struct sigaction handled_before;  // set once, before anything is mapped

// As if there were no handler of ours.
void hand_on(int signal, siginfo_t* info, void* context) {
  if (handled_before.sa_flags & SA_SIGINFO) return handled_before.sa_sigaction(signal, info, context);
  if (handled_before.sa_handler != SIG_DFL && handled_before.sa_handler != SIG_IGN) return handled_before.sa_handler(signal);
  if (handled_before.sa_handler == SIG_IGN && info->si_code <= 0) return;  // sent by a process
  std::signal(signal, SIG_DFL);
  ::raise(signal);  // comes when the handler returns
}

}  // namespace

// In place of the page of that address, if it is one of a mapping.
bool MappedFile::Guard::put_zeros(void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (Guard* guard = all; guard; guard = guard->next) {
    if (!guard->holds(at)) continue;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    void* const begin = reinterpret_cast<void*>(at / page * page);
    guard->lost = true;
    return ::mmap(begin, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == begin;
  }
  return false;
}

void MappedFile::Guard::on_lost_bytes(int signal, siginfo_t* info, void* context) {
  const int error = errno;
  const bool by_reading = info->si_code > 0;  // and not sent by a process
  if (!by_reading || !put_zeros(info->si_addr)) hand_on(signal, info, context);
  errno = error;
}

void MappedFile::Guard::handle_signal() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action {};
    action.sa_sigaction = on_lost_bytes;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, nullptr, &handled_before);
    ::sigaction(SIGBUS, &action, nullptr);
  });
}

MappedFile::MappedFile(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat status {};
  if (fd_ < 0) throw unreadable("open", path, errno);
  if (::fstat(fd_, &status) != 0) {
    const int error = errno;
    ::close(fd_);
    throw unreadable("open", path, error);
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ == 0) return;
  Guard::handle_signal();
  data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd_, 0);
  if (data_ == MAP_FAILED) {
    const int error = errno;
    ::close(fd_);
    throw unreadable("map", path, error);
  }
  guard_ = Guard::take(data_, size_);
}

MappedFile::~MappedFile() {
  if (guard_) {
    Guard::give_back(guard_);
    ::munmap(data_, size_);
  }
  ::close(fd_);
}

bool MappedFile::whole() const {
  struct stat status {};
  return (!guard_ || !guard_->lost) && ::fstat(fd_, &status) == 0 && static_cast<std::size_t>(status.st_size) >= size_;
}

}  // namespace newsgrep
