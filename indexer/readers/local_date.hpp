// SPDX-License-Identifier: GPL-2.0-or-later
// Dates as the lines above articles print them, in the languages that news is in most.
#pragma once

#include "common/date.hpp"

#include <optional>
#include <string_view>

namespace newsgrep {

/// The first whole date of a short line: what find_date() reads, months of more languages, "2026年5月13日",
/// "2026. 5. 13.", and, where `language` (a tag such as "en-GB") says which number is the day, "03/04/2026". Positions
/// are those of the line.
std::optional<FoundDate> find_local_date(std::string_view line, std::string_view language);

}  // namespace newsgrep
