// SPDX-License-Identifier: GPL-2.0-or-later
// Where an article was written.
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// The place in a dateline as it is printed or declared, without day and agency: "PARIS, April 9 (Reuters) -" -> "PARIS". Empty where there
/// is none, as in a mere date.
std::string place_in(std::string_view dateline);

/// The place that a text begins with, in front of a dash: "PARIS, April 9 (Reuters) - ", "Berlin (dpa) - ", "LONDON — ". Empty where
/// nothing tells it from the first words of a sentence.
std::string dateline_of(std::string_view text);

}  // namespace newsgrep
