// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/scratch_reader.hpp"

#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_number = 10;

[[noreturn]] void fail() {
  throw Error(ErrorCode::io, std::string("cannot read back a part of the index: ") + std::strerror(errno));
}

[[noreturn]] void too_short() { throw Error(ErrorCode::corrupt, "a temporary part of the index ends too early"); }

}  // namespace

ScratchReader::ScratchReader(const std::filesystem::path& file, std::size_t read_size)
    : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), read_size_(read_size) {
  if (fd_ < 0) throw refusal("read back", file, errno);
}

ScratchReader::~ScratchReader() {
  if (fd_ >= 0) ::close(fd_);
}

ScratchReader::ScratchReader(ScratchReader&& other) noexcept { *this = std::move(other); }

ScratchReader& ScratchReader::operator=(ScratchReader&& other) noexcept {
  std::swap(buffer_, other.buffer_);
  std::swap(at_, other.at_);
  std::swap(fd_, other.fd_);
  std::swap(read_size_, other.read_size_);
  return *this;
}

// Makes that many bytes readable from at_ on, if there are so many.
void ScratchReader::need(std::size_t bytes) {
  if (fd_ < 0 || buffer_.size() - at_ >= bytes) return;
  buffer_.erase(0, at_);
  at_ = 0;
  while (buffer_.size() < bytes) {
    const std::size_t have = buffer_.size(), wanted = std::max(read_size_, bytes - have);
    buffer_.reserve(have + wanted);
    buffer_.resize(have + wanted);
    ssize_t got;
    do got = ::read(fd_, buffer_.data() + have, wanted);
    while (got < 0 && errno == EINTR);
    if (got < 0) fail();
    buffer_.resize(have + static_cast<std::size_t>(got));
    if (got == 0) return;
  }
}

bool ScratchReader::done() {
  need(1);
  return at_ == buffer_.size();
}

std::uint64_t ScratchReader::number() {
  need(most_number);
  std::uint64_t value = 0;
  for (unsigned shift = 0; at_ < buffer_.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(buffer_[at_++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  too_short();
}

std::string_view ScratchReader::take(std::size_t size) {
  need(size);
  if (buffer_.size() - at_ < size) too_short();
  const auto taken = std::string_view(buffer_).substr(at_, size);
  at_ += size;
  return taken;
}

}  // namespace newsgrep
