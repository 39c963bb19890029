// SPDX-License-Identifier: GPL-2.0-or-later
// Values of dumps as their writers left them, put in order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What programs write for nothing: "", "None", "nan", "null", "[]".
bool is_placeholder(std::string_view value);

/// "['Jane Doe', \"John Roe\"]" -> "Jane Doe, John Roe"; every other value stays.
std::string names_in_list(std::string_view value);

/// "economy, \"trade\"; steel" -> its parts.
std::vector<std::string> parts_of_list(std::string_view value);

/// BCP 47, lower case, of a code or a language's English name: "eng" -> "en", "en_US" -> "en-us", "German" -> "de";
/// empty for what is neither.
std::string language_code(std::string_view value);

/// The article's text of a value that may be plain text or HTML: paragraphs, without the headline in front, without
/// "[+1234 chars]" behind, and with line ends where a careless writer left "\n" as two signs.
std::string article_text(std::string_view value, std::string_view title);

/// Whether such a mark says that the value is only the beginning of a text.
bool has_rest_mark(std::string_view value);

/// Whether a text keeps its paragraphs apart.
bool has_paragraphs(std::string_view value);

}  // namespace newsgrep
