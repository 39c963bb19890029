// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/spans/matcher.hpp"

#include <newsgrep/searcher.hpp>

#include <string_view>
#include <vector>

namespace newsgrep {

/// The best `most` passages of about `length` bytes. The first has the most different parts of the query, rare ones before common
/// ones, close together and early in the text; each next one, what the others do not show. Each holds at least one whole match (of one
/// longer than four passages its beginning), keeps to one paragraph, begins and ends between words (at sentence ends where one is near)
/// and never cuts a character. In the order of the text. Without matches: the beginning of the text. Linear in the length of the text.
std::vector<Passage> passages(std::string_view text, const std::vector<Mark>& matches, unsigned most, unsigned length);

}  // namespace newsgrep
