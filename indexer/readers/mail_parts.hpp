// SPDX-License-Identifier: GPL-2.0-or-later
// Messages as RFC 5322 and MIME have them: headers, parts, and what both are coded with.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// The header lines of a message or of a part of one: names in small letters, values in one line, decoded (RFC 2047).
class MailHeaders {
 public:
  /// Takes the header lines off the front of a message; leaves what follows the empty line.
  explicit MailHeaders(std::string_view& message);

  /// The first value of that name; empty when there is none.
  std::string_view operator[](std::string_view name) const;

  std::size_t size() const { return headers_.size(); }

 private:
  void add(std::string_view line);
  std::vector<std::pair<std::string, std::string>> headers_;
};

/// "=?utf-8?B?...?= and words" -> UTF-8.
std::string decoded_words(std::string_view value);

/// The parameter of a header value: charset in "text/plain; charset=utf-8".
std::string header_parameter(std::string_view value, std::string_view name);

/// Gets a part's headers, its media type ("text/html", empty when it has none) and its body as it stands. Returns false to stop.
using EachMailPart = std::function<bool(const MailHeaders& headers, std::string_view media, std::string_view body)>;

/// The parts of a message, of those within one another the innermost, in order; a message without parts is one. Parts that are
/// attachments are left out. Returns how many were passed over because they lie deeper than 20 parts within parts.
std::size_t for_each_part(const MailHeaders& headers, std::string_view body, const EachMailPart& each);

/// The body without the encoding that mail was sent in.
std::string part_bytes(const MailHeaders& headers, std::string_view body);

/// The texts of a message, as the parts of a multipart message have them.
struct MailTexts {
  std::string plain, html;  ///< UTF-8
  bool flowed = false;      ///< lines of the plain text that end with a space go on in the next one
  std::size_t too_deep = 0; ///< see for_each_part()
};

MailTexts mail_texts(const MailHeaders& headers, std::string_view body);

}  // namespace newsgrep
