// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/json_split.hpp"

#include <newsgrep/error.hpp>

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

bool hex4(std::string_view text, std::size_t at, unsigned& value) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return false;
  value = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const char c = static_cast<char>(text[i] | 0x20);
    const bool number = text[i] >= '0' && text[i] <= '9', letter = c >= 'a' && c <= 'f';
    if (!number && !letter) return false;
    value = value * 16 + static_cast<unsigned>(number ? text[i] - '0' : c - 'a' + 10);
  }
  return true;
}

// Escaped surrogates without their other half become U+FFFD; returns how many.
std::uint32_t repair_surrogates(std::string& json) {
  std::uint32_t repairs = 0;
  for (std::size_t at = json.find("\\"); at != std::string::npos && at + 1 < json.size(); at = json.find("\\", at)) {
    unsigned value = 0, low = 0;
    if (!hex4(json, at, value) || value < 0xD800 || value > 0xDFFF) {
      at += 2;
    } else if (value < 0xDC00 && hex4(json, at + 6, low) && low >= 0xDC00 && low <= 0xDFFF) {
      at += 12;
    } else {
      json.replace(at, 6, "\\uFFFD");
      ++repairs;
      at += 6;
    }
  }
  return repairs;
}

constexpr std::array<std::string_view, 7> inner_objects{"article", "_source", "fields", "attributes", "thread", "headline", "metadata"};

// Puts the values of one JSON object into a collector.
class ObjectReader {
 public:
  explicit ObjectReader(Collector& collector) : collector_(collector) {}

  void read(dom::object object, unsigned depth = 0) {
    for (const auto field : object) {
      const NamedRole named = role_of(field.key);
      if (depth == 0 && names_.size() < 200) names_.append(names_.empty() ? "" : ", ").append(field.key);
      const bool inner = std::find(inner_objects.begin(), inner_objects.end(), field.key) != inner_objects.end();
      if (dom::object nested; depth < 2 && inner && field.value.get(nested) == simdjson::SUCCESS) read(nested, depth + 1);
      if (field.key == "contents") washington_post(field.value);
      if (depth > 0 && field.key == "main") collector_.offer(Role::title, 0, "headline.main", text_of(field.value, Role::title, 0));
      if (named.role == Role::none) continue;
      // What an inner object says counts less than the same name outside.
      collector_.offer(named.role, named.preference + depth * 20, field.key, text_of(field.value, named.role, 0));
    }
  }

  /// The object's own names, for messages.
  const std::string& names() const { return names_; }

 private:
  static std::string text_of(dom::element value, Role role, unsigned depth) {
    if (std::string_view text; value.get(text) == simdjson::SUCCESS) return std::string(text);
    if (value.is_int64() || value.is_uint64()) {
      const bool number_fits = role == Role::date || role == Role::updated || role == Role::id;
      return number_fits ? simdjson::minify(value) : std::string();
    }
    if (depth > 2) return {};
    if (dom::array list; value.get(list) == simdjson::SUCCESS) return joined(list, role, depth + 1);
    if (dom::object object; value.get(object) == simdjson::SUCCESS) return named_part(object, role, depth + 1);
    return {};
  }

  static std::string joined(dom::array list, Role role, unsigned depth) {
    constexpr std::size_t most_names = 50;
    std::string out;
    std::size_t count = 0;
    for (const auto element : list) {
      if (role != Role::text && ++count > most_names) break;
      const auto part = text_of(element, role, depth);
      if (part.empty()) continue;
      if (!out.empty()) out += role == Role::text ? "\n\n" : ", ";
      out += part;
      if (role == Role::date || role == Role::url || role == Role::id) break;
    }
    return out;
  }

  static std::string named_part(dom::object object, Role role, unsigned depth) {
    constexpr std::array<const char*, 9> parts{"name", "original", "rendered", "value", "text", "content", "$oid", "$date", "title"};
    for (const char* part : parts)
      if (dom::element value; object.at_key(part).get(value) == simdjson::SUCCESS)
        if (auto text = text_of(value, role, depth); !text.empty()) return text;
    return {};
  }

  // "contents": [{"type": "sanitized_html", "content": "..."}, {"type": "kicker", ...}, {"type": "byline", ...}]
  void washington_post(dom::element value) {
    dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return;
    std::string text;
    for (const auto element : list) {
      std::string_view type, content;
      if (element["type"].get(type) != simdjson::SUCCESS || element["content"].get(content) != simdjson::SUCCESS) continue;
      if (type == "sanitized_html") text.append("<p>").append(content).append("</p>");
      if (type == "kicker") collector_.offer(Role::section, 0, "contents.kicker", content);
      if (type == "byline") collector_.offer(Role::byline, 0, "contents.byline", content);
    }
    collector_.offer(Role::text, 0, "contents", text);
  }

  Collector& collector_;
  std::string names_;
};

class JsonArticles {
 public:
  explicit JsonArticles(ArticleSink& sink) : sink_(sink), collector_("json") {}

  /// Delivers what is held back; `alone` says that a file of one value is the article itself and needs no number.
  void finish(bool alone) {
    if (!held_) return;
    if (alone && number_ == 1) held_->article.entry.clear();
    sink_.article(std::move(*held_));
  }

  bool take(const JsonPiece& piece) {
    if (trim(piece.bytes).empty() && !piece.too_large) return true;
    ++number_;
    if (piece.too_large) return skip(piece, "too_large", "a value of more than " + std::to_string(most_json >> 20) + " MiB");
    buffer_ = piece.bytes;
    std::uint32_t repairs = static_cast<std::uint32_t>(repair_utf8(buffer_));
    dom::element root;
    auto error = parse(root);
    if (error) {
      if (const auto more = repair_surrogates(buffer_); more > 0) {
        repairs += more;
        error = parse(root);
      }
    }
    if (error || piece.unfinished)
      return skip(piece, "bad_json", piece.unfinished ? "the file ends in the middle of a value" : "not valid JSON: " + std::string(error_message(error)));
    return deliver(root, piece, repairs);
  }

 private:
  simdjson::error_code parse(dom::element& root) {
    if (buffer_.capacity() < buffer_.size() + simdjson::SIMDJSON_PADDING) buffer_.reserve(buffer_.size() * 2 + simdjson::SIMDJSON_PADDING);
    return parser_.parse(buffer_.data(), buffer_.size(), false).get(root);
  }

  bool deliver(dom::element root, const JsonPiece& piece, std::uint32_t repairs) {
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return skip(piece, "no_article", "a JSON value that is no object");
    if (std::string_view version; object["version"].get(version) == simdjson::SUCCESS && version.find("jsonfeed.org") != version.npos) sink_.rolling();
    ObjectReader reader(collector_);
    reader.read(object);
    const bool news = collector_.has(Role::text) || (collector_.has(Role::title) && (collector_.has(Role::standfirst) || collector_.has(Role::date) || collector_.has(Role::url)));
    Draft draft = collector_.take(sink_.explain());
    if (!news) return skip(piece, "no_text", "no text of an article among its names: " + reader.names());
    draft.repairs = repairs;
    draft.line = piece.line;
    draft.article.entry = entry();
    if (number_ == 1) {
      held_ = std::move(draft);
      return true;
    }
    return release() && sink_.article(std::move(draft));
  }

  bool release() {
    if (!held_) return true;
    const bool go_on = sink_.article(std::move(*held_));
    held_.reset();
    return go_on;
  }

  std::string entry() const { return "#" + std::to_string(number_); }

  bool skip(const JsonPiece& piece, const char* kind, std::string message) {
    sink_.skipped({Severity::warning, kind, std::move(message), "", entry(), piece.line, 0, 0});
    return true;
  }

  ArticleSink& sink_;
  dom::parser parser_;
  Collector collector_;
  std::string buffer_;
  std::uint64_t number_ = 0;
  std::optional<Draft> held_;  // the first article, until it is known whether it is the only one
};

std::string_view after_bom(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && (head.front() == ' ' || head.front() == '\n' || head.front() == '\r' || head.front() == '\t')) head.remove_prefix(1);
  return head;
}

// Whether the braces of the first line close where it ends.
bool first_line_complete(std::string_view head) {
  head = head.substr(0, head.find('\n'));
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (in_string) {
      if (head[i] == '\\') ++i;
      else if (head[i] == '"') in_string = false;
    } else if (head[i] == '"') {
      in_string = true;
    } else if (head[i] == '{' || head[i] == '[') {
      ++depth;
    } else if (head[i] == '}' || head[i] == ']') {
      --depth;
    }
  }
  return depth == 0 && !in_string;
}

bool begins_object(std::string_view head) {
  if (!head.starts_with('{')) return false;
  head.remove_prefix(1);
  const auto next = head.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && (head[next] == '"' || head[next] == '}');
}

}  // namespace

Likeness sniff_json_lines(std::string_view head) {
  head = after_bom(head);
  if (!begins_object(head)) return Likeness::no;
  const auto line = head.find('\n');
  if (line == std::string_view::npos) return Likeness::perhaps;  // one line, or one too long to see its end
  const auto rest = after_bom(head.substr(line));
  return first_line_complete(head) && (rest.empty() || rest.starts_with('{')) ? Likeness::surely : Likeness::no;
}

Likeness sniff_json(std::string_view head) {
  head = after_bom(head);
  if (head.starts_with('[')) {
    const auto next = after_bom(head.substr(1));
    return next.starts_with('{') || next.starts_with(']') ? Likeness::likely : Likeness::no;
  }
  return begins_object(head) ? Likeness::likely : Likeness::no;
}

void read_json_lines(Entry& entry, ArticleSink& sink) {
  JsonArticles articles(sink);
  split_lines(entry, [&](const JsonPiece& piece) { return articles.take(piece); });
  articles.finish(false);
}

void read_json(Entry& entry, ArticleSink& sink) {
  const auto head = after_bom(entry.head(64 * 1024));
  const bool object = head.starts_with('{');
  if (head.find("jsonfeed.org/version") != std::string_view::npos) sink.rolling();
  JsonArticles articles(sink);
  split_values(entry, [&](const JsonPiece& piece) { return articles.take(piece); });
  articles.finish(object);
}

}  // namespace newsgrep
