// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_names.hpp"

#include "common/ascii.hpp"
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

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

// The table's words with all groups that have them.
class Words {
 public:
  Words() {
    for (const auto& row : table)
      for (std::string_view rest = row.names; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        add(rest.substr(0, end), row.group);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
  }

  std::uint32_t groups_of(std::string_view word) const {
    if (word.size() > longest_ || word.size() < shortest_) return 0;
    const auto found = groups_.find(word);
    return found == groups_.end() ? 0 : found->second;
  }

 private:
  void add(std::string_view word, std::uint32_t group) {
    if (word.empty()) return;
    groups_[word] |= group;
    longest_ = std::max(longest_, word.size());
    shortest_ = std::min(shortest_, word.size());
  }

  std::unordered_map<std::string_view, std::uint32_t> groups_;
  std::size_t longest_ = 0, shortest_ = std::string_view::npos;
};

// Words that turn a name into its opposite or into a state of the page.
bool is_modifier(std::string_view token) {
  return token == "with" || token == "has" || token == "no" || token == "not" || token == "without" || token == "is" ||
         token == "wrapper" || token == "elementor" || token == "js";
}

// The tokens of a name in small letters, with a hyphen between each two.
class Tokens {
 public:
  explicit Tokens(std::string_view name) {
    // Names with digits in them are often made by chance: their humps mean nothing.
    const bool humps = std::none_of(name.begin(), name.end(), is_digit);
    for (std::size_t i = 0; i < name.size() && count_ < most; ++i) {
      const char c = name[i];
      const bool upper = c >= 'A' && c <= 'Z';
      if (c == '-' || c == '_' || c == ':' || c == '.') {
        end_token();
        continue;
      }
      if (upper && humps && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z' && end_token()) break;
      joined_ += upper ? static_cast<char>(c + 32) : c;
    }
    end_token();
  }

  std::size_t count() const { return count_; }
  std::string_view operator[](std::size_t i) const { return between(i, i); }
  /// A token and the next one, joined by a hyphen.
  std::string_view pair(std::size_t i) const { return between(i, i + 1); }

 private:
  static constexpr std::size_t most = 6;

  // True when there is no room for another one.
  bool end_token() {
    if (count_ == most || joined_.size() == begins_[count_]) return count_ == most;
    ends_[count_++] = joined_.size();
    joined_ += '-';
    if (count_ < most) begins_[count_] = joined_.size();
    return count_ == most;
  }

  std::string_view between(std::size_t first, std::size_t last) const {
    return std::string_view(joined_).substr(begins_[first], ends_[last] - begins_[first]);
  }

  std::string joined_;
  std::array<std::size_t, most> begins_{}, ends_{};
  std::size_t count_ = 0;
};

std::uint32_t groups_of_name(std::string_view name) {
  static const Words words;
  const Tokens tokens(name);
  std::uint32_t groups = 0;
  std::string all;
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    if (is_modifier(tokens[i])) return groups;
    groups |= words.groups_of(tokens[i]);
    if (i + 1 < tokens.count()) groups |= words.groups_of(tokens.pair(i));
    all += tokens[i];
  }
  return groups | words.groups_of(all);
}

}  // namespace

std::uint32_t name_groups(std::string_view value) {
  constexpr std::size_t longest = 400;
  value = value.substr(0, longest);
  std::uint32_t groups = 0;
  while (!value.empty()) {
    static constexpr Bytes spaces(" \t\r\n");
    const std::size_t end = spaces.find_in(value);
    if (end > 0) groups |= groups_of_name(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return groups;
}

}  // namespace newsgrep
