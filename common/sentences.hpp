// SPDX-License-Identifier: GPL-2.0-or-later
// Where sentences end: the one definition that queries and the tests' oracle share.
#pragma once

#include <string_view>

namespace newsgrep {

/// Whether a sentence ends between two words of a paragraph, by what lies between them and by the words as they are spelled.
///
/// It ends behind a full stop of Chinese, Japanese or Hindi, and behind ". ! ? … ؟ ۔" when at most closing quotes and
/// brackets and then white space follow, unless the next word begins with a small letter. A stop does not end it behind
/// a single letter (initials, "U. S."), nor behind a title or the like that goes with what follows ("Mr.", "No.", "Sept. 11").
bool sentence_ends(std::string_view before, std::string_view between, std::string_view after);

}  // namespace newsgrep
