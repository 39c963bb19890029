// SPDX-License-Identifier: GPL-2.0-or-later
// What the elements of a page say about its article beside their text: metadata, microdata, bylines, dates, captions.
#pragma once

#include "indexer/readers/html_page.hpp"

#include <libxml/tree.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Fills what a page declares, element by element, in their order.
class PageNotes {
 public:
  explicit PageNotes(Page& page) : page_(page) {}

  /// `around` is the element of the page that the node lies in.
  void note(xmlNode* node, std::string_view tag, std::uint32_t around);

 private:
  void note_head(xmlNode* node, std::string_view tag);
  void note_link_text(const xmlNode* link, std::vector<PageNote>& notes, std::size_t most);
  void note_captions(xmlNode* figure);
  void note_within_caption(xmlNode* caption);
  void note_day(const xmlNode* node, std::string_view property);
  void note_property(const xmlNode* node, std::string_view property);
  void note_byline(xmlNode* node, std::string_view tag, std::string_view property);
  void note_meta(const xmlNode* node);
  void note_time(const xmlNode* node, std::string_view tag);
  void add_meta(std::string name, std::string_view content);
  bool is_elsewhere() const;

  Page& page_;
  std::uint32_t around_ = 0;
  unsigned byline_tries_ = 0;  // elements whose text was looked at as a byline
};

}  // namespace newsgrep
