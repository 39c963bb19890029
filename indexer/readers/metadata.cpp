// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/metadata.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/html_linked_data.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/html_site.hpp"
#include "indexer/readers/html_title.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/mhtml.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

namespace newsgrep {
namespace {

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
      : page_(page),
        draft_(draft),
        article_(draft.article),
        explain_(explain),
        latest_(latest),
        linked_(read_linked_data(page)) {}

  Declared run() {
    choose_source();
    site_.emplace(page_, article_.source);
    article_.title = headline_of(page_, linked_, *site_, explain_ ? &draft_.why : nullptr);
    choose_byline();
    offer(&Article::section, "section", linked_.section, "json-ld:articleSection");
    offer_metas(&Article::section, "section",
                {"article:section", "parsely-section", "sailthru:section", "section", "articlesection"});
    offer(&Article::section, "section", section_of_trail(), "json-ld:BreadcrumbList");
    choose_tags();
    offer(&Article::dateline, "dateline", linked_.dateline, "json-ld:dateline");
    choose_language();
    choose_url();
    if (article_.source.empty()) offer(&Article::source, "source", site_of(article_.url), "url");
    if (article_.source.empty()) offer(&Article::source, "source", site_of(linked_.publisher), "json-ld:publisher");
    choose_date();
    prefer_earlier_date();
    const bool article = linked_.article || page_.meta("og:type").find("article") != std::string_view::npos ||
                         article_.published.known();
    Declared declared{std::move(linked_.body), article, {}, {}};
    if (article_.byline.empty()) note_site_author(declared);
    return declared;
  }

 private:
  void because(const char* field, std::string from, std::string note = {}) {
    if (explain_) draft_.why.push_back({field, std::move(from), std::move(note)});
  }

  bool offer(std::string Article::*field, const char* name, std::string_view value, std::string from) {
    if (value.empty()) return false;
    if (!(article_.*field).empty()) {
      if (explain_ && letters(article_.*field) != letters(value)) because(name, std::move(from), "not taken: " + std::string(value));
      return false;
    }
    article_.*field = value;
    because(name, std::move(from));
    return true;
  }

  bool offer_metas(std::string Article::*field, const char* name, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
      if (offer(field, name, decode_entities(page_.meta(key)), std::string("meta:") + key)) return true;
    return false;
  }

  // What the site calls itself, rather than the company behind it.
  void choose_source() {
    const auto usable = [](std::string_view name) {
      return !name.empty() && name.find("://") == std::string_view::npos;
    };
    if (usable(linked_.publisher) && !is_company(linked_.publisher))
      offer(&Article::source, "source", linked_.publisher, "json-ld:publisher");
    if (const auto site = decode_entities(page_.meta("og:site_name")); usable(site))
      offer(&Article::source, "source", site, "meta:og:site_name");
    if (usable(linked_.publisher)) offer(&Article::source, "source", linked_.publisher, "json-ld:publisher");
    offer_metas(&Article::source, "source", {"dc:publisher", "publisher", "application-name"});
  }

  static bool is_company(std::string_view name) {
    for (const std::string_view form : {" GmbH", " AG", " SE", " KG", " A/S", " AS", " AB", " Ltd", " LLC", " Inc",
                                        " Inc.", " S.A.", " SA", " S.p.A.", " B.V.", " Oy", " plc", " PLC", " Co."})
      if (name.ends_with(form)) return true;
    return false;
  }

  // The last step before the headline, unless that is the front page.
  std::string section_of_trail() const {
    constexpr std::array<std::string_view, 15> front_pages{
        "home",   "homepage", "home page", "front page", "startseite", "start", "accueil", "inicio",
        "início", "forside",  "etusivu",   "hem",        "ホーム",     "首页",  "главная"};
    auto trail = linked_.trail;
    constexpr std::ptrdiff_t most_spaces = 3;  // what is longer is a headline
    const auto is_headline = [&](const std::string& step) {
      return letters(step) == letters(article_.title) || std::count(step.begin(), step.end(), ' ') > most_spaces;
    };
    if (!trail.empty() && is_headline(trail.back())) trail.pop_back();
    if (trail.empty()) return {};
    const std::string& last = trail.back();
    const bool front =
        trail.size() == 1 && std::find(front_pages.begin(), front_pages.end(), ascii_lower(last)) != front_pages.end();
    return front || site_->is(last) ? std::string() : last;
  }

  void choose_byline() {
    try_byline(linked_.author, "json-ld:author");
    for (const char* key : {"author", "article:author", "dc:creator", "byl", "parsely-author", "sailthru:author",
                            "citation_author", "article:author_name", "dcsext:author", "twitter:misc:written by", "twitter:misc:verfasst von"})
      try_byline(metas(key), std::string("meta:") + key);
    if (labels_author(page_.meta("twitter:label1"))) try_byline(decode_entities(page_.meta("twitter:data1")), "meta:twitter:data1");
    // What stands above the headline is about something else, if there is another.
    for (const bool below : {true, false})
      for (const bool declared : {true, false})
        for (std::size_t i = 0; i < page_.bylines.size(); ++i)
          if (page_.bylines[i].declared == declared && (page_.bylines[i].element >= page_.headline) == below &&
              !is_elsewhere(page_.bylines[i].element))
            try_byline(page_.bylines[i].text, "byline element", neighbours_of(i), declared);
  }

  // What a card of the page says in front of a name.
  static bool labels_author(std::string_view label) {
    constexpr std::array<std::string_view, 14> labels{"written by", "author",      "by",         "verfasst von", "geschrieben von", "autor",   "von",
                                                      "écrit par",  "escrito por", "scritto da", "skrevet av",   "skriven av",      "autore",  "auteur"};
    return std::find(labels.begin(), labels.end(), ascii_lower(trim(label))) != labels.end() || trim(label) == "Écrit par";
  }

  // An author who is no more than the site, for want of a better one.
  void note_site_author(Declared& declared) const {
    for (const auto& [author, from] : {std::pair<std::string, const char*>{linked_.author, "json-ld:author"},
                                       {metas("author"), "meta:author"}})
      if (declared.site_author.empty() && is_name(author)) {
        const auto names = names_of_byline(author);
        declared.site_author = names.empty() ? without_by(author) : names.front();
        declared.site_author_from = from;
      }
  }

  // In what is no part of the article.
  bool is_elsewhere(std::uint32_t element) const {
    return (page_.names_beside_article(element) & (side_name | related_name | comments_name)) != 0;
  }

  // Bylines beside this one that are marked in the same way: each may name one author.
  std::vector<std::string> neighbours_of(std::size_t first) const {
    constexpr std::uint32_t near_by = 12;
    const auto& byline = page_.bylines[first];
    std::vector<std::string> texts;
    for (std::size_t i = first + 1; i < page_.bylines.size(); ++i) {
      const auto& other = page_.bylines[i];
      const bool beside =
          other.element == byline.element || (other.declared && other.element < byline.element + near_by);
      if (other.declared == byline.declared && beside) texts.push_back(other.text);
    }
    return texts;
  }

  void try_byline(std::string_view text, std::string from, const std::vector<std::string>& beside = {},
                  bool declared = true) {
    if (!article_.byline.empty() && !(explain_ && declared && beside.empty())) return;
    std::vector<std::string> names;
    add_names(text, names);
    if (!article_.byline.empty()) return tell_other_authors(names, std::move(from));
    if (names.empty() || (!declared && !may_be_author(names.front()))) return;
    for (const auto& other : beside) add_names(other, names);
    std::string joined;
    for (const auto& name : names) joined.append(joined.empty() ? "" : ", ").append(name);
    if (!offer(&Article::byline, "byline", joined, from)) return;
    article_.authors = std::move(names);
    because("authors", std::move(from));
  }

  void tell_other_authors(const std::vector<std::string>& names, std::string from) {
    std::string others;
    for (const auto& name : names)
      if (letters(article_.byline).find(letters(name)) == std::string::npos) others.append(others.empty() ? "" : ", ").append(name);
    if (!others.empty()) because("authors", std::move(from), "not taken: " + others);
  }

  // The site is no author, and no author is a number, an account or an address.
  void add_names(std::string_view text, std::vector<std::string>& names) const {
    for (auto& name : names_of_byline(text))
      if (is_name(name) && !site_->is(name) && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
  }

  void choose_tags() {
    try_tags(linked_.keywords, "json-ld:keywords");
    for (const char* key : {"article:tag", "news_keywords", "parsely-tags", "sailthru:tags", "keywords"})
      try_tags(metas(key), std::string("meta:") + key);
    std::string shown;
    for (const auto& tag : page_.tags)
      if (!is_elsewhere(tag.element))
        shown.append(shown.empty() ? "" : ", ").append(tag.text);
    try_tags(shown, "rel=tag");
  }

  // Each once, without the marks that some put before them.
  void try_tags(std::string_view text, std::string from) {
    if (!article_.tags.empty()) return;
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of(",;"), text.size());
      auto tag = trim(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      while (tag.starts_with('#')) tag.remove_prefix(1);
      const bool known =
          std::any_of(article_.tags.begin(), article_.tags.end(), [&](const auto& one) { return iequals(one, tag); });
      constexpr std::size_t number = 5;  // of an archive; a year may be a tag
      const bool word = tag.size() < number || tag.find_first_not_of("0123456789") != std::string_view::npos;
      if (!tag.empty() && word && !known && article_.tags.size() <= most_in_list)
        article_.tags.emplace_back(tag);
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
    try_tag(page_.meta("og:locale"), "meta:og:locale");
    try_tag(page_.meta("content-language"), "meta:content-language");
    try_tag(page_.meta("language"), "meta:language");
  }

  void choose_url() {
    const std::string_view canonical = archived_address(page_.canonical), open_graph = archived_address(page_.meta("og:url"));
    for (const auto& [url, from] : {std::pair{canonical, "link:canonical"}, {open_graph, "meta:og:url"}, {archived_address(linked_.url), "json-ld:url"}})
      if (is_article_url(url)) offer(&Article::url, "url", url, from);
    for (const auto& [url, from] : {std::pair{canonical, "link:canonical"}, {open_graph, "meta:og:url"}})
      if (is_article_url(url)) offer(&Article::canonical_url, "canonical_url", url, from);
  }

  void choose_date() {
    try_date(linked_.published, "json-ld:datePublished");
    for (const char* key : {"article:published_time",
                            "article:published",
                            "og:published_time",
                            "datepublished",
                            "rnews:datepublished",
                            "schema:datepublished",
                            "datecreated",
                            "pubdate",
                            "pub_date",
                            "publication-date",
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
                            "citation_date",
                            "shareaholic:article_published_time",
                            "weibo:article:create_at",
                            "cxenseparse:recs:publishtime",
                            "displaydate",
                            "originalpublicationdate",
                            "date",
                            "bt:pubdate",
                            "article:post_date"})
      try_date(std::string(page_.meta(key)), std::string("meta:") + key);
    if (!article_.published.known() && doubtful_.known()) {
      article_.published = doubtful_;
      article_.date_from = doubtful_from_;
      because("date", doubtful_from_, doubtful_.iso() + ", though it lies in the future");
    }
    try_update(linked_.modified, "json-ld:dateModified");
    for (const char* key : {"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
                            "dcterms:modified", "article:modified"})
      try_update(std::string(page_.meta(key)), std::string("meta:") + key);
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
    if (article_.published.known()) {
      if (!earlier_.known() && *period_of(*date).last < *period_of(article_.published).first) earlier_ = *date, earlier_from_ = from;
      return tell_contradiction(*date, from);
    }
    if (*period_of(*date).first > latest_) {
      if (!doubtful_.known()) doubtful_ = *date, doubtful_from_ = std::move(from);
      return;
    }
    article_.published = *date;
    article_.date_from = from;
    because("date", std::move(from), value);
  }

  // The time of a change is none of publication: where both are told to be one, and elsewhere an earlier one is told.
  void prefer_earlier_date() {
    const bool changed = article_.updated.known() && article_.published.iso() == article_.updated.iso();
    if (!changed || !earlier_.known() || *period_of(article_.published).first - *period_of(earlier_).last <= std::chrono::days{1}) return;
    because("date", earlier_from_, earlier_.iso() + ", as " + article_.date_from + " has the time of the last change");
    article_.published = earlier_;
    article_.date_from = earlier_from_;
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
  Date earlier_;  // another date of publication, before the chosen one
  std::string earlier_from_;
  LinkedData linked_;
  std::optional<SiteName> site_;  // when the source is known
};

}  // namespace

Declared read_metadata(const Page& page, Draft& draft, bool explain, Day latest) {
  return Chooser(page, draft, explain, latest).run();
}

void fall_back_to_site(const Declared& declared, Draft& draft, bool explain) {
  if (!draft.article.byline.empty() || declared.site_author.empty()) return;
  draft.article.byline = declared.site_author;
  draft.article.authors = {declared.site_author};
  if (explain) draft.why.push_back({"byline", declared.site_author_from, "the site itself: nobody else is named"});
}

}  // namespace newsgrep
