// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_records.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

using Lines = std::vector<std::string_view>;

// Lines [begin, end) of a text.
struct Part {
  std::size_t begin = 0, end = 0;
};

bool is_number(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

bool is_blank(std::string_view line) { return trim(line).empty(); }

void append_line(std::string& text, std::string_view line) { text.append(line).append("\n"); }

std::string joined(const Lines& lines, Part part) {
  std::string text;
  for (std::size_t i = part.begin; i < part.end; ++i) append_line(text, lines[i]);
  return text;
}

// Parts between lines that begin one: the lines themselves are left out, and what comes before the first one.
template <class Begins>
std::vector<Part> parts_behind(const Lines& lines, Begins&& begins) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!begins(i)) continue;
    if (!parts.empty()) parts.back().end = i;
    parts.push_back({i + 1, lines.size()});
  }
  return parts;
}

// --- mail folders ---

// "From jane@example.org Tue May  5 18:30:00 2020", at the start or behind an empty line, before a header.
bool begins_mail(const Lines& lines, std::size_t i) {
  if (!lines[i].starts_with("From ") || (i > 0 && !is_blank(lines[i - 1]))) return false;
  const auto date_at = lines[i].find(' ', 5);
  if (date_at == std::string_view::npos || !parse_date(lines[i].substr(date_at))) return false;
  return i + 1 < lines.size() && header_line(lines[i + 1]).shaped;
}

// --- press databases ---

// "                 3 of 20 DOCUMENTS"
bool counts_documents(std::string_view line) {
  line = trim(line);
  if (line.empty() || std::isdigit(static_cast<unsigned char>(line.front())) == 0) return false;
  const auto of = line.find(" of ");
  if (of == std::string_view::npos || !is_number(line.substr(0, of))) return false;
  const auto rest = line.substr(of + 4);
  const auto space = rest.find(' ');
  return space != std::string_view::npos && is_number(rest.substr(0, space)) &&
         rest.substr(space + 1).starts_with("DOCUMENT");
}

// The centred lines in front of an article name the newspaper and the day; other ones its edition.
std::string database_record(const Lines& lines, Part part) {
  constexpr std::size_t centred = 8;
  std::string source, date, rest;
  std::size_t i = part.begin;
  for (; i < part.end; ++i) {
    const auto line = trim(lines[i]);
    if (line.empty()) continue;
    const auto indent = static_cast<std::size_t>(line.data() - lines[i].data());
    if (indent < centred) break;
    if (const auto day = find_date(line); day && date.empty())
      date = day->date.iso();
    else if (source.empty())
      source = line;
  }
  std::string text;
  if (!source.empty()) append_line(text, "Source: " + source);
  if (!date.empty()) append_line(text, "Date: " + date);
  if (!text.empty()) text += "\n";
  for (; i < part.end; ++i) {
    const auto line = trim(lines[i]);
    const bool note = static_cast<std::size_t>(line.data() - lines[i].data()) >= centred && !line.empty();
    if (!note) append_line(text, lines[i]);
  }
  return text;
}

// "Document PPOST00020120501e85100001"
bool closes_document(std::string_view line) {
  constexpr std::size_t shortest = 16;
  if (!line.starts_with("Document ")) return false;
  const auto id = trim(line.substr(9));
  const auto is_sign = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  return id.size() >= shortest && std::all_of(id.begin(), id.end(), is_sign) &&
         std::any_of(id.begin(), id.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

// "1,500 words"
bool counts_words(std::string_view line) {
  line = trim(line);
  if (!line.ends_with(" words")) return false;
  const auto number = line.substr(0, line.size() - 6);
  return !number.empty() && std::all_of(number.begin(), number.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || c == ',' || c == '.';
  });
}

// Headline, author, "500 words", day, time, newspaper, codes, page, language, copyright: a line each.
std::string counted_record(const Lines& lines, Part part) {
  const auto counted = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(part.begin),
                                    lines.begin() + static_cast<std::ptrdiff_t>(part.end), counts_words);
  const auto at = static_cast<std::size_t>(counted - lines.begin());
  if (at == part.end) return joined(lines, part);
  std::string text;
  Lines above;
  for (std::size_t i = part.begin; i < at; ++i)
    if (!is_blank(lines[i])) above.push_back(trim(lines[i]));
  const bool author = above.size() > 1 && (is_name(above.back()) || !byline_of(above.back()).empty());
  if (!above.empty()) append_line(text, "Title: " + std::string(above[above.size() - (author ? 2 : 1)]));
  if (author) append_line(text, "Byline: " + std::string(above.back()));
  std::size_t i = at + 1;
  bool dated = false, named = false;
  for (; i < part.end && !is_blank(lines[i]); ++i) {
    const auto date = parse_date(lines[i]);
    if (date && !dated)
      append_line(text, "Date: " + date->iso());
    else if (dated && !named && lines[i].find(':') == std::string_view::npos) {
      append_line(text, "Source: " + std::string(trim(lines[i])));
      named = true;
    }
    dated = dated || date.has_value();
  }
  text += "\n";
  return text + joined(lines, {i, part.end});
}

// Parts that end with a line of their own; what follows the last one is no article.
std::vector<Part> parts_before_close(const Lines& lines) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!closes_document(lines[i]) && trim(lines[i]) != "End of Document") continue;
    parts.push_back({begin, i});
    begin = i + 1;
  }
  return parts;
}

// --- dumps with rulers ---

bool is_ruler(std::string_view line) {
  constexpr std::size_t shortest = 5;
  line = trim(line);
  return line.size() >= shortest && std::string_view("=-_*#~").find(line.front()) != std::string_view::npos &&
         std::all_of(line.begin(), line.end(), [&](char c) { return c == line.front(); });
}

// Whether a part begins with header lines that tell a headline.
bool has_title_header(const Lines& lines, Part part) {
  constexpr std::size_t most_lines = 12;
  std::size_t known = 0;
  bool title = false;
  std::size_t i = part.begin;
  while (i < part.end && is_blank(lines[i])) ++i;
  for (const std::size_t last = std::min(part.end, i + most_lines); i < last && !is_blank(lines[i]); ++i) {
    const Role role = header_line(lines[i]).role;
    known += role != Role::none;
    title = title || role == Role::title;
  }
  return title && known > 1;
}

std::vector<Part> parts_between_rulers(const Lines& lines) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= lines.size(); ++i) {
    if (i < lines.size() && !is_ruler(lines[i])) continue;
    const bool filled =
        std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(i),
                    [](std::string_view line) { return !is_blank(line); });
    if (filled) parts.push_back({begin, i});
    begin = i + 1;
  }
  const bool all = parts.size() > 1 &&
                   std::all_of(parts.begin(), parts.end(), [&](Part part) { return has_title_header(lines, part); });
  return all ? parts : std::vector<Part>();
}

template <class Make>
std::vector<TextRecord> records_of(const Lines& lines, const std::vector<Part>& parts, Make&& make) {
  std::vector<TextRecord> records;
  for (const Part part : parts) {
    std::string text = make(lines, part);
    if (!trim(text).empty()) records.push_back({std::move(text), part.begin + 1});
  }
  return records;
}

}  // namespace

std::vector<TextRecord> text_records(const std::vector<std::string_view>& lines) {
  if (!lines.empty() && begins_mail(lines, 0))
    return records_of(lines, parts_behind(lines, [&](std::size_t i) { return begins_mail(lines, i); }), joined);
  if (const auto parts = parts_behind(lines, [&](std::size_t i) { return counts_documents(lines[i]); }); !parts.empty())
    return records_of(lines, parts, database_record);
  if (const auto parts = parts_before_close(lines); !parts.empty()) return records_of(lines, parts, counted_record);
  return records_of(lines, parts_between_rulers(lines), joined);
}

}  // namespace newsgrep
