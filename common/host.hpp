// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// The host of an address on the web in small letters, without user and port; the scheme may lack.
std::string host_of(std::string_view address);

}  // namespace newsgrep
