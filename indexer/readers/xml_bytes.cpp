// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_bytes.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_foreign = 256u << 20;  // of a file that is not in UTF-8
constexpr std::size_t head_size = 64 * 1024, least_first = 1024;

// The encoding that an XML declaration names.
std::string declared_encoding(std::string_view head) {
  constexpr std::size_t enough = 400;
  head = head.substr(0, enough);
  const auto declaration = head.find("<?xml");
  const auto end = head.find("?>");
  const auto at = declaration == std::string_view::npos ? declaration : head.find("encoding", declaration);
  if (at == std::string_view::npos || end == std::string_view::npos || at > end) return {};
  const auto open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = head.find(head[open], open + 1);
  return close == std::string_view::npos ? std::string() : ascii_lower(head.substr(open + 1, close - open - 1));
}

bool may_be_utf8(std::string_view head) {
  const auto valid = valid_prefix(head);
  const bool cut_within = head.size() >= head_size - 4 && valid + 4 > head.size();
  return (valid == head.size() || cut_within) && head.find('\0') == std::string_view::npos;
}

// Whether enough of the beginning is there to see a declaration.
bool is_complete(std::string_view text) { return text.find("?>") != std::string_view::npos; }

// The parser gets UTF-8, whatever the declaration says; lines stay counted.
void strip_declaration(std::string& text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const auto begin = text.find_first_not_of(" \t\r\n\x01\x02");
  if (begin == std::string::npos || text.compare(begin, 5, "<?xml") != 0) return;
  const auto end = text.find("?>", begin);
  if (end == std::string::npos) return;
  std::replace_if(text.begin(), text.begin() + static_cast<long>(end) + 2, [](char c) { return c != '\n'; }, ' ');
}

std::uint32_t clean_controls(std::string& text) {
  std::uint32_t count = 0;
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || byte == '\n' || byte == '\t' || byte == '\r') continue;
    c = ' ';
    ++count;
  }
  return count;
}

}  // namespace

XmlBytes::XmlBytes(Entry& entry) : entry_(entry) {
  const auto head = entry.head(head_size);
  const auto encoding = declared_encoding(head);
  const bool utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii";
  if (utf8 && may_be_utf8(head)) return;
  Decoded decoded = decode(read_all(entry, most_foreign), encoding);
  repairs_ += decoded.repairs;
  pending_ = std::move(decoded.text);
  whole_ = true;
}

std::string XmlBytes::next() {
  std::string text;
  while (text.empty()) {
    const bool last = !refill();
    const std::size_t whole = last ? pending_.size() : pending_.size() - unfinished_char();
    text = pending_.substr(0, whole);
    pending_.erase(0, whole);
    if (last && text.empty()) return rewritten({}, true);
    repairs_ += static_cast<std::uint32_t>(repair_utf8(text));
    if (first_ && !last && text.size() < least_first && !is_complete(text)) {
      pending_.insert(0, text);
      text.clear();
      continue;
    }
    if (first_) strip_declaration(text);
    first_ = false;
    repairs_ += clean_controls(text);
    text = rewritten(text, last);
    if (last) return text;
  }
  return text;
}

std::uint32_t XmlBytes::take_repairs() { return std::exchange(repairs_, 0); }

std::string XmlBytes::within() const {
  const auto unfinished = escapes_.unfinished();
  return unfinished.empty() ? unfinished : ", within " + unfinished;
}

std::string XmlBytes::rewritten(std::string_view text, bool last) {
  auto out = escapes_.rewrite(text, last);
  repairs_ += escapes_.take_repairs();
  return out;
}

// Another block; false when there is none.
bool XmlBytes::refill() {
  if (whole_) return false;
  const auto block = entry_.read();
  pending_.append(block);
  return !block.empty();
}

// Bytes at the end that begin a character whose rest is still to come.
std::size_t XmlBytes::unfinished_char() const {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, pending_.size()); ++back) {
    const auto byte = static_cast<unsigned char>(pending_[pending_.size() - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return size > back ? back : 0;
  }
  return 0;
}

}  // namespace newsgrep
