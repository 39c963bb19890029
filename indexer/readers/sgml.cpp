// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/sgml.hpp"

#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/sgml_records.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>

namespace newsgrep {
namespace {

std::string plain(std::string_view sgml) { return collapse(decode_entities(sgml)); }

void set_date(Draft& draft, const Date& date, std::string_view name, std::string_view printed, bool explain) {
  draft.article.published = date;
  draft.article.date_from = "sgml:" + std::string(name);
  if (explain) draft.why.push_back({"date", draft.article.date_from, std::string(printed)});
}

// --- Reuters-21578 ---

// Bytes of a signature or a "more follows" that closes a body; 0 when there is none.
std::size_t signature_size(std::string_view text) {
  for (const std::string_view mark : {"reuter", "reuters", "reuter...", "more", "reuter^m", "reuter...^m"}) {
    if (text.size() < mark.size() || !iequals(text.substr(text.size() - mark.size()), mark)) continue;
    const auto before = text.substr(0, text.size() - mark.size());
    const bool own_paragraph = before.empty() || before.ends_with('\n');
    const bool after_sentence = mark.starts_with("reuter") && before.ends_with(". ");
    if (own_paragraph || after_sentence) return text.size() - trim(before).size();
  }
  return 0;
}

std::string without_signature(std::string text) {
  while (const std::size_t size = signature_size(text)) text.resize(text.size() - size);
  return text;
}

// A paragraph begins with an indented line; the signature stands on its own one, which is indented by one.
std::string wire_paragraphs(std::string_view text) {
  ParagraphWriter writer;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    const auto word = trim(line);
    constexpr std::string_view indented = "   ";
    constexpr std::size_t longest_signature = 12;
    const bool signature = word.size() <= longest_signature && iequals(word.substr(0, 6), "reuter");
    const bool more = iequals(word, "more");
    if (word.empty() || line.starts_with(indented) || signature || more) writer.end_paragraph();
    writer.add(line);
    writer.add(" ");
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return without_signature(writer.take());
}

// What a story has in front of its body is printed as the start of its first paragraph.
std::string reuters_text(std::string_view text) {
  if (find_open(text, "BODY") == std::string_view::npos) {
    const auto title = text.find("</TITLE>");
    const auto rest = title == std::string_view::npos ? text : text.substr(title);
    auto content = wire_paragraphs(decode_entities(without_tags(rest)));
    // The collection's stand-in for the body that a brief does not have.
    return content == "Blah blah blah." ? std::string() : content;
  }
  auto body = wire_paragraphs(decode_entities(element(text, "BODY")));
  const auto dateline = plain(element(text, "DATELINE"));
  return dateline.empty() || body.empty() ? body : dateline + " " + body;
}

std::string reuters_byline(std::string_view author) {
  std::string byline = without_by(plain(author));
  for (const std::string_view agency : {" reuters", " reuter", " reuters."}) {
    const auto size = byline.size();
    if (size <= agency.size() || !iequals(std::string_view(byline).substr(size - agency.size()), agency)) continue;
    byline.resize(size - agency.size());
    if (byline.ends_with(',')) byline.pop_back();
  }
  return byline;
}

// Transmission codes follow some dates, as control characters and letters; one has an impossible time.
void reuters_date(std::string_view printed, Draft& draft, bool explain) {
  const auto stamp = trim(printed.substr(0, printed.find("&#")));
  auto date = parse_date(stamp);
  if (!date) date = parse_date(stamp.substr(0, stamp.find(' ')));
  if (date) set_date(draft, *date, "DATE", stamp, explain);
}

// Calls `each` with the content of every element of that name, one after the other.
template <class Each>
void each_element(std::string_view record, std::string_view name, Each&& each) {
  for (auto at = find_open(record, name); at != std::string_view::npos; at = find_open(record, name)) {
    record.remove_prefix(at);
    const auto part = element(record, name);
    each(part);
    // Behind the part, so that no byte is taken twice.
    record.remove_prefix(part.empty() ? 1 : static_cast<std::size_t>(part.data() + part.size() - record.data()));
  }
}

// "<TOPICS><D>crude</D><D>ship</D></TOPICS>"
void take_reuters_tags(std::string_view record, Draft& draft, bool explain) {
  for (const std::string_view list : {"TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES"}) {
    const auto before = draft.article.tags.size();
    each_element(element(record, list), "D", [&](std::string_view member) { add_once(draft.article.tags, plain(member)); });
    if (explain && draft.article.tags.size() > before) draft.why.push_back({"tags", std::string(list), ""});
  }
}

Draft reuters_article(std::string_view record, bool explain) {
  Draft draft;
  Article& article = draft.article;
  const auto text = element(record, "TEXT");
  article.title = plain(element(text, "TITLE"));
  article.byline = reuters_byline(element(text, "AUTHOR"));
  article.text = reuters_text(text);
  article.dateline = plain(element(text, "DATELINE"));
  take_reuters_tags(record, draft, explain);
  article.source = "Reuters";
  article.language = "en";
  if (const auto number = attribute(record, "NEWID"); !number.empty()) {
    article.native_id = "reuters-21578:" + std::string(number);
    draft.global_id = true;
  }
  reuters_date(element(record, "DATE"), draft, explain);
  return draft;
}

// --- TREC ---

// The first of several elements that has a content.
std::string first_of(std::string_view record, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto value = plain(without_tags(element(record, name))); !value.empty()) return value;
  return {};
}

void append_paragraphs(std::string& text, std::string_view part) {
  const bool marked = find_open(part, "P") != std::string_view::npos;
  const auto paragraphs = marked ? strip_markup(part) : paragraphs_of(decode_entities(without_tags(part)));
  if (!text.empty() && !paragraphs.empty()) text += "\n\n";
  text += paragraphs;
}

// Services that translate put what they know of a message in front of it.
std::string without_preamble(std::string text) {
  constexpr std::string_view mark = "[Text]";
  constexpr std::size_t longest = 600;
  const auto at = std::string_view(text).substr(0, longest).find(mark);
  return at == std::string_view::npos ? text : std::string(trim(std::string_view(text).substr(at + mark.size())));
}

std::string trec_text(std::string_view record) {
  std::string text;
  auto dateline = first_of(record, {"DATELINE"});
  for (const std::string_view lead : {"LP", "LEADPARA", "LD", "LE"}) append_paragraphs(text, element(record, lead));
  const auto before = text.size();
  for (const std::string_view name : {"TEXT", "TX", "TE", "TXT", "TESTO", "BODY"}) {
    each_element(record, name, [&](std::string_view part) { append_paragraphs(text, part); });
    if (text.size() > before) break;
  }
  text = without_preamble(std::move(text));
  if (dateline.empty() || text.empty() || text.starts_with(dateline)) return text;
  const bool joined = dateline.ends_with('-') || dateline.ends_with('_');
  return dateline + (joined ? " " : " - ") + text;
}

// The day in numbers like NYT19980601.0001, XIN_ENG_20041231.0007, AP880212-0001, WSJ870324-0001.
std::optional<Date> date_in_number(std::string_view number) {
  const auto first = std::find_if(number.begin(), number.end(), is_digit);
  const auto last = std::find_if_not(first, number.end(), is_digit);
  const auto prefix = number.substr(0, static_cast<std::size_t>(first - number.begin()));
  const std::string digits(first, last);
  constexpr std::size_t short_form = 6, long_form = 8;
  if (prefix.empty() || last == number.end() || std::string_view(".-_").find(*last) == std::string_view::npos)
    return {};
  if (digits.size() == long_form) return parse_date(digits);
  // Where the first two are no day and no month, they are the year.
  const bool year_first = digits > "32" && prefix.find_first_of("-_") == std::string_view::npos;
  const bool known = iequals(prefix, "AP") || iequals(prefix, "WSJ") || year_first;
  return known && digits.size() == short_form ? parse_date("19" + digits) : std::nullopt;
}

// Year, month and day in two digits each, as these collections print them, or a date among a few other words.
std::optional<Date> printed_date(std::string_view printed) {
  constexpr std::size_t short_form = 6, longest = 100;
  if (const auto date = parse_date(printed)) return date;
  const bool digits = printed.size() == short_form && std::all_of(printed.begin(), printed.end(), is_digit);
  if (digits) return parse_date((printed.front() < '7' ? "20" : "19") + std::string(printed));
  return printed.size() <= longest ? read_stamp(printed).published : std::nullopt;
}

void trec_date(std::string_view record, Draft& draft, bool explain) {
  for (const std::string_view name : {"DATE_TIME", "DATETIME", "DATE", "DATE1", "DD", "PUBDATE"}) {
    auto printed = plain(without_tags(element(record, name)));
    if (printed.starts_with("= ")) printed.erase(0, 2);
    if (const auto date = printed_date(printed)) return set_date(draft, *date, name, printed, explain);
  }
  if (const auto date = date_in_number(draft.article.native_id))
    set_date(draft, *date, "DOCNO", draft.article.native_id, explain);
}

// "FT  14 MAY 91 / Headline" -> "Headline"
std::string without_issue(std::string title) {
  constexpr std::size_t longest = 24, words = 4;
  const auto bar = title.find(" / ");
  if (bar == std::string::npos || bar > longest) return title;
  const auto issue = std::string_view(title).substr(0, bar);
  const bool numbered = is_digit(issue.back()) && std::count(issue.begin(), issue.end(), ' ') == words - 1;
  return numbered ? title.substr(bar + 3) : title;
}

// A headline, its second line and the byline, with dashes between them.
void take_parted_headline(std::string_view parted, Article& article) {
  constexpr std::string_view mark = "\n---";
  if (parted.find(mark) == std::string_view::npos) return;
  article.title.clear();
  while (!parted.empty()) {
    const auto end = std::min(parted.find(mark), parted.size());
    const auto part = trim(parted.substr(0, end));
    const auto first_line = plain(part.substr(0, part.find('\n')));
    if (article.title.empty())
      article.title = plain(part);
    else if (first_line.starts_with("By ") && article.byline.empty())
      article.byline = without_by(first_line);
    else if (article.standfirst.empty())
      article.standfirst = plain(part);
    parted.remove_prefix(std::min(end + mark.size(), parted.size()));
  }
}

// Sections that are taken as they are, whatever signs are within.
std::string without_sections(std::string_view record) {
  std::string out(record);
  for (const std::string_view mark : {"<![CDATA[", "]]>"})
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.erase(at, mark.size());
  return out;
}

// "<SUBJECT><P>HARBOURS; FERRIES -- FINANCE</P></SUBJECT>": where semicolons part them, commas stand within.
void take_trec_tags(std::string_view list, Article& article) {
  const std::string words = plain(without_tags(list));
  if (words.find(';') == std::string::npos) {
    for (auto& tag : parts_of_list(words)) add_once(article.tags, std::move(tag));
    return;
  }
  for (std::string_view rest = words; !rest.empty();) {
    const auto part = rest.substr(0, rest.find(';'));
    add_once(article.tags, std::string(trim(part)));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
}

Draft trec_article(std::string_view whole, bool explain) {
  const std::string record = without_sections(whole);
  Draft draft;
  Article& article = draft.article;
  article.native_id = first_of(record, {"DOCNO", "DOCID"});
  if (article.native_id.empty()) article.native_id = attribute(record, "id");
  article.title = first_of(record, {"HEADLINE", "HL", "HEAD", "TTL", "TITLE", "TI", "TI1", "TI2", "DOCTITLE"});
  article.title = without_issue(std::move(article.title));
  article.text = trec_text(record);
  article.byline = without_by(first_of(record, {"BYLINE", "AUTHOR", "BY", "AU"}));
  take_parted_headline(element(record, "HL"), article);
  article.source = first_of(record, {"SOURCE", "SO", "PUB"});
  article.section = first_of(record, {"SECTION", "SECTION_NAME", "CATEGORY", "CAT"});
  for (const std::string_view list : {"KW", "KEYWORDS", "SUBJECT", "DESCRIPT"}) take_trec_tags(element(record, list), article);
  article.url = first_of(record, {"URL", "LINK"});
  trec_date(record, draft, explain);
  return draft;
}

void read_records(Entry& entry, ArticleSink& sink, std::string_view name, Draft (*make)(std::string_view, bool)) {
  for_each_record(entry, sink, name, [&](const Record& record) {
    Draft draft = make(record.text, sink.explain());
    draft.article.entry = "#" + std::to_string(record.number);
    draft.line = record.line;
    draft.repairs = record.repairs;
    return sink.article(std::move(draft));
  });
}

}  // namespace

Likeness sniff_reuters(std::string_view head) {
  constexpr std::size_t enough = 4096;
  const auto tag = find_open(head.substr(0, enough), "REUTERS");
  const bool numbered = tag != std::string_view::npos && !attribute(head.substr(tag), "NEWID").empty();
  return numbered ? Likeness::surely : Likeness::no;
}

Likeness sniff_trec(std::string_view head) {
  constexpr std::size_t enough = 8192;
  head = trim(head.substr(0, enough));
  const auto record = find_open(head, "DOC");
  if (record == std::string_view::npos || !head.starts_with('<')) return Likeness::no;
  const bool numbered = find_open(head, "DOCNO", record) != std::string_view::npos ||
                        find_open(head, "DOCID", record) != std::string_view::npos ||
                        find_open(head, "TEXT", record) != std::string_view::npos;
  const auto tag = head.substr(record);
  return numbered || (!attribute(tag, "id").empty() && !attribute(tag, "type").empty()) ? Likeness::surely
                                                                                        : Likeness::no;
}

void read_reuters(Entry& entry, ArticleSink& sink) { read_records(entry, sink, "REUTERS", reuters_article); }
void read_trec(Entry& entry, ArticleSink& sink) { read_records(entry, sink, "DOC", trec_article); }

}  // namespace newsgrep
