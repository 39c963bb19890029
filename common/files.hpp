// SPDX-License-Identifier: GPL-2.0-or-later
// Files of the index folder: read whole, replaced atomically, checksummed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The whole file. Throws Error(io), or Error(no_index) when it does not exist.
std::string read_file(const std::filesystem::path& path);

/// Writes a new file and syncs it. Throws Error(io).
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// A new file written front to back, in pieces of `buffer` bytes. All methods throw Error(io).
class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path, std::size_t buffer = 1 << 16);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  void write(std::string_view bytes);

  /// Hands the rest to the operating system and closes, without a sync. Without it the file ends somewhere before its end.
  void finish();

 private:
  void put(std::string_view bytes);

  std::filesystem::path path_;
  int fd_;
  std::size_t buffer_;
  std::string pending_;
};

/// Writes beside the file, syncs, and renames over it: afterwards the old or the new one is there, whole.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

/// With the folders above it that are missing. Throws Error(io).
void make_folder(const std::filesystem::path& folder);

/// Makes the entries of a folder, or the content of a file, last beyond a crash of the machine.
void sync_path(const std::filesystem::path& path);

/// An advisory lock on an existing folder or file that many may share; needs no write permission. Gone with the object.
class FolderLock {
 public:
  enum class Mode { shared, exclusive };
  /// Never waits: held() tells whether it was got. On a file system without locks a shared one counts as got, an exclusive one never. Throws
  /// Error(corrupt) when there is no such folder, Error(io) when it may not be opened.
  FolderLock(const std::filesystem::path& path, Mode mode);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;

  bool held() const { return held_; }

 private:
  int fd_;
  bool held_;
};

std::uint64_t checksum(std::string_view bytes);

/// Writes a file of ours front to back: a line naming what it is, its bytes, and their checksum. All methods throw Error(io).
class SealedWriter {
 public:
  SealedWriter(const std::filesystem::path& path, std::string_view kind);
  ~SealedWriter();

  void write(std::string_view bytes);

  /// Seals and syncs.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The same in one go.
void write_sealed(const std::filesystem::path& path, std::string_view kind, std::string_view bytes);
/// Throws Error(corrupt) when it is not there, or the seal is broken or of another kind.
std::string read_sealed(const std::filesystem::path& path, std::string_view kind);

/// The numbers of the entries of a folder that are named `prefix` and a number, smallest first; none when there is no such folder. Throws
/// Error(io) when it cannot be read.
std::vector<std::uint64_t> numbered_entries(const std::filesystem::path& folder, std::string_view prefix = {});

/// Bytes of all files below a folder.
std::uint64_t size_on_disk(const std::filesystem::path& folder);

}  // namespace newsgrep
