// SPDX-License-Identifier: GPL-2.0-or-later
// libarchive with one raw entry: only its decompression filters are used.
#include "indexer/containers/source.hpp"
#include "indexer/containers/zstd_dictionary.hpp"

#include <newsgrep/error.hpp>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;

class Decompressed : public BlockSource {
 public:
  Decompressed(std::unique_ptr<Source> source, Budget& budget)
      : source_(std::move(source)), budget_(budget), archive_(archive_read_new()), input_(block_size) {
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
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

 private:
  // Block by block: asked for more at once, libarchive would throw away what it has when damage follows.
  void next_block() override {
    if (!opened_) fail();
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_, &bytes, &size, &offset);
    if (result != ARCHIVE_OK && result != ARCHIVE_EOF) fail();
    finished_ = result == ARCHIVE_EOF;
    if (finished_) return;
    block_ = {static_cast<const char*>(bytes), size};
    budget_.made(size);
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
      *bytes = me.input_.data();
      return static_cast<la_ssize_t>(me.source_->read(me.input_.data(), me.input_.size()));
    } catch (...) {
      me.failure_ = std::current_exception();
      archive_set_error(from, EIO, "cannot be read");
      return -1;
    }
  }

  std::unique_ptr<Source> source_;
  Budget& budget_;
  archive* archive_;
  std::vector<char> input_;
  std::exception_ptr failure_;
  bool opened_ = false;
};

}  // namespace

bool is_compressed(std::string_view start) {
  constexpr std::string_view bzip2_block = "1AY&SY", bzip2_end = "\x17\x72\x45\x38\x50\x90";
  if (start.starts_with("\x1F\x8B") || start.starts_with("\x28\xB5\x2F\xFD") || begins_with_zstd_dictionary(start)) return true;
  if (start.starts_with(std::string_view("\xFD" "7zXZ\0", 6))) return true;
  if (!start.starts_with("BZh") || start.size() < 10 || start[3] < '1' || start[3] > '9') return false;
  const auto magic = start.substr(4, 6);
  return magic == bzip2_block || magic == bzip2_end;
}

std::unique_ptr<Source> decompressed(std::unique_ptr<Source> source, Budget& budget) {
  constexpr std::size_t magic_bytes = 4;
  auto peeked = std::make_unique<Peeked>(std::move(source), magic_bytes);
  if (begins_with_zstd_dictionary(peeked->start())) return decompressed_by_dictionary(std::move(peeked), budget);
  return std::make_unique<Decompressed>(std::move(peeked), budget);
}

}  // namespace newsgrep
