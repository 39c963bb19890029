// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace newsgrep {

/// Bytes that come in any portions; 0 is the end. Throws Error (io, corrupt, cancelled).
class Source {
 public:
  virtual ~Source() = default;
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// The bytes of another source, which outlives it: for what wants to own what it reads from.
class BorrowedSource : public Source {
 public:
  explicit BorrowedSource(Source& source) : source_(source) {}
  std::size_t read(char* to, std::size_t size) override { return source_.read(to, size); }

 private:
  Source& source_;
};

/// Bytes that come in blocks, of whatever size they are made.
class BlockSource : public Source {
 public:
  std::size_t read(char* to, std::size_t size) final {
    if (block_.empty() && !finished_) next_block();
    const std::size_t taken = std::min(size, block_.size());
    std::copy_n(block_.begin(), taken, to);
    block_.remove_prefix(taken);
    return taken;
  }

 protected:
  /// Makes block_ the next block, good until the next call, or sets finished_.
  virtual void next_block() = 0;

  std::string_view block_;
  bool finished_ = false;
};

/// Bytes that lie somewhere and can be read from any place.
class Storage {
 public:
  virtual ~Storage() = default;
  virtual std::size_t read_at(std::uint64_t offset, char* to, std::size_t size) = 0;  ///< 0 is the end
  virtual std::uint64_t size() const = 0;
};

/// A source whose first bytes have been looked at. Damage among them is told behind them.
class Peeked : public Source {
 public:
  /// Looks at the first `most` bytes; there are fewer only when the source ends there.
  Peeked(std::unique_ptr<Source> source, std::size_t most);

  std::string_view start() const { return std::string_view(start_).substr(taken_); }
  std::size_t read(char* to, std::size_t size) override;

 private:
  std::unique_ptr<Source> source_;
  std::string start_;
  std::size_t taken_ = 0;
  std::exception_ptr failure_;
};

/// What one file may cost, with everything within it: what expands more than this is no news but an attempt to fill the
/// memory or to keep the processor busy.
class Budget {
 public:
  /// So many bytes came from the disk or from standard input.
  void took(std::uint64_t bytes) { input_ += bytes; }
  /// So many bytes were made of them, at any level. Throws Error(corrupt) when they are too many.
  void made(std::uint64_t bytes);
  /// One more entry of a container was seen. Throws likewise.
  void entry();
  /// Whether an Error says that the whole file is given up, not only the entry that was being read.
  bool spent() const { return spent_; }

 private:
  [[noreturn]] void spend(const std::string& message);

  std::uint64_t input_ = 0, output_ = 0, entries_ = 0;
  bool spent_ = false;
};

/// gzip, bzip2, xz or zstd, told by the first 16 bytes.
bool is_compressed(std::string_view start);

/// Takes all compressions off. Damage is an Error(corrupt) from read(), after the blocks before it; of the damaged block
/// itself, up to 64 KiB, nothing is delivered. Checksums of gzip are not compared. `budget` must outlive it.
std::unique_ptr<Source> decompressed(std::unique_ptr<Source> source, Budget& budget);

/// UTF-16, told by a byte order mark or by the zeros of plain letters, becomes UTF-8; other bytes pass as they are.
/// Halves of pairs without the other half become U+FFFD.
std::unique_ptr<Source> as_utf8(std::unique_ptr<Source> source);

}  // namespace newsgrep
