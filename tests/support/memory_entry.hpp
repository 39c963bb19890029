// SPDX-License-Identifier: GPL-2.0-or-later
// Readers tried on bytes in memory.
#pragma once

#include "indexer/readers/reader.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep::testing {

/// Bytes as an entry, handed out in blocks of a given size.
class MemoryEntry : public Entry {
 public:
  explicit MemoryEntry(std::string bytes, std::string path = "memory", std::size_t block = 4096)
      : bytes_(std::move(bytes)), path_(std::move(path)), block_(block) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }
  std::string_view head(std::size_t most) override { return std::string_view(bytes_).substr(at_, most); }
  std::string_view read() override {
    const auto part = std::string_view(bytes_).substr(at_, block_);
    at_ += part.size();
    return part;
  }

 private:
  std::string bytes_, path_, name_;
  std::size_t at_ = 0, block_;
};

/// Keeps what a reader delivers.
class CollectingSink : public ArticleSink {
 public:
  bool article(Draft&& draft) override {
    drafts.push_back(std::move(draft));
    return drafts.size() < most;
  }
  void skipped(Diagnostic&& diagnostic) override { troubles.push_back(std::move(diagnostic)); }
  void rolling() override { is_rolling = true; }
  bool explain() const override { return true; }

  std::vector<Draft> drafts;
  std::vector<Diagnostic> troubles;
  bool is_rolling = false;
  std::size_t most = SIZE_MAX;
};

inline CollectingSink read_bytes(ReadFunction read, std::string bytes, std::string path = "memory", std::size_t block = 4096) {
  MemoryEntry entry(std::move(bytes), std::move(path), block);
  CollectingSink sink;
  read(entry, sink);
  return sink;
}

}  // namespace newsgrep::testing
