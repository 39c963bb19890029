// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_xml_values(std::string_view head);

/// XML of no standard: articles are the elements whose children are named as headline, text and date usually are.
void read_xml_values(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
