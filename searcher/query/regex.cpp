// SPDX-License-Identifier: GPL-2.0-or-later
// Regular expressions, by the letter.
#include "common/utf8.hpp"
#include "searcher/query/automaton.hpp"
#include "searcher/query/query_words.hpp"

namespace newsgrep {

// From the loosest: alternatives, what follows each other, repetitions, single letters. Repeats by reading the same stretch again.
class RegexReader {
 public:
  /// `for_word`: of one word; else of several with a space between each two.
  RegexReader(std::string_view text, bool for_word, Automaton& made) : text_(text), for_word_(for_word), made_(made) {}

  bool run() {
    made_.start_ = made_.add();
    made_.end_ = made_.add();
    alternatives(made_.start_, made_.end_, 0);
    if (trouble.empty() && at_ < text_.size()) fail("a parenthesis that was never opened");
    return trouble.empty();
  }

  std::string trouble;

 private:
  static constexpr std::size_t most_nodes = 400;
  static constexpr unsigned deepest = 10, most_times = 64;

  bool more() const { return trouble.empty() && at_ < text_.size(); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void fail(std::string what) {
    if (trouble.empty()) trouble = std::move(what);
  }
  std::uint32_t node() {
    if (made_.nodes_.size() >= most_nodes) fail("more than a word needs: repeat less");
    return made_.add();
  }

  void alternatives(std::uint32_t from, std::uint32_t to, unsigned depth) {
    if (depth > deepest) return fail("parentheses more than " + std::to_string(deepest) + " deep");
    sequence(from, to, depth);
    while (more() && peek() == '|') {
      if (depth == 0 && !for_word_) return fail("alternatives beside ^ or $: put them in parentheses");
      ++at_;
      sequence(from, to, depth);
    }
  }

  void sequence(std::uint32_t from, std::uint32_t to, unsigned depth) {
    while (more() && peek() != '|' && peek() != ')') {
      const auto next = node();
      repeated(from, next, depth);
      from = next;
    }
    made_.free(from, to);
  }

  void repeated(std::uint32_t from, std::uint32_t to, unsigned depth) {
    const std::size_t begin = at_;
    const auto first = node(), last = node();
    atom(first, last, depth);
    if (!more() || std::string_view("*+?{").find(peek()) == std::string_view::npos) {
      made_.free(from, first);
      made_.free(last, to);
      return;
    }
    const auto [least, most] = times();
    const std::size_t end = at_;
    // The first reading is one of them; a star goes round in the last one.
    std::uint32_t here = from, in = first, out = last;
    const bool endless = !most;
    const unsigned count = endless ? std::max(least, 1u) : *most;
    for (unsigned i = 0; i < count && trouble.empty(); ++i) {
      if (i > 0) {
        at_ = begin;
        in = node();
        out = node();
        atom(in, out, depth);
      }
      if (i >= least) made_.free(here, to);
      made_.free(here, in);
      here = out;
    }
    if (endless) made_.free(out, in);
    made_.free(here, to);
    at_ = end;
    if (more() && std::string_view("*+?{").find(peek()) != std::string_view::npos) fail("a repetition of a repetition");
  }

  struct Times {
    unsigned least = 0;
    std::optional<unsigned> most;
  };

  Times times() {
    switch (text_[at_++]) {
      case '*': return {0, std::nullopt};
      case '+': return {1, std::nullopt};
      case '?': return {0, 1};
      default: break;
    }
    const auto least = number();
    Times times{least.value_or(0), least};
    if (peek() == ',') {
      ++at_;
      times.most = number();
    }
    if (peek() != '}' || !least || (times.most && *times.most < times.least) || times.most == 0u) fail("braces without one number or two: a{2}, a{2,4}");
    ++at_;
    if (std::max(times.least, times.most.value_or(0)) > most_times) fail("more than a word needs: repeat less");
    return times;
  }

  std::optional<unsigned> number() {
    if (peek() < '0' || peek() > '9') return std::nullopt;
    unsigned value = 0;
    while (peek() >= '0' && peek() <= '9') value = std::min(1000u, value * 10 + static_cast<unsigned>(text_[at_++] - '0'));
    return value;
  }

  void atom(std::uint32_t from, std::uint32_t to, unsigned depth) {
    switch (peek()) {
      case '(':
        ++at_;
        alternatives(from, to, depth + 1);
        if (peek() != ')') fail("a parenthesis that is never closed");
        ++at_;
        return;
      case '[': return choice(from, to);
      case '.': ++at_; return made_.letters(from, {}, true, to);
      case '\\': return escaped(from, to);
      case '^':
      case '$':
        return fail(for_word_ ? "^ and $, which it does not need: it stands for a whole word"
                              : "^ or $ within it: they stand in front of it and behind it");
      case ' ':
        if (for_word_) break;
        ++at_;
        return made_.letters(from, {{' ', ' '}}, false, to);
      case '*':
      case '+':
      case '?':
      case '{': return fail("a repetition of nothing");
      default:
        break;
    }
    letter(from, to);
  }

  // Folded, it may be several letters, or none that a word has.
  void letter(std::uint32_t from, std::uint32_t to) {
    const std::size_t begin = at_;
    next_char(text_, at_);
    const std::string folded = fold_letter(text_.substr(begin, at_ - begin));
    if (folded.empty()) return fail("`" + std::string(text_.substr(begin, at_ - begin)) + "`, which no word has");
    for (std::size_t i = 0; i < folded.size();) {
      const char32_t one = next_char(folded, i);
      const auto next = i < folded.size() ? node() : to;
      made_.letters(from, {{one, one}}, false, next);
      from = next;
    }
  }

  void escaped(std::uint32_t from, std::uint32_t to) {
    const char sign = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    at_ += 2;
    if (sign == 'd') return made_.letters(from, {{'0', '9'}}, false, to);
    if (sign == 'w') return made_.letters(from, {{' ', ' '}}, true, to);
    fail(std::string("`\\") + (sign ? std::string(1, sign) : "") + "`; it knows \\d and \\w, and words have no other signs");
  }

  void choice(std::uint32_t from, std::uint32_t to) {
    ++at_;
    const bool others = peek() == '^';
    at_ += others;
    std::vector<Automaton::Range> ranges;
    while (more() && peek() != ']') {
      Automaton::Range range;
      range.first = range.last = folded_letter();
      if (peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        ++at_;
        range.last = folded_letter();
      }
      if (range.last < range.first) fail("a choice of letters that ends before it begins");
      ranges.push_back(range);
    }
    if (peek() != ']') return fail("a choice of letters that is never closed");
    ++at_;
    if (ranges.empty()) return fail("a choice of no letters");
    made_.letters(from, std::move(ranges), others, to);
  }

  char32_t folded_letter() {
    const std::size_t begin = at_;
    if (at_ >= text_.size()) return 0;
    next_char(text_, at_);
    const std::string folded = fold_letter(text_.substr(begin, at_ - begin));
    std::size_t end = 0;
    const char32_t one = folded.empty() ? 0 : next_char(folded, end);
    if (folded.empty() || end < folded.size()) fail("a choice of something else than single letters and digits");
    return one;
  }

  std::string_view text_;
  const bool for_word_;
  Automaton& made_;
  std::size_t at_ = 0;
};

std::optional<Automaton> Automaton::of_regex(std::string_view expression, std::string& trouble, bool for_word) {
  Automaton made;
  RegexReader reader(expression, for_word, made);
  if (reader.run()) return made;
  trouble = reader.trouble;
  return std::nullopt;
}

}  // namespace newsgrep
