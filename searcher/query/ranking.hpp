// SPDX-License-Identifier: GPL-2.0-or-later
// What the index weighs matches with. How the numbers were found, and what they bring, is told in benchmarks/README.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsgrep {

inline constexpr double saturation = 1.2;  ///< BM25's k1: a term adds less than its rarity times 1 + k1 to a score

inline constexpr double shortest_length = 0.5;  ///< of the average: what is shorter counts as so long

/// BM25's b, for a query of that many words, phrases and the like. The more of them, the more a long article has by chance, and the more its
/// length must count against it.
double slope(std::size_t parts);

/// What BM25 gives documents for one term, or for several that count as one.
class TermScore {
 public:
  /// The term is in `frequency` of `documents`, which have `average_length` words.
  TermScore(double frequency, double documents, double average_length, std::size_t parts);

  /// Of a document of `length` words that has it so many times.
  double of(std::uint32_t times, std::uint32_t length) const { return scored(times, static_cast<double>(length) * by_length_); }
  /// Of a document that has it so many times, whatever its length.
  double most(std::uint32_t times) const { return scored(times, 0); }
  /// Of any document.
  double limit() const { return term_; }

 private:
  double scored(std::uint32_t times, double length) const;

  double term_, by_length_ = 0, slope_;
};

/// How much it tells of one of so many documents to have a term of that frequency, as BM25 weighs it.
double rarity(double frequency, double documents);

}  // namespace newsgrep
