// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_article.hpp"
#include "indexer/readers/html_data.hpp"
#include "indexer/readers/html_front.hpp"
#include "indexer/readers/html_page.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/metadata.hpp"
#include "indexer/readers/mhtml.hpp"
#include "indexer/readers/text.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/text_records.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>

namespace newsgrep {
namespace {

constexpr std::size_t most_html = 32u << 20;
constexpr std::size_t little_text = 200;  // less is seldom an article

// charset=... of a <meta>, or encoding=... of <?xml?>, in the first kilobytes. Scripts and links have charsets of their
// own.
std::string declared_charset(std::string_view head) {
  constexpr std::size_t far_enough = 8192, longest = 40;
  const auto lower = ascii_lower(head.substr(0, far_enough));
  for (const auto& [tag, key] :
       {std::pair<std::string_view, std::string_view>{"<?xml", "encoding"}, {"<meta", "charset"}})
    for (auto open = lower.find(tag); open != std::string::npos; open = lower.find(tag, open + 1)) {
      const auto element = std::string_view(lower).substr(open, lower.find('>', open) - open);
      const auto at = element.find(key);
      auto begin = at == std::string_view::npos ? at : element.find_first_not_of(" \t\r\n", at + key.size());
      if (begin == std::string_view::npos || element[begin] != '=') continue;
      begin = element.find_first_not_of(" \t\r\n\"'", begin + 1);
      if (begin == std::string_view::npos) continue;
      return std::string(
          element.substr(begin, std::min(element.find_first_of(" \t\r\n\"'>;/?", begin) - begin, longest)));
    }
  return {};
}

// Without marks of no width: they would tear words.
std::string without_invisible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
      continue;
    }
    const char32_t c = next_char(text, at);
    if (c != 0x200B && c != 0x2060 && c != 0xFEFF && c != 0xAD) out.append(text.substr(start, at - start));
  }
  return out;
}

// Whether the text a page declares is that of the article of which it shows little: long enough, much longer than what
// is shown, not cut off, and with the same first words somewhere in it.
bool replaces(const std::string& declared, const std::string& shown) {
  constexpr std::size_t plenty = 1200, enough = 500, beginning = 60;
  if (shown.size() > plenty || declared.size() <= 2 * shown.size() || declared.ends_with("\xE2\x80\xA6") ||
      declared.ends_with("..."))
    return false;
  if (shown.size() < little_text) return true;
  const auto first = std::string_view(shown).substr(0, valid_prefix(std::string_view(shown).substr(0, beginning)));
  return declared.size() >= enough && collapse(declared).find(first) != std::string::npos;
}

// Adds what only the text shows: standfirst, captions.
void fill_from_text(const Page& page, ArticleText&& text, Draft& draft, bool explain) {
  auto& article = draft.article;
  const auto because = [&](const char* field, const char* from) {
    if (explain) draft.why.push_back({field, from, ""});
  };
  article.standfirst = std::move(text.lead);
  if (!article.standfirst.empty()) because("standfirst", "text");
  for (const auto& [name, value] : page.metas) {
    if (!article.standfirst.empty() || (name != "description" && name != "og:description")) continue;
    const std::string sum = collapse(plain_text(value));
    const bool begins =
        letters(article.text).starts_with(letters(sum.substr(0, valid_prefix(std::string_view(sum).substr(0, 60)))));
    if (sum.empty() || begins || sum.ends_with("...") || sum.ends_with("\xE2\x80\xA6") ||
        letters(sum) == letters(article.title))
      continue;
    article.standfirst = sum;
    if (explain) draft.why.push_back({"standfirst", "meta:" + name, ""});
  }
  article.captions = std::move(text.captions);
  if (!article.captions.empty()) because("captions", "page");
}

// What the page's data say of the article, where the page itself shows little of its text and does not say better.
void take_from_data(const Page& page, std::string& text, Draft& draft, bool explain) {
  auto found = article_in_data(page, draft.article.title);
  if (!found || found->article.text.size() <= 2 * text.size()) return;
  Article& article = draft.article;
  const auto because = [&](const char* field) {
    if (explain) draft.why.push_back({field, "page data", "the page shows little of the text"});
  };
  text = std::move(found->article.text);
  because("text");
  if (!article.published.known() && found->article.published.known()) {
    article.published = found->article.published;
    article.date_from = "page data";
    because("date");
  }
  if (article.byline.empty() && !found->article.byline.empty()) {
    article.byline = found->article.byline;
    article.authors = names_of_byline(article.byline);
    because("byline");
  }
}

// A gallery tells its story below its pictures; else the description is better than nothing.
bool fill_text_otherwise(const Page& page, Draft& draft, bool explain) {
  auto& article = draft.article;
  std::string from = "captions", why = "the page has pictures and no text";
  for (const auto& caption : page.captions)
    article.text.append(article.text.empty() ? "" : "\n\n").append(without_invisible(caption.text));
  for (const char* name : {"og:description", "description"}) {
    if (!article.text.empty()) break;
    article.text = plain_text(page.meta(name));
    from = std::string("meta:") + name, why = "the page shows no text";
  }
  if (explain && !article.text.empty()) draft.why.push_back({"text", from, why});
  return !article.text.empty();
}

// Whether a tag comes first, behind white space and a byte order mark.
bool begins_tag(std::string_view text) {
  const auto start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return start != std::string_view::npos && text[start] == '<';
}

}  // namespace

Likeness sniff_html(std::string_view head) {
  constexpr std::size_t far_enough = 4096;
  if (!begins_tag(head.substr(0, far_enough))) return Likeness::no;
  const auto lower = ascii_lower(head.substr(0, far_enough));
  if (lower.find("<feed xmlns=") != std::string::npos) return Likeness::no;  // in a page too it is no article
  const auto first_of = [&](std::initializer_list<const char*> tags) {
    auto first = std::string::npos;
    for (const char* tag : tags) first = std::min(first, lower.find(tag));
    return first;
  };
  const auto page = first_of({"<!doctype html", "<html"}), other = first_of({"<rss", "<feed", "<nitf"});
  if (page != other) return page < other ? Likeness::surely : Likeness::no;  // not both are nowhere
  for (const char* tag : {"<head", "<body", "<title", "<meta ", "<article", "<div", "<h1", "<p>"})
    if (lower.find(tag) != std::string::npos)
      return lower.find("<?xml") == std::string::npos ? Likeness::likely : Likeness::no;
  return Likeness::no;
}

bool is_html_page(std::string_view value) {
  constexpr std::size_t enough = 500;
  if (!begins_tag(value.substr(0, enough))) return false;
  const auto lower = ascii_lower(value.substr(0, enough));
  return lower.find("<!doctype html") != std::string::npos || lower.find("<html") != std::string::npos ||
         lower.find("<body") != std::string::npos;
}

PageKind read_html_page(std::string_view html, std::string_view path, Draft& draft, bool explain) {
  const Page page = read_page(html);
  draft.repairs += static_cast<std::uint32_t>(page.repairs);
  const Day tomorrow = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days{1};
  const Declared declared = read_metadata(page, draft, explain, tomorrow);
  draft.article.title = without_invisible(draft.article.title);
  ArticleText text = article_text(page, draft.article.title);
  if (text.lists_others && !declared.article) return PageKind::list;
  read_front(page, text, path, draft, explain);
  fall_back_to_site(declared, draft, explain);
  leave_out_authors(page, draft.article.authors, text);
  if (std::string body = plain_text(declared.body); replaces(body, text.text)) {
    text.text = std::move(body);
    if (explain) draft.why.push_back({"text", "json-ld:articleBody", "the page shows little of the text"});
  }
  if (text.text.size() < little_text) take_from_data(page, text.text, draft, explain);
  draft.article.text = without_invisible(text.text);
  fill_from_text(page, std::move(text), draft, explain);
  return !draft.article.text.empty() || fill_text_otherwise(page, draft, explain) ? PageKind::article : PageKind::empty;
}

Diagnostic page_without_article(PageKind kind) {
  const char* what =
      kind == PageKind::list ? "a page that lists articles and is none" : "a page without the text of an article";
  return {Severity::warning, "no_text", what, "", "", 0, 0, 0};
}

namespace {

// The articles of a page as which a press database was asked to save them.
bool read_database_export(const std::string& html, Entry& entry, ArticleSink& sink) {
  constexpr std::string_view mark = "Document ";
  if (html.find(mark) == std::string::npos || html.find(" words") == std::string::npos) return false;
  const std::string text = strip_markup(html);
  if (!is_database_export(split_lines_of(text))) return false;
  read_text_of_document(text, {}, entry, sink);
  return true;
}

}  // namespace

void read_html(Entry& entry, ArticleSink& sink) {
  std::string bytes = read_all(entry, most_html);
  const std::string& sent_as = entry.origin().charset;
  const std::string charset = sent_as.empty() ? declared_charset(bytes) : sent_as;
  const Decoded decoded = decode(std::move(bytes), charset);
  if (read_database_export(decoded.text, entry, sink)) return;
  Draft draft;
  draft.repairs = decoded.repairs;
  const auto saved = saved_page_note(decoded.text);
  const bool from_web = saved && !saved->url.empty();
  const auto kind = read_html_page(decoded.text, from_web ? saved->url : entry.path(), draft, sink.explain());
  if (kind != PageKind::article) return sink.skipped(page_without_article(kind));
  if (saved) apply_origin(*saved, draft, sink.explain());
  sink.article(std::move(draft));
}

}  // namespace newsgrep
