// SPDX-License-Identifier: GPL-2.0-or-later
// Articles as files, in the forms in which archives keep them.
#pragma once

#include "corpora/made_news.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace made_news {

class Files {
 public:
  virtual ~Files() = default;
  /// Returns the bytes the article takes. Throws std::runtime_error when the disk refuses.
  virtual std::uint64_t add(const Article& article) = 0;
  virtual void finish() {}
};

/// `format` is jsonl, html or text; `folder` is made, and must hold nothing.
std::unique_ptr<Files> make_files(std::string_view format, const std::filesystem::path& folder);

}  // namespace made_news
