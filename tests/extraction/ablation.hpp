// SPDX-License-Identifier: GPL-2.0-or-later
// Pages made poorer: what is left of an extraction when a page gives no hints.
#pragma once

#include <string>
#include <string_view>

namespace newsgrep::testing {

/// Without JSON-LD and <meta>, but for the charset.
std::string without_metadata(std::string_view html);

/// Without class, id, itemprop, itemtype, role, rel and data- attributes.
std::string without_names(std::string_view html);

/// With <div> for every element whose name tells what it holds: article, main, nav, aside, figure and the like.
std::string without_meaning(std::string_view html);

}  // namespace newsgrep::testing
