// SPDX-License-Identifier: GPL-2.0-or-later
// The lines in front of a text that name what they tell: header lines of any style, mail headers, front matter, and the
// labels that press databases print around their articles.
#pragma once

#include "indexer/readers/reader.hpp"

#include <string_view>
#include <vector>

namespace newsgrep {

/// Fills the draft from header lines and removes them; where one of them introduces the text, only its name.
void take_header(std::vector<std::string_view>& lines, Draft& draft, bool explain);

/// "LOAD-DATE: May 2, 2012", "SECTION: NEWS; Pg. 3": a line of a press database. Fills the draft with what it says.
bool take_label(std::string_view line, Draft& draft, bool explain);

/// Gives an article its date, if it has none yet.
void set_date(Draft& draft, const Date& date, const char* from, bool explain);

/// Gives a field its value, if there is one and the field is still empty.
void set_field(Draft& draft, std::string Article::*member, const char* field, std::string value, const char* from,
               bool explain);

}  // namespace newsgrep
