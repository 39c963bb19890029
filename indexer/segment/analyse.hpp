// SPDX-License-Identifier: GPL-2.0-or-later
// An article as the index sees it: terms.
#pragma once

#include "common/analysis.hpp"
#include "common/joined_units.hpp"
#include "common/term_policy.hpp"

#include <newsgrep/article.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

struct Field;

/// Receives the terms of one article, field by field, those of a field in order; views are good for the call only.
class TermSink {
 public:
  virtual ~TermSink() = default;
  /// A word at a position, 1-based within its field, which counts for so many; paragraphs are one position more apart.
  virtual void posting(std::string_view term, std::uint32_t position, std::uint32_t count) = 0;
  virtual void word(std::string_view term, std::uint32_t count) = 0;        ///< so many occurrences, without positions
  virtual void mark(std::string_view term) = 0;                             ///< something the article has; counts for no length
};

/// Turns articles into terms, as common/terms.hpp lists them. One per thread.
class Analyst {
 public:
  /// `policy` must outlive it, and `units`, which receives the texts' joined units.
  Analyst(const TermPolicy& policy, JoinedUnits& units) : policy_(policy), units_(units) {}

  void analyse(const Article& article, TermSink& sink);

 private:
  struct Occurrence {
    std::string_view term;
    std::uint32_t position;  // 0: a joined unit or a transcription, which have none
    std::uint32_t count;
  };

  void text_field(const Field& field, std::string_view text, std::string_view language, TermSink& sink);
  void transcribe_words(const Field& field);
  void words_of(const Field& field, TermSink& sink);
  void stems_of(const Field& field, std::string_view language, TermSink& sink);
  void pairs_of(const Field& field, TermSink& sink);
  Stemmer& stemmer(std::string_view name);

  const TermPolicy& policy_;
  JoinedUnits& units_;
  Words words_;
  std::vector<std::string> transcribed_;                         // words of one field
  std::vector<Occurrence> occurrences_;                          // of one field, by term and position
  std::vector<std::pair<std::string, std::uint32_t>> stems_;     // with how often they occur
  std::map<std::string, Stemmer, std::less<>> stemmers_;
};

}  // namespace newsgrep
