// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/dated_articles.hpp"
#include "indexer/readers/json_ninjs.hpp"
#include "indexer/readers/json_object.hpp"
#include "indexer/readers/json_repair.hpp"
#include "indexer/readers/json_split.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/skips.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t head_size = 64 * 1024;

// White space, a BOM, and the record separators of JSON text sequences.
std::string_view after_space(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\x1E"), head.size()));
  return head;
}

// Articles from pieces of JSON, numbered as they lie in the file.
class JsonArticles {
 public:
  /// `charset` is that of a file which is not in UTF-8, as JSON should be.
  JsonArticles(ArticleSink& sink, std::string charset)
      : sink_(sink), skips_(sink), left_out_(sink), dated_(sink), collector_("json"), charset_(std::move(charset)) {}

  bool take(const JsonPiece& piece) {
    const auto bytes = after_space(piece.bytes);
    if (bytes.empty() && !piece.too_large) return true;
    whole_file_ = whole_file_ && !piece.emptied;
    if (piece.too_large) return skip("too_large", "is larger than " + std::to_string(most_json >> 20) + " MiB", piece);
    if (piece.unfinished) return skip("unfinished", "the file ends in the middle of a JSON value", piece);
    buffer_.assign(bytes);
    std::uint32_t repairs = 0;
    dom::element root;
    if (const auto error = parse(root, repairs))
      return skip("bad_json", std::string("is not JSON: ") + error_message(error), piece);
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return skip("no_text", "is a JSON value, but no object", piece);
    return deliver(object, piece, repairs);
  }

  /// `single` says that the file may be one article, which needs no number then.
  void finish(bool single) {
    if (held_ && single && whole_file_ && number_ == 1) held_->article.entry.clear();
    if (!release() || !dated_.finish()) return;
    tell_unknown();
    left_out_.finish();
    skips_.finish();
  }

 private:
  // Most JSON is sound: it is looked at closely only when the parser refuses it.
  simdjson::error_code parse(dom::element& root, std::uint32_t& repairs) {
    auto error = parse_buffer(root);
    if (!error) return error;
    const bool foreign = !charset_.empty() && valid_prefix(buffer_) < buffer_.size();
    if (foreign) buffer_ = decode(std::move(buffer_), charset_).text;
    repairs = static_cast<std::uint32_t>(repair_utf8(buffer_));
    repairs += repair_json(buffer_);
    return repairs > 0 || foreign ? parse_buffer(root) : error;
  }

  simdjson::error_code parse_buffer(dom::element& root) {
    buffer_.reserve(buffer_.size() + simdjson::SIMDJSON_PADDING);
    return parser_.parse(buffer_.data(), buffer_.size(), false).get(root);
  }

  bool deliver(dom::object object, const JsonPiece& piece, std::uint32_t repairs) {
    if (is_json_feed(object)) sink_.rolling();
    if (is_bulk_action(object)) return left_out_.add("that says what to do with the next one", ++number_);
    if (const JsonColumns columns(object); columns.size() > 0) return deliver_rows(columns, piece, repairs);
    if (!piece.emptied && is_ninjs(object)) return take_ninjs(object, piece, repairs);
    collect_object(object, collector_);
    if (piece.emptied ? collector_.has(Role::text) : collector_.is_article() && !is_schema(object))
      return take_article(piece, repairs);
    collector_.clear();
    if (piece.emptied) return true;
    const std::uint64_t before = number_;
    if (!is_schema(object) && !deliver_fields(object, piece, repairs, 0)) return false;
    return number_ > before || skip_unknown(names_of(object), piece);
  }

  bool deliver_rows(const JsonColumns& columns, const JsonPiece& piece, std::uint32_t repairs) {
    whole_file_ = false;
    for (std::size_t row = 0; row < columns.size(); ++row, repairs = 0) {
      columns.collect_row(row, collector_);
      if (!(collector_.is_article() ? take_article(piece, repairs)
                                    : skip("no_text", "a row without headline and text", piece)))
        return false;
      collector_.clear();
    }
    return true;
  }

  // A number alone is as likely an id.
  static bool names_day(std::string_view key) {
    const auto date = key.find_first_of("-/") == std::string_view::npos ? std::nullopt : parse_date(key);
    return date && date->precision >= Precision::day;
  }

  // Articles of an object that is none itself, by whatever names it holds them.
  bool deliver_fields(dom::object object, const JsonPiece& piece, std::uint32_t repairs, unsigned depth) {
    constexpr unsigned deepest = 6;
    if (depth == deepest) return true;
    for (const auto field : object) {
      const auto day = std::exchange(day_, names_day(field.key) ? field.key : day_);
      if (!deliver_within(field.value, piece, repairs, depth + 1)) return false;
      day_ = day;
    }
    return true;
  }

  bool deliver_within(dom::element value, const JsonPiece& piece, std::uint32_t repairs, unsigned depth) {
    if (dom::array list; value.get(list) == simdjson::SUCCESS) {
      for (const auto element : list)
        if (element.is_object() && !deliver_within(element, piece, repairs, depth)) return false;
      return true;
    }
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return true;
    if (is_ninjs(object)) {
      whole_file_ = false;
      return take_ninjs(object, piece, repairs);
    }
    collect_object(object, collector_);
    if (!day_.empty() && !collector_.has(Role::date)) collector_.offer(Role::date, 0, day_, day_);
    if (collector_.is_surely_article()) {
      whole_file_ = false;
      return take_article(piece, repairs);
    }
    collector_.clear();
    return deliver_fields(object, piece, repairs, depth);
  }

  bool take_ninjs(dom::object object, const JsonPiece& piece, std::uint32_t repairs) {
    if (const auto why = why_no_ninjs_article(object); !why.empty()) return left_out_.add(why, ++number_);
    Draft draft = ninjs_article(object, sink_.explain());
    if (draft.article.title.empty() && draft.article.text.empty()) return skip("no_text", "a news item without headline and text", piece);
    return take_draft(std::move(draft), piece, repairs);
  }

  bool take_article(const JsonPiece& piece, std::uint32_t repairs) { return take_draft(collector_.take(sink_.explain()), piece, repairs); }

  bool take_draft(Draft&& draft, const JsonPiece& piece, std::uint32_t repairs) {
    draft.repairs = repairs;
    draft.line = piece.line;
    draft.article.entry = "#" + std::to_string(++number_);
    any_article_ = true;
    if (number_ > 1) return release() && dated_.add(std::move(draft));
    held_ = std::move(draft);
    return true;
  }

  bool release() {
    if (!held_) return true;
    const bool go_on = dated_.add(std::move(*held_));
    held_.reset();
    return go_on;
  }

  bool skip(const char* kind, std::string message, const JsonPiece& piece) {
    skips_.add(kind, std::move(message), ++number_, piece.line);
    return true;
  }

  // As long as no article comes, the file may be no news at all.
  bool skip_unknown(std::string names, const JsonPiece& piece) {
    constexpr std::size_t enough = 1000;
    ++number_;
    if (unknown_count_++ < enough) unknown_.push_back({std::move(names), number_, piece.line});
    if (any_article_) tell_each_unknown();
    return true;
  }

  void tell_each_unknown() {
    for (const auto& one : unknown_) skips_.add("no_text", "has no headline and text among its names: " + one.names, one.number, one.line);
    for (auto more = unknown_count_ - unknown_.size(); more > 0; --more) skips_.add("no_text", "has no headline and text among its names", 0, 0);
    unknown_.clear();
    unknown_count_ = 0;
  }

  void tell_unknown() {
    if (any_article_ || unknown_count_ == 0) return tell_each_unknown();
    const std::string names = unknown_count_ == 1 ? "no headline and text among its names: "
                                                  : "none of its " + std::to_string(unknown_count_) + " objects has a headline and a text; names in the first: ";
    sink_.skipped({Severity::notice, "no_news", "is no news: " + names + unknown_.front().names, "", "", unknown_.front().line, 0, 0});
  }

  struct Unknown {
    std::string names;
    std::uint64_t number = 0, line = 0;
  };

  ArticleSink& sink_;
  Skips skips_;
  LeftOut left_out_;
  DatedArticles dated_;
  Collector collector_;
  dom::parser parser_;
  std::string buffer_, charset_;
  std::string_view day_;  // the name of what is being read, where that is a date
  std::uint64_t number_ = 0;
  std::vector<Unknown> unknown_;     // the first ones of the objects that are no article
  std::size_t unknown_count_ = 0;    // of all of them
  bool any_article_ = false, whole_file_ = true;
  std::optional<Draft> held_;  // the first article, until it is known whether it is the only one
};

// The charset of a file that is not in UTF-8; empty for one that is, or that has but a few bad bytes.
std::string foreign_charset(std::string_view head) {
  constexpr std::ptrdiff_t few = 3;
  if (valid_prefix(head) + 4 >= head.size()) return {};
  const auto high =
      std::count_if(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::string charset = high < few ? std::string() : decode(std::string(head)).charset;
  return charset == "utf-8" ? std::string() : charset;
}

// Exports for browsers are programs of one statement: "window.posts = [...", "receive({...".
std::string_view after_assignment(std::string_view head) {
  constexpr std::size_t longest = 80;
  head = after_space(head);
  const auto is_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || std::string_view("_$. ").find(c) != std::string_view::npos;
  };
  const auto end = std::find_if_not(
      head.begin(), head.begin() + static_cast<std::ptrdiff_t>(std::min(head.size(), longest)), is_name);
  const auto size = static_cast<std::size_t>(end - head.begin());
  const bool begins = size > 0 && size < head.size() && (head[size] == '=' || head[size] == '(');
  return begins ? head.substr(size + 1) : head;
}

bool begins_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  text = after_space(text.substr(1));
  return text.empty() || text.front() == '"' || text.front() == '}';
}

// Whether the brackets of a line close where it ends, and not before.
bool is_whole_object(std::string_view line) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (in_string) {
      if (c == '\\')
        ++at;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return false;
      if (--depth == 0) return after_space(line.substr(at + 1)).empty();
    }
  }
  return false;
}

}  // namespace

Likeness sniff_json_lines(std::string_view head) {
  head = after_space(head);
  if (!begins_object(head)) return Likeness::no;
  constexpr std::size_t enough = 16;
  std::size_t whole = 0, other = 0;
  for (auto end = head.find('\n'); end != std::string_view::npos && whole + other < enough; end = head.find('\n')) {
    ++(is_whole_object(head.substr(0, end)) ? whole : other);
    head = after_space(head.substr(end));
  }
  if (whole + other == 0) return Likeness::likely;  // one line, or one too long to see its end
  const bool one_line = whole == 1 && other == 0 && head.empty();
  return one_line ? Likeness::likely : whole > other ? Likeness::surely : Likeness::no;
}

Likeness sniff_json(std::string_view head) {
  head = after_space(after_assignment(head));
  if (!head.starts_with('[')) return begins_object(head) ? Likeness::likely : Likeness::no;
  auto first = after_space(head.substr(1));
  while (first.starts_with('[')) first = after_space(first.substr(1));
  return begins_object(first) || first.starts_with(']') ? Likeness::likely : Likeness::no;
}

void read_json_lines(Entry& entry, ArticleSink& sink) {
  JsonArticles articles(sink, foreign_charset(entry.head(head_size)));
  split_lines(entry, [&](const JsonPiece& piece) { return articles.take(piece); });
  articles.finish(false);
}

void read_json(Entry& entry, ArticleSink& sink) {
  const auto head = entry.head(head_size);
  const bool object = after_space(head).starts_with('{');
  JsonArticles articles(sink, foreign_charset(head));
  split_values(entry, [&](const JsonPiece& piece) { return articles.take(piece); });
  articles.finish(object);
}

}  // namespace newsgrep
