// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/metadata.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/html_linked_data.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <initializer_list>

namespace newsgrep {
namespace {

std::string host_of(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  url = url.substr(begin + 3);
  auto host = ascii_lower(url.substr(0, url.find_first_of("/?#")));
  return host.starts_with("www.") ? host.substr(4) : host;
}

bool is_article_url(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == std::string_view::npos || !url.starts_with("http")) return false;
  const auto path = url.find('/', begin + 3);
  return path != std::string_view::npos && path + 1 < url.size();
}

// Chooses the metadata of one page, best source first, and remembers where each came from.
class Chooser {
 public:
  Chooser(const Page& page, Draft& draft, bool explain, Day latest)
      : page_(page), draft_(draft), article_(draft.article), explain_(explain), latest_(latest), linked_(read_linked_data(page)) {}

  std::string run() {
    choose_source();
    choose_title();
    choose_byline();
    offer(&Article::section, "section", linked_.section, "json-ld:articleSection");
    offer_metas(&Article::section, "section", {"article:section", "parsely-section", "sailthru:section", "section"});
    choose_tags();
    offer(&Article::dateline, "dateline", linked_.dateline, "json-ld:dateline");
    choose_language();
    choose_url();
    offer(&Article::source, "source", host_of(article_.url), "url");
    choose_date();
    return std::move(linked_.body);
  }

 private:
  void because(const char* field, std::string from, std::string note = {}) {
    if (explain_) draft_.why.push_back({field, std::move(from), std::move(note)});
  }

  bool offer(std::string Article::*field, const char* name, std::string_view value, std::string from) {
    if (!(article_.*field).empty() || value.empty()) return false;
    article_.*field = value;
    because(name, std::move(from));
    return true;
  }

  std::string meta(std::string_view name) const {
    for (const auto& [key, value] : page_.metas)
      if (key == name) return value;
    return {};
  }

  bool offer_metas(std::string Article::*field, const char* name, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
      if (offer(field, name, decode_entities(meta(key)), std::string("meta:") + key)) return true;
    return false;
  }

  // What the site calls itself, rather than the company behind it.
  void choose_source() {
    const auto usable = [](std::string_view name) {
      return !name.empty() && name.find("://") == std::string_view::npos;
    };
    if (usable(linked_.publisher) && !is_company(linked_.publisher))
      offer(&Article::source, "source", linked_.publisher, "json-ld:publisher");
    if (const auto site = decode_entities(meta("og:site_name")); usable(site))
      offer(&Article::source, "source", site, "meta:og:site_name");
    if (usable(linked_.publisher)) offer(&Article::source, "source", linked_.publisher, "json-ld:publisher");
    offer_metas(&Article::source, "source", {"dc:publisher", "application-name"});
  }

  static bool is_company(std::string_view name) {
    for (const std::string_view form : {" GmbH", " AG", " SE", " KG", " A/S", " AS", " AB", " Ltd", " LLC", " Inc",
                                        " Inc.", " S.A.", " SA", " S.p.A.", " B.V.", " Oy", " plc", " PLC", " Co."})
      if (name.ends_with(form)) return true;
    return false;
  }

  void choose_title() {
    const std::string graph = without_site(decode_entities(meta("og:title")));
    // A kicker that two sources have in front of the headline belongs to it.
    if (!graph.empty() && letters(graph) == letters(linked_.headline) && !is_site(graph) &&
        offer(&Article::title, "title", graph, "meta:og:title, json-ld:headline"))
      return;
    for (const auto& heading : page_.headings)
      if (is_within_title(heading) && (page_.headings.size() == 1 || letters(heading) == letters(graph)))
        offer(&Article::title, "title", heading, "h1");
    offer(&Article::title, "title", linked_.headline, "json-ld:headline");
    offer(&Article::title, "title", graph, "meta:og:title");
    for (const char* key : {"twitter:title", "dc:title", "parsely-title", "sailthru:title", "headline"})
      offer(&Article::title, "title", without_site(decode_entities(meta(key))), std::string("meta:") + key);
    if (page_.headings.size() == 1 && (page_.title.empty() || has_word_of(page_.title, page_.headings[0])))
      offer(&Article::title, "title", page_.headings[0], "h1");
    offer(&Article::title, "title", without_site(page_.title), "html:title");
    if (page_.headings.size() == 1) offer(&Article::title, "title", page_.headings[0], "h1");
    // A heading that the title begins or ends with is the headline; the rest names the site.
    for (const auto& heading : page_.headings) cut_title(heading, "h1");
    cut_kicker(graph, "meta:og:title");
    const bool old_page = page_.headings.empty() && meta("og:title").empty();
    for (const auto& block : page_.blocks)
      if (old_page && block.heading) cut_title(block.text, "heading");
  }

  // Whether a title has a word of a heading; words of scripts without capitals by their first letters.
  static bool has_word_of(std::string_view title, std::string_view heading) {
    const std::string all = letters(title);
    std::size_t words = 0, shared = 0;
    while (!heading.empty()) {
      const auto end = std::min(heading.find(' '), heading.size());
      const std::string word = letters(heading.substr(0, end));
      heading.remove_prefix(std::min(end + 1, heading.size()));
      constexpr std::size_t telling = 4, one_character = 3;
      if (word.size() < telling) continue;
      ++words;
      shared += all.find(static_cast<unsigned char>(word[0]) < 0x80 ? word : word.substr(0, one_character)) !=
                std::string::npos;
    }
    return words == 0 || shared > 0;
  }

  // "Olympics: Headline" and "Headline" elsewhere on the page.
  void cut_kicker(const std::string& title, const char* from) {
    constexpr std::size_t shortest = 15;
    const auto& all = article_.title;
    if (title.size() < shortest || title.size() >= all.size() || !all.ends_with(title)) return;
    if (!trim(std::string_view(all).substr(0, all.size() - title.size())).ends_with(':')) return;
    article_.title = title;
    because("title", from, "without the words above it");
  }

  void cut_title(const std::string& heading, const char* from) {
    if (heading.size() <= 15 || heading.size() >= article_.title.size()) return;
    const bool half = 2 * heading.size() > article_.title.size();
    if (!article_.title.starts_with(heading) && !(half && article_.title.ends_with(heading))) return;
    article_.title = heading;
    because("title", from);
  }

  // What a page shows as its only main heading and what it tells others agree, but for a kicker or the site's name
  // around it.
  bool is_within_title(const std::string& heading) const {
    constexpr std::size_t shortest = 12;
    if (heading.size() < shortest || is_site(heading)) return false;
    const std::string wanted = letters(heading);
    for (const auto& title : {decode_entities(meta("og:title")), page_.title}) {
      const std::string all = letters(title);
      if (2 * wanted.size() > all.size() && all.find(wanted) != std::string::npos) return true;
    }
    return false;
  }

  // "Headline | Site", "Site - Headline": cut where a side is the site's name, or else the last part after a bar.
  std::string without_site(std::string title) const {
    for (const auto& heading : page_.headings)
      if (heading == title) return title;
    for (const std::string_view bar :
         {" | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ", " \xC2\xB7 ", " \xC2\xBB ", " :: "}) {
      const auto at = title.rfind(bar);
      if (at == std::string::npos) continue;
      const auto head = trim(std::string_view(title).substr(0, at)),
                 tail = trim(std::string_view(title).substr(at + bar.size()));
      const bool strong = bar == " | " || bar == " \xC2\xBB " || bar == " :: " || is_shown(head) || is_host(tail);
      if (is_site(tail) || (strong && std::count(head.begin(), head.end(), ' ') >= 2 && tail.size() < head.size()))
        return without_site(std::string(head));
      const auto first = title.find(bar);
      const auto front = trim(std::string_view(title).substr(0, first));
      if (is_site(front)) return without_site(std::string(trim(std::string_view(title).substr(first + bar.size()))));
    }
    return title;
  }

  // Whether the page has it as a line of its own.
  bool is_shown(std::string_view title) const {
    constexpr std::size_t shortest = 15, most_blocks = 400;
    if (title.size() < shortest) return false;
    const auto end = std::min(page_.blocks.size(), most_blocks);
    for (std::size_t i = 0; i < end; ++i)
      if (page_.blocks[i].text == title) return true;
    return false;
  }

  // "SZ.de", "n-tv.de"
  static bool is_host(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot != std::string_view::npos && dot > 0 && name.size() - dot >= 3 && name.size() - dot <= 4 && name.find(' ') == std::string_view::npos &&
           std::all_of(name.begin() + static_cast<long>(dot) + 1, name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool is_site(std::string_view name) const {
    const std::string wanted = letters(name);
    if (wanted.size() < 2) return false;
    std::string host = host_of(page_.canonical.empty() ? meta("og:url") : page_.canonical);
    const auto stem = letters(host.substr(0, host.rfind('.')));
    const auto source = letters(article_.source);
    return wanted == source || wanted == letters(host) || wanted == stem ||
           (!source.empty() && (source.starts_with(wanted) || wanted.starts_with(source)));
  }

  void choose_byline() {
    try_byline(linked_.author, "json-ld:author");
    for (const char* key : {"author", "article:author", "dc:creator", "byl", "parsely-author", "sailthru:author",
                            "citation_author", "article:author_name", "dcsext:author"})
      try_byline(metas(key), std::string("meta:") + key);
    // What stands above the headline is about something else, if there is another.
    for (const bool below : {true, false})
      for (const bool declared : {true, false})
        for (const auto& byline : page_.bylines)
          if (byline.declared == declared && (byline.element >= page_.headline) == below)
            try_byline(byline.text, "byline element");
    if (article_.byline.empty() && is_name(linked_.author) &&
        offer(&Article::byline, "byline", without_by(linked_.author), "json-ld:author"))
      article_.authors = {article_.byline};
  }

  // The site is no author, and no author is a number, an account or an address.
  void try_byline(std::string_view text, std::string from) {
    if (!article_.byline.empty()) return;
    std::string joined;
    std::vector<std::string> names;
    for (const auto& name : names_of_byline(text))
      if (is_name(name) && !is_site(name)) {
        joined.append(joined.empty() ? "" : ", ").append(name);
        names.push_back(name);
      }
    if (!offer(&Article::byline, "byline", joined, from)) return;
    article_.authors = std::move(names);
    because("authors", std::move(from));
  }

  void choose_tags() {
    try_tags(linked_.keywords, "json-ld:keywords");
    for (const char* key : {"article:tag", "news_keywords", "parsely-tags", "sailthru:tags", "keywords"})
      try_tags(metas(key), std::string("meta:") + key);
    std::string shown;
    for (const auto& tag : page_.tags)
      if (!(page_.elements[tag.element].around & (related_name | comments_name | side_name)))
        shown.append(shown.empty() ? "" : ", ").append(tag.text);
    try_tags(shown, "rel=tag");
  }

  // Each once, without the marks that some put before them.
  void try_tags(std::string_view text, std::string from) {
    constexpr std::size_t most = 100, longest = 100;
    if (!article_.tags.empty()) return;
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of(",;"), text.size());
      auto tag = trim(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      while (tag.starts_with('#')) tag.remove_prefix(1);
      const bool known = std::any_of(article_.tags.begin(), article_.tags.end(), [&](const auto& one) { return iequals(one, tag); });
      if (!tag.empty() && tag.size() < longest && !known && article_.tags.size() < most) article_.tags.emplace_back(tag);
    }
    if (!article_.tags.empty()) because("tags", std::move(from));
  }

  // All values of a name, as there may be a tag for each author.
  std::string metas(std::string_view name) const {
    std::string all;
    for (const auto& [key, value] : page_.metas)
      if (key == name) all.append(all.empty() ? "" : ", ").append(decode_entities(value));
    return all;
  }

  static bool is_name(std::string_view name) {
    constexpr std::size_t longest = 200;
    return name.size() < longest && !name.starts_with("http") && name.find('@') == std::string_view::npos &&
           letters(name).find_first_not_of("0123456789") != std::string::npos;
  }

  void choose_language() {
    const auto try_tag = [&](std::string_view tag, const char* from) {
      tag = trim(tag);
      const auto primary = std::min(tag.find_first_of("-_"), tag.size());
      const bool code = primary >= 2 && primary <= 3 && tag.size() <= 16 && tag.size() != primary + 2 &&
                        std::all_of(tag.begin(), tag.begin() + static_cast<long>(primary),
                                    [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
      if (code) offer(&Article::language, "language", tag, from);
    };
    try_tag(page_.language, "html:lang");
    try_tag(linked_.language, "json-ld:inLanguage");
    try_tag(meta("og:locale"), "meta:og:locale");
    try_tag(meta("content-language"), "meta:content-language");
    try_tag(meta("language"), "meta:language");
  }

  void choose_url() {
    const std::string open_graph = meta("og:url");
    for (const auto& [url, from] : {std::pair<std::string, const char*>{page_.canonical, "link:canonical"},
                                    {open_graph, "meta:og:url"},
                                    {linked_.url, "json-ld:url"}})
      if (is_article_url(url)) offer(&Article::url, "url", url, from);
    for (const auto& [url, from] : {std::pair<std::string, const char*>{page_.canonical, "link:canonical"},
                                    {open_graph, "meta:og:url"}})
      if (is_article_url(url)) offer(&Article::canonical_url, "canonical_url", url, from);
  }

  void choose_date() {
    try_date(linked_.published, "json-ld:datePublished");
    for (const char* key : {"article:published_time",
                            "article:published",
                            "og:published_time",
                            "datepublished",
                            "datecreated",
                            "pubdate",
                            "publishdate",
                            "publish-date",
                            "publish_date",
                            "published_time",
                            "publication_date",
                            "parsely-pub-date",
                            "sailthru:date",
                            "dc:date:issued",
                            "dc:date",
                            "dcterms:created",
                            "dcterms:issued",
                            "dcterms:date",
                            "citation_publication_date",
                            "cxenseparse:recs:publishtime",
                            "displaydate",
                            "originalpublicationdate",
                            "date",
                            "bt:pubdate",
                            "article:post_date"})
      try_date(meta(key), std::string("meta:") + key);
    if (!article_.published.known() && doubtful_.known()) {
      article_.published = doubtful_;
      article_.date_from = doubtful_from_;
      because("date", doubtful_from_, doubtful_.iso() + ", though it lies in the future");
    }
    try_update(linked_.modified, "json-ld:dateModified");
    for (const char* key : {"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
                            "dcterms:modified", "article:modified"})
      try_update(meta(key), std::string("meta:") + key);
  }

  void try_update(const std::string& value, std::string from) {
    const auto date = parse_date(value);
    if (!date || article_.updated.known()) return;
    article_.updated = *date;
    because("updated", std::move(from), value);
  }

  void try_date(const std::string& value, std::string from) {
    const auto date = parse_date(value);
    const bool epoch = date && date->year == 1970 && date->month == 1 && date->day == 1;
    if (!date || date->precision < Precision::day || epoch || date->year < 1500) return;
    if (article_.published.known()) return tell_contradiction(*date, from);
    if (*period_of(*date).first > latest_) {
      if (!doubtful_.known()) doubtful_ = *date, doubtful_from_ = std::move(from);
      return;
    }
    article_.published = *date;
    article_.date_from = from;
    because("date", std::move(from), value);
  }

  // Zones may make one day of difference.
  void tell_contradiction(const Date& other, const std::string& from) {
    const auto apart = *period_of(other).first - *period_of(article_.published).first;
    if (std::chrono::abs(apart) > std::chrono::days{1})
      because("date", from, other.iso() + ", not taken: " + article_.date_from + " has " + article_.published.iso());
  }

  const Page& page_;
  Draft& draft_;
  Article& article_;
  bool explain_;
  Day latest_;
  Date doubtful_;  // a date of publication in the future
  std::string doubtful_from_;
  LinkedData linked_;
};

}  // namespace

std::string read_metadata(const Page& page, Draft& draft, bool explain, Day latest) {
  return Chooser(page, draft, explain, latest).run();
}

}  // namespace newsgrep
