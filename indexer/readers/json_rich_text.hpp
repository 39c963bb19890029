// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that editors keep as trees of blocks and runs: rich text of content management systems, channels' exports.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Paragraphs of a value that is a string, a list of paragraphs, or such a tree. They may hold HTML.
std::vector<std::string> rich_paragraphs(simdjson::dom::element value);

/// The same with empty lines between them.
std::string rich_text(simdjson::dom::element value);

/// The same of JSON in a string; empty when it is none.
std::string rich_text_in(std::string_view json);

}  // namespace newsgrep
