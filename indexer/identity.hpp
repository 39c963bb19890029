// SPDX-License-Identifier: GPL-2.0-or-later
// Which article is it? The same answer every time it is read, from wherever it is read.
#pragma once

#include <newsgrep/article.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace newsgrep {

/// A URL without what does not tell articles apart: scheme, upper case of the host, default port, slashes at the end, fragment,
/// tracking parameters (utm_*, fbclid, gclid ...). Other parameters stay, in their order, for they may name the article. Empty when
/// it names no article: not http(s), no host, or a site's front page.
std::string canonical_url(std::string_view url);

/// Gives the articles of one file their identities.
class Identities {
 public:
  /// By canonical URL; by a globally unique native id; by a native id within its file; or by path, entry and content. An ordinal
  /// "#N" is no part of an identity: articles may move within their file.
  std::uint64_t of(const Article& article, bool global_id);

 private:
  std::unordered_map<std::uint64_t, unsigned> same_;  // articles without any id that are equal count as different ones
};

}  // namespace newsgrep
