// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/files.hpp"

#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>  // XXH3 by the widest registers that the processor has
#endif

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(const fs::path& path, const char* doing) { throw refusal(doing, path, errno); }

// False, with errno, when the operating system does not take all of them.
bool put_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (fd_ < 0) fail("open");
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }

  [[noreturn]] void fail(const char* doing) const {
    const int error = errno;
    throw refusal(doing, path_, error, error == ENOENT ? ErrorCode::no_index : ErrorCode::io);
  }

 private:
  fs::path path_;
  int fd_;
};

std::string digits(std::uint64_t value) {
  std::string out(8, '\0');
  for (char& c : out) {
    c = static_cast<char>(value);
    value >>= 8;
  }
  return out;
}

}  // namespace

std::string read_file(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  std::string bytes;
  for (std::size_t used = 0;;) {
    if (used == bytes.size()) bytes.resize(used + std::max<std::size_t>(used, 16384));
    const ssize_t got = ::read(file.get(), bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw unreadable("read", path, errno);
    used += static_cast<std::size_t>(got);
    if (got == 0) {
      bytes.resize(used);
      return bytes;
    }
  }
}

void write_file(const fs::path& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!put_all(file.get(), bytes)) file.fail("write");
  if (::fsync(file.get()) != 0) file.fail("sync");
}

FileWriter::FileWriter(const fs::path& path, std::size_t buffer)
    : path_(path), fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)), buffer_(buffer) {
  if (fd_ < 0) fail(path_, "make");
  pending_.reserve(buffer_);
}

FileWriter::~FileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

void FileWriter::put(std::string_view bytes) {
  if (!put_all(fd_, bytes)) fail(path_, "write");
}

void FileWriter::write(std::string_view bytes) {
  if (pending_.size() + bytes.size() > buffer_) {
    put(pending_);
    pending_.clear();
    if (bytes.size() >= buffer_) return put(bytes);
  }
  pending_.append(bytes);
}

void FileWriter::finish() {
  put(pending_);
  pending_.clear();
  if (::close(std::exchange(fd_, -1)) != 0) fail(path_, "write");
}

void replace_file(const fs::path& path, std::string_view bytes) {
  fs::path beside = path;
  beside += ".new";
  write_file(beside, bytes);
  std::error_code error;
  fs::rename(beside, path, error);
  if (error) throw refusal("replace", path, error.value());
  sync_path(path.parent_path());
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw refusal("make", folder, error.value());
}

void sync_path(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (::fsync(file.get()) != 0) file.fail("sync");
}

FolderLock::FolderLock(const fs::path& path, Mode mode) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0) throw unreadable("open", path, errno);
  held_ = ::flock(fd_, (mode == Mode::shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0;
  // Where there are no locks there is no writer either, who would need one.
  if (!held_ && errno != EWOULDBLOCK) held_ = mode == Mode::shared;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)), held_(other.held_) {}

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

struct SealedWriter::Impl {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };

  fs::path path;
  FileWriter file;
  std::unique_ptr<XXH3_state_t, Free> sum{XXH3_createState()};

  explicit Impl(const fs::path& to) : path(to), file(to) { XXH3_64bits_reset(sum.get()); }

  void write(std::string_view bytes) {
    XXH3_64bits_update(sum.get(), bytes.data(), bytes.size());
    file.write(bytes);
  }
};

SealedWriter::SealedWriter(const fs::path& path, std::string_view kind) : impl_(std::make_unique<Impl>(path)) {
  impl_->write("newsgrep " + std::string(kind) + " 1\n");
}

SealedWriter::~SealedWriter() = default;

void SealedWriter::write(std::string_view bytes) { impl_->write(bytes); }

void SealedWriter::finish() {
  impl_->file.write(digits(XXH3_64bits_digest(impl_->sum.get())));
  impl_->file.finish();
  sync_path(impl_->path);
}

void write_sealed(const fs::path& path, std::string_view kind, std::string_view bytes) {
  SealedWriter file(path, kind);
  file.write(bytes);
  file.finish();
}

namespace {

// A part of an index that is not there is damage, whoever asks.
std::string read_part(const fs::path& path) {
  try {
    return read_file(path);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::no_index) throw;
    throw Error(ErrorCode::corrupt, error.what(), repair_hint(path));
  }
}

}  // namespace

std::string read_sealed(const fs::path& path, std::string_view kind) {
  std::string all = read_part(path);
  const std::string head = "newsgrep " + std::string(kind) + " 1\n";
  const bool whole = all.size() >= head.size() + 8 && all.starts_with(head) &&
                     all.substr(all.size() - 8) == digits(checksum(std::string_view(all).substr(0, all.size() - 8)));
  if (!whole)
    throw Error(ErrorCode::corrupt, path.string() + " is damaged", repair_hint(path));
  all.resize(all.size() - 8);
  return all.erase(0, head.size());
}

namespace {

// The number that is written so, without zeros in front.
std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && (number == 0 || text[0] != '0');
  return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

std::vector<std::uint64_t> numbered_entries(const fs::path& folder, std::string_view prefix) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const auto name = at->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    if (const auto number = number_of(std::string_view(name).substr(prefix.size()))) numbers.push_back(*number);
  }
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) throw refusal("read", folder, error.value());
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::uint64_t size_on_disk(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (at->is_regular_file(gone)) bytes += at->file_size(gone);
  }
  return bytes;
}

}  // namespace newsgrep
