// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/file_source.hpp"

#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;

[[noreturn]] void fail_with_errno() {
  const int number = errno;
  throw Refusal(number, std::generic_category().message(number), hint_of(number));
}

std::size_t read_fully(int fd, std::uint64_t offset, char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::pread(fd, to, size, static_cast<off_t>(offset));
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail_with_errno();
  }
}

[[noreturn]] void fail_temporary() {
  const int number = errno;
  const std::string hint = hint_of(number);
  throw Refusal(number, "a container within a container needs a temporary file: " + std::generic_category().message(number),
                concerns_process(number) ? hint : "make room in /tmp, or unpack the outer container");
}

}  // namespace

Refusal::Refusal(int number, const std::string& message, std::string hint)
    : Error(ErrorCode::io, message, std::move(hint)), concerns_all_(concerns_process(number)) {}

// Without O_NONBLOCK a named pipe would be waited for.
FileSource::FileSource(const std::string& path)
    : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
  if (fd_ < 0) fail_with_errno();
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(fd_);
    throw Error(ErrorCode::io, "not a regular file");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
  ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

FileSource::~FileSource() { ::close(fd_); }

std::size_t FileSource::read(char* to, std::size_t size) {
  const std::size_t got = read_fully(fd_, position_, to, size);
  hash_.add(to, got);
  position_ += got;
  return got;
}

std::size_t FileSource::read_at(std::uint64_t offset, char* to, std::size_t size) {
  return read_fully(fd_, offset, to, size);
}

std::uint64_t FileSource::hash() {
  try {
    const auto rest = std::make_unique_for_overwrite<char[]>(block_size);
    while (read(rest.get(), block_size) > 0) {
    }
  } catch (const Error&) {
    return 0;
  }
  return hash_.value();
}

SpooledSource::SpooledSource(Source& source) : file_(std::tmpfile()) {
  if (!file_) fail_temporary();
  const auto block = std::make_unique_for_overwrite<char[]>(block_size);
  try {
    for (std::size_t got; (got = source.read(block.get(), block_size)) > 0;) add(block.get(), got);
  } catch (const Error&) {
    failure_ = std::current_exception();
  }
}

SpooledSource::~SpooledSource() { std::fclose(file_); }

void SpooledSource::add(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(::fileno(file_), bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_temporary();
    bytes += written;
    size -= static_cast<std::size_t>(written);
    size_ += static_cast<std::uint64_t>(written);
  }
}

std::size_t SpooledSource::read_at(std::uint64_t offset, char* to, std::size_t size) {
  return read_fully(::fileno(file_), offset, to, size);
}

}  // namespace newsgrep
