// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/spool.hpp"

#include "common/hints.hpp"
#include "common/record.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <limits>

namespace newsgrep {
namespace {

constexpr std::size_t buffer_size = 1 << 20;

}  // namespace

Spool::Spool(const std::filesystem::path& folder) : path_(folder / "spool") {
  fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd_ < 0) refused("make", errno);
  ::unlink(path_.c_str());
}

Spool::~Spool() { ::close(fd_); }

void Spool::refused(const char* doing, int error) const { throw refusal(std::string(doing) + " the temporary file of articles", path_, error); }

void Spool::flush() {
  for (std::size_t done = 0; done < pending_.size();) {
    const ssize_t put = ::pwrite(fd_, pending_.data() + done, pending_.size() - done, static_cast<off_t>(written_ + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) refused("write", put < 0 ? errno : ENOSPC);
    done += static_cast<std::size_t>(put);
  }
  written_ += pending_.size();
  pending_.clear();
}

SpoolPlace Spool::put(const std::string& serialised) {
  if (serialised.size() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::usage, "an article of more than 4 GiB");
  const std::lock_guard lock(mutex_);
  const SpoolPlace place{written_ + pending_.size(), static_cast<std::uint32_t>(serialised.size())};
  pending_ += serialised;
  if (pending_.size() >= buffer_size) flush();
  return place;
}

void Spool::get(SpoolPlace place, std::string& buffer) {
  {
    const std::lock_guard lock(mutex_);
    if (place.offset + place.size > written_) flush();
  }
  buffer.resize(place.size);
  for (std::size_t done = 0; done < place.size;) {
    const ssize_t got = ::pread(fd_, buffer.data() + done, place.size - done, static_cast<off_t>(place.offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) refused("read", got < 0 ? errno : EIO);
    done += static_cast<std::size_t>(got);
  }
}

const Article& SpoolReader::read(const SpooledArticle& from) {
  spool_.get(from.place, bytes_);
  deserialise(bytes_, article_);
  return article_;
}

}  // namespace newsgrep
