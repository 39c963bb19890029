// SPDX-License-Identifier: GPL-2.0-or-later
// Lines that tell when an article was published, as readers of texts, values and pages meet them.
#pragma once

#include <newsgrep/date.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace newsgrep {

/// "Published 9 April 2026, updated 10 April 2026 at 12:00"
struct Stamp {
  std::optional<Date> published, updated;
  std::size_t begin = 0, end = 0;  ///< bytes from the first date to the end of the last one
  bool told = false;               ///< a word says that it is the date of the article

  bool found() const { return published || updated; }
};

/// The dates that a line names; those behind a word for a change count as `updated`.
Stamp read_stamp(std::string_view line);

/// Whether the words stand before a date of publication ("Veröffentlicht am"), or before one of a change ("mis à
/// jour").
bool names_publication(std::string_view words);
bool names_update(std::string_view words);

}  // namespace newsgrep
