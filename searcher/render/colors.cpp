// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/render.hpp"

#include <array>
#include <sstream>
#include <utility>

namespace newsgrep {
namespace {

constexpr const char* hint = "write PART:fg:COLOR, PART:bg:COLOR, PART:style:STYLE or PART:none; parts: match date source title path; "
                             "colors: black red green yellow blue magenta cyan white or 0 to 255; styles: bold dim italic underline reverse";

std::string* part_of(Colors& colors, std::string_view name) {
  if (name == "match") return &colors.match;
  if (name == "date") return &colors.date;
  if (name == "source") return &colors.source;
  if (name == "title") return &colors.title;
  if (name == "path") return &colors.path;
  return nullptr;
}

std::string color_code(bool background, std::string_view value) {
  constexpr std::array<std::string_view, 8> names{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == value) return std::to_string((background ? 40 : 30) + i);
  const bool number = !value.empty() && value.size() <= 3 && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number || std::stoi(std::string(value)) > 255) return {};
  return (background ? "48;5;" : "38;5;") + std::string(value);
}

std::string style_code(std::string_view value) {
  constexpr std::array<std::pair<std::string_view, const char*>, 5> styles{{{"bold", "1"}, {"dim", "2"}, {"italic", "3"}, {"underline", "4"}, {"reverse", "7"}}};
  for (const auto& [name, code] : styles)
    if (name == value) return code;
  return {};
}

// PART:ATTRIBUTE:VALUE
std::array<std::string, 3> split(const std::string& specification) {
  std::array<std::string, 3> parts;
  std::istringstream in(specification);
  std::getline(in, parts[0], ':');
  std::getline(in, parts[1], ':');
  std::getline(in, parts[2]);
  return parts;
}

}  // namespace

// A later code overrides an earlier one of its kind, so that all that is said is appended.
void change_colors(Colors& colors, const std::vector<std::string>& specifications) {
  for (const auto& specification : specifications) {
    const auto parts = split(specification);
    std::string* codes = part_of(colors, parts[0]);
    const std::string code = parts[1] == "style" ? style_code(parts[2]) : parts[1] == "fg" || parts[1] == "bg" ? color_code(parts[1] == "bg", parts[2]) : "";
    const bool none = parts[1] == "none" && parts[2].empty();
    if (!codes || (code.empty() && !none)) throw Error(ErrorCode::usage, "--colors: \"" + specification + "\" is no color of a part", hint);
    if (none) codes->clear();
    else *codes += (codes->empty() ? "" : ";") + code;
  }
}

}  // namespace newsgrep
