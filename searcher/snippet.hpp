// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/searcher.hpp>

#include <string_view>
#include <vector>

namespace newsgrep {

/// The best `most` passages of about `length` bytes: most different matches, close together, early in the text. Each holds at
/// least one whole match, keeps to one paragraph, begins and ends between words (at sentence ends where one is near) and never
/// cuts a character. In the order of the text. Without matches: the beginning of the text. Linear in the length of the text.
std::vector<Passage> passages(std::string_view text, const std::vector<Range>& matches, unsigned most, unsigned length);

}  // namespace newsgrep
