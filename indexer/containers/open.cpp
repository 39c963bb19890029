// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/open.hpp"

#include "indexer/containers/file_hash.hpp"
#include "indexer/containers/source.hpp"

#include <newsgrep/error.hpp>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;
constexpr std::size_t head_size = 64 * 1024;
// What expands more than this is no news but an attempt to fill the memory.
constexpr std::uint64_t harmless_output = 64u << 20, most_expansion = 1000;

[[noreturn]] void fail_with_errno() {
  const int number = errno;
  const bool denied = number == EACCES || number == EPERM;
  throw Error(ErrorCode::io, std::generic_category().message(number), denied ? "check the permissions" : "");
}

class FileSource : public Source {
 public:
  // Without O_NONBLOCK a named pipe would be waited for.
  explicit FileSource(const std::string& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
    if (fd_ < 0) fail_with_errno();
    struct stat status {};
    if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) {
      ::close(fd_);
      throw Error(ErrorCode::io, "not a regular file");
    }
    ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  ~FileSource() override { ::close(fd_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(fd_, to, size);
      if (got >= 0) {
        hash_.add(to, static_cast<std::size_t>(got));
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR) fail_with_errno();
    }
  }

  // Of what was read and of the rest; 0 when that cannot be read.
  std::uint64_t hash() {
    try {
      const auto rest = std::make_unique_for_overwrite<char[]>(block_size);
      while (read(rest.get(), block_size) > 0) {
      }
    } catch (const Error&) {
      return 0;
    }
    return hash_.value();
  }

 private:
  int fd_;
  FileHash hash_;
};

class StreamSource : public Source {
 public:
  explicit StreamSource(ReadBytes read) : read_(std::move(read)) {}
  std::size_t read(char* to, std::size_t size) override { return read_(to, size); }

 private:
  ReadBytes read_;
};

// Looks at the first bytes of a source without using them up.
class Buffered : public Source {
 public:
  explicit Buffered(std::unique_ptr<Source> source) : source_(std::move(source)), start_(16, '\0') {
    std::size_t got = 0;
    for (std::size_t more; got < start_.size() && (more = source_->read(start_.data() + got, start_.size() - got)) > 0;)
      got += more;
    start_.resize(got);
  }

  bool compressed() const {
    const std::string_view start = start_;
    return start.starts_with("\x1F\x8B") || start.starts_with("\x28\xB5\x2F\xFD");
  }

  std::size_t read(char* to, std::size_t size) override {
    if (start_.empty()) return source_->read(to, size);
    const std::size_t taken = std::min(size, start_.size());
    std::memcpy(to, start_.data(), taken);
    start_.erase(0, taken);
    return taken;
  }

 private:
  std::unique_ptr<Source> source_;
  std::string start_;
};

// libarchive with one raw entry: only its decompression filters are used.
class Decompressed : public Source {
 public:
  explicit Decompressed(std::unique_ptr<Source> source)
      : source_(std::move(source)), archive_(archive_read_new()), input_(block_size) {
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    archive_entry* entry = nullptr;
    if (archive_read_open(archive_, this, nullptr, feed, nullptr) != ARCHIVE_OK) return;
    const int header = archive_read_next_header(archive_, &entry);
    opened_ = header == ARCHIVE_OK || header == ARCHIVE_EOF;
    finished_ = header == ARCHIVE_EOF;
  }
  ~Decompressed() override { archive_read_free(archive_); }
  Decompressed(const Decompressed&) = delete;
  Decompressed& operator=(const Decompressed&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    if (!opened_) fail();
    if (block_.empty() && !finished_) next_block();
    const std::size_t taken = std::min(size, block_.size());
    std::copy_n(block_.begin(), taken, to);
    block_.remove_prefix(taken);
    return taken;
  }

 private:
  // Block by block: asked for more at once, libarchive would throw away what it has when damage follows.
  void next_block() {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_, &bytes, &size, &offset);
    if (result != ARCHIVE_OK && result != ARCHIVE_EOF) fail();
    finished_ = result == ARCHIVE_EOF;
    if (finished_) return;
    block_ = {static_cast<const char*>(bytes), size};
    output_bytes_ += size;
    if (output_bytes_ > harmless_output && output_bytes_ > input_bytes_ * most_expansion)
      throw Error(ErrorCode::corrupt, "expands to more than " + std::to_string(most_expansion) + " times its size");
  }

  [[noreturn]] void fail() const {
    if (failure_) std::rethrow_exception(failure_);
    const char* text = archive_error_string(archive_);
    throw Error(ErrorCode::corrupt,
                std::string("the compressed data are damaged: ") + (text ? text : "they end too early"));
  }

  static la_ssize_t feed(archive* from, void* self, const void** bytes) {
    auto& me = *static_cast<Decompressed*>(self);
    try {
      const std::size_t got = me.source_->read(me.input_.data(), me.input_.size());
      me.input_bytes_ += got;
      *bytes = me.input_.data();
      return static_cast<la_ssize_t>(got);
    } catch (...) {
      me.failure_ = std::current_exception();
      archive_set_error(from, EIO, "cannot be read");
      return -1;
    }
  }

  std::unique_ptr<Source> source_;
  archive* archive_;
  std::vector<char> input_;
  std::string_view block_;
  std::uint64_t input_bytes_ = 0, output_bytes_ = 0;
  std::exception_ptr failure_;
  bool opened_ = false, finished_ = false;
};

class SourceEntry : public Entry {
 public:
  /// `file` is what `source` reads from in the end, or null.
  SourceEntry(std::string path, std::unique_ptr<Source> source, FileSource* file, const std::atomic<int>* cancelled)
      : path_(std::move(path)), source_(std::move(source)), file_(file), cancelled_(cancelled) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }

  std::string_view head(std::size_t most) override {
    while (head_used_ < std::min(most, head_size) && fill()) {
    }
    return std::string_view(head_.get(), std::min(most, head_used_));
  }

  std::string_view read() override {
    if (head_used_ > 0) return {head_.get(), std::exchange(head_used_, 0)};
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (ended_) return {};
    if (!block_) block_ = std::make_unique_for_overwrite<char[]>(block_size);
    return {block_.get(), next(block_.get(), block_size)};
  }

  std::uint64_t hash() override { return file_ ? file_->hash() : 0; }

 private:
  // Damage within the head must not hide what comes before it: it is kept for read().
  bool fill() {
    if (failure_ || ended_) return false;
    if (!head_) head_ = std::make_unique_for_overwrite<char[]>(head_size);
    std::size_t got = 0;
    try {
      got = next(head_.get() + head_used_, head_size - head_used_);
      ended_ = got == 0;
    } catch (const Error&) {
      failure_ = std::current_exception();
    }
    head_used_ += got;
    return got > 0;
  }

  std::size_t next(char* to, std::size_t size) {
    if (cancelled_ && cancelled_->load() > 1) throw Error(ErrorCode::cancelled, "reading was stopped");
    return source_->read(to, size);
  }

  std::string path_, name_;
  std::unique_ptr<Source> source_;
  FileSource* file_;
  const std::atomic<int>* cancelled_;
  std::unique_ptr<char[]> head_, block_;  // not cleared: most files are much smaller
  std::size_t head_used_ = 0;
  std::exception_ptr failure_;
  bool ended_ = false;
};

std::unique_ptr<Entry> open_source(std::string path, std::unique_ptr<Source> raw, FileSource* file,
                                   const std::atomic<int>* cancelled) {
  auto buffered = std::make_unique<Buffered>(std::move(raw));
  const bool compressed = buffered->compressed();
  std::unique_ptr<Source> source = std::move(buffered);
  if (compressed) source = std::make_unique<Decompressed>(std::move(source));
  source = as_utf8(std::move(source));
  return std::make_unique<SourceEntry>(std::move(path), std::move(source), file, cancelled);
}

}  // namespace

std::unique_ptr<Entry> open_entry(const std::string& path, const std::atomic<int>* cancelled) {
  auto file = std::make_unique<FileSource>(path);
  FileSource* const opened = file.get();
  return open_source(path, std::move(file), opened, cancelled);
}

std::unique_ptr<Entry> open_stream(ReadBytes read, const std::atomic<int>* cancelled) {
  if (!read) throw Error(ErrorCode::usage, "standard input is to be read, but there is none");
  return open_source("-", std::make_unique<StreamSource>(std::move(read)), nullptr, cancelled);
}

}  // namespace newsgrep
