// SPDX-License-Identifier: GPL-2.0-or-later
// Readers tried on bytes in memory, and a sink that keeps everything.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep::testing {

/// Hands over a text in blocks of a given size.
class MemoryEntry : public Entry {
 public:
  explicit MemoryEntry(std::string bytes, std::size_t block = 4096, std::string path = "memory")
      : path_(std::move(path)), bytes_(std::move(bytes)), block_(block) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }
  std::string_view head(std::size_t most) override { return std::string_view(bytes_).substr(at_, most); }
  std::string_view read() override {
    const auto part = std::string_view(bytes_).substr(at_, block_);
    at_ += part.size();
    return part;
  }

 private:
  std::string path_, name_, bytes_;
  std::size_t block_, at_ = 0;
};

/// Keeps what a reader delivers.
class Kept : public ArticleSink {
 public:
  bool article(Draft&& draft) override {
    drafts.push_back(std::move(draft));
    return drafts.size() < stop_after;
  }
  void skipped(Diagnostic&& diagnostic) override { skips.push_back(std::move(diagnostic)); }
  void rolling() override { is_rolling = true; }
  bool explain() const override { return explains; }

  const Article& at(std::size_t number) const { return drafts.at(number).article; }

  std::vector<Draft> drafts;
  std::vector<Diagnostic> skips;
  bool is_rolling = false, explains = false;
  std::size_t stop_after = SIZE_MAX;
};

inline Kept read_with(ReadFunction read, std::string bytes, std::size_t block = 4096, std::string path = "memory") {
  MemoryEntry entry(std::move(bytes), block, std::move(path));
  Kept kept;
  read(entry, kept);
  return kept;
}

}  // namespace newsgrep::testing
