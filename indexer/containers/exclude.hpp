// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Patterns as .gitignore has them: `*.tmp`, `/top`, `dir/`, `a/**/b`, `!kept`, `[a-z]`, `\#`; the last one that matches decides.
class Excludes {
 public:
  explicit Excludes(const std::vector<std::string>& patterns);

  /// `path` is relative to the folder that the patterns speak of, without a slash at either end.
  bool excluded(std::string_view path, bool folder) const;

 private:
  struct Pattern {
    std::string glob;
    bool negated = false, folders_only = false, anchored = false;
  };
  std::vector<Pattern> patterns_;
};

/// Whether a glob matches a whole path; `*` and `?` stop at slashes, `**` does not. Linear memory, at most quadratic time.
bool glob_matches(std::string_view glob, std::string_view path);

}  // namespace newsgrep
