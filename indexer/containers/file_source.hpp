// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/containers/file_hash.hpp"
#include "indexer/containers/source.hpp"

#include <newsgrep/error.hpp>

#include <string>

namespace newsgrep {

/// What the system refused while something was read that may be sound: another time it can be read.
class Refusal : public Error {
 public:
  /// `number` is errno.
  Refusal(int number, const std::string& message, std::string hint);

  /// Whether other files would fare no better.
  bool concerns_all() const { return concerns_all_; }

 private:
  bool concerns_all_;
};

/// A regular file: from front to back, or from any place. Throws Error(io).
class FileSource : public Source, public Storage {
 public:
  explicit FileSource(const std::string& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* to, std::size_t size) override;
  std::size_t read_at(std::uint64_t offset, char* to, std::size_t size) override;
  std::uint64_t size() const override { return size_; }

  /// Of what read() delivered and of the rest, which this reads; 0 when it cannot be read.
  std::uint64_t hash();

 private:
  int fd_;
  std::uint64_t size_ = 0, position_ = 0;
  FileHash hash_;
};

/// Reads a source to its end into an unnamed temporary file, for containers that cannot be read from front to back.
/// What was read before a failure is kept, and the failure with it.
class SpooledSource : public Storage {
 public:
  explicit SpooledSource(Source& source);
  ~SpooledSource() override;
  SpooledSource(const SpooledSource&) = delete;
  SpooledSource& operator=(const SpooledSource&) = delete;

  std::size_t read_at(std::uint64_t offset, char* to, std::size_t size) override;
  std::uint64_t size() const override { return size_; }
  std::exception_ptr failure() const { return failure_; }

 private:
  void add(const char* bytes, std::size_t size);

  std::FILE* file_;
  std::uint64_t size_ = 0;
  std::exception_ptr failure_;
};

}  // namespace newsgrep
