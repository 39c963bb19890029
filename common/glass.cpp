// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/glass.hpp"

#include <newsgrep/error.hpp>

#include <bit>

namespace newsgrep::glass {

std::string_view stamp() {
  using namespace std::string_view_literals;
  return "\x0F\x0DXapian Glass\x04\x6E"sv;
}

void put_uint_last(std::string& out, std::uint64_t value) {
  for (; value != 0; value >>= 8) out += static_cast<char>(value);
}

void put_sortable(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    const char code[2] = {static_cast<char>(value >> 8), static_cast<char>(value)};
    out.append(code, 2);
    return;
  }
  // As many ones lead the first byte as further bytes come after the second; seven bits of the number a byte.
  const auto bytes = static_cast<unsigned>(37 - std::countl_zero(value)) / 7;
  const std::uint64_t marked = value | (std::uint64_t{0xFFu << (10 - bytes) & 0xFF} << 8 * (bytes - 1));
  char code[sortable_bytes];
  for (unsigned i = 0; i < bytes; ++i) code[i] = static_cast<char>(marked >> 8 * (bytes - 1 - i));
  out.append(code, bytes);
}

std::optional<std::uint32_t> take_sortable(std::string_view code) {
  if (code.empty()) return {};
  const auto head = static_cast<unsigned char>(code[0]);
  const auto ones = static_cast<unsigned>(std::countl_one(head));
  if (ones > 3 || code.size() != ones + 2) return {};
  std::uint64_t value = head & (0xFFu >> (ones + 1));
  for (const char c : code.substr(1)) value = value << 8 | static_cast<unsigned char>(c);
  if (value > UINT32_MAX) return {};
  return static_cast<std::uint32_t>(value);
}

void put_escaped(std::string& out, std::string_view term) {
  if (term.find('\0') == std::string_view::npos) {
    out.append(term);
    return;
  }
  for (const char c : term) {
    out += c;
    if (c == '\0') out += '\xFF';
  }
}

void put_term(std::string& out, std::string_view term) {
  const std::size_t before = out.size();
  put_escaped(out, term);
  if (term.empty() || out.size() - before > max_term)
    throw Error(ErrorCode::internal, term.empty() ? "an empty term" : "a term longer than Xapian takes");
}

std::string document_key(std::uint32_t document) {
  std::string key;
  put_sortable(key, document);
  return key;
}

}  // namespace newsgrep::glass
