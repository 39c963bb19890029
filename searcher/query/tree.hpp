// SPDX-License-Identifier: GPL-2.0-or-later
// What the parser asks of parts of a tree, and does to them.
#pragma once

#include "searcher/query/query.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace newsgrep {

inline constexpr unsigned furthest_within = 100;  ///< words between operands of a near that is an operand itself
inline constexpr unsigned furthest_inside = 300;  ///< of all nears that are inside of one, added up
inline constexpr unsigned most_joined = 50;       ///< operands of one near, with those of the nears in it

/// Puts each part that is decided in a field into the first paragraphs of the text, into the headline or these, or into quotation marks.
/// False when a part has no places, or has those of another field.
bool put_in_lead(Query& query, unsigned paragraphs);
bool put_in_head_or_lead(Query& query, unsigned paragraphs);
bool put_in_quotes(Query& query);
inline constexpr unsigned paragraphs_of_lead = 2;  ///< unless the query says how many

/// Gives a field to what has none; false if nothing is in it now.
bool apply_field(Query& query, const Field* field);

/// Takes the field off an operand's parts, which may be null; nothing when they have different ones.
std::optional<const Field*> take_field(Query& query);

/// What is wanted all together.
using Conjunction = std::vector<Query>;

/// An operand with AND in it as alternatives, of each of which all parts are near the other operand; more than
/// most_joined of them are more than there may be. An operand without AND is the only part of the only one.
std::vector<Conjunction> alternatives_of(Query operand);

/// Words are near each other as they are written, whatever a sign says.
void take_signs(Query& query);

/// What has places in a text: words, phrases, words near each other, and groups of these.
bool has_places(const Query& query);

/// Whether a near in it reaches too far to be an operand of another one.
bool reaches_far(const Query& query);

/// The distances of all nears in it, added up.
std::uint64_t reach_of(const Query& query);

/// How many operands the nears in it have.
std::size_t joined_in(const Query& query);

/// Words count as they are written, in no other form. False when there is something in it that has no form.
bool make_exact(Query& query);

/// The same for words' capitals. False also for fields that are compared as a whole.
bool set_letters(Query& query, Query::Letters letters);

bool holds(const Query& query, Query::Kind kind);

bool has_weight(const Query& query);

/// Whether fields that are compared as a whole can be asked for it.
bool fits_whole_field(const Query& query);

/// The beginning is that of the body unless a field is named.
void complete_fields(Query& query);

/// How many words, phrases and the like give a query's matches their weight.
std::size_t weighed_parts(const Query& query);

}  // namespace newsgrep
