// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/text_records.hpp"

#include <string_view>
#include <vector>

namespace newsgrep {

/// The articles of a list of references as databases export it (RIS), given as its lines; empty for every other text.
std::vector<TextRecord> reference_records(const std::vector<std::string_view>& lines);

}  // namespace newsgrep
