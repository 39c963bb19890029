// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace newsgrep {

/// Mends what careless writers put into JSON: lone surrogates, control characters and unknown escapes within strings,
/// NaN and Infinity as values, commas behind the last element, numbers that no machine word holds. Returns how many
/// places were mended; the text may still not be JSON.
std::uint32_t repair_json(std::string& json);

}  // namespace newsgrep
