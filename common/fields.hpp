// SPDX-License-Identifier: GPL-2.0-or-later
// THE TABLE of fields: the indexer writes by it, the query parser and planner, the renderers and --fields read it.
#pragma once

#include "common/stored_text.hpp"

#include <span>
#include <string_view>

namespace newsgrep {

enum class FieldKind {
  text,    ///< words; any query may be asked of it
  exact,   ///< one folded term; matches as a whole, a trailing * allowed
  unique,  ///< asked like `exact`; nearly every article has another value, so many share a term, and what is stored decides
};

struct Field {
  std::string_view name;     ///< as typed before the colon and as the key in JSON
  std::string_view aliases;  ///< further spellings, separated by a space
  std::string_view prefix;   ///< in front of the words; stems have Z before it. "" is the text itself
  FieldKind kind;
  bool stemmed;              ///< stems are indexed beside the words
  double weight;             ///< in ranking, relative to the text; 0: it has no say there, nor does it make an article longer
  StoredText value;
  std::string_view description;
  std::string_view example;  ///< a query that uses it
};

/// In a fixed order; `text` first, `title` second.
std::span<const Field> fields();

/// By name or alias, ASCII case ignored; null when there is none.
const Field* find_field(std::string_view name);

/// The name or alias of a field, or the name of a date filter, with the nearest spelling; empty when none is near.
std::string_view nearest_name(std::string_view name);

}  // namespace newsgrep
