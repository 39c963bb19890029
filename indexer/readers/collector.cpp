// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/collector.hpp"

#include "common/analysis.hpp"
#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace newsgrep {
namespace {

std::string plain(std::string_view value) { return collapse(looks_like_markup(value) ? strip_markup(value) : value); }

// Of two texts of about one length the one that keeps its paragraphs apart says more.
bool keeps_more(std::string_view text, std::string_view other) {
  constexpr std::size_t shortest = 200, most_times = 4;
  return text.size() >= shortest && other.size() <= text.size() * most_times && has_paragraphs(text) &&
         !has_paragraphs(other);
}

// "... the vote on… https://example.org/x"
bool has_cut_end(std::string_view text) {
  constexpr std::size_t longest_end = 40;
  const auto end = text.substr(text.size() - std::min(text.size(), longest_end));
  return end.find("\xE2\x80\xA6") != std::string_view::npos;
}

// A text that was cut and the whole of it begin alike.
bool is_more_of(std::string_view text, std::string_view beginning) {
  constexpr std::size_t compared = 40;
  return beginning.size() >= compared && text.size() > beginning.size() &&
         text.starts_with(beginning.substr(0, compared));
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

// Names of dates in languages that put the day first.
DayOrder order_of_name(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{"datum",
                                                   "erscheinungsdatum",
                                                   "fecha",
                                                   "fecha_publicacion",
                                                   "fecha_de_publicacion",
                                                   "date_parution",
                                                   "data_pubblicazione",
                                                   "data_publicacao",
                                                   "data",
                                                   "дата"};
  const std::string folded = fold(name);
  return std::find(names.begin(), names.end(), folded) != names.end() ? DayOrder::day_first : DayOrder::unknown;
}

std::optional<Date> read_date(std::string_view value) {
  constexpr std::string_view milliseconds = "/Date(";  // as .NET writes them
  if (value.starts_with(milliseconds))
    value = value.substr(milliseconds.size(), value.find_first_of("+-)", milliseconds.size()) - milliseconds.size());
  if (const auto date = parse_date(value)) return date;
  constexpr std::size_t longest = 100;
  if (value.size() > longest || needs_day_order(value)) return std::nullopt;
  return read_stamp(value).published;
}

// The key of a row in another table, where a text was looked for, or an address: one long word.
bool is_no_text(std::string_view value) {
  constexpr std::size_t longest_word = 24, longest_key = 200;
  value = trim(value);
  if (value.size() > longest_key) return false;
  const bool plain_word =
      std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 127 && c != '<'; });
  return plain_word && (value.size() > longest_word || is_url(value));
}

// "data" is a date in many languages, and anything at all in the others.
bool may_be_anything(std::string_view name) { return iequals(name, "data"); }

bool is_host(std::string_view source) {
  return source.find('.') != std::string_view::npos && source.find(' ') == std::string_view::npos;
}

}  // namespace

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
  // "By" in an element of its own, which nothing keeps apart from the name.
  const bool glued = clean.size() > 2 && clean.starts_with("By") && is_ascii_letter(clean[2]) && !is_small(clean[2]);
  return glued ? clean.substr(2) : clean;
}

void Collector::offer(std::string_view name, std::string_view value) {
  const NamedRole named = role_of(name);
  if (named.role != Role::none) offer(named.role, named.preference, name, value);
}

// Keywords, companies and places are all of them tags.
void Collector::add_tags(std::string_view name, std::string_view value) {
  Best& best = at(Role::tags);
  if (best.value.empty()) best.name.clear();
  else best.value += "; ";
  best.value += names_in_list(value);
  best.name.append(best.name.empty() ? "" : ", ").append(name);
}

void Collector::offer(Role role, std::size_t preference, std::string_view name, std::string_view value) {
  text_declared_ = text_declared_ || role == Role::text;
  if (role == Role::text && is_no_text(value)) return;
  if (role == Role::byline && trim(value).find_first_not_of("0123456789") == std::string_view::npos)
    return;  // a row of a table of authors
  if (role == Role::date && may_be_anything(name) && !read_date(value) && !needs_day_order(value)) return;
  if (is_placeholder(value)) return;
  if (role == Role::tags) return add_tags(name, value);
  if (role == Role::caption) return add_caption(name, value);
  if (!is_better(role, preference, value)) return;
  Best& best = at(role);
  best.value = value;
  best.name = name;
  best.preference = preference;
}

void Collector::add_caption(std::string_view name, std::string_view value) {
  if (captions_.empty()) caption_name_ = name;
  add_once(captions_, plain(value));
}

bool Collector::is_better(Role role, std::size_t preference, std::string_view value) const {
  const Best& best = at(role);
  if (best.value.empty()) return true;
  const bool named_better = preference < best.preference;
  if (role == Role::text && (keeps_more(value, best.value) || keeps_more(best.value, value)))
    return keeps_more(value, best.value);
  if (role == Role::text && has_cut_end(value) != has_cut_end(best.value) &&
      (is_more_of(value, best.value) || is_more_of(best.value, value)))
    return has_cut_end(best.value);
  if (role == Role::source && is_host(value) != is_host(best.value)) return is_host(best.value);
  if (role != Role::date && role != Role::updated) return named_better;
  // A value that can be read as a date beats every one that cannot.
  const bool readable = read_date(value).has_value(), best_readable = read_date(best.value).has_value();
  return readable != best_readable ? readable : named_better;
}

bool Collector::is_article() const {
  if (has(Role::text) && (has(Role::date) || !iequals(at(Role::text).name, "message")))
    return true;                                                        // answers of servers have one
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
  draft.partial = has(Role::text) ? has_rest_mark(at(Role::text).value) || is_beginning(at(Role::text).name)
                                  : has(Role::standfirst);
  fill_dates(draft, explain);
  if (explain) explain_choices(draft);
  if (is_html_page(at(Role::text).value)) fill_from_page(draft, explain);
  clear();
  return draft;
}

void Collector::clear() {
  for (Best& best : best_) best.value.clear();
  captions_.clear();
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
  const bool letter = article.title.empty() && iequals(at(Role::section).name, "subject");
  if (letter) article.title.swap(article.section);
  const bool subject = !letter && (iequals(at(Role::section).name, "subject") || iequals(at(Role::section).name, "topic"));
  for (const std::string_view list : {std::string_view(at(Role::tags).value), subject ? std::string_view(at(Role::section).value) : std::string_view()})
    for (const auto& one : parts_of_list(list)) {
      const std::string tag = plain(one);
      add_once(article.tags, tag.substr(tag.starts_with('#') ? 1 : 0));
    }
  if (has(Role::text) && has(Role::standfirst))
    article.standfirst = standfirst_beside(article_text(at(Role::standfirst).value, article.title), article.text);
  article.dateline = plain(at(Role::dateline).value);
  article.captions = captions_;
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
  if (!date && needs_day_order(value)) {
    const auto order = order_of_language(draft.article.language);
    date = parse_date(value, order == DayOrder::unknown ? order_of_name(at(Role::date).name) : order);
  }
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
      {Role::section, "section"}, {Role::tags, "tags"},       {Role::language, "language"}, {Role::url, "url"},       {Role::id, "native_id"},
      {Role::dateline, "dateline"}};
  for (const auto& [role, field] : shown)
    if (has(role)) draft.why.push_back({field, from(role), ""});
  if (!captions_.empty()) draft.why.push_back({"captions", std::string(kind_) + ":" + caption_name_, ""});
  if (!has(Role::text) && has(Role::standfirst))
    draft.why.push_back({"text", from(Role::standfirst), "there is no text"});
}

}  // namespace newsgrep
