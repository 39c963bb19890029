// SPDX-License-Identifier: GPL-2.0-or-later
// What names stand for in dumps of news, whoever made them.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsgrep {

enum class Role : unsigned char {
  title,
  text,
  standfirst,
  date,
  updated,
  byline,
  source,
  section,
  tags,
  language,
  url,
  id,
  dateline,
  caption,
  none
};

/// What a name usually stands for in dumps of news ("maintext", "Publish_Date", "pubDate"), and how good a name for it
/// it is.
struct NamedRole {
  Role role = Role::none;
  std::size_t preference = 0;  ///< smaller is better
};
NamedRole role_of(std::string_view name);

/// Whether it names what holds only how a text begins.
bool is_beginning(std::string_view name);

}  // namespace newsgrep
