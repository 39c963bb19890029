// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// The place that a text begins with, as agencies and papers print it in front of a dash: "PARIS, April 9 (Reuters) - ", "Berlin (dpa) - ",
/// "LONDON — "; without the day. Empty where nothing tells it from the first words of a sentence.
std::string dateline_of(std::string_view text);

}  // namespace newsgrep
