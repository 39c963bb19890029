// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail_parts.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace newsgrep {
namespace {

constexpr unsigned deepest = 20;  // parts within parts

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// `words` says that it stands in a header, where _ is a space.
std::string from_quoted_printable(std::string_view text, bool words) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (words && c == '_') {
      out += ' ';
      continue;
    }
    if (c != '=') {
      out += c;
      continue;
    }
    // A soft line end, with white space that mail servers may have left behind it.
    auto next = at + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
    if (next < text.size() && text[next] == '\n') {
      at = next;
      continue;
    }
    const int high = at + 1 < text.size() ? hex_digit(text[at + 1]) : -1, low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      out += c;
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return out;
}

constexpr std::array<signed char, 256> values_of_base64() {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<signed char, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i) values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  return values;
}

std::string from_base64(std::string_view text) {
  static constexpr auto values = values_of_base64();
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') {
      bits = 0;
      count = 0;
      continue;
    }
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string_view media_type(std::string_view value) { return trim(value.substr(0, value.find(';'))); }

// Hands over the parts of a message that have no parts themselves, but for attachments.
class PartWalker {
 public:
  explicit PartWalker(const EachMailPart& each) : each_(each) {}

  std::size_t too_deep() const { return too_deep_; }

  bool walk(const MailHeaders& headers, std::string_view body, unsigned depth) {
    const auto type = headers["content-type"];
    const auto media = ascii_lower(media_type(type));
    if (ascii_lower(media_type(headers["content-disposition"])) == "attachment") return true;
    const bool several = media.starts_with("multipart/");
    if (!several && media != "message/rfc822") return each_(headers, media, body);
    if (depth >= deepest) return ++too_deep_ > 0;
    if (several) return walk_parts(header_parameter(type, "boundary"), body, depth + 1);
    const MailHeaders inner(body);
    return walk(inner, body, depth + 1);
  }

 private:
  bool walk_parts(const std::string& boundary, std::string_view body, unsigned depth) {
    if (boundary.empty()) return true;
    const std::string mark = "--" + boundary;
    std::size_t begin = std::string_view::npos;
    for (std::size_t at = 0; at < body.size();) {
      const auto end = std::min(body.find('\n', at), body.size());
      const auto line = trim(body.substr(at, end - at));
      const bool last = line.size() == mark.size() + 2 && line.starts_with(mark) && line.ends_with("--");
      if (line == mark || last) {
        if (begin != std::string_view::npos && !walk_part(body.substr(begin, at - begin), depth)) return false;
        begin = last ? std::string_view::npos : std::min(end + 1, body.size());
        if (last) return true;
      }
      at = end + 1;
    }
    return begin == std::string_view::npos || walk_part(body.substr(begin), depth);
  }

  bool walk_part(std::string_view part, unsigned depth) {
    const MailHeaders headers(part);
    return walk(headers, part, depth);
  }

  const EachMailPart& each_;
  std::size_t too_deep_ = 0;
};

std::string content(const MailHeaders& headers, std::string_view body) {
  auto text = decode(part_bytes(headers, body), header_parameter(headers["content-type"], "charset")).text;
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

void add(std::string& text, std::string_view part) { text.append(text.empty() ? "" : "\n\n").append(part); }

}  // namespace

MailHeaders::MailHeaders(std::string_view& message) {
  std::string unfolded;
  while (!message.empty()) {
    const auto line = take_line(message);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !unfolded.empty()) {
      unfolded.append(" ").append(trim(line));
      continue;
    }
    add(unfolded);
    unfolded = line;
  }
  add(unfolded);
}

void MailHeaders::add(std::string_view line) {
  constexpr std::size_t most = 1000;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || headers_.size() >= most) return;
  headers_.emplace_back(ascii_lower(trim(line.substr(0, colon))), decoded_words(trim(line.substr(colon + 1))));
}

std::string_view MailHeaders::operator[](std::string_view name) const {
  for (const auto& [key, value] : headers_)
    if (key == name) return value;
  return {};
}

std::string decoded_words(std::string_view value) {
  std::string out;
  bool after_word = false;
  while (!value.empty()) {
    const auto open = value.find("=?");
    const auto first = open == std::string_view::npos ? open : value.find('?', open + 2);
    const auto second = first == std::string_view::npos ? first : value.find('?', first + 1);
    const auto close = second == std::string_view::npos ? second : value.find("?=", second + 1);
    if (close == std::string_view::npos) break;
    const auto before = value.substr(0, open);
    // White space between two such words is none of the text.
    if (!after_word || !trim(before).empty()) out += decode(std::string(before)).text;
    const auto charset = value.substr(open + 2, first - open - 2), words = value.substr(second + 1, close - second - 1);
    const auto coding = value.substr(first + 1, second - first - 1);
    std::string bytes = iequals(coding, "b") ? from_base64(words) : from_quoted_printable(words, true);
    out += decode(std::move(bytes), charset.substr(0, charset.find('*'))).text;
    value.remove_prefix(close + 2);
    after_word = true;
  }
  out += decode(std::string(value)).text;
  return collapse(out);
}

std::string header_parameter(std::string_view value, std::string_view name) {
  for (auto semicolon = value.find(';'); semicolon != std::string_view::npos; semicolon = value.find(';', semicolon + 1)) {
    auto rest = value.substr(semicolon + 1);
    const auto equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos || rest[equals] == ';' || !iequals(trim(rest.substr(0, equals)), name)) continue;
    rest = trim(rest.substr(equals + 1));
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(trim(rest.substr(0, rest.find(';'))));
  }
  return {};
}

std::size_t for_each_part(const MailHeaders& headers, std::string_view body, const EachMailPart& each) {
  PartWalker walker(each);
  walker.walk(headers, body, 0);
  return walker.too_deep();
}

std::string part_bytes(const MailHeaders& headers, std::string_view body) {
  const auto coding = ascii_lower(trim(headers["content-transfer-encoding"]));
  return coding == "quoted-printable" ? from_quoted_printable(body, false) : coding == "base64" ? from_base64(body) : std::string(body);
}

MailTexts mail_texts(const MailHeaders& headers, std::string_view body) {
  MailTexts texts;
  texts.too_deep = for_each_part(headers, body, [&](const MailHeaders& part, std::string_view media, std::string_view bytes) {
    if (media.empty() || media == "text/plain") {
      texts.flowed = texts.flowed || iequals(header_parameter(part["content-type"], "format"), "flowed");
      add(texts.plain, content(part, bytes));
    } else if (media == "text/html") {
      add(texts.html, content(part, bytes));
    }
    return true;
  });
  return texts;
}

}  // namespace newsgrep
