// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/export.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace newsgrep {

enum class Precision : std::uint8_t { none, year, month, day, minute, second };

/// A civil date as its source gave it: no finer than the source's own precision, with the zone the source named.
/// Fields finer than the precision are zero (month and day are 1-based when present).
struct NEWSGREP_EXPORT Date {
  std::int16_t year = 0;
  std::uint8_t month = 0, day = 0, hour = 0, minute = 0, second = 0;
  Precision precision = Precision::none;
  std::optional<std::int16_t> zone;  ///< minutes east of UTC; nothing when the source named no zone

  bool known() const { return precision != Precision::none; }

  /// ISO 8601 at its own precision: "2026", "2026-04", "2026-04-09", "2026-04-09T15:01", "2026-04-09T15:01:01+02:00"; "" when unknown.
  std::string iso() const;

  /// Seconds since 1970-01-01T00:00Z of the first instant of the period named; a missing zone counts as UTC. 0 when unknown.
  std::int64_t instant() const;

  bool operator==(const Date&) const = default;
};

}  // namespace newsgrep
