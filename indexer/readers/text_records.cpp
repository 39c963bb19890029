// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_records.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/headered_text.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/text_references.hpp"

#include <algorithm>
#include <array>
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

bool tells_copyright(std::string_view line) {
  line = trim(line);
  return line.starts_with("(c) ") || line.starts_with("\xC2\xA9") || line.starts_with("Copyright ");
}

// Documents of word processors keep no spaces before a centred line: behind the day, if that is one of the first lines.
std::size_t end_of_named_source(const Lines& lines, Part part) {
  constexpr std::size_t most_lines = 4, longest = 40;
  std::size_t seen = 0;
  for (std::size_t i = part.begin; i < part.end && seen < most_lines; ++i) {
    if (is_blank(lines[i])) continue;
    if (seen++ == 0) continue;  // the newspaper
    const auto day = lines[i].size() <= longest ? find_date(lines[i]) : std::nullopt;
    if (day && day->begin == 0 && day->date.precision >= Precision::day) return i + 1;
  }
  return part.begin;
}

// The centred lines in front of an article name the newspaper and the day; other ones its edition.
std::string database_record(const Lines& lines, Part part) {
  constexpr std::size_t centred = 8;
  std::string source, date;
  std::size_t i = part.begin;
  const std::size_t named = end_of_named_source(lines, part);
  for (; i < part.end; ++i) {
    const auto line = trim(lines[i]);
    if (line.empty()) continue;
    const auto indent = static_cast<std::size_t>(line.data() - lines[i].data());
    if (indent < centred && i >= named) break;
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
    const bool indented = static_cast<std::size_t>(line.data() - lines[i].data()) >= centred && !line.empty();
    const bool note = indented || tells_copyright(line) || iequals(line, "All Rights Reserved");
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

// Where the lines about the source end: behind the copyright, or at an empty line where there is none.
std::size_t end_of_source(const Lines& lines, Part part) {
  constexpr std::size_t most_lines = 40, longest = 120;  // what is longer is text
  const auto last = std::min(part.end, part.begin + most_lines);
  for (std::size_t i = part.begin; i < last && trim(lines[i]).size() <= longest; ++i)
    if (tells_copyright(lines[i])) return i + 1;
  std::size_t i = part.begin;
  while (i < part.end && !is_blank(lines[i])) ++i;
  return i;
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
  const auto last = end_of_source(lines, {i, part.end});
  for (; i < last; ++i) {
    if (is_blank(lines[i])) continue;
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

// "Section: NEWS; Pg. 4" -> its value, where the line begins with that name.
std::string_view value_of(std::string_view line, std::string_view name) {
  line = trim(line);
  const bool named =
      line.size() > name.size() && line[name.size()] == ':' && iequals(line.substr(0, name.size()), name);
  return named ? trim(line.substr(name.size() + 1)) : std::string_view();
}

// The value behind a name in the lines of a part; it may stand in the next line that is filled.
std::string_view value_in(const Lines& lines, Part part, std::string_view name) {
  for (std::size_t i = part.begin; i < part.end; ++i)
    if (const auto value = value_of(lines[i], name); !value.empty()) return value;
  return {};
}

// "FERRIES (90%); HARBOURS (88%)" -> "FERRIES; HARBOURS"
std::string without_shares(std::string_view subjects) {
  std::string out;
  while (!subjects.empty()) {
    const auto open = std::min(subjects.find('('), subjects.size());
    const auto close = std::min(subjects.find("%)", open), subjects.size());
    out.append(trim(subjects.substr(0, open)));
    subjects.remove_prefix(std::min(close + 2, subjects.size()));
  }
  return out;
}

bool is_line(std::string_view line, std::string_view wanted) { return iequals(trim(line), wanted); }

std::size_t find_line(const Lines& lines, Part part, std::string_view wanted) {
  std::size_t i = part.begin;
  while (i < part.end && !is_line(lines[i], wanted)) ++i;
  return i;
}

// "Page 1 of 3"
bool counts_pages(std::string_view line) {
  line = trim(line);
  return line.starts_with("Page ") && line.find(" of ") != std::string_view::npos && line.size() < 20;
}

// Headline, newspaper and day, a line each; copyright and named lines; the text behind "Body", what was found out about
// it behind "Classification".
std::string classified_record(const Lines& lines, Part part) {
  const auto body = find_line(lines, part, "Body");
  HeaderedText header;
  Lines above;
  for (std::size_t i = part.begin; i < body; ++i)
    if (!is_blank(lines[i]) && !counts_pages(lines[i]) && (above.empty() || above.front() != trim(lines[i])))
      above.push_back(trim(lines[i]));
  const auto dated = std::find_if(above.begin(), above.end(),
                                  [](std::string_view line) { return parse_date(line) || find_date(line); });
  const auto date_at = static_cast<std::size_t>(dated - above.begin());
  constexpr std::size_t most_lines_above = 4;
  if (!above.empty()) header.add("Title", above.front());
  if (date_at > 1 && date_at < std::min(above.size(), most_lines_above)) header.add("Source", above[1]);
  if (dated != above.end())
    header.add("Date", parse_date(*dated) ? parse_date(*dated)->iso() : find_date(*dated)->date.iso());
  const Part head{part.begin, body};
  header.add("Section", value_in(lines, head, "Section"));
  header.add("Byline", value_in(lines, head, "Byline"));
  std::size_t end = body + 1;
  while (end < part.end && !is_line(lines[end], "Classification") && !is_line(lines[end], "Graphic") &&
         value_of(lines[end], "Load-Date").empty())
    ++end;
  const Part behind{end, part.end};
  header.add("Language", value_in(lines, behind, "Language"));
  header.add("Keywords", without_shares(value_in(lines, behind, "Subject")));
  const auto highlight = value_in(lines, head, "Highlight");
  return header.with_body(std::string(highlight).append("\n\n").append(joined(lines, {body + 1, end})));
}

// Every part of a record behind a name of its own: "Full text: ...", "Publication date: ...". An abstract is made of
// the text, and stands for it where there is none.
std::string named_record(const Lines& lines, Part part) {
  HeaderedText header;
  header.add("Title", value_in(lines, part, "Title"));
  header.add("Source", value_in(lines, part, "Publication title"));
  header.add("Date", value_in(lines, part, "Publication date"));
  header.add("Byline", names_in_order(value_in(lines, part, "Author")));
  header.add("Section", value_in(lines, part, "Section"));
  header.add("Language", value_in(lines, part, "Language of publication"));
  header.add("Keywords", value_in(lines, part, "Subject"));
  header.add("Url", value_in(lines, part, "Document URL"));
  header.add("Id", value_in(lines, part, "ProQuest document ID"));
  std::size_t begin = part.begin;
  while (begin < part.end && value_of(lines[begin], "Full text").empty() && !is_line(lines[begin], "Full text:"))
    ++begin;
  if (begin == part.end) return header.with_body(std::string(value_in(lines, part, "Abstract")));
  std::size_t end = begin + 1;
  const auto goes_on = [&](std::string_view line) {
    constexpr std::array<std::string_view, 9> names{
        "Subject",           "Location", "People",         "Title",    "Company / organization",
        "Publication title", "Credit",   "Classification", "Copyright"};
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return value_of(line, name).empty(); });
  };
  while (end < part.end && goes_on(lines[end])) ++end;
  std::string body(value_of(lines[begin], "Full text"));
  return header.with_body(body.append("\n").append(joined(lines, {begin + 1, end})));
}

std::string closed_record(const Lines& lines, Part part) {
  return find_line(lines, part, "Body") < part.end ? classified_record(lines, part) : counted_record(lines, part);
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

std::vector<Part> filled_between_rulers(const Lines& lines) {
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
  return parts;
}

// Lists of contents and notices stand between the same rulers.
std::vector<Part> named_parts(const Lines& lines) {
  auto parts = filled_between_rulers(lines);
  std::erase_if(parts, [&](Part part) { return value_in(lines, part, "ProQuest document ID").empty(); });
  return parts;
}

std::vector<Part> parts_between_rulers(const Lines& lines) {
  const auto parts = filled_between_rulers(lines);
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

bool is_database_export(const std::vector<std::string_view>& lines) {
  return std::any_of(lines.begin(), lines.end(), closes_document) &&
         std::any_of(lines.begin(), lines.end(), counts_words);
}

std::vector<TextRecord> text_records(const std::vector<std::string_view>& lines) {
  if (!lines.empty() && begins_mail(lines, 0))
    return records_of(lines, parts_behind(lines, [&](std::size_t i) { return begins_mail(lines, i); }), joined);
  if (const auto parts = parts_behind(lines, [&](std::size_t i) { return counts_documents(lines[i]); }); !parts.empty())
    return records_of(lines, parts, database_record);
  if (const auto parts = parts_before_close(lines); !parts.empty()) return records_of(lines, parts, closed_record);
  if (auto references = reference_records(lines); !references.empty()) return references;
  if (const auto parts = named_parts(lines); !parts.empty()) return records_of(lines, parts, named_record);
  return records_of(lines, parts_between_rulers(lines), joined);
}

}  // namespace newsgrep
