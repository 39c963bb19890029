// SPDX-License-Identifier: GPL-2.0-or-later
// What language a text is in, where nobody says.
#pragma once

#include <string_view>

namespace newsgrep {

/// BCP 47, by the small words that are frequent in a language, or by a script that only one language is written in. Empty for what is
/// too short to tell, for a mixture, and for a language that is not known. Looks at the beginning of the text, and at the headline where
/// the text is short.
std::string_view language_of(std::string_view headline, std::string_view text);

}  // namespace newsgrep
