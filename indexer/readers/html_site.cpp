// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_site.hpp"

#include "common/ascii.hpp"
#include "common/host.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html_prose.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

// "SZ.de", "n-tv.de"
bool is_host(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && name.size() - dot >= 3 && name.size() - dot <= 4 &&
         name.find(' ') == std::string_view::npos &&
         std::all_of(name.begin() + static_cast<long>(dot) + 1, name.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

// Each word of a text, with spaces between.
template <class Each>
void for_each_word(std::string_view text, Each&& each) {
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// "The Lake Gazette": a few words with capitals.
bool looks_like_name(std::string_view text) {
  constexpr std::size_t most = 4;
  std::size_t words = 0, small = 0;
  for_each_word(text,
                [&](std::string_view word) { ++words, small += is_small(word[0]) && word != "of" && word != "the"; });
  return words <= most && small == 0;
}

// With words in small letters that are no mere articles: not every word of it has a capital.
bool looks_like_sentence(std::string_view text) {
  constexpr std::size_t several = 2, long_word = 4, most_words = 3;
  std::size_t words = 0, small = 0;
  for_each_word(text, [&](std::string_view word) { ++words, small += is_small(word[0]) && word.size() >= long_word; });
  return words > most_words && small >= several;
}

}  // namespace

std::string site_of(std::string_view url) {
  if (url.find("://") == std::string_view::npos) return {};
  const auto host = host_of(url);
  return host.starts_with("www.") ? host.substr(4) : host;
}

SiteName::SiteName(const Page& page, std::string_view source) : page_(page), source_(letters(source)) {
  const std::string host = site_of(page.canonical.empty() ? page.meta("og:url") : page.canonical);
  host_ = letters(host);
  stem_ = letters(host.substr(0, host.rfind('.')));
  for (const char* key : {"og:site_name", "publisher", "dc:publisher", "application-name"})
    if (auto name = letters(page.meta(key)); !name.empty()) others_.push_back(std::move(name));
}

bool SiteName::is(std::string_view name) const {
  const std::string wanted = letters(name);
  if (wanted.size() < 2) return false;
  constexpr std::size_t telling = 4;
  const bool other = wanted.size() >= telling && std::any_of(others_.begin(), others_.end(), [&](const auto& known) {
                       return known.starts_with(wanted);
                     });
  return wanted == source_ || wanted == host_ || wanted == stem_ || other ||
         (!source_.empty() && (source_.starts_with(wanted) || wanted.starts_with(source_)));
}

std::string SiteName::cut_from(std::string title) const {
  for (const auto& heading : page_.headings)
    if (heading == title) return title;
  for (const std::string_view bar : {"｜", "ㅣ"}) {
    const auto at = title.rfind(bar);
    if (at != std::string::npos && title.size() < 2 * at) return cut_from(std::string(trim(std::string_view(title).substr(0, at))));
  }
  for (const std::string_view bar :
       {" | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ", " \xC2\xB7 ", " \xC2\xBB ", " :: "}) {
    const auto at = title.rfind(bar);
    if (at == std::string::npos) continue;
    const auto head = trim(std::string_view(title).substr(0, at)),
               tail = trim(std::string_view(title).substr(at + bar.size()));
    const bool strong = bar == " | " || bar == " \xC2\xBB " || bar == " :: " || is_shown(head) || is_host(tail) ||
                        (page_.headings.empty() && looks_like_name(tail) && looks_like_sentence(head));
    if (is(tail) || (strong && std::count(head.begin(), head.end(), ' ') >= 2 && tail.size() < head.size()))
      return cut_from(std::string(head));
    const auto first = title.find(bar);
    const auto front = trim(std::string_view(title).substr(0, first));
    if (is(front)) return cut_from(std::string(trim(std::string_view(title).substr(first + bar.size()))));
  }
  return last_step(std::move(title));
}

// "Site » Section » Headline": the way to a page, with the headline at its end.
std::string SiteName::last_step(std::string title) {
  constexpr std::ptrdiff_t most_spaces = 2;
  for (const std::string_view bar : {" \xC2\xBB ", " :: ", " \xE2\x80\xBA ", " > "}) {
    const auto at = title.rfind(bar);
    if (at == std::string::npos) continue;
    const auto last = std::string_view(title).substr(at + bar.size());
    bool way = std::count(last.begin(), last.end(), ' ') > most_spaces;
    for (std::string_view rest = std::string_view(title).substr(0, at); way && !rest.empty();) {
      const auto end = std::min(rest.find(bar), rest.size());
      way = std::count(rest.begin(), rest.begin() + static_cast<long>(end), ' ') <= most_spaces;
      rest.remove_prefix(std::min(end + bar.size(), rest.size()));
    }
    if (way) return std::string(last);
  }
  return title;
}

// Whether the page has it as a line of its own.
bool SiteName::is_shown(std::string_view title) const {
  constexpr std::size_t shortest = 15, most_blocks = 400;
  if (title.size() < shortest) return false;
  const auto end = std::min(page_.blocks.size(), most_blocks);
  for (std::size_t i = 0; i < end; ++i)
    if (page_.blocks[i].text == title) return true;
  return false;
}

}  // namespace newsgrep
