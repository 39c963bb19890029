// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/fields.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

constexpr FieldKind text = FieldKind::text, exact = FieldKind::exact, unique = FieldKind::unique;

const std::array<Field, 13> table{{
    {"text", "body td intext", "", text, true, 1.0, &Article::text, "the article without its headline", "text:drought"},
    {"title", "headline hd hl ti intitle", "S", text, true, 2.0, &Article::title, "the headline", "title:cocoa"},
    {"byline", "by author au", "A", text, false, 0.0, &Article::byline, "who wrote it", "byline:\"Jane Doe\""},
    {"source", "sn rst pub publisher publication", "XSRC", text, false, 0.0, &Article::source,
     "the publisher or agency", "source:reuters"},
    {"section", "se", "XSEC", text, false, 0.0, &Article::section, "the part of the paper", "section:business"},
    {"tag", "tags subject ns topic topics keyword keywords terms su company co region re place places country geographic industry in person", "K", text, false, 0.0, &Article::tags,
     "keywords, companies, places, people", "tag:energy"},
    {"dateline", "", "XDL", text, false, 0.0, &Article::dateline, "where it was written, as printed", "dateline:paris"},
    {"caption", "captions", "XCAP", text, true, 0.0, &Article::captions, "what is said below its pictures", "caption:\"oil rig\""},
    {"language", "lang la", "L", exact, false, 0.0, &Article::language, "the language's code, declared or detected",
     "lang:de"},
    {"url", "link inurl", "U", text, false, 0.0, &Article::url, "words of the article's address on the web",
     "url:\"example.com\""},
    {"path", "file", "P", text, false, 0.0, &Article::path, "words of the path of its file", "path:2024"},
    {"id", "an", "Q", unique, false, 0.0, &Article::id, "newsgrep's id of the article", "id:5f1d*"},
    {"native_id", "nid", "XNID", unique, false, 0.0, &Article::native_id, "the id that the source gave it",
     "native_id:42"},
}};

template <class Each>
void each_name(const Field& field, Each&& each) {
  each(field.name);
  for (std::string_view rest = field.aliases; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    each(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

std::span<const Field> fields() { return table; }

const Field* find_field(std::string_view name) {
  const auto wanted = ascii_lower(name);
  for (const Field& field : table) {
    bool found = false;
    each_name(field, [&](std::string_view known) { found = found || known == wanted; });
    if (found) return &field;
  }
  return nullptr;
}

std::string_view nearest_name(std::string_view name) {
  const auto wanted = ascii_lower(name.substr(0, 64));
  std::string_view best;
  std::size_t least = SIZE_MAX;
  const auto compare = [&](std::string_view known) {
    if (const auto distance = edit_distance(wanted, known); distance < least && distance * 2 < known.size()) {
      least = distance;
      best = known;
    }
  };
  for (const Field& field : table) each_name(field, compare);
  for (const std::string_view date : {"date", "published", "since", "until", "after", "before"}) compare(date);
  return best;
}

}  // namespace newsgrep
