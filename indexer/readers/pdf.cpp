// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/pdf.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/text_article.hpp"
#include "indexer/readers/text_lines.hpp"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t most_bytes = 64u << 20, most_text = 16u << 20;
constexpr int most_pages = 2000;
static_assert(most_bytes <= static_cast<std::size_t>(std::numeric_limits<int>::max()));

std::string utf8(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  std::string all(bytes.begin(), bytes.end());
  std::erase_if(all, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
  return all;
}

// The words of a page in their order, whatever stands between them.
std::string words_only(std::string_view text) {
  std::string words;
  for (const char c : text)
    if (static_cast<unsigned char>(c) > ' ') words += c;
  return words;
}

// In the order of its columns; with the empty lines between paragraphs, where there is one column only.
std::string text_of(const poppler::page& page) {
  const poppler::rectf all;
  std::string columns = utf8(page.text(all, poppler::page::non_raw_non_physical_layout));
  std::string printed = utf8(page.text(all, poppler::page::physical_layout));
  return words_only(columns) == words_only(printed) ? printed : columns;
}

using Pages = std::vector<std::vector<std::string_view>>;  // their lines

// A line without its numbers: what is printed on all pages counts them.
std::string without_numbers(std::string_view line) {
  std::string text = letters(line);
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

// The first and the last line with something on them, which may be all there is of a page.
std::vector<std::size_t> edges_of(const std::vector<std::string_view>& lines) {
  const auto filled = [](std::string_view line) { return !trim(line).empty(); };
  const auto first = std::find_if(lines.begin(), lines.end(), filled);
  if (first == lines.end()) return {};
  const auto last = std::find_if(lines.rbegin(), lines.rend(), filled);
  return {static_cast<std::size_t>(first - lines.begin()), static_cast<std::size_t>(lines.rend() - last) - 1};
}

// Lines at the top or bottom that at least half of the pages have, but for their numbers.
void drop_running_lines(Pages& pages) {
  constexpr std::size_t several = 3;
  if (pages.size() < several) return;
  std::map<std::string, std::size_t> counts;
  for (const auto& lines : pages)
    for (const auto i : edges_of(lines)) ++counts[without_numbers(lines[i])];
  for (auto& lines : pages)
    for (const auto i : edges_of(lines))
      if (const auto count = counts[without_numbers(lines[i])]; count >= several && 2 * count >= pages.size())
        lines[i] = {};
}

bool begins_small(std::string_view line) { return !line.empty() && line[0] >= 'a' && line[0] <= 'z'; }

// How long the lines of a page are that go to its margin.
std::size_t width_of(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> sizes;
  for (const auto line : lines)
    if (!trim(line).empty()) sizes.push_back(trim(line).size());
  if (sizes.empty()) return 0;
  const auto long_ones = sizes.begin() + static_cast<long>(sizes.size() * 9 / 10);
  std::nth_element(sizes.begin(), long_ones, sizes.end());
  return *long_ones;
}

// Whether a paragraph goes on in the next line: a full line, or one that the next continues in small letters.
bool goes_on(std::string_view line, std::string_view next, std::size_t width) {
  if (begins_small(next)) return true;
  if (!front_line(next).byline.empty()) return false;  // below a long headline
  return 4 * line.size() >= 3 * width && !(ends_sentence(line) && 10 * line.size() < 9 * width);
}

// All pages as paragraphs; a word that goes on in the next line is whole again.
std::string joined(const Pages& pages) {
  std::string text;
  std::string_view before;
  for (const auto& lines : pages) {
    const std::size_t width = width_of(lines);
    const auto edges = edges_of(lines);  // a paragraph may go on over the empty lines between two pages
    if (edges.empty()) continue;
    for (std::size_t i = edges.front(); i <= edges.back(); ++i) {
      const auto line = trim(lines[i]);
      const bool same = !before.empty() && !line.empty() && goes_on(before, line, width);
      const bool broken = same && before.size() > 1 && before.ends_with('-') && begins_small(line);
      if (broken) text.pop_back();
      if (!line.empty() && !text.empty()) text += broken ? "" : same ? " " : "\n\n";
      text += line;
      before = line;
    }
  }
  return text;
}

// What a document calls itself, unless that is the name of a file or of the program that made it.
std::string declared_title(const poppler::document& document) {
  const std::string title = collapse(utf8(document.get_title()));
  const auto lower = ascii_lower(title);
  for (const std::string_view sign : {"microsoft word", "untitled", ".doc", ".indd", ".qxd", ".pdf", ".rtf", ".tex"})
    if (lower.find(sign) != std::string::npos) return {};
  return title.find(' ') == std::string::npos ? std::string() : title;
}

Diagnostic refused(const char* kind, const char* message) {
  return {Severity::warning, kind, message, "", "", 0, 0, 0};
}

// What is taken of a document.
struct Taken {
  std::vector<std::string> pages;
  bool all = false;  // its pages are
  std::string title;
};

// Nothing, and why, when there is nothing to be read. One document at a time: poppler's documents share colour profiles
// that it does not guard.
std::optional<Taken> take(const std::string& bytes, Diagnostic& trouble) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  static std::once_flag once;
  std::call_once(once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document || document->is_locked()) {
    trouble = document ? refused("encrypted", "a PDF document that a password protects")
                       : refused("corrupt", "a PDF document that is damaged");
    return std::nullopt;
  }
  Taken taken{{}, false, declared_title(*document)};
  std::size_t size = 0;
  const int count = std::min(document->pages(), most_pages);
  for (int i = 0; i < count && size < most_text; ++i)
    if (const std::unique_ptr<poppler::page> page(document->create_page(i)); page)
      size += taken.pages.emplace_back(text_of(*page)).size();
  taken.all = taken.pages.size() == static_cast<std::size_t>(document->pages());
  return taken;
}

}  // namespace

Likeness sniff_pdf(std::string_view head) { return head.starts_with("%PDF-") ? Likeness::surely : Likeness::no; }

void read_pdf(Entry& entry, ArticleSink& sink) {
  Diagnostic trouble;
  auto taken = take(read_all(entry, most_bytes), trouble);
  if (!taken) return sink.skipped(std::move(trouble));
  Pages pages;
  for (const auto& page : taken->pages) pages.push_back(split_lines_of(page));
  drop_running_lines(pages);
  const std::string text = joined(pages);
  if (trim(text).empty()) return sink.skipped(refused("no_text", "a PDF document of pictures: its pages hold no text"));
  Draft draft = text_article(split_lines_of(text), entry.path(), sink.explain());
  draft.partial = !taken->all;
  if (draft.article.title.empty()) {
    draft.article.title = std::move(taken->title);
    if (sink.explain() && !draft.article.title.empty()) draft.why.push_back({"title", "pdf:Title", ""});
  }
  sink.article(std::move(draft));
}

}  // namespace newsgrep
