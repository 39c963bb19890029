// SPDX-License-Identifier: GPL-2.0-or-later
// How near an extracted article comes to the one that people said is on the page.
#pragma once

#include "common/date.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep::testing {

struct Overlap {
  double precision = 0, recall = 0;
  double f1() const { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }
};

/// Words in small letters; each character of scripts without spaces is one.
std::vector<std::string> score_words(std::string_view text);

/// Of the runs of four words that two texts share, counted as often as they occur; a shorter text is one run. Two empty
/// texts are alike.
Overlap shingle_overlap(std::string_view got, std::string_view wanted);

/// Alike but for case, punctuation and white space.
bool same_words(std::string_view got, std::string_view wanted);

/// The same civil day, or the same instant written in another zone.
bool same_day(const Date& got, std::string_view wanted);

/// Of the names of two lists, compared without case, white space and punctuation. Two empty lists are alike.
Overlap name_overlap(const std::vector<std::string>& got, const std::vector<std::string>& wanted);

}  // namespace newsgrep::testing
