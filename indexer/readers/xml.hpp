// SPDX-License-Identifier: GPL-2.0-or-later
// XML read from front to back, one record at a time. Nothing outside of the file is ever read, and entities that a file
// declares are not expanded.
#pragma once

#include "indexer/readers/reader.hpp"
#include "indexer/readers/skips.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// An element, or a run of text.
struct XmlNode {
  /// Empty for text. An element of the root's namespace or of XHTML has its local name, every other one its prefix too,
  /// as written: "media:title".
  std::string name;
  std::string text;  ///< of a run of text
  std::vector<std::pair<std::string, std::string>> attributes;  ///< by their names as written: "xml:lang"
  std::vector<std::unique_ptr<XmlNode>> children;

  bool is_text() const { return name.empty(); }
  bool is(std::string_view other) const { return name == other; }

  /// The first child of one of the names; null when there is none.
  const XmlNode* child(std::string_view wanted) const;

  /// The first element at the end of a path of names: "body/body.head/byline".
  const XmlNode* find(std::string_view path) const;

  /// The first element of that name anywhere within.
  const XmlNode* anywhere(std::string_view wanted) const;

  /// All elements of that name within, in order; those within one of them are left out.
  std::vector<const XmlNode*> all(std::string_view wanted) const;

  std::string_view attribute(std::string_view wanted) const;

  /// All text within, white space collapsed; elements of other lines are kept apart by a space.
  std::string words() const;

  /// The text of the element at the end of a path; empty when there is none.
  std::string words_of(std::string_view path) const;

  /// The attribute of the element at the end of a path.
  std::string_view attribute_of(std::string_view path, std::string_view wanted) const;

  /// All text within, as it is.
  std::string raw_text() const;

  /// What is within as HTML, for who reads fragments of that.
  std::string markup() const;
};

/// Whether an element of XHTML or NITF stands within a line; every other one begins a new line.
bool stands_in_line(std::string_view name);

/// Calls `each` for every element child of that name.
template <class Each>
void for_children(const XmlNode& node, std::string_view name, Each&& each) {
  for (const auto& one : node.children)
    if (one->is(name)) each(*one);
}

/// One element that is read as a whole.
struct XmlRecord {
  const XmlNode& node;
  const XmlNode& root;       ///< what was read so far outside of records
  std::uint64_t number = 0;  ///< 1-based, of the record in its file
  std::uint64_t line = 0;    ///< 1-based
  std::uint32_t repairs = 0;
};

/// Returns false to stop.
using EachXmlRecord = std::function<bool(const XmlRecord&)>;

/// Hands over the elements of the given local names, which do not lie within one another; the root may be one. What
/// cannot be used is reported: records that are too large, too deep or cut off, and what follows after an error that ends
/// all reading. Returns the number of records; a file of which nothing can be read has one.
std::uint64_t for_each_xml(Entry& entry, Skips& skips, std::initializer_list<std::string_view> records,
                           const EachXmlRecord& each);

/// The local name of the first element, as far as the head of a file shows it; empty when it is no XML.
std::string xml_root(std::string_view head);

}  // namespace newsgrep
