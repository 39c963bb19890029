// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"
#include "indexer/readers/agency.hpp"
#include "indexer/readers/alto.hpp"
#include "indexer/readers/csv.hpp"
#include "indexer/readers/csv_shape.hpp"
#include "indexer/readers/feed.hpp"
#include "indexer/readers/html.hpp"
#include "indexer/readers/json.hpp"
#include "indexer/readers/json_feed.hpp"
#include "indexer/readers/mail.hpp"
#include "indexer/readers/mediawiki.hpp"
#include "indexer/readers/mets.hpp"
#include "indexer/readers/mhtml.hpp"
#include "indexer/readers/newsml.hpp"
#include "indexer/readers/newsml_g2.hpp"
#include "indexer/readers/nitf.hpp"
#include "indexer/readers/office.hpp"
#include "indexer/readers/pdf.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/readers/rtf.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/subtitles.hpp"
#include "indexer/readers/text.hpp"
#include "indexer/readers/xml_values.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cctype>
#include <string>

namespace newsgrep {
namespace {

const Format table[] = {
    {"reuters", "Reuters-21578 SGML", ".sgm .sgml", sniff_reuters, read_reuters},
    {"trec", "TREC SGML", ".trec .sgml .txt", sniff_trec, read_trec},
    {"wxr", "an export of WordPress", ".xml .wxr", sniff_wxr, read_wxr},
    {"feed", "a feed: RSS or Atom", ".xml .rss .atom .rdf", sniff_feed, read_feed},
    {"nitf", "NITF", ".xml .nitf", sniff_nitf, read_nitf},
    {"newsml-g2", "NewsML-G2", ".xml", sniff_newsml_g2, read_newsml_g2},
    {"newsml", "NewsML 1", ".xml", sniff_newsml, read_newsml},
    {"rcv1", "Reuters Corpus XML", ".xml", sniff_rcv1, read_rcv1},
    {"mediawiki", "the dump of a wiki", ".xml", sniff_mediawiki, read_mediawiki},
    {"alto", "ALTO: a page of a newspaper", ".xml", sniff_alto, read_alto},
    {"mets", "METS: the contents of a newspaper", ".xml", sniff_mets, read_mets},
    {"iptc7901", "IPTC 7901", ".txt .iptc", sniff_iptc7901, read_iptc7901},
    {"anpa", "ANPA 1312", ".tst .txt .anpa", sniff_anpa, read_anpa},
    {"telex", "agency text between ZCZC and NNNN", ".tst .txt", sniff_telex, read_telex},
    {"mhtml", "a page that a browser saved with its parts", ".mhtml .mht", sniff_mhtml, read_mhtml},
    {"pdf", "a PDF document", ".pdf", sniff_pdf, read_pdf},
    {"rtf", "a rich text document", ".rtf", sniff_rtf, read_rtf},
    {"office", "a text of a word processor: DOCX or ODT", ".docx .odt", sniff_office, read_office},
    {"subtitles", "subtitles: SubRip or WebVTT", ".srt .vtt", sniff_subtitles, read_subtitles},
    {"mail", "mail: a message or a folder", ".eml .mbox .txt", sniff_mail, read_mail},
    {"jsonfeed", "a feed: JSON Feed", ".json", sniff_json_feed, read_json_feed},
    {"html", "a web page", ".html .htm .xhtml .shtml", sniff_html, read_html},
    {"json", "JSON: an object or an array of objects", ".json", sniff_json, read_json},
    {"jsonl", "JSON lines", ".jsonl .ndjson .jl", sniff_json_lines, read_json_lines},
    {"xml", "XML of no standard, by the names of its elements", ".xml", sniff_xml_values, read_xml_values},
    {"csv", "comma- or tab-separated values with a header", ".csv .tsv .tab", sniff_csv, read_csv},
    {"text", "plain text", ".txt .text .md", sniff_text, read_text},
};

bool has_ending(std::string path, std::string_view endings) {
  for (const std::string_view compression : {".gz", ".zst", ".zstd", ".bz2", ".xz"})
    if (path.ends_with(compression)) path.resize(path.size() - compression.size());
  while (!endings.empty()) {
    const auto end = std::min(endings.find(' '), endings.size());
    if (path.ends_with(endings.substr(0, end))) return true;
    endings.remove_prefix(std::min(end + 1, endings.size()));
  }
  return false;
}

// Markup that is neither a web page nor known SGML.
bool is_unknown_markup(std::string_view head) {
  if (head.starts_with("<?xml") || head.starts_with("<!DOCTYPE")) return true;
  if (head.size() < 2 || head[0] != '<' || std::isalpha(static_cast<unsigned char>(head[1])) == 0) return false;
  const auto end = head.find_first_of("> \t\r\n@");
  return end != std::string_view::npos && head[end] != '@' && head.find("</") != std::string_view::npos;
}

// XML whose root is no page, though pages may lie within it.
bool is_other_xml(std::string_view head) {
  constexpr std::string_view html = "html";
  const bool declared = head.find("<?xml") < 8;
  for (auto at = head.find('<'); at != std::string_view::npos && at + html.size() + 1 < head.size();
       at = head.find('<', at + 1)) {
    const auto rest = head.substr(at + 1);
    if (rest.starts_with("!--")) at = std::min(head.find("-->", at), head.size() - 1);
    if (rest.front() == '?' || rest.front() == '!') continue;
    const auto tag = rest.substr(0, rest.find('>'));
    const bool of_another_kind = tag.find("xmlns=") != std::string_view::npos && tag.find("//www.w3.org/1999/xhtml") == std::string_view::npos;
    return ascii_lower(tag.substr(0, html.size())) != html && (declared || of_another_kind);
  }
  return false;
}

// A page by its name and its first tag, though none of the tags of pages comes soon.
const Format* find_page_format(const std::string& path, std::string_view head) {
  const auto page = std::find_if(std::begin(table), std::end(table), [](const Format& format) { return format.name == "html"; });
  return has_ending(path, page->endings) && is_unknown_markup(head) && !is_other_xml(head) ? page : nullptr;
}

// Formats that are not read, and whose files would pass as plain text.
bool is_foreign(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  const bool script = head.starts_with("#!/") || head.starts_with("#! /");
  return script || head.starts_with("WARC/") || head.starts_with("filedesc://") || is_unknown_markup(head);
}

}  // namespace

std::span<const Format> formats() { return table; }

const Format* detect_format(std::string_view path, std::string_view head) {
  if (head.empty()) return nullptr;
  const std::string lower = ascii_lower(path);
  const Format* best = nullptr;
  int best_score = 0;
  for (const Format& format : table) {
    const auto likeness = format.sniff(head);
    if (likeness == Likeness::no) continue;
    const int score = 2 * static_cast<int>(likeness) + has_ending(lower, format.endings);
    if (score > best_score) {
      best = &format;
      best_score = score;
    }
  }
  const bool named_otherwise = has_ending(lower, ".json .jsonl .ndjson .jl") || (has_ending(lower, ".csv .tsv .tab") && is_table(head));
  if (best && best->name == "text" && is_foreign(head)) return find_page_format(lower, head);
  if (best && best->name == "text" && named_otherwise) return nullptr;
  if (best && best->name == "html" && is_other_xml(head)) return nullptr;
  return best;
}

std::string read_all(Entry& entry, std::size_t most) {
  std::string all;
  for (std::string_view block; !(block = entry.read()).empty();) {
    if (all.size() + block.size() > most)
      throw Error(ErrorCode::io, "is larger than " + std::to_string(most >> 20) + " MiB, the limit for one article");
    all.append(block);
  }
  return all;
}

}  // namespace newsgrep
