// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/http_response.hpp"

#include "common/utf8.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>

namespace newsgrep {
namespace {

constexpr std::size_t most_header = 1 << 20;

// "Transfer-Encoding: chunked" undone. A body whose first line is no size was never cut, or put together again.
class Dechunked : public Source {
 public:
  explicit Dechunked(std::unique_ptr<Source> source) : source_(std::move(source)), lines_(*source_) {}

  std::size_t read(char* to, std::size_t size) override {
    if (left_ == 0 && !raw_ && !ended_) next_chunk();
    if (raw_) return lines_.read(to, size);
    const std::size_t got = ended_ ? 0 : lines_.read(to, static_cast<std::size_t>(std::min<std::uint64_t>(size, left_)));
    left_ -= got;
    return got;
  }

 private:
  void next_chunk() {
    constexpr std::size_t longest_size = 64;
    std::string line;
    if (started_ && !lines_.line(line, longest_size)) return void(ended_ = true);
    if (started_ && !line.empty()) return void(raw_ = true);  // sizes that are wrong: the rest as it is
    started_ = true;
    const auto ahead = lines_.peek(longest_size);
    const auto end = ahead.find('\n');
    auto digits = trim(ahead.substr(0, std::min(end, ahead.find(';'))));
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
    if (end == std::string_view::npos || digits.empty() || error != std::errc() || stop != digits.data() + digits.size()) {
      left_ = 0;
      raw_ = true;
      return;
    }
    lines_.line(line, longest_size);
    ended_ = left_ == 0;
  }

  std::unique_ptr<Source> source_;
  LineSource lines_;
  std::uint64_t left_ = 0;
  bool started_ = false, raw_ = false, ended_ = false;
};

std::unique_ptr<Source> decoded(std::unique_ptr<Source> body, std::string_view coding, Budget& budget) {
  constexpr std::size_t enough = 16;
  if (coding == "gzip" || coding == "x-gzip") {
    auto peeked = std::make_unique<Peeked>(std::move(body), enough);
    if (!peeked->start().starts_with("\x1F\x8B")) return peeked;
    return decompressed(std::move(peeked), budget);
  }
  if (coding == "zstd") {
    auto peeked = std::make_unique<Peeked>(std::move(body), enough);
    if (!is_compressed(peeked->start())) return peeked;
    return decompressed(std::move(peeked), budget);
  }
  if (coding == "deflate") return inflated(std::move(body), budget);
  if (coding == "br") return unbrotlied(std::move(body), budget);
  if (coding.empty() || coding == "identity" || coding == "none" || coding == "utf-8") return body;
  throw Error(ErrorCode::io, "was sent in an encoding that newsgrep does not know: " + std::string(coding.substr(0, 40)));
}

}  // namespace

void HeaderFields::add(std::string_view line) {
  if (line.empty()) return;
  if ((line[0] == ' ' || line[0] == '\t') && !fields_.empty()) {
    fields_.back().second.append(" ").append(trim(line));
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  fields_.emplace_back(ascii_lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
}

std::string_view HeaderFields::get(std::string_view lower_name) const {
  for (const auto& [name, value] : fields_)
    if (name == lower_name) return value;
  return {};
}

std::string media_type(std::string_view content_type) {
  return ascii_lower(trim(content_type.substr(0, content_type.find_first_of(";,"))));
}

std::string charset_parameter(std::string_view content_type) {
  const std::string lower = ascii_lower(content_type);
  const auto at = lower.find("charset=");
  if (at == std::string::npos) return {};
  const auto value = std::string_view(lower).substr(at + 8);
  const auto begin = std::min(value.find_first_not_of("\"' "), value.size());
  return std::string(value.substr(begin, value.find_first_of("\"'; ,", begin) - begin));
}

bool LineSource::fill() {
  constexpr std::size_t block = 64 * 1024;
  buffer_.erase(0, std::exchange(at_, 0));
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block);
  std::size_t got = 0;
  try {
    got = source_.read(buffer_.data() + before, block);
  } catch (...) {
    buffer_.resize(before);
    throw;
  }
  buffer_.resize(before + got);
  return got > 0;
}

void LineSource::take(std::size_t bytes) {
  at_ += bytes;
  position_ += bytes;
}

bool LineSource::line(std::string& to, std::size_t most) {
  to.clear();
  std::size_t looked_at = 0;
  for (;;) {
    auto ahead = std::string_view(buffer_).substr(at_, most);
    const auto end = ahead.find('\n', looked_at);
    looked_at = ahead.size();
    if (end == std::string_view::npos && ahead.size() < most) {
      if (fill()) continue;
      ahead = std::string_view(buffer_).substr(at_, most);  // filling moves what is there, also in vain
    }
    if (ahead.empty()) return false;
    to = ahead.substr(0, end);
    take(std::min(end == std::string_view::npos ? end : end + 1, ahead.size()));
    if (end != std::string_view::npos && to.ends_with('\r')) to.pop_back();
    return true;
  }
}

std::string_view LineSource::peek(std::size_t most) {
  while (buffer_.size() - at_ < most && fill()) {
  }
  return std::string_view(buffer_).substr(at_, most);
}

std::size_t LineSource::read(char* to, std::size_t size) {
  const auto ahead = std::string_view(buffer_).substr(at_, size);
  if (ahead.empty()) {
    const std::size_t got = source_.read(to, size);
    position_ += got;
    return got;
  }
  std::memcpy(to, ahead.data(), ahead.size());
  const std::size_t got = ahead.size();
  take(got);
  return got;
}

HttpResponse read_http_header(LineSource& from) {
  HttpResponse response;
  if (!from.peek(5).starts_with("HTTP/")) return response;
  std::string line;
  from.line(line);
  const auto space = std::min(line.find(' '), line.size());
  const auto code = trim(std::string_view(line).substr(space)).substr(0, 3);
  std::from_chars(code.data(), code.data() + code.size(), response.status);
  for (std::size_t bytes = 0; bytes < most_header && from.line(line) && !line.empty(); bytes += line.size()) response.fields.add(line);
  return response;
}

std::unique_ptr<Source> http_body(std::unique_ptr<Source> body, const HeaderFields& fields, Budget& budget) {
  if (ascii_lower(fields.get("transfer-encoding")).find("chunked") != std::string::npos) body = std::make_unique<Dechunked>(std::move(body));
  std::string codings = ascii_lower(fields.get("content-encoding"));
  for (int most = 4; !codings.empty() && most > 0; --most) {  // applied in their order
    const auto last = codings.rfind(',');
    body = decoded(std::move(body), trim(std::string_view(codings).substr(last == std::string::npos ? 0 : last + 1)), budget);
    codings.resize(last == std::string::npos ? 0 : last);
  }
  return body;
}

}  // namespace newsgrep
