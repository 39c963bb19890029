// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/collector.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <unordered_map>

namespace newsgrep {
namespace {

struct Names {
  Role role;
  std::string_view names;  // best first, as normal() writes them
};

constexpr Names names_of_roles[] = {
    {Role::title, "headline title webtitle articletitle articleheadline newstitle head heading headlinemain storytitle"},
    {Role::text, "maintext articlebody bodytext fulltext text body content articletext articlecontent contenttext newscontent storytext "
                 "story plaintext article bodyhtml contenthtml html rawtext"},
    {Role::standfirst, "description summary abstract standfirst excerpt lead leadparagraph subheadline snippet"},
    {Role::date, "datepublished datepublish publishedat publisheddate publicationdate datepublication firstpublished published publishdate "
                 "pubdate publishedon webpublicationdate displaydate articledate newsdate datetime date created createdat datecreated "
                 "timestamp time day"},
    {Role::updated, "datemodified datemodify lastmodified updatedat updated modified modifiedat updateddate lastupdated dateupdated"},
    {Role::byline, "byline author authors creator writer by authorname reporter journalist"},
    {Role::source, "source sourcename publisher publication outlet newspaper sitename site newssource agency provider sitefull sourcedomain "
                   "domain"},
    {Role::section, "section sectionname newsdesk category desk"},
    {Role::language, "language lang languagecode inlanguage"},
    {Role::url, "canonicallink canonicalurl url link articleurl weburl permalink sourceurl href"},
    {Role::id, "guid uuid id articleid docid newsid storyid docno identifier uri newid"},
};

std::string normal(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 64))
    if (c != '_' && c != '-' && c != ' ' && c != '.' && c != ':') out += c;
  return ascii_lower(out);
}

std::unordered_map<std::string, NamedRole> make_table() {
  std::unordered_map<std::string, NamedRole> table;
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

std::string plain_text(std::string_view value) { return looks_like_markup(value) ? strip_markup(value) : paragraphs_of(value); }

}  // namespace

NamedRole role_of(std::string_view name) {
  static const auto table = make_table();
  const auto found = table.find(normal(name));
  return found == table.end() ? NamedRole{} : found->second;
}

bool is_global_id(std::string_view id) {
  const auto lower = ascii_lower(id.substr(0, 64));
  if (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("urn:") || lower.starts_with("tag:")) return true;
  if (lower.size() != 36) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? lower[i] != '-' : std::string_view("0123456789abcdef").find(lower[i]) == std::string_view::npos) return false;
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
  Best& best = best_[static_cast<std::size_t>(role)];
  value = trim(value);
  if (value.empty() || (!best.value.empty() && best.preference <= preference)) return;
  if (role == Role::date && !parse_date(value) && !best.value.empty()) return;
  best.value = value;
  best.name = name;
  best.preference = preference;
}

Draft Collector::take(bool explain) {
  const auto at = [&](Role role) -> Best& { return best_[static_cast<std::size_t>(role)]; };
  Draft draft;
  Article& article = draft.article;
  article.title = plain(at(Role::title).value);
  article.text = plain_text(at(Role::text).value);
  if (article.text.empty()) article.text = plain_text(at(Role::standfirst).value);
  article.byline = without_by(plain(at(Role::byline).value));
  article.source = plain(at(Role::source).value);
  article.section = plain(at(Role::section).value);
  article.language = at(Role::language).value;
  article.url = at(Role::url).value;
  article.native_id = at(Role::id).value;
  draft.global_id = is_global_id(article.native_id);
  if (article.url.empty() && article.native_id.starts_with("http")) article.url = article.native_id;
  if (const auto date = parse_date(at(Role::date).value)) {
    article.published = *date;
    article.date_from = std::string(kind_) + ":" + at(Role::date).name;
  } else if (explain && !at(Role::date).value.empty()) {
    draft.why.push_back({"date", std::string(kind_) + ":" + at(Role::date).name, "is no date that can be read: " + at(Role::date).value});
  }
  if (const auto date = parse_date(at(Role::updated).value)) article.updated = *date;
  if (explain) {
    constexpr std::pair<Role, const char*> shown[] = {{Role::title, "title"}, {Role::text, "text"}, {Role::byline, "byline"},
                                                      {Role::source, "source"}, {Role::url, "url"}, {Role::id, "native_id"}};
    for (const auto& [role, field] : shown)
      if (!at(role).value.empty()) draft.why.push_back({field, std::string(kind_) + ":" + at(role).name, ""});
    if (article.published.known()) draft.why.push_back({"date", article.date_from, at(Role::date).value});
  }
  for (auto& best : best_) best = {};
  return draft;
}

}  // namespace newsgrep
