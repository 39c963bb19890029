// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mhtml.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/html.hpp"
#include "indexer/readers/mail_parts.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_mhtml = 256u << 20;

// The first part that is a page.
struct Page {
  std::string html, charset, url;
};

std::optional<Page> find_page(const MailHeaders& headers, std::string_view body, std::size_t& too_deep) {
  std::optional<Page> page;
  too_deep = for_each_part(headers, body, [&](const MailHeaders& part, std::string_view media, std::string_view bytes) {
    if (media != "text/html") return true;
    page = Page{part_bytes(part, bytes), ascii_lower(header_parameter(part["content-type"], "charset")),
                std::string(part["content-location"])};
    return false;
  });
  return page;
}

bool is_web_address(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

}  // namespace

// A mail may be multipart/related too: a saved page says where it came from, or by whom it was saved.
Likeness sniff_mhtml(std::string_view head) {
  const auto end = std::min({head.find("\r\n\r\n"), head.find("\n\n"), head.size()});
  const auto header = ascii_lower(head.substr(0, end));
  if (header.find("mime-version:") == std::string::npos || header.find("multipart/related") == std::string::npos)
    return Likeness::no;
  for (const char* sign :
       {"snapshot-content-location:", "<saved by", "microsoft mhtolib", "saved by unmht", "x-maf-version:"})
    if (header.find(sign) != std::string::npos) return Likeness::surely;
  return header.find("\nto:") == std::string::npos && header.find("text/html") != std::string::npos ? Likeness::likely
                                                                                                    : Likeness::no;
}

void read_mhtml(Entry& entry, ArticleSink& sink) {
  const std::string bytes = read_all(entry, most_mhtml);
  std::string_view body = bytes;
  const MailHeaders message(body);
  std::size_t too_deep = 0;
  auto page = find_page(message, body, too_deep);
  if (!page && too_deep > 0)
    return sink.skipped({Severity::warning, "too_deep",
                         "a saved page (MHTML) whose HTML lies beyond 20 parts within parts", "", "", 0, 0, 0});
  if (!page)
    return sink.skipped(
        {Severity::warning, "no_text", "a saved page (MHTML) in which there is no HTML", "", "", 0, 0, 0});
  SavedFrom from;
  for (const auto url : {message["snapshot-content-location"], std::string_view(page->url)})
    if (from.url.empty() && is_web_address(url)) from.url = url;
  if (const auto date = parse_date(message["date"])) from.captured = *date;
  const Decoded decoded = decode(std::move(page->html), page->charset);
  Draft draft;
  draft.repairs = decoded.repairs;
  const auto kind = read_html_page(decoded.text, from.url.empty() ? entry.path() : from.url, draft, sink.explain());
  if (kind != PageKind::article) return sink.skipped(page_without_article(kind));
  apply_origin(from, draft, sink.explain());
  sink.article(std::move(draft));
}

namespace {

// "<!-- saved from url=(0057)https://news.example/story -->"
std::optional<SavedFrom> browser_note(std::string_view head) {
  constexpr std::string_view mark = "saved from url=(";
  const auto at = head.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto behind = head.substr(at + mark.size());
  const auto url = behind.substr(std::min(behind.find(')') + 1, behind.size()));
  SavedFrom from;
  from.url = archived_address(url.substr(0, url.find_first_of(" \t\r\n>")));
  return is_web_address(from.url) ? std::optional(from) : std::nullopt;
}

// "<!-- ... FILE ARCHIVED ON 10:11:12 Apr 03, 2012 AND RETRIEVED FROM ..."
std::optional<SavedFrom> archive_note(std::string_view html) {
  constexpr std::string_view mark = "FILE ARCHIVED ON ", end = " AND RETRIEVED";
  constexpr std::size_t far_behind = 16 * 1024, time = 9;
  const auto tail = html.substr(html.size() - std::min(html.size(), far_behind));
  const auto at = tail.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto stamp = tail.substr(at + mark.size(), tail.find(end, at) - at - mark.size());
  SavedFrom from;
  if (const auto date = parse_date(stamp.substr(std::min(time, stamp.size())))) from.captured = *date;
  return from.captured.known() ? std::optional(from) : std::nullopt;
}

}  // namespace

std::string_view archived_address(std::string_view url) {
  const auto host = url.find("web.archive.org/web/");
  const auto inner = host == std::string_view::npos ? host : url.find("/http", host);
  return inner == std::string_view::npos ? url : url.substr(inner + 1);
}

std::optional<SavedFrom> saved_page_note(std::string_view html) {
  constexpr std::size_t far_enough = 4096;
  const auto head = html.substr(0, far_enough);
  const auto note_at = head.find("Page saved with SingleFile");
  if (note_at == std::string_view::npos) {
    const auto saved = browser_note(head);
    return saved ? saved : archive_note(html);
  }
  auto note = head.substr(note_at, head.find("-->", note_at) - note_at);
  SavedFrom from;
  while (!note.empty()) {
    const auto line = trim(next_line(note));
    if (line.starts_with("url: ") && is_web_address(line.substr(5))) from.url = trim(line.substr(5));
    if (!line.starts_with("saved date: ")) continue;
    // "Tue Nov 05 2024 10:22:33 GMT+0100 (Central European Standard Time)"
    const auto written =
        trim(line.substr(12, line.find('(') == std::string_view::npos ? line.size() : line.find('(') - 12));
    if (const auto date = parse_date(written)) from.captured = *date;
  }
  return from;
}

void apply_origin(const SavedFrom& from, Draft& draft, bool explain) {
  draft.article.captured = from.captured;
  if (!draft.article.url.empty() || from.url.empty()) return;
  draft.article.url = from.url;
  if (explain) draft.why.push_back({"url", "saved-page", ""});
}

}  // namespace newsgrep
