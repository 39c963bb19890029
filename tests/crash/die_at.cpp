// SPDX-License-Identifier: GPL-2.0-or-later
// Loaded in front of the C library: the process dies, as of kill -9, before the n-th step that changes what lies on disk, where n is
// NEWSGREP_DIE_AT.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

void step() {
  static const long last = [] {
    const char* named = std::getenv("NEWSGREP_DIE_AT");
    return named ? std::atol(named) : 0;
  }();
  static std::atomic<long> done{0};
  if (++done == last) ::kill(::getpid(), SIGKILL);
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED int fsync(int file) {
  step();
  return real<int(int)>("fsync")(file);
}

EXPORTED int fdatasync(int file) {
  step();
  return real<int(int)>("fdatasync")(file);
}

EXPORTED int rename(const char* from, const char* to) noexcept {
  step();
  return real<int(const char*, const char*)>("rename")(from, to);
}

EXPORTED int unlink(const char* path) noexcept {
  step();
  return real<int(const char*)>("unlink")(path);
}

EXPORTED int unlinkat(int folder, const char* path, int flags) noexcept {
  step();
  return real<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

EXPORTED int mkdir(const char* path, mode_t mode) noexcept {
  step();
  return real<int(const char*, mode_t)>("mkdir")(path, mode);
}

EXPORTED ssize_t write(int file, const void* bytes, std::size_t size) {
  if (file > STDERR_FILENO) step();
  return real<ssize_t(int, const void*, std::size_t)>("write")(file, bytes, size);
}
