// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/sgml.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <functional>

namespace newsgrep {
namespace {

constexpr std::size_t most_record = 16u << 20;

// ASCII letters compared without case.
std::size_t ifind(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  const auto at = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(), wanted.begin(), wanted.end(), same);
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

bool ends_name(char c) { return c == '>' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/'; }

// Where `<name` begins as a tag of just that name.
std::size_t find_open(std::string_view text, const std::string& name, std::size_t from = 0) {
  const std::string open = "<" + name;
  for (auto at = ifind(text, open, from); at != std::string_view::npos; at = ifind(text, open, at + 1))
    if (at + open.size() < text.size() && ends_name(text[at + open.size()])) return at;
  return std::string_view::npos;
}

// Content of the first element of that name; nothing closed means up to the next tag or the end.
std::string_view element(std::string_view text, const std::string& name) {
  const auto open = find_open(text, name);
  if (open == std::string_view::npos) return {};
  const auto begin = text.find('>', open);
  if (begin == std::string_view::npos) return {};
  const auto content = text.substr(begin + 1);
  return content.substr(0, std::min(ifind(content, "</" + name + ">"), content.size()));
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  const auto at = ifind(tag, std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const auto value = tag.substr(at + name.size() + 2);
  return value.substr(0, value.find('"'));
}

// Hands over each `<name ...> ... </name>` of a stream as UTF-8.
class Records {
 public:
  using Each = std::function<bool(std::string_view record, std::uint64_t line, std::uint32_t repairs)>;

  Records(Entry& entry, ArticleSink& sink, std::string name, Each each)
      : entry_(entry), sink_(sink), name_(std::move(name)), close_("</" + name_ + ">"), each_(std::move(each)) {}

  void run() {
    for (std::string_view block; !(block = entry_.read()).empty();) {
      pending_.append(block);
      if (!drain()) return;
      if (pending_.size() > most_record) {
        skip("too_large", "a record of more than " + std::to_string(most_record >> 20) + " MiB");
        drop(pending_.size() - close_.size());
      }
    }
    if (find_open(pending_, name_) != std::string::npos) skip("unfinished", "the file ends in the middle of a record");
  }

 private:
  bool drain() {
    for (;;) {
      const auto open = find_open(pending_, name_);
      if (open == std::string::npos) {
        drop(pending_.size() - std::min(pending_.size(), name_.size() + 2));
        return true;
      }
      drop(open);
      const auto close = ifind(pending_, close_, searched_);
      if (close == std::string::npos) {
        searched_ = pending_.size() - std::min(pending_.size(), close_.size());
        return true;
      }
      Decoded record = decode(pending_.substr(0, close));
      ++number_;
      if (!each_(record.text, line_, record.repairs)) return false;
      drop(close + close_.size());
    }
  }

  void drop(std::size_t size) {
    line_ += static_cast<std::uint64_t>(std::count(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
    pending_.erase(0, size);
    searched_ = 0;
  }

  void skip(const char* kind, std::string message) {
    sink_.skipped({Severity::warning, kind, std::move(message), "", "#" + std::to_string(number_ + 1), line_, 0, 0});
  }

  Entry& entry_;
  ArticleSink& sink_;
  std::string name_, close_;
  Each each_;
  std::string pending_;
  std::size_t searched_ = 0;
  std::uint64_t line_ = 1, number_ = 0;
};

std::string plain(std::string_view sgml) { return collapse(decode_entities(sgml)); }

// "Reuter" and "REUTER..." close many bodies; they are signatures, not text.
std::string without_signature(std::string text) {
  const auto paragraph = text.rfind("\n\n");
  const auto last = std::string_view(text).substr(paragraph == std::string::npos ? 0 : paragraph + 2);
  if (!last.empty() && iequals(trim(last), "reuter")) text.resize(paragraph == std::string::npos ? 0 : paragraph);
  for (const std::string_view mark : {" Reuter", " REUTER"})
    if (text.ends_with(mark)) text.resize(text.size() - mark.size());
  return text;
}

std::string without_tags(std::string_view sgml) {
  std::string out;
  for (std::size_t at = 0; at < sgml.size();) {
    const auto open = std::min(sgml.find('<', at), sgml.size());
    out.append(sgml.substr(at, open - at));
    const auto close = sgml.find('>', open);
    if (open == sgml.size()) break;
    at = close == std::string_view::npos ? sgml.size() : close + 1;
  }
  return out;
}

Draft reuters_article(std::string_view record, bool explain) {
  Draft draft;
  Article& article = draft.article;
  const auto tag = record.substr(0, record.find('>'));
  const auto text = element(record, "TEXT");
  article.title = plain(element(text, "TITLE"));
  article.byline = without_by(plain(element(text, "AUTHOR")));
  if (const auto comma = article.byline.find(", Reuter"); comma != std::string::npos) article.byline.resize(comma);
  const auto body = element(text, "BODY");
  std::string content = decode_entities(body.empty() && find_open(text, "BODY") == std::string_view::npos ? without_tags(text.substr(std::min(text.find("</TITLE>"), text.size()))) : std::string(body));
  if (body.empty() && find_open(text, "TITLE") == std::string_view::npos) content = decode_entities(without_tags(text));
  article.text = without_signature(paragraphs_of(content));
  const auto dateline = plain(element(text, "DATELINE"));
  if (!dateline.empty() && !body.empty()) article.text = dateline + " " + article.text;
  article.source = "Reuters";
  article.language = "en";
  article.native_id = attribute(tag, "NEWID");
  if (!article.native_id.empty()) {
    article.native_id.insert(0, "reuters-21578:");
    draft.global_id = true;
  }
  if (const auto date = parse_date(decode_entities(element(record, "DATE")))) {
    article.published = *date;
    article.date_from = "sgml:DATE";
    if (explain) draft.why.push_back({"date", article.date_from, ""});
  }
  return draft;
}

// The first of several elements that has a content.
std::string first_of(std::string_view record, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (auto value = plain(without_tags(element(record, name))); !value.empty()) return value;
  return {};
}

std::string trec_text(std::string_view record) {
  std::string text;
  for (std::size_t at = find_open(record, "TEXT"); at != std::string_view::npos; at = find_open(record, "TEXT", at + 1)) {
    const auto part = element(record.substr(at), "TEXT");
    const auto paragraphs = find_open(part, "P") != std::string_view::npos ? strip_markup(part) : paragraphs_of(decode_entities(without_tags(part)));
    if (!text.empty() && !paragraphs.empty()) text += "\n\n";
    text += paragraphs;
  }
  return text;
}

Draft trec_article(std::string_view record, bool explain) {
  Draft draft;
  Article& article = draft.article;
  article.native_id = first_of(record, {"DOCNO", "DOCID"});
  article.title = first_of(record, {"HEADLINE", "HL", "HEAD", "TTL", "TITLE", "TI"});
  article.text = trec_text(record);
  article.byline = without_by(first_of(record, {"BYLINE", "AUTHOR", "BY"}));
  article.source = first_of(record, {"SOURCE", "SO", "PUB"});
  article.section = first_of(record, {"SECTION", "SECTION_NAME"});
  article.url = first_of(record, {"URL", "LINK"});
  for (const char* name : {"DATE_TIME", "DATETIME", "DATE", "DATE1", "DD", "PUBDATE"}) {
    const auto date = parse_date(plain(without_tags(element(record, name))));
    if (!date) continue;
    article.published = *date;
    article.date_from = std::string("sgml:") + name;
    if (explain) draft.why.push_back({"date", article.date_from, ""});
    break;
  }
  return draft;
}

template <class Make>
void read_records(Entry& entry, ArticleSink& sink, const char* name, Make&& make) {
  std::uint64_t number = 0;
  Records(entry, sink, name, [&](std::string_view record, std::uint64_t line, std::uint32_t repairs) {
    Draft draft = make(record, sink.explain());
    draft.article.entry = "#" + std::to_string(++number);
    draft.line = line;
    draft.repairs = repairs;
    return sink.article(std::move(draft));
  }).run();
}

}  // namespace

Likeness sniff_reuters(std::string_view head) {
  return find_open(head.substr(0, 4096), "REUTERS") != std::string_view::npos ? Likeness::surely : Likeness::no;
}

Likeness sniff_trec(std::string_view head) {
  head = head.substr(0, 8192);
  const auto record = find_open(head, "DOC");
  const auto number = ifind(head, "<DOCNO>"), id = ifind(head, "<DOCID>");
  return record != std::string_view::npos && record < std::min(number, id) && std::min(number, id) != std::string_view::npos ? Likeness::surely
                                                                                                                    : Likeness::no;
}

void read_reuters(Entry& entry, ArticleSink& sink) { read_records(entry, sink, "REUTERS", reuters_article); }
void read_trec(Entry& entry, ArticleSink& sink) { read_records(entry, sink, "DOC", trec_article); }

}  // namespace newsgrep
