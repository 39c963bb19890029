// SPDX-License-Identifier: GPL-2.0-or-later
// The headline of a page.
#pragma once

#include "indexer/readers/html_linked_data.hpp"
#include "indexer/readers/html_page.hpp"
#include "indexer/readers/html_site.hpp"
#include "indexer/readers/reader.hpp"

#include <string>
#include <vector>

namespace newsgrep {

/// The headline as the page shows it, where what it declares agrees with that; else as it declares it, without the
/// name of the site. Empty when there is none. `why` receives where it was found; may be null.
std::string headline_of(const Page& page, const LinkedData& linked, const SiteName& site,
                        std::vector<Explanation>* why);

}  // namespace newsgrep
