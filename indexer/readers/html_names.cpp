// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_names.hpp"

#include "common/utf8.hpp"

#include <array>
#include <string>

namespace newsgrep {
namespace {

struct Row {
  std::uint32_t group;
  std::string_view names;  // with spaces around each; several words are joined by a hyphen
};

// A name of several words matches those tokens one after another.
constexpr std::array<Row, 13> table{{
    {body_name,
     " articlebody article-body article-content article-text story-body story-content story-text entry-content "
     "post-content post-body "
     "body-text body-copy main-content content-body rich-text article-main article-page text-body article-paragraphs "},
    {share_name, " share sharing social sociable addthis addtoany sharedaddy viral socials "},
    {related_name,
     " related recommend recommended recommendation recommendations more-from read-more readmore also-read most-read "
     "most-popular popular "
     "trending teaser teasers promo recirc up-next stories outbrain taboola mgid infinite-scroll suggested excerpt "},
    {ask_name, " newsletter subscribe subscription signup login register paywall-message donate membership cta "},
    {byline_name, " byline author-box author-bio authorbox dateline timestamp credits "},
    {caption_name, " caption figcaption gallery slideshow carousel credit image-caption photo-credit "},
    {comments_name, " comments comment-list disqus dsq respond reply akismet discussion commentlist "},
    {navigation_name,
     " nav navbar navigation menu breadcrumb breadcrumbs footer masthead toolbar pagination pager sitemap skip "
     "topbar "},
    {side_name, " sidebar pullquote pull-quote rail widget widgets supplement infobox factbox right-col aside "},
    {ads_name, " ads ad advert advertisement advertising sponsor sponsored banner dfp paid-content "},
    {tags_name, " tags tag-list taglist topics keywords "},
    {legal_name, " cookie cookies consent gdpr onetrust privacy copyright disclaimer popup modal overlay "},
    {hidden_name, " hidden noprint visually-hidden sr-only screen-reader-text visuallyhidden "},
}};

bool word_in(std::string_view names, const std::string& word) {
  return names.find(" " + word + " ") != std::string_view::npos;
}

std::uint32_t groups_of_word(const std::string& word) {
  std::uint32_t groups = 0;
  for (const auto& row : table)
    if (word_in(row.names, word)) groups |= row.group;
  return groups;
}

// Words that turn a name into its opposite or into a state of the page.
bool is_modifier(const std::string& token) {
  return token == "with" || token == "has" || token == "no" || token == "not" || token == "without" || token == "is" ||
         token == "wrapper" || token == "elementor" || token == "js";
}

std::uint32_t groups_of_name(std::string_view name) {
  std::array<std::string, 6> tokens;
  std::size_t count = 0;
  // Names with digits in them are often made by chance: their humps mean nothing.
  const bool humps = name.find_first_of("0123456789") == std::string_view::npos;
  for (std::size_t i = 0; i < name.size() && count < tokens.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z', hump = humps && upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (c == '-' || c == '_' || c == ':' || c == '.') {
      if (!tokens[count].empty()) ++count;
      continue;
    }
    if (hump && !tokens[count].empty() && ++count == tokens.size()) break;
    tokens[count] += upper ? static_cast<char>(c + 32) : c;
  }
  if (count < tokens.size() && !tokens[count].empty()) ++count;
  std::uint32_t groups = 0;
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_modifier(tokens[i])) return groups;
    groups |= groups_of_word(tokens[i]);
    if (i + 1 < count) groups |= groups_of_word(tokens[i] + "-" + tokens[i + 1]);
    all += tokens[i];
  }
  return groups | groups_of_word(all);
}

}  // namespace

std::uint32_t name_groups(std::string_view value) {
  constexpr std::size_t longest = 400;
  value = value.substr(0, longest);
  std::uint32_t groups = 0;
  while (!value.empty()) {
    const auto end = std::min(value.find_first_of(" \t\r\n"), value.size());
    if (end > 0) groups |= groups_of_name(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return groups;
}

}  // namespace newsgrep
