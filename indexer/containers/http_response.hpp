// SPDX-License-Identifier: GPL-2.0-or-later
// What a server answered, as crawlers store it.
#pragma once

#include "indexer/containers/source.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// Header fields with lower-case names, in their order.
class HeaderFields {
 public:
  void add(std::string_view line);  ///< one line without its end; a line that begins with white space continues the one before
  std::string_view get(std::string_view lower_name) const;  ///< the first of that name, or ""

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// "text/html", in lower case, of "Text/HTML; charset=utf-8".
std::string media_type(std::string_view content_type);
/// "utf-8", in lower case, of the same; "" when there is none.
std::string charset_parameter(std::string_view content_type);

/// Reads a source by lines and then as it is.
class LineSource : public Source {
 public:
  /// `source` must outlive it.
  explicit LineSource(Source& source) : source_(source) {}

  /// The next line without its end; false at the end of the source. Longer lines than `most` are cut there.
  bool line(std::string& to, std::size_t most = 64 * 1024);
  /// Up to `most` bytes without moving on.
  std::string_view peek(std::size_t most);
  std::size_t read(char* to, std::size_t size) override;
  std::uint64_t position() const { return position_; }  ///< bytes read so far

 private:
  bool fill();
  void take(std::size_t bytes);

  Source& source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t position_ = 0;
};

struct HttpResponse {
  int status = 0;  ///< 0: the bytes are no response of HTTP, and all of them are the body
  HeaderFields fields;
};

/// Takes the header off.
HttpResponse read_http_header(LineSource& from);

/// The body as it was before it was cut into chunks and encoded (gzip, deflate, br). Bodies that were decoded before they were stored,
/// though their header says otherwise, pass as they are. `budget` must outlive it. Throws Error(io) for an encoding that is unknown.
std::unique_ptr<Source> http_body(std::unique_ptr<Source> body, const HeaderFields& fields, Budget& budget);

/// zlib's or raw deflate, and Brotli. `budget` must outlive it.
std::unique_ptr<Source> inflated(std::unique_ptr<Source> source, Budget& budget);
std::unique_ptr<Source> unbrotlied(std::unique_ptr<Source> source, Budget& budget);

}  // namespace newsgrep
