// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_header.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace newsgrep {
namespace {

constexpr const char* from_header = "header";

std::optional<Date> date_of(std::string_view value) {
  if (const auto date = parse_date(value)) return date;
  const Stamp stamp = read_stamp(value);
  return stamp.published ? stamp.published : stamp.updated;
}

bool continues(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

// Whether the value is one that its role can have.
bool is_sound(const HeaderLine& header) {
  if (header.value.empty()) return header.role == Role::text;
  switch (header.role) {
    case Role::none:
      return false;
    case Role::date:
    case Role::updated:
      return date_of(header.value).has_value() || needs_day_order(header.value);
    case Role::url:
      return is_url(header.value);
    default:
      return true;
  }
}

// Reads the header of one text.
class HeaderReader {
 public:
  HeaderReader(std::vector<std::string_view>& lines, Draft& draft, bool explain)
      : lines_(lines), draft_(draft), explain_(explain) {}

  void run() {
    skip_blanks();
    if (at_ < lines_.size() && opens_front_matter(lines_[at_])) {
      take_matter();
      return remove();
    }
    for (bool first = true; take_run(first); first = false) skip_blanks();
    remove();
  }

 private:
  void skip_blanks() {
    while (at_ < lines_.size() && is_blank(lines_[at_])) ++at_;
  }

  std::size_t end_of_run() const {
    std::size_t end = at_;
    while (end < lines_.size() && !is_blank(lines_[end])) ++end;
    return end;
  }

  void remove() { lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(taken_)); }

  void take_matter() {
    taken_ = front_matter_lines(lines_);
    for (std::size_t i = at_ + 1; i + 1 < taken_;) i = take_field(i, taken_ - 1);
  }

  // A name with its value, or with the lines below it that go on: items, a text, or the parts of the value. Returns
  // where the next one begins.
  std::size_t take_field(std::size_t at, std::size_t end) {
    constexpr std::array<std::string_view, 4> folds{": >", ": >-", ": |", ": |-"};
    HeaderLine header = header_line(lines_[at]);
    const auto written = trim(lines_[at]);
    const bool folded =
        std::any_of(folds.begin(), folds.end(), [&](std::string_view fold) { return written.ends_with(fold); });
    const Role below = header.value.empty() && !folded ? header.role : Role::none;
    std::string text;
    std::size_t i = at + 1;
    for (; i < end && (continues(lines_[i]) || trim(lines_[i]).starts_with("- ")); ++i) {
      const auto line = trim(lines_[i]);
      if (folded)
        text.append(text.empty() ? "" : " ").append(line);
      else if (line.starts_with("- "))
        add_item(below, line.substr(2));
      else if (line.starts_with("name:") || line.starts_with("title:"))
        add_item(below, line.substr(line.find(':') + 1));
    }
    if (folded) header.value = text;
    named(header);
    return i;
  }

  // "[News, 'Local']" -> "News, Local"
  static std::string listed(std::string_view value) {
    if (!value.starts_with('[') || !value.ends_with(']')) return collapse(value);
    return joined_names(parts_of_list(value.substr(1, value.size() - 2)));
  }

  // "  - value" below a name without one.
  void add_item(Role list, std::string_view value) {
    value = trim(value);
    if (value.size() > 1 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'')) value = value.substr(1, value.size() - 2);
    if (list == Role::tags) add_once(draft_.article.tags, collapse(value));
    if (list == Role::section) set(&Article::section, "section", collapse(value));
    if (list != Role::byline) return;
    add_once(draft_.article.authors, collapse(value));
    draft_.article.byline = joined_names(draft_.article.authors);
  }

  // Lines up to the next empty one. False when they are, or one of them begins, the text.
  bool take_run(bool first) {
    const std::size_t end = end_of_run();
    if (at_ == end) return false;
    if (trim(lines_[at_]).starts_with("--")) return take_dashed(end);
    std::size_t known = 0, behind_known = at_, shaped = 0;
    std::size_t i = at_;
    for (; i < end; ++i) {
      const HeaderLine header = header_line(lines_[i]);
      const bool more = shaped > 0 && continues(lines_[i]);
      if (!header.shaped && !more) break;
      ++shaped;
      if (!is_sound(header) || more) continue;
      if (is_text(header.role)) return take_lines(i, i == at_ ? first : known == 0);
      ++known;
      behind_known = i + 1;
    }
    if (i == end && (known > 1 || (!first && known > 0))) behind_known = end;
    if (known == 0 || (first && known == 1 && !stands_alone(behind_known, end))) return false;
    const bool whole = behind_known == end;
    take_lines(behind_known, false);
    return whole;
  }

  static bool is_text(Role role) { return role == Role::text || role == Role::standfirst; }

  // A single header says enough only when it tells a headline, an author, a date or an address.
  bool stands_alone(std::size_t behind_known, std::size_t end) const {
    if (behind_known != at_ + 1) return false;
    const Role role = header_line(lines_[at_]).role;
    return role == Role::title || role == Role::byline ||
           (end == behind_known && (role == Role::date || role == Role::url));
  }

  // Takes the header lines up to `end`; the line there introduces the text, unless it is the first of all.
  bool take_lines(std::size_t end, bool nothing_known) {
    for (std::size_t i = at_; i < end; ++i) {
      const bool shown = !(i > at_ && continues(lines_[i]));
      if (shown) named(header_line(lines_[i]));
    }
    at_ = taken_ = end;
    if (end >= lines_.size() || nothing_known) return false;
    const HeaderLine header = header_line(lines_[end]);
    if (!header.shaped || !is_text(header.role)) return false;
    lines_[end] = header.value;
    return false;
  }

  // The lines of wire dumps: headline, byline, date and address, each after two dashes.
  bool take_dashed(std::size_t end) {
    for (; at_ < end && trim(lines_[at_]).starts_with("--"); ++at_) {
      const auto value = trim(trim(lines_[at_]).substr(2));
      if (value.empty()) continue;
      if (is_url(value))
        set(&Article::url, "url", std::string(value));
      else if (const auto date = parse_date(value))
        set_date(draft_, *date, from_header, explain_);
      else if (auto byline = byline_of(value); !byline.empty())
        set(&Article::byline, "byline", std::move(byline));
      else
        set(&Article::title, "title", collapse(value));
    }
    taken_ = at_;
    return false;
  }

  void set(std::string Article::*member, const char* field, std::string value) {
    set_field(draft_, member, field, std::move(value), from_header, explain_);
  }

 public:
  void named(const HeaderLine& header) {
    switch (header.role) {
      case Role::title:
        return set(&Article::title, "title", collapse(header.value));
      case Role::byline:
        return set(&Article::byline, "byline", without_by(listed(header.value)));
      case Role::source:
        return set(&Article::source, "source", collapse(header.value));
      case Role::section:
        return set(&Article::section, "section", listed(header.value));
      case Role::standfirst:
        return set(&Article::standfirst, "standfirst", collapse(header.value));
      case Role::tags: {
        auto value = trim(header.value);
        if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
        for (auto& tag : parts_of_list(value)) add_once(draft_.article.tags, collapse(tag));
        return;
      }
      case Role::language:
        return set(&Article::language, "language", language_code(header.value));
      case Role::url:
        return set(&Article::url, "url", std::string(header.value));
      case Role::dateline:
        return set(&Article::dateline, "dateline", collapse(header.value));
      case Role::caption:
        return add_once(draft_.article.captions, collapse(header.value));
      case Role::id:
        set(&Article::native_id, "native_id", std::string(header.value));
        draft_.global_id = is_global_id(draft_.article.native_id);
        return;
      case Role::date:
        if (const auto date = date_of(header.value)) {
          set_date(draft_, *date, from_header, explain_);
        } else {
          draft_.unread_date = header.value;
          draft_.unread_from = from_header;
        }
        return;
      case Role::updated:
        if (const auto date = date_of(header.value)) draft_.article.updated = *date;
        return;
      default:
        return;
    }
  }

 private:
  std::vector<std::string_view>& lines_;
  Draft& draft_;
  bool explain_;
  std::size_t at_ = 0, taken_ = 0;
};

}  // namespace

void set_date(Draft& draft, const Date& date, const char* from, bool explain) {
  if (draft.article.published.known()) return;
  draft.article.published = date;
  draft.article.date_from = from;
  if (explain) draft.why.push_back({"date", from, date.iso()});
}

void set_field(Draft& draft, std::string Article::*member, const char* field, std::string value, const char* from,
               bool explain) {
  if (!(draft.article.*member).empty() || value.empty()) return;
  draft.article.*member = std::move(value);
  if (explain) draft.why.push_back({field, from, ""});
}

void take_header(std::vector<std::string_view>& lines, Draft& draft, bool explain) {
  HeaderReader(lines, draft, explain).run();
}

bool take_label(std::string_view line, Draft& draft, bool explain) {
  constexpr std::array<std::string_view, 24> labels{
      "BYLINE",  "SECTION", "LENGTH",        "DATELINE", "SOURCE",  "HIGHLIGHT",        "LOAD-DATE",    "LANGUAGE",
      "GRAPHIC", "SERIES",  "DOCUMENT-TYPE", "ACC-NO",   "SUBJECT", "PUBLICATION-TYPE", "JOURNAL-CODE", "COMPANY",
      "TICKER",  "PERSON",  "ORGANIZATION",  "INDUSTRY", "COUNTRY", "CORRECTION-DATE",  "GEOGRAPHIC",   "TYPE"};
  line = trim(line);
  const auto name = line.substr(0, line.find(':'));
  if (name.size() == line.size() || std::find(labels.begin(), labels.end(), name) == labels.end()) return false;
  std::vector<std::string_view> none;
  HeaderLine header = header_line(line);
  if (header.role == Role::title || header.role == Role::date) header.role = Role::none;  // SUBJECT, LOAD-DATE
  HeaderReader(none, draft, explain).named(header);
  return true;
}

}  // namespace newsgrep
