// SPDX-License-Identifier: GPL-2.0-or-later
// A web page in flat arrays: its elements, its runs of text, and what it declares about itself. One parse, one walk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

struct PageElement {
  std::uint32_t parent = 0;     ///< index; the root is its own parent
  std::uint32_t end = 0;        ///< one behind the last element within it
  std::uint32_t names = 0;      ///< name groups of the element itself
  std::uint32_t around = 0;     ///< of itself and everything around it
  std::uint32_t signature = 0;  ///< hash of tag and class; numbers in the class do not count
  bool classed = false;         ///< it has a class
  std::string tag;              ///< lower case
  bool article = false;         ///< article or main, or within one
  bool heading = false;         ///< h1 to h6, or within one
  bool picture = false;         ///< a picture or a video is in it
  bool withheld = false;        ///< hidden by an attribute, not by its name
};

/// A run of text between the edges of block elements.
struct PageBlock {
  std::string text;           ///< white space collapsed
  std::uint32_t element = 0;  ///< the block element it lies in
  std::uint32_t link_bytes = 0;
  bool heading = false, item = false, cell = false, quote = false;
  bool time = false;                  ///< nothing but what <time> elements hold
  bool stressed = false;              ///< nothing but what bold or italic elements hold
  std::vector<std::uint32_t> breaks;  ///< where a short text goes on in a new line

  /// The lines of a short text, or all of it as one.
  std::vector<std::string_view> lines() const;
};

/// A short element that is named as a byline.
struct PageByline {
  std::string text;           ///< byline_part stands where elements within it begin or end
  std::uint32_t element = 0;  ///< around it
  bool declared = false;      ///< rel=author or itemprop=author, not only a name that sounds so
};

/// A <time>, or what stands for one.
struct PageTime {
  std::string value;          ///< as it is declared for machines
  std::uint32_t element = 0;  ///< around it
  std::size_t block = 0;      ///< how many blocks stand above
};

/// What stands below a picture, or what a page says is a tag of its article.
struct PageNote {
  std::string text;
  std::uint32_t element = 0;  ///< around it
  std::size_t block = 0;      ///< how many blocks stand above
};

struct Page {
  std::vector<PageElement> elements;
  std::vector<PageBlock> blocks;
  std::vector<std::pair<std::string, std::string>> metas;  ///< lower-case name, content; in order
  std::vector<std::string> json_ld;
  std::vector<std::string> data;  ///< other JSON, for the page's scripts
  std::vector<PageTime> times;
  std::string title, canonical, language;
  std::vector<std::string> headings;  ///< texts of h1
  std::uint32_t headline = 0;         ///< element around the first h1
  std::uint32_t middle = 0;           ///< the innermost element that holds more than half of all text
  std::vector<PageByline> bylines;
  std::vector<PageNote> captions;      ///< of figures
  std::vector<PageNote> tags;          ///< texts of links with rel=tag
  std::vector<PageNote> author_links;  ///< texts of links to pages about authors, by their addresses
  std::vector<PageNote> day_notes;     ///< texts of short elements that are named as the time of publication
  std::size_t repairs = 0;             ///< tags that were cut short or left out

  /// Whether an element is another one or lies in it.
  bool lies_in(std::uint32_t element, std::uint32_t outer) const {
    return element >= outer && element < elements[outer].end;
  }

  /// The name groups of an element and of what is around it, up to what is around the first main heading or most of the
  /// text as well.
  std::uint32_t names_beside_article(std::uint32_t element) const;

  /// The first value of a name in the metadata; empty when there is none.
  std::string_view meta(std::string_view name) const;
};

/// Parses UTF-8. Never fails: what is no HTML has no blocks. No network access, no external entities; deep nesting is
/// flattened.
Page read_page(std::string_view html);

}  // namespace newsgrep
