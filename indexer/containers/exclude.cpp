// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/exclude.hpp"

namespace newsgrep {
namespace {

// Where a class like [a-z] ends, and whether it takes the character; npos when it is never closed.
std::size_t take_class(std::string_view glob, std::size_t at, char c, bool& taken) {
  std::size_t i = at + 1;
  const bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < glob.size() && (glob[i] != ']' || first); first = false) {
    char low = glob[i++];
    if (low == '\\' && i < glob.size()) low = glob[i++];
    char high = low;
    if (i + 1 < glob.size() && glob[i] == '-' && glob[i + 1] != ']') {
      high = glob[i + 1];
      i += 2;
    }
    found = found || (c >= low && c <= high);
  }
  if (i >= glob.size()) return std::string_view::npos;
  taken = found != negated && c != '/';
  return i + 1;
}

// One element of the glob, other than a star, against one character; 0 when it does not match, otherwise the element's length.
std::size_t take_one(std::string_view glob, std::size_t at, char c) {
  switch (glob[at]) {
    case '?': return c != '/' ? 1 : 0;
    case '[': {
      bool taken = false;
      const auto end = take_class(glob, at, c, taken);
      if (end == std::string_view::npos) return c == '[' ? 1 : 0;
      return taken ? end - at : 0;
    }
    case '\\':
      if (at + 1 < glob.size()) return glob[at + 1] == c ? 2 : 0;
      return c == '\\' ? 1 : 0;
    default: return glob[at] == c ? 1 : 0;
  }
}

}  // namespace

// Two places to go back to suffice: a star may always give way to a later double star.
bool glob_matches(std::string_view glob, std::string_view path) {
  constexpr auto none = std::string_view::npos;
  std::size_t g = 0, p = 0, star_g = none, star_p = 0, deep_g = none, deep_p = 0;
  while (p < path.size() || g < glob.size()) {
    if (g < glob.size() && glob[g] == '*') {
      const bool deep = g + 1 < glob.size() && glob[g + 1] == '*';
      if (deep) {
        g += 2;
        if (g < glob.size() && glob[g] == '/' && (g == 2 || glob[g - 3] == '/')) ++g;  // "**/" also means no folder at all
        deep_g = g, deep_p = p, star_g = none;
      } else {
        star_g = ++g, star_p = p;
      }
      continue;
    }
    if (g < glob.size() && p < path.size())
      if (const auto length = take_one(glob, g, path[p]); length > 0) {
        g += length, ++p;
        continue;
      }
    if (star_g != none && star_p < path.size() && path[star_p] != '/') {
      g = star_g, p = ++star_p;
    } else if (deep_g != none && deep_p < path.size()) {
      g = deep_g, p = ++deep_p, star_g = none;
    } else {
      return false;
    }
  }
  return true;
}

Excludes::Excludes(const std::vector<std::string>& patterns) {
  for (std::string text : patterns) {
    while (text.ends_with(' ') && !text.ends_with("\\ ")) text.pop_back();
    if (text.empty() || text.starts_with('#')) continue;
    Pattern pattern;
    if (text.starts_with('!')) {
      pattern.negated = true;
      text.erase(0, 1);
    }
    if (text.ends_with('/')) {
      pattern.folders_only = true;
      text.pop_back();
    }
    pattern.anchored = text.find('/') != std::string::npos;
    if (text.starts_with('/')) text.erase(0, 1);
    if (text.empty()) continue;
    pattern.glob = std::move(text);
    patterns_.push_back(std::move(pattern));
  }
}

bool Excludes::excluded(std::string_view path, bool folder) const {
  const auto name = path.substr(path.rfind('/') + 1);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && !folder) continue;
    if (glob_matches(pattern->glob, pattern->anchored ? path : name)) return !pattern->negated;
  }
  return false;
}

}  // namespace newsgrep
