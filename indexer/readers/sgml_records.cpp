// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/sgml_records.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/skips.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t most_record = 16u << 20;

bool ends_name(char c) { return std::string_view("> \t\r\n/").find(c) != std::string_view::npos; }

// Whether `text` goes on at `at` with the name and its end, whatever the case.
bool is_name_at(std::string_view text, std::size_t at, std::string_view name) {
  const auto end = at + name.size();
  return end < text.size() && ends_name(text[end]) && iequals(text.substr(at, name.size()), name);
}

std::size_t find_close(std::string_view text, std::string_view name, std::size_t from = 0) {
  for (auto at = text.find("</", from); at != std::string_view::npos; at = text.find("</", at + 1))
    if (is_name_at(text, at + 2, name)) return at;
  return std::string_view::npos;
}

class RecordSplitter {
 public:
  RecordSplitter(Entry& entry, ArticleSink& sink, std::string_view name, const std::function<bool(const Record&)>& each)
      : entry_(entry), skips_(sink), name_(name), each_(each) {}

  void run() {
    for (std::string_view block; !(block = entry_.read()).empty();) {
      pending_.erase(0, at_);
      searched_ -= std::min(searched_, at_);
      at_ = 0;
      pending_.append(block);
      if (!drain()) return;
      if (in_record_ && pending_.size() - at_ > most_record) give_up_record();
    }
    if (in_record_) skip("unfinished", "the file ends in the middle of a record");
    skips_.finish();
  }

 private:
  std::size_t longest_tag() const { return name_.size() + 3; }

  // Hands over the records that are complete.
  bool drain() {
    while (in_record_ || begin_record()) {
      const auto next = record_end();
      if (next == std::string::npos) return true;
      Decoded record = decode(pending_.substr(at_, next - at_));
      in_record_ = false;
      if (!each_({record.text, ++number_, line_, record.repairs})) return false;
      pass(next);
    }
    return true;
  }

  bool begin_record() {
    const auto open = find_open(pending_, name_, at_);
    in_record_ = open != std::string::npos;
    // The start of a tag may be at the very end.
    pass(in_record_ ? open : std::max(at_, pending_.size() - std::min(pending_.size(), longest_tag())));
    searched_ = at_ + 1;
    return in_record_;
  }

  std::size_t record_end() {
    for (auto at = pending_.find('<', searched_); at != std::string::npos; at = pending_.find('<', at + 1)) {
      const bool closes = pending_.compare(at, 2, "</") == 0;
      if (is_name_at(pending_, at + (closes ? 2 : 1), name_)) return at;
    }
    searched_ = std::max(at_ + 1, pending_.size() - std::min(pending_.size(), longest_tag()));
    return std::string::npos;
  }

  void pass(std::size_t to) {
    const auto* const begin = pending_.data();
    line_ += static_cast<std::uint64_t>(std::count(begin + at_, begin + to, '\n'));
    at_ = to;
  }

  void give_up_record() {
    skip("too_large", "is larger than " + std::to_string(most_record >> 20) + " MiB");
    pass(pending_.size());
    in_record_ = false;
  }

  void skip(const char* kind, std::string message) { skips_.add(kind, std::move(message), ++number_, line_); }

  Entry& entry_;
  Skips skips_;
  std::string_view name_;
  const std::function<bool(const Record&)>& each_;
  std::string pending_;
  std::size_t at_ = 0, searched_ = 0;  // in pending_: what is done with, what needs no second look for the record's end
  bool in_record_ = false;
  std::uint64_t line_ = 1, number_ = 0;
};

}  // namespace

std::size_t find_open(std::string_view text, std::string_view name, std::size_t from) {
  for (auto at = text.find('<', from); at != std::string_view::npos; at = text.find('<', at + 1))
    if (is_name_at(text, at + 1, name)) return at;
  return std::string_view::npos;
}

std::string_view element(std::string_view text, std::string_view name) {
  const auto open = find_open(text, name);
  if (open == std::string_view::npos) return {};
  const auto begin = text.find('>', open);
  if (begin == std::string_view::npos) return {};
  const auto content = text.substr(begin + 1);
  return content.substr(0, find_close(content, name));
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  constexpr std::size_t longest_tag = 4096;
  tag = tag.substr(0, std::min(tag.find('>'), longest_tag));
  for (auto equals = tag.find('='); equals != std::string_view::npos; equals = tag.find('=', equals + 1)) {
    const auto before = tag.substr(0, equals);
    const auto start = before.find_last_of(" \t\r\n");
    if (start == std::string_view::npos || !iequals(before.substr(start + 1), name)) continue;
    auto value = tag.substr(equals + 1);
    const bool quoted = value.starts_with('"') || value.starts_with('\'');
    if (!quoted) return value.substr(0, value.find_first_of(" \t\r\n"));
    const char quote = value.front();
    value.remove_prefix(1);
    return value.substr(0, value.find(quote));
  }
  return {};
}

std::string without_tags(std::string_view sgml) {
  std::string out;
  for (std::size_t at = 0; at < sgml.size();) {
    const auto open = std::min(sgml.find('<', at), sgml.size());
    out.append(sgml.substr(at, open - at));
    const auto close = sgml.find('>', open);
    at = close == std::string_view::npos ? sgml.size() : close + 1;
  }
  return out;
}

void for_each_record(Entry& entry, ArticleSink& sink, std::string_view name,
                     const std::function<bool(const Record&)>& each) {
  RecordSplitter(entry, sink, name, each).run();
}

}  // namespace newsgrep
