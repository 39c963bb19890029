// SPDX-License-Identifier: GPL-2.0-or-later
// The words of one page of a newspaper, and where its blocks and lines begin and end among them.
#pragma once

#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/xml.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsgrep {

/// Words by their places on a page; one behind the last.
struct AltoSpan {
  std::size_t begin = 0, end = 0;
};

class AltoPage {
 public:
  explicit AltoPage(const XmlNode& page);

  AltoSpan all() const { return {0, words_.size()}; }

  /// The words within an element, a single one too, by its ID.
  std::optional<AltoSpan> within(const std::string& id) const;

  /// The words, a paragraph for each block. A word that a line end divides is whole.
  void write(AltoSpan span, ParagraphWriter& writer) const;

  /// The first words of a span: a short block, or the first line of a long one. Ornaments that are read as signs are
  /// passed over.
  std::string headline(AltoSpan span) const;

  const std::string& language() const { return language_; }  ///< as it is declared
  const std::string& number() const { return number_; }      ///< "" when that is not known

 private:
  struct Word {
    std::string text;
    std::uint32_t block = 0, line = 0;
    bool goes_on = false;  // in the next word
  };

  void walk(const XmlNode& node);
  void take(const XmlNode& element);
  void take_line(const XmlNode& line);
  std::string text_of(AltoSpan span) const;

  std::vector<Word> words_;
  std::unordered_map<std::string, AltoSpan> spans_;
  std::uint32_t block_ = 0, line_ = 0;
  std::string language_, number_;
};

}  // namespace newsgrep
