// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// What a caption says of its picture, without what galleries print around it: "1 of 12 | The pier. Hide caption" -> "The
/// pier."; empty when there is nothing else. White space is collapsed, as in the caption.
std::string caption_of(std::string_view printed);

}  // namespace newsgrep
