// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mhtml.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/html.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t most_mhtml = 256u << 20;

// Header fields and what follows them, of a message or of one of its parts.
struct Part {
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case
  std::string_view body;

  std::string_view get(std::string_view name) const {
    for (const auto& [known, value] : fields)
      if (known == name) return value;
    return {};
  }
};

std::string_view next_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Part parse_part(std::string_view text) {
  constexpr std::size_t most_fields = 200;
  Part part;
  while (!text.empty() && part.fields.size() < most_fields) {
    const auto line = next_line(text);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !part.fields.empty()) {
      part.fields.back().second.append(" ").append(trim(line));
      continue;
    }
    const auto colon = std::min(line.find(':'), line.size());
    part.fields.emplace_back(ascii_lower(trim(line.substr(0, colon))), trim(line.substr(std::min(colon + 1, line.size()))));
  }
  part.body = text;
  return part;
}

// boundary="..." of a content type.
std::string parameter(std::string_view value, std::string_view name) {
  const auto lower = ascii_lower(value);
  auto at = lower.find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  at += name.size() + 1;
  if (at < value.size() && value[at] == '"') return std::string(value.substr(at + 1, value.find('"', at + 1) - at - 1));
  return std::string(value.substr(at, value.find_first_of("; \t", at) - at));
}

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

std::string from_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
      continue;
    }
    const auto rest = text.substr(i + 1);
    if (rest.starts_with("\r\n")) i += 2;
    else if (rest.starts_with('\n')) ++i;
    else if (rest.size() >= 2 && hex_digit(rest[0]) >= 0 && hex_digit(rest[1]) >= 0) {
      out += static_cast<char>(hex_digit(rest[0]) * 16 + hex_digit(rest[1]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<signed char, 256> values;
  values.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i) values[static_cast<unsigned char>(digits[i])] = static_cast<signed char>(i);
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    const int value = values[static_cast<unsigned char>(c)];
    if (c == '=') break;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<unsigned>(value);
    if (++count % 4 != 1) out += static_cast<char>(bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0));
  }
  return out;
}

std::string decoded_body(const Part& part) {
  const auto encoding = ascii_lower(trim(part.get("content-transfer-encoding")));
  if (encoding == "quoted-printable") return from_quoted_printable(part.body);
  if (encoding == "base64") return from_base64(part.body);
  return std::string(part.body);
}

// The first part that is a page.
std::optional<Part> find_page(std::string_view body, const std::string& boundary) {
  const std::string mark = "--" + boundary;
  for (auto at = body.find(mark); at != std::string_view::npos;) {
    auto part_text = body.substr(at + mark.size());
    if (part_text.starts_with("--")) return std::nullopt;
    next_line(part_text);
    const auto begin = static_cast<std::size_t>(part_text.data() - body.data());
    at = body.find("\n" + mark, begin);
    Part part = parse_part(body.substr(begin, at == std::string_view::npos ? at : at - begin));
    if (ascii_lower(part.get("content-type")).starts_with("text/html")) return part;
    if (at != std::string_view::npos) ++at;
  }
  return std::nullopt;
}

bool is_web_address(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

}  // namespace

// A mail may be multipart/related too: a saved page says where it came from, or by whom it was saved.
Likeness sniff_mhtml(std::string_view head) {
  const auto end = std::min({head.find("\r\n\r\n"), head.find("\n\n"), head.size()});
  const auto header = ascii_lower(head.substr(0, end));
  if (header.find("mime-version:") == std::string::npos || header.find("multipart/related") == std::string::npos) return Likeness::no;
  for (const char* sign : {"snapshot-content-location:", "<saved by", "microsoft mhtolib", "saved by unmht", "x-maf-version:"})
    if (header.find(sign) != std::string::npos) return Likeness::surely;
  return header.find("\nto:") == std::string::npos && header.find("text/html") != std::string::npos ? Likeness::likely : Likeness::no;
}

void read_mhtml(Entry& entry, ArticleSink& sink) {
  const std::string bytes = read_all(entry, most_mhtml);
  const Part message = parse_part(bytes);
  const auto page = find_page(message.body, parameter(message.get("content-type"), "boundary"));
  if (!page) return sink.skipped({Severity::warning, "no_text", "a saved page (MHTML) in which there is no HTML", "", "", 0, 0, 0});
  SavedFrom from;
  for (const auto url : {message.get("snapshot-content-location"), page->get("content-location")})
    if (from.url.empty() && is_web_address(url)) from.url = url;
  if (const auto date = parse_date(message.get("date"))) from.captured = *date;
  const Decoded decoded = decode(decoded_body(*page), ascii_lower(parameter(page->get("content-type"), "charset")));
  Draft draft;
  draft.repairs = decoded.repairs;
  if (!read_html_page(decoded.text, from.url.empty() ? entry.path() : from.url, draft, sink.explain()))
    return sink.skipped({Severity::warning, "no_text", "a page without the text of an article", "", "", 0, 0, 0});
  apply_origin(from, draft, sink.explain());
  sink.article(std::move(draft));
}

std::optional<SavedFrom> single_file_note(std::string_view html) {
  constexpr std::size_t far_enough = 4096;
  const auto head = html.substr(0, far_enough);
  const auto note_at = head.find("Page saved with SingleFile");
  if (note_at == std::string_view::npos) return std::nullopt;
  auto note = head.substr(note_at, head.find("-->", note_at) - note_at);
  SavedFrom from;
  while (!note.empty()) {
    const auto line = trim(next_line(note));
    if (line.starts_with("url: ") && is_web_address(line.substr(5))) from.url = trim(line.substr(5));
    if (!line.starts_with("saved date: ")) continue;
    // "Tue Nov 05 2024 10:22:33 GMT+0100 (Central European Standard Time)"
    const auto written = trim(line.substr(12, line.find('(') == std::string_view::npos ? line.size() : line.find('(') - 12));
    if (const auto date = parse_date(written)) from.captured = *date;
  }
  return from;
}

void apply_origin(const SavedFrom& from, Draft& draft, bool explain) {
  draft.article.captured = from.captured;
  if (!draft.article.url.empty() || from.url.empty()) return;
  draft.article.url = from.url;
  if (explain) draft.why.push_back({"url", "saved-page", ""});
}

}  // namespace newsgrep
