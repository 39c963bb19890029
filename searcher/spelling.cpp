// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spelling.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "searcher/query/automaton.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace newsgrep {
namespace {

using Letters = std::vector<char32_t>;

constexpr std::array<std::u32string_view, 9> alike{U"aeiouy", U"ckqx", U"cszx", U"gkjq", U"fpv", U"bpvw", U"dt", U"mn", U"ijy"};

bool sound_alike(char32_t a, char32_t b) {
  return std::any_of(alike.begin(), alike.end(), [&](std::u32string_view group) { return group.find(a) != group.npos && group.find(b) != group.npos; });
}

constexpr double at_beginning = 0.8, exchanged = 0.8;

double other_letter(char32_t a, char32_t b) { return a == b ? 0 : sound_alike(a, b) ? 0.7 : 1.2; }

// For a letter that one of the words has at `at` and the other one has not.
double single_letter(const Letters& of, std::size_t at) {
  if (at == 0) return 1 + at_beginning;
  return of[at] == of[at - 1] ? 0.5 : of[at] == U'h' ? 0.7 : 1;
}

// How bad a misspelling may be of a word with so many letters: of a short one almost every change makes another word.
double worst(std::size_t letters) { return letters <= 3 ? exchanged : letters == 4 ? 1 : letters == 5 ? 1.4 : letters <= 7 ? 1.6 : 2; }

constexpr double per_mistake = 6;  // a mistake more must make up for by a word that is 2^6 times as frequent
double likelihood_of(std::uint64_t frequency, double mistakes) { return std::log2(static_cast<double>(frequency)) - per_mistake * mistakes; }

// The letters that the word which was meant may begin with.
std::set<char32_t> first_letters(const Letters& word) {
  std::set<char32_t> first{word[0], word[1]};
  for (const auto group : alike)
    if (group.find(word[0]) != group.npos) first.insert(group.begin(), group.end());
  return first;
}

}  // namespace

double misspelling(std::string_view typed_text, std::string_view meant_text) {
  const Letters typed = chars_of(typed_text), meant = chars_of(meant_text);
  std::vector<double> before_last, last, row(meant.size() + 1);
  for (std::size_t j = 1; j <= meant.size(); ++j) row[j] = row[j - 1] + single_letter(meant, j - 1);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    before_last = std::move(last);
    last = std::move(row);
    row.assign(meant.size() + 1, last[0] + single_letter(typed, i - 1));
    for (std::size_t j = 1; j <= meant.size(); ++j) {
      const double replaced = other_letter(typed[i - 1], meant[j - 1]);
      row[j] = std::min({last[j - 1] + replaced + (replaced > 0 && (i == 1 || j == 1) ? at_beginning : 0), last[j] + single_letter(typed, i - 1), row[j - 1] + single_letter(meant, j - 1)});
      if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1]) row[j] = std::min(row[j], before_last[j - 2] + exchanged);
    }
  }
  return row.back();
}

class Spelling::Best {
 public:
  explicit Best(const std::string& word)
      : word_(word), worst_(worst(count_chars(word))), like_(Automaton::of_similar(word, count_chars(word) < 5 ? 1 : most_edits)) {}

  /// A word whose frequency is only asked for if it may be one that was meant.
  template <class Frequency>
  void consider(std::string_view candidate, Frequency&& frequency) {
    if (candidate == word_ || !like_.fits(candidate)) return;
    const double mistakes = misspelling(word_, candidate);
    if (mistakes > worst_) return;
    const std::uint64_t articles = frequency();
    const double likelihood = articles > 0 ? likelihood_of(articles, mistakes) : 0;
    if (articles > 0 && (!meant_ || likelihood > meant_->likelihood)) meant_ = Meant{std::string(candidate), articles, likelihood};
  }

  const std::optional<Meant>& meant() const { return meant_; }

 private:
  const std::string& word_;
  const double worst_;
  Automaton like_;
  std::optional<Meant> meant_;
};

void Spelling::consider_all(const Field& field, const std::string& first, Best& best) const {
  constexpr unsigned often = 256;
  unsigned looked = 0;
  const auto in_time = [&] { return ++looked % often != 0 || std::chrono::steady_clock::now() < deadline_; };
  const std::string front = word_term(field, "");
  facts_.each_term(front + first, [&](std::string_view term) {
    best.consider(term.substr(front.size()), [&] { return database_.frequency(std::string(term)); });
    return in_time();
  });
  if (!field.stemmed) return;
  for (const auto& listed : facts_.policy->stem_only(first)) {
    best.consider(listed, [&] { return frequency(field, listed); });
    if (!in_time()) return;
  }
}

std::optional<Spelling::Meant> Spelling::nearest(const Field& field, const std::string& word) const {
  constexpr std::size_t shortest = 3;  // letters
  const Letters letters = chars_of(word);
  if (field.kind != FieldKind::text || letters.size() < shortest || !facts_.each_term) return std::nullopt;
  Best best(word);
  const auto look = [&](char32_t letter) {
    std::string first;
    append_char(first, letter);
    consider_all(field, first, best);
  };
  look(letters[0]);
  for (const char32_t letter : first_letters(letters))
    if (letter != letters[0] && std::chrono::steady_clock::now() < deadline_) look(letter);
  return best.meant();
}

std::optional<Spelling::Meant> Spelling::apart(const Field& field, const std::string& word) const {
  constexpr std::size_t shortest = 3;    // letters of each
  constexpr double missing_space = 0.8;  // as a mistake
  if (field.kind != FieldKind::text) return std::nullopt;
  std::optional<Meant> best;
  std::size_t letters = 0;
  const std::size_t all = count_chars(word);
  for (std::size_t at = 0; at < word.size();) {
    next_char(word, at);
    if (++letters < shortest || letters + shortest > all) continue;
    const std::string front = word.substr(0, at), back = word.substr(at);
    const auto articles = std::min(frequency(field, front), frequency(field, back));
    if (articles > 0 && (!best || articles > best->articles)) best = Meant{front + " " + back, articles, likelihood_of(articles, missing_space)};
  }
  return best;
}

std::uint64_t Spelling::frequency(const Field& field, const std::string& word) const {
  std::uint64_t most = database_.frequency(word_term(field, word));
  if (field.stemmed)
    for (const auto& name : facts_.stemmers) most = std::max(most, database_.frequency(stem_term(field, name, Stemmer(name)(word))));
  return most;
}

}  // namespace newsgrep
