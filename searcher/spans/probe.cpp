// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/probe.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

using Fit = SymbolClasses::Fit;

constexpr std::size_t most_codes = 32;      // searched for at once
constexpr std::size_t furthest = 64;        // words from the anchor that are read at each of its places, in either direction
constexpr std::uint8_t any_joiner = Traits::joins | Traits::joins_digits;

// The words of a leaf that is nothing but words, else none.
std::vector<PatternId> plain_words(const Leaf& leaf) {
  if (leaf.sequences.empty()) return leaf.single.size() == 1 ? leaf.single : std::vector<PatternId>();
  if (leaf.sequences.size() > 1 || !leaf.single.empty()) return {};
  std::vector<PatternId> words;
  for (const auto& edge : leaf.sequences.front().edges) {
    if (edge.to != edge.from + 1) return {};
    words.push_back(edge.pattern);
  }
  return words;
}

// The symbols that fit a pattern, or with which a joined unit that fits it may begin.
std::vector<SymbolId> symbols_for(const Pattern& pattern, const SymbolWords& words) {
  std::vector<SymbolId> symbols;
  each_beginning(pattern, words, [&](SymbolId id) { symbols.push_back(id); });
  if (pattern.kind == Pattern::Kind::prefix)
    for (const SymbolId id : words.long_words())
      if (words.folded(id).front() == pattern.folded.front()) symbols.push_back(id);  // perhaps as it is transcribed
  return symbols;
}

// The lowest number of a symbol that fits: the commonest spelling.
SymbolId commonest(const Pattern& pattern, const std::vector<SymbolId>& symbols, const SymbolWords& words) {
  SymbolId lowest = no_symbol;
  for (const SymbolId id : symbols)
    if (words.folded(id).starts_with(pattern.folded)) lowest = std::min(lowest, id);
  return lowest;
}

// Like CodeSearch::find, but only what is no end of something that is spelled out.
std::size_t find_code(const CodeSearch& search, std::string_view codes, std::size_t from) {
  for (std::size_t at = from; (at = search.find(codes, at)) != CodeSearch::npos;) {
    if (!is_spelled_out(codes, at)) return at;
    while (static_cast<unsigned char>(codes[at]) < 0x80) ++at;  // it ends with the byte that ends the code that was looked for
    ++at;
  }
  return CodeSearch::npos;
}

// Of ASCII words only those that begin with its first letter can fit a pattern or begin a unit that does; others are in halves.
void add_spelled_out(const Pattern& pattern, CodeSearch& search) {
  if (const char first = pattern.folded.front(); is_ascii({&first, 1})) search.add_spelled_out(first);
}

bool known_to_table(const Pattern& pattern) {
  return pattern.kind != Pattern::Kind::stem && pattern.kind != Pattern::Kind::form && pattern.letters == Query::Letters::any && !pattern.folded.empty() && std::max(pattern.folded.size(), pattern.transcribed.size()) <= longest_related;
}

}  // namespace

// A place in codes from which words are read in both directions.
class Probe::Walk {
 public:
  Walk(std::string_view codes, const Symbols& symbols, SymbolClasses& classes) : codes_(codes), symbols_(symbols), classes_(classes) {}

  struct Word {
    Fit fit;
    std::uint8_t between = 0;  // traits of what lies between it and the word before in the walk
    std::size_t begin = 0, end = 0;
    bool there = false, odd = false;  // odd: something between words is not as it is written here
  };

  // The code that begins there must be a word's.
  void start(std::size_t begin) { anchor_ = read(begin); }
  const Word& anchor() const { return anchor_; }

  Word after(const Word& word) const {
    std::uint8_t between = 0;
    unsigned separators = 0;
    for (std::size_t at = word.end; at < codes_.size();) {
      const Word next = read(at);
      if (next.there) return with(next, between, separators);
      between = next.between;
      ++separators;
      at = next.end;
    }
    return {};
  }

  Word before(const Word& word) const {
    std::uint8_t between = 0;
    unsigned separators = 0;
    for (std::size_t end = word.begin; end > 0;) {
      const Word next = read(code_before(codes_, end));
      if (next.there) return with(next, between, separators);
      between = next.between;
      ++separators;
      end = next.begin;
    }
    return {};
  }

  // False: so many words from the anchor is nothing that the search finds and that counts.
  bool may_be_near(const CodeSearch& search, unsigned distance) const {
    // At most one separator for each word.
    const auto window = codes_.substr(0, skip_codes(codes_, anchor_.end, 2 * distance));
    std::size_t at = skip_codes_back(codes_, anchor_.begin, 2 * distance);
    if (!begins_apart(at)) return true;
    while ((at = find_code(search, window, at)) != CodeSearch::npos) {
      const Word word = read(at);
      if (at != anchor_.begin && (word.fit.fits != 0 || word.fit.nothing || may_begin_unit(word))) return true;
      at = word.end;
    }
    return false;
  }

  // False: no joined unit that begins with the word fits anything.
  bool may_begin_unit(Word word) const {
    if (!word.fit.begins || !joined_after(word)) return false;
    std::string unit;
    append_folded(word, unit);
    while (joined_after(word)) {
      word = after(word);
      if (!word.there || word.odd || !(word.between & Traits::joins)) return true;
      append_folded(word, unit);
      if (!classes_.may_begin_unit(unit)) return false;
      if (unit.size() > longest_related) return true;
    }
    return true;
  }

  // False: no joined unit that ends with the word fits anything.
  bool may_end_unit(Word word) const {
    for (std::size_t count = 0; word.there && joined_before(word); ++count) {
      word = before(word);
      if (count == furthest || word.odd || may_begin_unit(word)) return true;
    }
    return false;
  }

  // Whether a joining character follows, or lies in front.
  bool joined_after(const Word& word) const { return word.end < codes_.size() && joins(read(word.end)); }
  bool joined_before(const Word& word) const { return word.begin > 0 && joins(read(code_before(codes_, word.begin))); }

 private:
  // Whether no joined unit has parts on both sides of a place.
  bool begins_apart(std::size_t place) const {
    return place == 0 || place == codes_.size() || !(joins(read(place)) || joins(read(code_before(codes_, place))));
  }

  void append_folded(const Word& word, std::string& out) const {
    CodeReader in(codes_.substr(word.begin), symbols_);
    in.step();
    out += in.symbol() != no_symbol ? std::string(classes_.words().folded(in.symbol())) : fold(in.text());
  }

  static bool joins(const Word& separator) { return !separator.there && (separator.between & any_joiner) != 0; }

  static Word with(Word word, std::uint8_t between, unsigned separators) {
    word.between = between;
    word.odd = separators > 1 || word.fit.nothing;
    return word;
  }

  // A word, or a separator: then not `there`, with its traits as `between`.
  Word read(std::size_t begin) const {
    const auto [symbol, size] = first_code(codes_.substr(begin));
    if (symbol == no_symbol) return read_spelled_out(begin);
    if (symbol >= symbols_.size()) throw_damaged_codes();
    Word word;
    word.begin = begin;
    word.end = begin + size;
    const auto traits = classes_.words().traits(symbol);
    word.there = (traits & Traits::word) != 0;
    if (word.there) word.fit = classes_.of(symbol);
    else word.between = traits;
    return word;
  }

  Word read_spelled_out(std::size_t begin) const {
    Word word;
    CodeReader in(codes_.substr(begin), symbols_);
    in.step();
    word.begin = begin;
    word.end = codes_.size() - in.rest();
    word.there = in.is_word();
    if (word.there) word.fit = classes_.of(in.text());
    else word.between = Traits::of_separator(in.text());
    return word;
  }

  std::string_view codes_;
  const Symbols& symbols_;
  SymbolClasses& classes_;
  Word anchor_;
};

std::optional<Probe> Probe::of_phrase(const Leaf& leaf, const Patterns& patterns, const SymbolWords& words) {
  auto wanted = plain_words(leaf);
  if (wanted.empty() || wanted.size() > furthest) return std::nullopt;
  Probe probe(std::move(wanted), patterns);
  return probe.choose_anchor(words) ? std::optional(std::move(probe)) : std::nullopt;
}

std::optional<Probe> Probe::of_near(const Leaf& left, const Leaf& right, unsigned distance, bool ordered, const Patterns& patterns, const SymbolWords& words) {
  const auto first = plain_words(left), second = plain_words(right);
  if (first.size() != 1 || second.size() != 1 || distance > furthest) return std::nullopt;
  Probe probe({first.front(), second.front()}, patterns);
  probe.near_ = true;
  probe.distance_ = distance;
  probe.ordered_ = ordered;
  if (!probe.choose_anchor(words)) return std::nullopt;
  probe.look_for_other(words);
  return probe;
}

// Takes the word whose commonest spelling is rarest, of those with few spellings.
bool Probe::choose_anchor(const SymbolWords& words) {
  std::vector<SymbolId> chosen;
  std::optional<SymbolId> rarest;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const Pattern& pattern = patterns_->all()[wanted_[i]];
    if (!known_to_table(pattern)) return false;
    auto symbols = symbols_for(pattern, words);
    const SymbolId own = commonest(pattern, symbols, words);
    if (symbols.size() > most_codes || (rarest && own <= *rarest)) continue;
    rarest = own;
    anchor_ = i;
    chosen = std::move(symbols);
  }
  if (!rarest) return false;
  for (const SymbolId id : chosen) search_.add(code_of(id));
  add_spelled_out(patterns_->all()[wanted_[anchor_]], search_);
  return true;
}

void Probe::look_for_other(const SymbolWords& words) {
  const Pattern& pattern = patterns_->all()[wanted_[1 - anchor_]];
  const auto symbols = symbols_for(pattern, words);
  const auto& empty = words.empty_words();
  if (symbols.size() + empty.size() > most_codes) return;
  other_.emplace();
  for (const SymbolId id : symbols) other_->add(code_of(id));
  for (const SymbolId id : empty) other_->add(code_of(id));
  add_spelled_out(pattern, *other_);
}

Probe::Answer Probe::ask(std::string_view codes, const Symbols& symbols, SymbolClasses& classes) const {
  Walk walk(codes, symbols, classes);
  bool unsure = false;
  for (std::size_t at = 0; (at = find_code(search_, codes, at)) != CodeSearch::npos;) {
    const Answer answer = around(walk, at);
    if (answer == Answer::yes) return Answer::yes;
    unsure = unsure || answer == Answer::unsure;
    at = walk.anchor().end;
  }
  return unsure ? Answer::unsure : Answer::no;
}

Probe::Answer Probe::around(Walk& walk, std::size_t begin) const {
  walk.start(begin);
  const auto& word = walk.anchor();
  if (word.fit.nothing) return Answer::no;
  if (!patterns_->fits(word.fit.fits, wanted_[anchor_])) return walk.may_begin_unit(word) ? Answer::unsure : Answer::no;
  const Answer answer = near_ ? near_around(walk) : phrase_around(walk);
  // A word that begins like a prefix may also begin a joined unit that does, and that reaches further.
  return answer == Answer::no && walk.may_begin_unit(word) ? Answer::unsure : answer;
}

Probe::Answer Probe::phrase_around(const Walk& walk) const {
  bool unsure = false;
  // What is wanted next to the word read last; false when it is certainly not there.
  const auto goes_on = [&](const Walk::Word& word, PatternId wanted, auto&& may_be_unit) {
    if (!word.there) return false;
    if (word.odd) return unsure = true;
    if (word.between & Traits::newlines) return false;  // a paragraph ends between
    if (patterns_->fits(word.fit.fits, wanted)) return true;
    return may_be_unit() && (unsure = true);
  };
  Walk::Word word = walk.anchor();
  for (std::size_t i = anchor_ + 1; i < wanted_.size() && !unsure; ++i) {
    word = walk.after(word);
    if (!goes_on(word, wanted_[i], [&] { return walk.may_begin_unit(word); })) return Answer::no;
  }
  const bool unsure_after = unsure;
  unsure = false;
  word = walk.anchor();
  for (std::size_t i = anchor_; i > 0 && !unsure; --i) {
    word = walk.before(word);
    if (!goes_on(word, wanted_[i - 1], [&] { return walk.may_end_unit(word); })) return Answer::no;
  }
  return unsure || unsure_after ? Answer::unsure : Answer::yes;
}

Probe::Answer Probe::near_around(const Walk& walk) const {
  if (other_ && !walk.may_be_near(*other_, distance_)) return Answer::no;
  const PatternId other = wanted_[1 - anchor_];
  bool unsure = false;
  const auto look = [&](auto&& step) {
    Walk::Word word = walk.anchor();
    for (unsigned count = 0; count < distance_; ++count) {
      word = step(word);
      if (!word.there) return std::pair(false, word);
      if (patterns_->fits(word.fit.fits, other) && !word.odd) return std::pair(true, word);
      unsure = unsure || word.odd || walk.may_begin_unit(word);
      if (word.odd) return std::pair(false, Walk::Word());
    }
    return std::pair(false, word);
  };
  if (!(ordered_ && anchor_ == 1) && look([&](const Walk::Word& word) { return walk.after(word); }).first) return Answer::yes;
  if (!(ordered_ && anchor_ == 0)) {
    auto [found, word] = look([&](const Walk::Word& at) { return walk.before(at); });
    if (found) return Answer::yes;
    unsure = unsure || walk.may_end_unit(word);  // a unit counts from its last word, and may begin further away
  }
  return unsure ? Answer::unsure : Answer::no;
}

}  // namespace newsgrep
