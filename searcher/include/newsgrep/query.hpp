// SPDX-License-Identifier: GPL-2.0-or-later
// What a query text is read with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsgrep {

enum class Sort : std::uint8_t { relevance, newest, oldest };

/// Whose habits decide where the languages of news archives contradict each other: what words side by side mean,
/// whether `and` is an operator, whether w/5 wants an order, whether OR is read first. Everything else every dialect
/// understands.
enum class Dialect : std::uint8_t { news, google, lucene, factiva, nexis, proquest };

/// A query that others name as @name. The name is of ASCII letters, digits, `_` and `-`; case counts.
struct SavedQuery {
  std::string name, text;
};

/// Words and phrases that mean the same.
using Synonyms = std::vector<std::string>;

}  // namespace newsgrep
