// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/host.hpp"

#include "common/utf8.hpp"

namespace newsgrep {

std::string host_of(std::string_view address) {
  const auto scheme = address.find("//");
  if (scheme != std::string_view::npos && address.find_first_of("/?#") == scheme) address.remove_prefix(scheme + 2);
  address = address.substr(0, address.find_first_of("/?#"));
  if (const auto user = address.rfind('@'); user != std::string_view::npos) address.remove_prefix(user + 1);
  return ascii_lower(address.substr(0, address.find(':')));
}

}  // namespace newsgrep
