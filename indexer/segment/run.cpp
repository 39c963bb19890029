// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/run.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace newsgrep {

namespace {

[[noreturn]] void fail() { throw Error(ErrorCode::io, std::string("cannot read back a part of the index: ") + std::strerror(errno)); }

}  // namespace

RunReader::RunReader(std::string bytes, std::uint32_t first) : buffer_(std::move(bytes)), first_(first) {}

RunReader::RunReader(const std::filesystem::path& file, std::uint32_t first, std::size_t read_size)
    : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), read_size_(read_size), first_(first) {
  if (fd_ < 0) fail();
}

RunReader::~RunReader() {
  if (fd_ >= 0) ::close(fd_);
}

RunReader::RunReader(RunReader&& other) noexcept { *this = std::move(other); }

RunReader& RunReader::operator=(RunReader&& other) noexcept {
  std::swap(buffer_, other.buffer_);
  std::swap(at_, other.at_);
  std::swap(fd_, other.fd_);
  std::swap(read_size_, other.read_size_);
  std::swap(first_, other.first_);
  std::swap(term_, other.term_);
  return *this;
}

// Makes that many bytes readable from at_ on, if the run has them.
void RunReader::need(std::size_t bytes) {
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

std::uint64_t RunReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at_ < buffer_.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(buffer_[at_++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  throw Error(ErrorCode::corrupt, "a temporary part of the index ends too early");
}

bool RunReader::next() {
  constexpr std::size_t most_number = 10, most_head = 4 * most_number + 256;  // terms are shorter than 256 bytes
  need(most_head);
  if (at_ == buffer_.size()) return false;
  const std::size_t length = number();
  const std::size_t text = at_;
  at_ += length;
  term_.frequency = static_cast<std::uint32_t>(number());
  term_.count = number();
  const std::size_t size = number();
  const std::size_t before = at_ - text;  // from the term's text on everything must stay in the buffer
  at_ = text;
  need(before + size);
  if (buffer_.size() - at_ < before + size) throw Error(ErrorCode::corrupt, "a temporary part of the index ends too early");
  term_.text = std::string_view(buffer_).substr(at_, length);
  term_.postings = std::string_view(buffer_).substr(at_ + before, size);
  at_ += before + size;
  return true;
}

}  // namespace newsgrep
