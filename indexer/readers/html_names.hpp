// SPDX-License-Identifier: GPL-2.0-or-later
// What the names that pages give their elements (class, id, itemprop, role) say about their content.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsgrep {

enum NameGroup : std::uint32_t {
  body_name = 1u << 0,
  share_name = 1u << 1,
  related_name = 1u << 2,
  ask_name = 1u << 3,
  byline_name = 1u << 4,
  caption_name = 1u << 5,
  comments_name = 1u << 6,
  navigation_name = 1u << 7,
  side_name = 1u << 8,
  ads_name = 1u << 9,
  tags_name = 1u << 10,
  legal_name = 1u << 11,
  hidden_name = 1u << 12,
};

/// What is no part of an article whatever it holds.
inline constexpr std::uint32_t furniture_names = share_name | related_name | ask_name | caption_name | comments_name |
                                                 navigation_name | side_name | ads_name | tags_name | legal_name |
                                                 hidden_name | byline_name;

/// The groups of the names in an attribute's value. Names are split at spaces, hyphens, underscores and camel humps,
/// and compared token by token, so that "sidebar" is no "bar" and "with-sidebar" no sidebar.
std::uint32_t name_groups(std::string_view value);

}  // namespace newsgrep
