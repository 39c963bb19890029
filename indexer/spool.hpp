// SPDX-License-Identifier: GPL-2.0-or-later
// Articles between reading and writing: on disk, so that memory does not grow with the archive.
#pragma once

#include <newsgrep/article.hpp>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>

namespace newsgrep {

/// Where an article lies in the spool.
struct SpoolPlace {
  std::uint64_t offset = 0;
  std::uint32_t size = 0;
};

/// An article in the spool, on its way into a segment.
struct SpooledArticle {
  std::uint64_t id = 0;
  std::uint64_t moment = 0;  ///< moment_of() its date: newest first is descending by these, then ascending by id
  SpoolPlace place;
};

/// An unnamed temporary file of serialised articles. put() and get() may be called from several threads at once.
class Spool {
 public:
  /// Throws Error(io), as put() and get() do. The file lies in `folder` and vanishes with the object.
  explicit Spool(const std::filesystem::path& folder);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  SpoolPlace put(const std::string& serialised);

  /// `buffer` keeps its memory from call to call.
  void get(SpoolPlace place, std::string& buffer);

 private:
  void flush();
  [[noreturn]] void refused(const char* doing, int error) const;

  std::filesystem::path path_;
  std::mutex mutex_;
  int fd_ = -1;
  std::uint64_t written_ = 0;
  std::string pending_;
};

/// Reads articles back. One per thread.
class SpoolReader {
 public:
  explicit SpoolReader(Spool& spool) : spool_(spool) {}

  /// Good until the next call.
  const Article& read(const SpooledArticle& from);

 private:
  Spool& spool_;
  std::string bytes_;
  Article article_;
};

}  // namespace newsgrep
