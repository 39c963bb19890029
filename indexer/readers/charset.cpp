// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/charset.hpp"

#include "common/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace newsgrep {
namespace {

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// Labels mean on the web what their pages meant by them.
std::string web_charset(std::string_view label) {
  const std::string name = ascii_lower(trim(label));
  if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "us-ascii" || name == "ascii" ||
      name == "iso8859-1")
    return "windows-1252";
  if (name == "iso-8859-9") return "windows-1254";
  if (name == "gb2312" || name == "gbk" || name == "gb_2312-80") return "gb18030";
  if (name == "ks_c_5601-1987" || name == "euc-kr") return "windows-949";
  if (name == "shift_jis" || name == "sjis" || name == "shift-jis") return "windows-31j";
  if (name == "utf8") return "utf-8";
  return name;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos; at = text.find("\xEF\xBF\xBD", at + 3))
    ++count;
  return count;
}

// Empty when there is no such charset.
std::string convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> converter(ucnv_open(charset.c_str(), &status));
  if (U_FAILURE(status)) return {};
  std::vector<UChar> wide(8192);
  std::string out;
  const char* from = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  char32_t high = 0;
  do {
    UChar* to = wide.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, wide.data() + wide.size(), &from, end, nullptr, true, &status);
    for (const UChar* unit = wide.data(); unit != to; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        high = *unit;
      } else {
        append_char(out, U16_IS_TRAIL(*unit) && high ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high, *unit))
                                                     : char32_t{*unit});
        high = 0;
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

std::string guess(std::string_view bytes) {
  constexpr std::size_t enough = 64 * 1024;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(std::min(bytes.size(), enough)), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || !match || ucsdet_getConfidence(match, &status) < 30) return "windows-1252";
  return web_charset(ucsdet_getName(match, &status));
}

Decoded converted(std::string_view bytes, const std::string& charset, bool guessed) {
  Decoded decoded;
  decoded.text = convert(bytes, charset);
  decoded.charset = charset;
  decoded.guessed = guessed;
  decoded.repairs = static_cast<std::uint32_t>(count_replacements(decoded.text));
  decoded.repairs += static_cast<std::uint32_t>(repair_utf8(decoded.text));
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
  return decoded;
}

Decoded as_utf8(std::string bytes, bool guessed) {
  Decoded decoded;
  decoded.text = std::move(bytes);
  decoded.charset = "utf-8";
  decoded.guessed = guessed;
  decoded.repairs = static_cast<std::uint32_t>(repair_utf8(decoded.text));
  return decoded;
}

// A few bad bytes among good sequences do not make it another charset; other charsets hardly ever yield good sequences.
bool nearly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    const char32_t c = next_char(bytes, at);
    if (c >= 0x80) ++(c == 0xFFFD && at == start + 1 ? bad : good);
  }
  return good > 2 * bad;
}

// Its escape sequences are ASCII, and hardly anything else has them.
bool is_iso_2022_jp(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
}

}  // namespace

Decoded decode(std::string bytes, std::string_view declared) {
  const std::string_view view = bytes;
  if (view.starts_with("\xEF\xBB\xBF")) return as_utf8(bytes.substr(3), false);
  if (view.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return converted(view.substr(4), "utf-32le", false);
  if (view.starts_with(std::string_view("\xFF\xFE", 2))) return converted(view.substr(2), "utf-16le", false);
  if (view.starts_with(std::string_view("\xFE\xFF", 2))) return converted(view.substr(2), "utf-16be", false);
  std::string charset = web_charset(declared);
  if (charset.empty() && is_iso_2022_jp(view)) charset = "iso-2022-jp";
  // A page that could be read as far as its own label is not in UTF-16 or UTF-32.
  const bool no_label = charset.empty() || charset.starts_with("utf-16") || charset.starts_with("utf-32");
  if (valid_prefix(view) == view.size() && !charset.starts_with("iso-2022"))
    return as_utf8(std::move(bytes), charset != "utf-8");
  if (!no_label && charset != "utf-8") {
    auto decoded = converted(view, charset, false);
    if (!decoded.text.empty()) return decoded;
  }
  if (nearly_utf8(view)) return as_utf8(std::move(bytes), charset != "utf-8");
  return converted(view, guess(view), true);
}

}  // namespace newsgrep
