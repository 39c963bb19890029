// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/alto.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml.hpp"

#include <algorithm>
#include <optional>

namespace newsgrep {
namespace {

// A word that goes on in the next line is whole in both its parts.
void add_line(const XmlNode& line, ParagraphWriter& writer) {
  for (const auto& part : line.children) {
    if (!part->is("String")) continue;
    const auto kind = part->attribute("SUBS_TYPE"), whole = part->attribute("SUBS_CONTENT");
    if (kind == "HypPart2" && !whole.empty()) continue;
    writer.add(kind == "HypPart1" && !whole.empty() ? whole : part->attribute("CONTENT"));
    writer.add(" ");
  }
}

class PageReader {
 public:
  std::string read(const XmlNode& page) {
    walk(page);
    return writer_.take();
  }

  const std::string& language() const { return language_; }

  /// The first words of the page: a short block, or the first line of a long one.
  const std::string& headline() const { return headline_; }

 private:
  void walk(const XmlNode& node) {
    for (const auto& child : node.children) {
      if (child->is("TextBlock"))
        take_block(*child);
      else if (!child->is_text())
        walk(*child);
    }
  }

  void take_block(const XmlNode& block) {
    if (language_.empty()) language_ = block.attribute(block.attribute("LANG").empty() ? "language" : "LANG");
    writer_.end_paragraph();
    ParagraphWriter words;
    std::size_t lines = 0;
    for_children(block, "TextLine", [&](const XmlNode& line) {
      add_line(line, writer_);
      constexpr std::size_t most_lines = 4;
      if (++lines <= most_lines) add_line(line, words);
      if (lines == 1) first_line_ = words_of(line);
      short_block_ = lines <= most_lines;
    });
    if (headline_.empty() && lines > 0) note_headline(short_block_ ? words.take() : first_line_);
  }

  static std::string words_of(const XmlNode& line) {
    ParagraphWriter words;
    add_line(line, words);
    return words.take();
  }

  void note_headline(const std::string& text) {
    constexpr std::ptrdiff_t some = 8;
    const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c | 0x20) >= 'a' || c == ' '; });
    // Ornaments and stains are read as signs.
    if (letters >= some && 10 * letters > 9 * static_cast<std::ptrdiff_t>(text.size())) headline_ = text;
  }

  ParagraphWriter writer_;
  std::string language_, headline_, first_line_;
  bool short_block_ = false;
};

// "0002647_18240217_0001.xml": newspapers are older than what paths of news usually name.
std::optional<Date> date_of(const std::string& path) {
  constexpr std::size_t digits = 8;
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    while (end < name.size() && is_digit(name[end])) ++end;
    if (end - at == digits && name[at] == '1' && name[at + 1] >= '6')
      if (const auto date = parse_date(std::string(name.substr(at, 4)).append("-").append(name.substr(at + 4, 2)).append("-").append(name.substr(at + 6, 2)))) return date;
    at = std::max(end, at + 1);
  }
  return date_in_path(path);
}

std::string page_number(const XmlNode& page) {
  for (const std::string_view name : {"PRINTED_IMG_NR", "PHYSICAL_IMG_NR"})
    if (const auto number = page.attribute(name); !number.empty() && number != "0") return std::string(number);
  return {};
}

}  // namespace

Likeness sniff_alto(std::string_view head) {
  return ascii_lower(xml_root(head)) == "alto" ? Likeness::surely : Likeness::no;
}

void read_alto(Entry& entry, ArticleSink& sink) {
  Skips skips(sink);
  LeftOut left_out(sink);
  NumberedArticles articles(sink);
  const auto count = for_each_xml(entry, skips, {"Page"}, [&](const XmlRecord& record) {
    PageReader reader;
    Draft draft;
    Article& article = draft.article;
    article.text = reader.read(record.node);
    if (article.text.empty()) return left_out.add("without words", record.number);
    article.title = reader.headline();
    if (article.title.empty()) article.title = "Page " + page_number(record.node);
    article.language = language_code(reader.language());
    if (const auto number = page_number(record.node); !number.empty()) article.section = "Page " + number;
    if (const auto date = date_of(entry.path())) {
      article.published = *date;
      article.date_from = "path";
      if (sink.explain()) draft.why.push_back({"date", "path", entry.path()});
    }
    draft.line = record.line;
    draft.repairs = record.repairs;
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(count == 1);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a document without pages");
}

Likeness sniff_mets(std::string_view head) { return xml_root(head) == "mets" ? Likeness::surely : Likeness::no; }

void read_mets(Entry& entry, ArticleSink& sink) {
  while (!entry.read().empty()) continue;
  LeftOut(sink).nothing("a METS document: the pages that it describes lie in files of their own");
}

}  // namespace newsgrep
