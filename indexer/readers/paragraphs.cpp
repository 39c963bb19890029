// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/paragraphs.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace newsgrep {
namespace {

// Bytes of white space in front; npos for a line of nothing else.
std::size_t indentation(std::string_view line) {
  const std::size_t front = space_run(line);
  return front == line.size() ? std::string_view::npos : front;
}

template <class Each>
void for_each_line(std::string_view text, Each&& each) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Lines up to the first length are hard-wrapped text, those above the second certainly not.
constexpr std::size_t usually_wrapped = 100, longest_wrapped = 140;

struct Layout {
  std::size_t filled = 0, blank_between = 0, indented = 0, least_indent = SIZE_MAX;
  std::size_t bytes = 0, bytes_in_long_lines = 0, longest_line = 0;
};

// What counts as indented goes beyond what all lines have in front.
constexpr std::size_t indent = 2;

Layout layout_of(std::string_view text) {
  Layout layout;
  std::size_t blank = 0;
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    if (front == std::string_view::npos) {
      ++blank;
      return;
    }
    if (layout.filled > 0) layout.blank_between += blank;
    blank = 0;
    ++layout.filled;
    layout.least_indent = std::min(layout.least_indent, front);
    layout.bytes += line.size();
    layout.longest_line = std::max(layout.longest_line, line.size());
    if (line.size() > longest_wrapped) layout.bytes_in_long_lines += line.size();
  });
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    layout.indented +=
        front != std::string_view::npos && (front >= layout.least_indent + indent || line.starts_with('\t'));
  });
  return layout;
}

}  // namespace

void ParagraphWriter::add(std::string_view text) {
  while (!text.empty()) {
    const std::size_t run = clean_run(text);
    if (run > 0) {
      if (!out_.empty() && fresh_)
        out_ += "\n\n";
      else if (!out_.empty() && space_)
        out_ += ' ';
      out_.append(text.substr(0, run));
      fresh_ = space_ = false;
    }
    text.remove_prefix(run);
    const std::size_t spaces = space_run(text);
    space_ = space_ || spaces > 0;
    text.remove_prefix(spaces);
  }
}

std::string paragraphs_of(std::string_view text) {
  const Layout layout = layout_of(text);
  const bool unwrapped = layout.bytes_in_long_lines * 2 > layout.bytes;
  const bool by_blank = layout.blank_between > 0;
  const bool by_indent = !unwrapped && !by_blank && layout.indented > 0;
  const bool by_line = unwrapped || (!by_blank && !by_indent && layout.longest_line > usually_wrapped);
  ParagraphWriter writer;
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    const bool blank = front == std::string_view::npos;
    const bool indented = !blank && (front >= layout.least_indent + indent || line.starts_with('\t'));
    if (blank || by_line || (by_indent && indented)) writer.end_paragraph();
    writer.add(line);
    writer.add(" ");
  });
  return writer.take();
}

}  // namespace newsgrep
