// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsgrep {

enum class ContainerKind : std::uint8_t { none, tar, zip, epub, wacz, seven_zip, warc, arc };

/// "tar", "zip", "epub", "wacz", "7z", "warc", "arc"; "" for none.
std::string_view to_string(ContainerKind kind);

/// As many first bytes as container_kind() wants to see.
inline constexpr std::size_t kind_bytes = 512;

/// By content; the name only tells a WACZ from another zip. Documents of offices are no containers, though they are
/// zips.
ContainerKind container_kind(std::string_view start, std::string_view name);

/// What bytes that are no news are, for people: "a JPEG picture", "an office document"; "" when nobody knows.
std::string_view foreign_kind(std::string_view start);

}  // namespace newsgrep
