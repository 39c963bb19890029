// SPDX-License-Identifier: GPL-2.0-or-later
// The terms and value slots of the index, spelled in one place for the writer and the reader.
//
//   <prefix>word           a word of a field, as folded, if the policy of terms gives it one (common/term_policy.hpp). A joined unit
//                          (AT&T -> att) is a word too, and so is what an accented word is transcribed to
//   Z<prefix>stem          a stem, English; Z<prefix>xx:stem in other languages. A word has all that Stemmer::all_of() tells
//   B<prefix>word word     two frequent words beside each other in one paragraph (common/term_policy.hpp)
//   Y2024 M202403 D20240307   what the date of publication names, as far as its precision goes;  XUNDATED without one
//   T2024030               its third of a month (0: days 1-10, 1: 11-20, 2: the rest): a month from the 15th on takes few terms
//   Q<abc>                 the first digits of the article's id
//   XNID<abc>              the first digits of the hash of the id that its source gave it
#pragma once

#include "common/date.hpp"
#include "common/fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

std::string word_term(const Field& field, std::string_view folded);
std::string stem_term(const Field& field, std::string_view stemmer, std::string_view stem);
std::string pair_term(const Field& field, std::string_view left, std::string_view right);

/// How often a word counts in the ranking, by its place among the words of its field, from 0: news says first what it is about, so those
/// that a text begins with count twice.
inline std::uint32_t occurrences_at(const Field& field, std::size_t place) {
  constexpr std::size_t opening = 50;
  if (field.weight == 0) return 0;
  return &field == fields().data() && place < opening ? 2 : 1;
}

/// How often its id counts as a word of an article: to Xapian one without a length, because all its words are in fields without weight, has
/// no terms.
inline constexpr std::uint32_t occurrences_of_id = 1;

/// Of all ids that begin with the same id_kept digits; of an id's beginning what the terms begin with of the ids that begin so.
std::string id_term(std::string_view id);
inline constexpr std::size_t id_kept = 3;

/// A whole value of a field that is no text; one that is too long for a term is told apart by a hash. Other values have it too if the
/// field is unique.
std::string exact_term(const Field& field, std::string_view value);

/// What the terms of all values begin with that begin so. Nothing: the field's terms don't show how values begin.
std::optional<std::string> exact_beginning(const Field& field, std::string_view beginning);
inline constexpr std::size_t exact_kept = 184;  ///< bytes of a long value that its term keeps

/// Whether no terms of other values begin like that.
bool tells_beginning(const Field& field, std::string_view beginning);

inline constexpr std::string_view undated_term = "XUNDATED";

/// The date terms of one article, as far as the precision goes.
std::vector<std::string> date_terms(const Date& date);

/// The fewest date terms that together cover a period exactly. Both ends must be set.
std::vector<std::string> cover(Day first, Day last);

/// The value slot that orders results: date, then id. Larger is newer; undated articles are oldest. Between equal instants the
/// smaller id counts as newer, so that "newest first" is (date descending, id ascending).
inline constexpr unsigned order_slot = 0;
inline constexpr std::size_t order_bytes = 13;
std::string order_value(const Date& published, std::uint64_t id);
std::uint64_t id_of_order(std::string_view order);
/// What it is ordered by first: larger is newer, 0 is undated.
std::uint64_t moment_of(const Date& published);
std::uint64_t moment_of_order(std::string_view order);

/// The value slot with the id of the document's segment: during a search of several segments as one, Xapian tells a document's
/// number in its segment, but not which segment that is.
inline constexpr unsigned segment_slot = 1;

/// 16 hexadecimal digits.
std::string id_text(std::uint64_t id);

}  // namespace newsgrep
