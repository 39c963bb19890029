// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/collector.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html.hpp"
#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace newsgrep {
namespace {

struct Names {
  Role role;
  std::string_view names;  // best first, in small letters without separators
};

constexpr Names names_of_roles[] = {
    {Role::title,
     "headline title webtitle articletitle articleheadline newstitle head heading headlinemain storytitle headlinetext "
     "headlines"},
    {Role::text,
     "maintext articlebody bodytext fulltext text body content articletext articlecontent contenttext newscontent "
     "storytext "
     "story plaintext article bodyhtml bodyxhtml contenthtml html rawtext"},
    {Role::standfirst,
     "description summary abstract standfirst excerpt lead leadparagraph subheadline snippet shortdescription "
     "highlights"},
    {Role::date,
     "datepublished datepublish publishedat publisheddate publicationdate datepublication firstpublished published "
     "publishdate "
     "pubdate publishedon datetimepub webpublicationdate displaydate articledate newsdate datetime date firstcreated "
     "created createdat "
     "datecreated versioncreated timestamp time day"},
    {Role::updated,
     "datemodified datemodify lastmodified updatedat updated modified modifiedat updateddate lastupdated dateupdated"},
    {Role::byline, "byline author authors creator writer by authorname reporter journalist"},
    {Role::source,
     "source sourcename publisher publication outlet newspaper sitename site newssource agency provider sitefull "
     "sourcedomain "
     "domain"},
    {Role::section, "section sectionname newsdesk category desk"},
    {Role::language, "language lang languagecode inlanguage"},
    {Role::url, "canonicallink canonicalurl url link articleurl weburl permalink sourceurl href"},
    {Role::id, "guid uuid id articleid docid newsid storyid docno identifier uri newid"},
};

// Names are looked up without making strings of them.
struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using NameTable = std::unordered_map<std::string, NamedRole, Hash, std::equal_to<>>;

NameTable make_table() {
  NameTable table;
  for (const auto& row : names_of_roles) {
    std::size_t preference = 0;
    for (std::string_view rest = row.names; !rest.empty(); ++preference) {
      const auto end = std::min(rest.find(' '), rest.size());
      table.emplace(rest.substr(0, end), NamedRole{row.role, preference});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return table;
}

std::string plain(std::string_view value) { return collapse(looks_like_markup(value) ? strip_markup(value) : value); }

bool is_blank(std::string_view value) { return value.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// The headline is not part of the text.
void drop_headline(std::string& text, const std::string& title) {
  if (title.empty() || !text.starts_with(title)) return;
  if (text.size() == title.size())
    text.clear();
  else if (std::string_view(text).substr(title.size()).starts_with("\n\n"))
    text.erase(0, title.size() + 2);
}

}  // namespace

NamedRole role_of(std::string_view name) {
  static const NameTable table = make_table();
  constexpr std::size_t longest = 32;
  std::array<char, longest> normal{};
  std::size_t size = 0;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ' || c == '.' || c == ':') continue;
    if (size == longest) return {};
    normal[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  const auto found = table.find(std::string_view(normal.data(), size));
  return found == table.end() ? NamedRole{} : found->second;
}

bool is_global_id(std::string_view id) {
  const auto lower = ascii_lower(id.substr(0, 64));
  for (const std::string_view scheme : {"http://", "https://", "urn:", "tag:"})
    if (lower.starts_with(scheme)) return true;
  if (lower.size() != 36) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? lower[i] != '-' : std::string_view("0123456789abcdef").find(lower[i]) == std::string_view::npos)
      return false;
  }
  return true;
}

std::string without_by(std::string_view byline) {
  std::string clean = collapse(byline);
  for (const std::string_view by : {"By ", "by ", "BY ", "By: ", "by: "})
    if (clean.starts_with(by)) return clean.substr(by.size());
  return clean;
}

void Collector::offer(std::string_view name, std::string_view value) {
  const NamedRole named = role_of(name);
  if (named.role != Role::none) offer(named.role, named.preference, name, value);
}

void Collector::offer(Role role, std::size_t preference, std::string_view name, std::string_view value) {
  text_declared_ = text_declared_ || role == Role::text;
  if (is_blank(value) || !is_better(role, preference, value)) return;
  Best& best = at(role);
  best.value = value;
  best.name = name;
  best.preference = preference;
}

bool Collector::is_better(Role role, std::size_t preference, std::string_view value) const {
  const Best& best = at(role);
  if (best.value.empty()) return true;
  const bool named_better = preference < best.preference;
  if (role != Role::date && role != Role::updated) return named_better;
  // A value that can be read as a date beats every one that cannot.
  const bool readable = parse_date(value).has_value(), best_readable = parse_date(best.value).has_value();
  return readable != best_readable ? readable : named_better;
}

bool Collector::is_article() const {
  if (has(Role::text)) return true;
  if (text_declared_ && has(Role::id) && has(Role::date)) return true;  // an agency's message without words
  return has(Role::title) && (has(Role::standfirst) || has(Role::date) || has(Role::url));
}

Draft Collector::take(bool explain) {
  Draft draft;
  fill(draft.article);
  draft.global_id = is_global_id(draft.article.native_id);
  fill_dates(draft, explain);
  if (explain) explain_choices(draft);
  if (is_html_page(at(Role::text).value)) fill_from_page(draft, explain);
  clear();
  return draft;
}

void Collector::clear() {
  for (Best& best : best_) best.value.clear();
  text_declared_ = false;
}

void Collector::fill(Article& article) const {
  article.title = plain(at(Role::title).value);
  const std::string& text = at(has(Role::text) ? Role::text : Role::standfirst).value;
  if (!is_html_page(text)) article.text = plain_text(text);
  drop_headline(article.text, article.title);
  article.byline = without_by(plain(at(Role::byline).value));
  article.source = plain(at(Role::source).value);
  article.section = plain(at(Role::section).value);
  article.language = trim(at(Role::language).value);
  article.url = trim(at(Role::url).value);
  article.native_id = trim(at(Role::id).value);
  if (article.url.empty() && article.native_id.starts_with("http")) article.url = article.native_id;
}

// Crawlers keep whole pages: they give the text, and all else that is not given beside them.
void Collector::fill_from_page(Draft& draft, bool explain) const {
  Draft page;
  if (!read_html_page(at(Role::text).value, {}, page, explain)) return;
  Article& article = draft.article;
  for (const auto field : {&Article::title, &Article::text, &Article::byline, &Article::source, &Article::section,
                           &Article::language, &Article::url})
    if ((article.*field).empty()) article.*field = std::move(page.article.*field);
  if (!article.published.known()) {
    article.published = page.article.published;
    article.date_from = std::move(page.article.date_from);
  }
  if (!article.updated.known()) article.updated = page.article.updated;
  draft.why.insert(draft.why.end(), page.why.begin(), page.why.end());
}

void Collector::fill_dates(Draft& draft, bool explain) const {
  if (const auto date = parse_date(at(Role::updated).value)) draft.article.updated = *date;
  const std::string& value = at(Role::date).value;
  if (value.empty()) return;
  const auto date = parse_date(value);
  if (date) {
    draft.article.published = *date;
    draft.article.date_from = from(Role::date);
  }
  if (explain) draft.why.push_back({"date", from(Role::date), date ? value : "is no date that can be read: " + value});
}

void Collector::explain_choices(Draft& draft) const {
  constexpr std::pair<Role, const char*> shown[] = {
      {Role::title, "title"},     {Role::text, "text"},         {Role::byline, "byline"}, {Role::source, "source"},
      {Role::section, "section"}, {Role::language, "language"}, {Role::url, "url"},       {Role::id, "native_id"}};
  for (const auto& [role, field] : shown)
    if (has(role)) draft.why.push_back({field, from(role), ""});
  if (!has(Role::text) && has(Role::standfirst))
    draft.why.push_back({"text", from(Role::standfirst), "there is no text"});
}

}  // namespace newsgrep
