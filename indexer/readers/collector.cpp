// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/collector.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

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
     "headline title webtitle articletitle articleheadline newstitle newsheadline head heading headlinemain storytitle "
     "headlinetext "
     "headlines titel titre titulo titolo tytul заголовок 标题 標題 タイトル 제목"},
    {Role::text,
     "maintext articlebody bodytext fulltext fullarticle ctext text body content articletext articlecontent "
     "contenttext "
     "newscontent newstext "
     "storytext story plaintext cleanedtext paragraphs paragraph article bodyhtml bodyxhtml contenthtml html rawtext "
     "texte testo texto "
     "contenido contenu conteudo contenuto inhalt tekst текст 内容 正文 本文 본문"},
    {Role::standfirst,
     "description summary abstract standfirst excerpt lead leadparagraph subheadline snippet shortdescription "
     "highlights trailtext dek "
     "teaser"},
    {Role::date,
     "datepublished datepublish publishedat publisheddate publicationdate datepublication firstpublished published "
     "publishdate pubdate "
     "publishedon publishedtime publishtime pubtime datetimepub dateposted postdate postedat postedon "
     "webpublicationdate "
     "firstpublicationdate originalpublicationdate publicationdatetime publicationtime displaydate articledate "
     "newsdate storydate "
     "issuedate releasedate isodate datetime date firstcreated created createdat datecreated versioncreated timestamp "
     "time day datum "
     "fecha fechapublicacion дата 日期 날짜"},
    {Role::updated,
     "datemodified datemodify lastmodified updatedat updated modified modifiedat updateddate lastupdated dateupdated "
     "updatetime"},
    {Role::byline,
     "byline author authors creator writer by authorname bylines writtenby reporter journalist autor auteur auteurs "
     "autores autore автор "
     "作者 記者"},
    {Role::source,
     "source sourcename publisher publication outlet newspaper pubtitle publicationtitle publicationname sitename site "
     "newssource agency "
     "provider sitefull sourcedomain domain quelle fuente fonte bron источник 来源"},
    {Role::section,
     "section sectionname articlesection newsdesk category categories headlinecategory desk topic subject ressort "
     "rubrik rubrique seccion "
     "secao sezione categoria kategorie"},
    {Role::tags, "keywords tags newskeywords metakeywords topics keyword tag"},
    {Role::language, "language lang languagecode inlanguage sprache langue idioma lingua"},
    {Role::url,
     "canonicallink canonicalurl url link articleurl newsurl storyurl pageurl weburl respondedurl requestedurl "
     "originalurl permalink "
     "sourceurl href"},
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
      table.emplace(fold(rest.substr(0, end)), NamedRole{row.role, preference});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return table;
}

std::string plain(std::string_view value) { return collapse(looks_like_markup(value) ? strip_markup(value) : value); }

// Of two texts of about one length the one that keeps its paragraphs apart says more.
bool keeps_more(std::string_view text, std::string_view other) {
  constexpr std::size_t shortest = 200, most_times = 4;
  return text.size() >= shortest && other.size() <= text.size() * most_times && has_paragraphs(text) &&
         !has_paragraphs(other);
}

// In these languages a date of numbers begins with the day, in American English with the month.
DayOrder order_of_language(std::string_view language) {
  if (language == "en-us") return DayOrder::month_first;
  const auto primary = language.substr(0, language.find('-'));
  for (const std::string_view known : {"de", "fr", "es", "pt", "it", "nl", "ru", "pl", "cs", "tr", "sv",
                                       "da", "no", "fi", "el", "ro", "uk", "id", "vi", "ar", "hi"})
    if (primary == known) return DayOrder::day_first;
  return primary == "en" && language.size() > 2 ? DayOrder::day_first : DayOrder::unknown;
}

std::optional<Date> read_date(std::string_view value) {
  if (const auto date = parse_date(value)) return date;
  constexpr std::size_t longest = 100;
  if (value.size() > longest || needs_day_order(value)) return std::nullopt;
  return read_stamp(value).published;
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
  const std::string_view plain_name(normal.data(), size);
  const bool ascii =
      std::all_of(plain_name.begin(), plain_name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const auto found = ascii ? table.find(plain_name) : table.find(fold(plain_name));
  return found == table.end() ? NamedRole{} : found->second;
}

bool is_global_id(std::string_view id) {
  constexpr std::size_t longest_scheme = 16, least_digits = 32;
  const auto scheme = ascii_lower(id.substr(0, id.find(':') == std::string_view::npos ? 0 : id.find(':')));
  if (scheme == "urn" || scheme == "tag" || scheme == "doi" || scheme == "oai") return true;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool address = id.substr(scheme.size()).starts_with("://") && scheme.size() > 1 &&
                       scheme.size() <= longest_scheme && scheme != "file";
  if (address && std::all_of(scheme.begin(), scheme.end(), is_letter)) return true;
  // A GUID or a digest, whatever dashes and braces it is printed with.
  const auto is_hex = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
  };
  const bool hex =
      std::all_of(id.begin(), id.end(), [&](char c) { return is_hex(c) || c == '-' || c == '{' || c == '}'; });
  return hex && static_cast<std::size_t>(std::count_if(id.begin(), id.end(), is_hex)) >= least_digits;
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
  if (is_placeholder(value) || !is_better(role, preference, value)) return;
  Best& best = at(role);
  best.value = value;
  best.name = name;
  best.preference = preference;
}

bool Collector::is_better(Role role, std::size_t preference, std::string_view value) const {
  const Best& best = at(role);
  if (best.value.empty()) return true;
  const bool named_better = preference < best.preference;
  if (role == Role::text && (keeps_more(value, best.value) || keeps_more(best.value, value)))
    return keeps_more(value, best.value);
  if (role != Role::date && role != Role::updated) return named_better;
  // A value that can be read as a date beats every one that cannot.
  const bool readable = read_date(value).has_value(), best_readable = read_date(best.value).has_value();
  return readable != best_readable ? readable : named_better;
}

bool Collector::is_article() const {
  if (has(Role::text)) return true;
  if (text_declared_ && has(Role::id) && has(Role::date)) return true;  // an agency's message without words
  return has(Role::title) && (has(Role::standfirst) || has(Role::date) || has(Role::url));
}

bool Collector::is_surely_article() const {
  const bool dated = read_date(at(Role::date).value).has_value();
  if (has(Role::text)) return has(Role::title) || has(Role::url) || dated;
  return has(Role::title) && dated && (has(Role::url) || has(Role::standfirst));
}

Draft Collector::take(bool explain) {
  Draft draft;
  fill(draft.article);
  draft.global_id = is_global_id(draft.article.native_id);
  draft.partial = has(Role::text) ? has_rest_mark(at(Role::text).value) : has(Role::standfirst);
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
  if (!is_html_page(text)) article.text = article_text(text, article.title);
  article.byline = without_by(plain(names_in_list(at(Role::byline).value)));
  article.source = plain(at(Role::source).value);
  article.section = plain(names_in_list(at(Role::section).value));
  // A subject is a section beside a headline, and the headline of a letter.
  if (article.title.empty() && iequals(at(Role::section).name, "subject")) article.title.swap(article.section);
  for (const auto& tag : parts_of_list(at(Role::tags).value)) add_once(article.tags, plain(tag));
  if (has(Role::text) && has(Role::standfirst))
    article.standfirst = standfirst_beside(article_text(at(Role::standfirst).value, article.title), article.text);
  article.language = language_code(at(Role::language).value);
  article.url = trim(at(Role::url).value);
  article.native_id = trim(at(Role::id).value);
  if (article.url.empty() && article.native_id.starts_with("http")) article.url = article.native_id;
}

// Crawlers keep whole pages: they give the text, and all else that is not given beside them.
void Collector::fill_from_page(Draft& draft, bool explain) const {
  Draft page;
  if (read_html_page(at(Role::text).value, {}, page, explain) != PageKind::article) return;
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
  if (const auto date = read_date(at(Role::updated).value)) draft.article.updated = *date;
  const std::string& value = at(Role::date).value;
  if (value.empty()) return;
  auto date = read_date(value);
  draft.shown_order = day_order(value);
  if (!date && needs_day_order(value)) date = parse_date(value, order_of_language(draft.article.language));
  if (!date) {
    draft.unread_date = value;
    draft.unread_from = from(Role::date);
  }
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
