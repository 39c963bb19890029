// SPDX-License-Identifier: GPL-2.0-or-later
// Texts within XML: XHTML, NITF, and what agencies make like them.
#pragma once

#include "indexer/readers/xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Paragraphs of what is within: every element but those of a line ends them. Pictures, their captions, taglines and
/// notes to editors are left out.
std::string paragraphs_in(const XmlNode& node);

/// Captions of the pictures within.
std::vector<std::string> captions_in(const XmlNode& node);

/// Captions of the pictures in a fragment of HTML.
std::vector<std::string> captions_in_markup(std::string_view html);

/// Without a first paragraph that repeats the headline.
std::string without_headline(std::string text, std::string_view title);

/// Takes from a text what wires print around it: a first paragraph that is the byline, and the signs of those who sent it below.
void take_wire_lines(Article& article);

/// Adds what is not there yet.
void add_once(std::vector<std::string>& list, std::string value);

/// "Jane Doe, John Roe"
std::string joined_names(const std::vector<std::string>& names);

/// A standfirst that the text does not begin with.
std::string standfirst_beside(std::string standfirst, std::string_view text);

}  // namespace newsgrep
