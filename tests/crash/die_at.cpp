// SPDX-License-Identifier: GPL-2.0-or-later
// Loaded in front of the C library: the process dies, as of kill -9, before the n-th step that changes what lies on disk, where n is
// NEWSGREP_DIE_AT. With NEWSGREP_REFUSE=FILE that step is refused instead, as on a disk that is full, and FILE is made.
//
// With NEWSGREP_LOSE=FOLDER it is as if the machine died: what was not synced in that folder is undone. Names that were made, and files that
// were put in the place of others, are undone if their folder was not synced since; what was written into a file is lost from the middle on
// if the file was not synced since. With NEWSGREP_LOSE_BYTES_ONLY names are kept: a disk may write them first.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  char here[PATH_MAX];
  return ::getcwd(here, sizeof here) ? std::string(here) + "/" + path : path;
}

std::string parent_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

// What a folder's disk has not been told to keep.
class Unsynced {
 public:
  explicit Unsynced(const char* folder) : folder_(folder), bytes_only_(std::getenv("NEWSGREP_LOSE_BYTES_ONLY") != nullptr) {}

  void written(int file) {
    const auto path = path_of(file);
    if (!inside(path)) return;
    const std::lock_guard lock(mutex_);
    names_.try_emplace(path);
    names_[path].bytes = true;
  }

  void made(const std::string& folder) {
    if (!inside(folder)) return;
    const std::lock_guard lock(mutex_);
    names_[folder].name = true;
  }

  void synced(int file) {
    const auto path = path_of(file);
    const std::lock_guard lock(mutex_);
    if (const auto own = names_.find(path); own != names_.end()) own->second.bytes = false;
    for (auto& [other, state] : names_)
      if (parent_of(other) == path) state.name = false;
    std::erase_if(renames_, [&](const Rename& rename) { return parent_of(rename.to) == path; });
  }

  void before_rename(const std::string& from, const std::string& to) {
    if (!inside(to)) return;
    const std::lock_guard lock(mutex_);
    Rename rename{from, to, {}};
    if (::access(to.c_str(), F_OK) == 0) {
      rename.kept = folder_ + ".kept-" + std::to_string(::getpid()) + "-" + std::to_string(kept_++);
      if (::link(to.c_str(), rename.kept.c_str()) != 0) rename.kept.clear();
    }
    renames_.push_back(rename);
    names_[to] = {names_[from].bytes, rename.kept.empty()};
    names_.erase(from);
  }

  void removed(const std::string& path) {
    const std::lock_guard lock(mutex_);
    names_.erase(path);
  }

  void lose() {
    if (folder_.empty()) return;
    const std::lock_guard lock(mutex_);
    for (const auto& [path, state] : names_) {
      struct stat status;
      const bool lost = state.bytes && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
      if (lost && ::truncate(path.c_str(), status.st_size / 2) != 0) std::perror(path.c_str());
    }
    for (auto rename = renames_.rbegin(); rename != renames_.rend(); ++rename) {
      if (bytes_only_) break;
      real<int(const char*, const char*)>("rename")(rename->to.c_str(), rename->from.c_str());
      if (!rename->kept.empty()) real<int(const char*, const char*)>("rename")(rename->kept.c_str(), rename->to.c_str());
    }
    if (!bytes_only_)
      for (const auto& [path, state] : names_)
        if (state.name) remove_all(path);
    clear();
  }

  void clear() {
    for (const auto& rename : renames_)
      if (!rename.kept.empty()) real<int(const char*)>("unlink")(rename.kept.c_str());
    renames_.clear();
  }

 private:
  struct State {
    bool bytes = false, name = true;  // that are not synced
  };
  struct Rename {
    std::string from, to, kept;  // what was in the place of `to`, under another name
  };

  bool inside(const std::string& path) const { return !folder_.empty() && path.starts_with(folder_ + "/"); }

  static std::string path_of(int file) {
    char path[PATH_MAX];
    const auto size = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
  }

  static void remove_all(const std::string& path) {
    std::error_code error;
    fs::remove_all(path, error);
  }

  std::string folder_;
  bool bytes_only_;
  std::mutex mutex_;
  std::map<std::string, State> names_;
  std::vector<Rename> renames_;
  unsigned kept_ = 0;
};

Unsynced& unsynced() {
  static auto* const one = [] {
    const char* folder = std::getenv("NEWSGREP_LOSE");
    return new Unsynced(folder ? folder : "");
  }();
  return *one;
}

std::atomic<bool> dying{false};

// Whether the step is refused, with errno.
bool step() {
  static const long last = [] {
    const char* named = std::getenv("NEWSGREP_DIE_AT");
    return named ? std::atol(named) : 0;
  }();
  static std::atomic<long> done{0};
  if (dying || ++done != last) return false;
  if (const char* told = std::getenv("NEWSGREP_REFUSE")) {
    std::fclose(std::fopen(told, "w"));
    errno = ENOSPC;
    return true;
  }
  dying = true;
  unsynced().lose();
  ::kill(::getpid(), SIGKILL);
  return true;
}

// Kept files of a run that came to its end.
struct AtEnd {
  ~AtEnd() { unsynced().clear(); }
} at_end;

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED int fsync(int file) {
  if (step()) return -1;
  const int result = real<int(int)>("fsync")(file);
  unsynced().synced(file);
  return result;
}

EXPORTED int fdatasync(int file) {
  if (step()) return -1;
  const int result = real<int(int)>("fdatasync")(file);
  unsynced().synced(file);
  return result;
}

EXPORTED int rename(const char* from, const char* to) noexcept {
  if (step()) return -1;
  unsynced().before_rename(absolute(from), absolute(to));
  return real<int(const char*, const char*)>("rename")(from, to);
}

EXPORTED int unlink(const char* path) noexcept {
  if (step()) return -1;
  unsynced().removed(absolute(path));
  return real<int(const char*)>("unlink")(path);
}

EXPORTED int unlinkat(int folder, const char* path, int flags) noexcept {
  if (step()) return -1;
  return real<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

EXPORTED int mkdir(const char* path, mode_t mode) noexcept {
  if (step()) return -1;
  const int result = real<int(const char*, mode_t)>("mkdir")(path, mode);
  if (result == 0) unsynced().made(absolute(path));
  return result;
}

EXPORTED ssize_t write(int file, const void* bytes, std::size_t size) {
  if (file > STDERR_FILENO && step()) return -1;
  const ssize_t result = real<ssize_t(int, const void*, std::size_t)>("write")(file, bytes, size);
  if (file > STDERR_FILENO && result > 0) unsynced().written(file);
  return result;
}

EXPORTED ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t offset) {
  if (step()) return -1;
  const ssize_t result = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite")(file, bytes, size, offset);
  if (result > 0) unsynced().written(file);
  return result;
}

// There is a structure of that name too.
EXPORTED int lock(int file, int how) noexcept __asm__("flock");
EXPORTED int lock(int file, int how) noexcept {
  if (std::getenv("NEWSGREP_NO_LOCKS")) {
    errno = ENOLCK;
    return -1;
  }
  return real<int(int, int)>("flock")(file, how);
}
