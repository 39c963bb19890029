// SPDX-License-Identifier: GPL-2.0-or-later
// Files and streams as entries, decompressed on the way: one, or all those of the container that a file is.
#pragma once

#include "indexer/containers/exclude.hpp"
#include "indexer/containers/source.hpp"
#include "indexer/readers/reader.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace newsgrep {

class FileSource;

/// Reads like read(2): up to the given number of bytes, 0 at the end.
using ReadBytes = std::function<std::size_t(char*, std::size_t)>;

/// Receives what a file holds.
class EntrySink {
 public:
  virtual ~EntrySink() = default;

  /// The file is a container, of that kind: "tar", "warc". Told once, before its entries.
  virtual void container(std::string_view kind) = 0;

  /// A piece to be read like a file; false means: stop. An Error ends the piece, is told to skipped(), and the next piece follows.
  virtual bool entry(Entry& entry) = 0;

  /// What is left out; the address is the name within the file: "!dir/b.html", or "".
  virtual void skipped(Diagnostic&& diagnostic) = 0;
};

/// Which entries of containers are read: as of folders.
struct EntryChoice {
  bool hidden = false;         ///< names that begin with a dot too
  const Excludes* excludes = nullptr;  ///< may be null
  const std::vector<std::string>* contents = nullptr;  ///< Neighbours::contents() of a file that is no container; null: there are none
};

/// One file, whatever it is. Compressions and containers are recognised by content, containers within containers up to
/// four deep. Memory is bounded: one entry is read at a time, from front to back.
class InputFile {
 public:
  /// `cancelled` of 2 or more ends reading with Error(cancelled); it may be null.
  InputFile(const std::string& path, const std::atomic<int>* cancelled);
  /// A stream; its path is "-".
  InputFile(ReadBytes read, const std::atomic<int>* cancelled);
  ~InputFile();

  /// To be called once. Throws Error when the file cannot be read to its end: unreadable, damaged, encrypted, or larger
  /// than it may be once it is unpacked. What was read before that has been handed over.
  void each(EntrySink& sink, const EntryChoice& choice);

  /// Of the file's bytes; 0 when they cannot be read, or are no file's. A file that changes meanwhile may have the hash
  /// of neither form.
  std::uint64_t hash();

 private:
  std::string path_;
  const std::atomic<int>* cancelled_;
  Budget budget_;
  std::unique_ptr<Source> source_;
  FileSource* file_ = nullptr;
};

/// The bytes of a file, decompressed and in UTF-8, as one entry, whatever they hold.
std::unique_ptr<Entry> open_entry(const std::string& path, const std::atomic<int>* cancelled);

/// The same for a stream.
std::unique_ptr<Entry> open_stream(ReadBytes read, const std::atomic<int>* cancelled);

}  // namespace newsgrep
