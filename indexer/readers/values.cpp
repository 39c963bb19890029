// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/values.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace newsgrep {
namespace {

struct LanguageName {
  std::string_view name, code;
};

constexpr std::array<LanguageName, 36> language_names{
    {{"english", "en"},    {"german", "de"},     {"french", "fr"},   {"spanish", "es"},   {"portuguese", "pt"},
     {"italian", "it"},    {"dutch", "nl"},      {"russian", "ru"},  {"chinese", "zh"},   {"japanese", "ja"},
     {"korean", "ko"},     {"arabic", "ar"},     {"turkish", "tr"},  {"polish", "pl"},    {"czech", "cs"},
     {"slovak", "sk"},     {"hungarian", "hu"},  {"romanian", "ro"}, {"bulgarian", "bg"}, {"greek", "el"},
     {"hebrew", "he"},     {"hindi", "hi"},      {"swedish", "sv"},  {"norwegian", "no"}, {"danish", "da"},
     {"finnish", "fi"},    {"ukrainian", "uk"},  {"serbian", "sr"},  {"croatian", "hr"},  {"slovenian", "sl"},
     {"vietnamese", "vi"}, {"indonesian", "id"}, {"thai", "th"},     {"persian", "fa"},   {"catalan", "ca"},
     {"bengali", "bn"}}};

bool is_code(std::string_view code) {
  const auto primary = code.substr(0, code.find('-'));
  return (primary.size() == 2 || primary.size() == 3) && std::all_of(code.begin(), code.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
         });
}

// "eng" -> "en"
std::string short_code(std::string_view primary) {
  std::array<char, 16> code{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      uloc_getLanguage(std::string(primary).c_str(), code.data(), static_cast<int32_t>(code.size()), &status);
  return U_SUCCESS(status) && size > 0 ? std::string(code.data(), static_cast<std::size_t>(size))
                                       : std::string(primary);
}

// "... [+1234 chars]": an answer that gives only the beginning.
std::string_view without_rest_mark(std::string_view text) {
  text = trim(text);
  if (!text.ends_with(" chars]")) return text;
  const auto mark = text.rfind("[+");
  return mark == std::string_view::npos || text.size() - mark > 20 ? text : trim(text.substr(0, mark));
}

// Line ends that were written as a backslash and an n, where there are no others.
std::string with_line_ends(std::string_view text) {
  std::string out(text);
  if (text.find('\n') != std::string_view::npos || text.find("\\n\\n") == std::string_view::npos) return out;
  for (auto at = out.find("\\n"); at != std::string::npos; at = out.find("\\n", at)) out.replace(at, 2, "\n");
  return out;
}

void drop_headline(std::string& text, std::string_view title) {
  constexpr std::size_t longest = 1000;
  if (title.empty() || title.size() > longest) return;
  const auto end = std::min(text.find("\n\n"), text.size());
  if (end > 2 * longest || fold(std::string_view(text).substr(0, end)) != fold(title)) return;
  text.erase(0, std::min(end + 2, text.size()));
}

}  // namespace

bool has_rest_mark(std::string_view value) { return without_rest_mark(value).size() < trim(value).size(); }

bool is_placeholder(std::string_view value) {
  constexpr std::array<std::string_view, 10> nothing{"none",      "nan", "null", "nat", "n/a",
                                                     "undefined", "[]",  "{}",   "\\n", "<na>"};
  constexpr std::size_t longest = 9;
  value = trim(value);
  if (value.size() > longest) return false;
  const auto lower = ascii_lower(value);
  return lower.empty() || std::find(nothing.begin(), nothing.end(), lower) != nothing.end();
}

std::string names_in_list(std::string_view value) {
  value = trim(value);
  const bool list =
      value.size() > 2 && value.front() == '[' && value.back() == ']' && (value[1] == '\'' || value[1] == '"');
  if (!list) return std::string(value);
  std::string names;
  for (std::size_t at = 1; at + 1 < value.size();) {
    const char quote = value[at];
    if (quote != '\'' && quote != '"') {
      ++at;
      continue;
    }
    const auto end = value.find(quote, at + 1);
    if (end == std::string_view::npos) return std::string(value);
    if (const auto name = trim(value.substr(at + 1, end - at - 1)); !name.empty())
      names.append(names.empty() ? "" : ", ").append(name);
    at = end + 1;
  }
  return names;
}

std::vector<std::string> parts_of_list(std::string_view value) {
  const std::string list = names_in_list(value);
  std::vector<std::string> parts;
  for (std::string_view rest = list; !rest.empty();) {
    const auto end = std::min(rest.find_first_of(",;|"), rest.size());
    auto part = trim(rest.substr(0, end));
    if (part.size() > 1 && part.front() == part.back() && (part.front() == '"' || part.front() == '\'')) part = part.substr(1, part.size() - 2);
    if (!part.empty()) parts.emplace_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

std::string language_code(std::string_view value) {
  std::string code = ascii_lower(trim(value));
  std::replace(code.begin(), code.end(), '_', '-');
  const std::string_view name(code.data(), std::min(code.find(' '), code.size()));
  for (const auto& language : language_names)
    if (name == language.name) return std::string(language.code);
  if (!is_code(code)) return {};
  const auto dash = std::min(code.find('-'), code.size());
  return dash == 3 ? short_code(code.substr(0, dash)) + code.substr(dash) : code;
}

std::string article_text(std::string_view value, std::string_view title) {
  std::string text = plain_text(with_line_ends(without_rest_mark(value)));
  drop_headline(text, title);
  return text;
}

bool has_paragraphs(std::string_view value) {
  for (const std::string_view mark : {"\n", "<p>", "<p ", "<br", "</p>", "&lt;p"})
    if (value.find(mark) != std::string_view::npos) return true;
  return false;
}

}  // namespace newsgrep
