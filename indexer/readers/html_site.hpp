// SPDX-License-Identifier: GPL-2.0-or-later
// The name of the site that a page is from, which is no part of a headline and no author.
#pragma once

#include "indexer/readers/html_page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The host of an address in small letters, without "www."; empty for what is no address.
std::string site_of(std::string_view url);

class SiteName {
 public:
  /// `source` is what the page says that its site is called, if it does.
  SiteName(const Page& page, std::string_view source);

  /// Whether a name is that of the site, or its host.
  bool is(std::string_view name) const;

  /// "Headline | Site", "Site - Headline": cut where a side is the site's name, or else the last part after a bar.
  std::string cut_from(std::string title) const;

 private:
  static std::string last_step(std::string title);
  bool is_shown(std::string_view title) const;

  const Page& page_;
  std::string source_, host_, stem_;  // their letters
  std::vector<std::string> others_;   // likewise: what else it is called
};

}  // namespace newsgrep
