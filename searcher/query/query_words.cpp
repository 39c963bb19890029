// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_words.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "us$3" is money; what a `$3` can follow has small letters.
bool may_end_with_letters(std::string_view before) {
  std::size_t size = 0;
  bool small = false;
  while (size < before.size() && of_word(before[before.size() - 1 - size])) {
    const char c = before[before.size() - 1 - size++];
    small = small || !(c >= 'A' && c <= 'Z');
    if (is_digit(c)) return false;
  }
  return size > 2 && small;
}

// The form with this text.
Automaton automaton_of(const WordForm& form, const std::string& text) {
  if (form.kind == WordForm::Kind::similar) return Automaton::of_similar(text, form.edits);
  if (form.kind == WordForm::Kind::regex) {
    std::string trouble;
    if (auto made = Automaton::of_regex(text, trouble)) return std::move(*made);
    return Automaton::of_wildcard("");  // was refused when it was read
  }
  return Automaton::of_wildcard(text);
}

// In small letters with its accents.
std::string small(std::string_view piece) {
  std::string accented;
  return accented_into(piece, accented) ? accented : fold(piece);
}

}  // namespace

Automaton automaton_of(const WordForm& form) {
  auto own = automaton_of(form, form.text);
  const auto other = transcribed(form.accented);
  return other.empty() ? own : Automaton::of_either(std::move(own), automaton_of(form, other));
}

std::string accented_unit(const Words& words, const Joined& unit) {
  std::string text;
  bool any = false;
  for (auto i = unit.first; i <= unit.last; ++i) {
    const auto& word = words.words()[i];
    any = any || !word.accented.empty();
    text += word.accented.empty() ? word.term : word.accented;
  }
  return any && text.size() <= max_term ? text : std::string();
}

QueryWords::QueryWords(const Query& leaf) {
  using Kind = Query::Kind;
  const std::string_view text = leaf.text;
  if (leaf.kind == Kind::pattern && text.size() > 2 && text.starts_with('/') && text.ends_with('/')) {
    read_regex(text);
    return;
  }
  if (leaf.kind == Kind::pattern) find_signs(text, false);
  if (leaf.kind == Kind::phrase || leaf.kind == Kind::window) find_signs(text, true);
  Words words;
  words.read(without_signs(text));
  for (const auto& word : words.words()) words_.push_back(form_of(text, word));
  if (leaf.kind == Kind::prefix && !words_.empty()) words_.back().kind = WordForm::Kind::beginning;
  for (const auto& unit : words.joined()) joined_.push_back({form_of(words, unit), unit.first, unit.last});
  complain(words);
}

void QueryWords::read_regex(std::string_view text) {
  const std::string expression(text.substr(1, text.size() - 2));
  Automaton::of_regex(expression, trouble_);
  if (!trouble_.empty()) trouble_ = "the regular expression has " + trouble_;
  words_.push_back({WordForm::Kind::regex, expression});
}

bool QueryWords::plain() const {
  return std::all_of(words_.begin(), words_.end(), [](const WordForm& form) { return form.kind == WordForm::Kind::plain; });
}

void QueryWords::find_signs(std::string_view text, bool quoted) {
  for (std::size_t at = 0; at < text.size();) find_sign(text, at, quoted);
}

// Moves past what is at `at`, and keeps it if it is a sign.
void QueryWords::find_sign(std::string_view text, std::size_t& at, bool quoted) {
  const std::size_t begin = at++;
  const auto word_at = [&](std::size_t place) { return place < text.size() && of_word(text[place]); };
  const bool behind_sign = !signs_.empty() && signs_.back().end == begin && !signs_.back().means.empty();
  const bool before = (begin > 0 && of_word(text[begin - 1])) || behind_sign;
  const auto keep = [&](std::size_t end, std::string means, unsigned edits = 0) {
    signs_.push_back({begin, end, std::move(means), edits});
    at = end;
  };
  switch (text[begin]) {
    case '*': return keep(begin + 1, "*");
    case '?':
      if (quoted ? before && word_at(begin + 1) : true) keep(begin + 1, "?");
      return;
    case '$':
      if (word_at(begin + 1) && is_digit(text[begin + 1]) && !word_at(begin + 2) && may_end_with_letters(text.substr(0, begin))) keep(begin + 2, std::string(text.substr(begin, 2)));
      return;
    case '[': {
      const auto close = text.find(']', begin);
      if (close == std::string_view::npos || !(quoted ? word_at(close + 1) : true)) return;
      std::string inside(text.substr(begin + 1, close - begin - 1));
      if (inside.size() == 2 && inside[0] == '*' && is_digit(inside[1]) && before) return keep(close + 1, "$" + inside.substr(1));
      const bool others = inside.starts_with('!') || inside.starts_with('^');
      if (others) inside.erase(0, 1);
      std::string folded;
      for (std::size_t i = 0; i < inside.size();) {
        const std::size_t start = i;
        next_char(inside, i);
        const auto one = std::string_view(inside).substr(start, i - start);
        const std::string letter = one == "-" ? "-" : fold_letter(one);
        if (letter.empty()) return;
        folded += letter;
      }
      if (!folded.empty() && folded.front() != '-' && folded.back() != '-') keep(close + 1, (others ? "[!" : "[") + folded + "]");
      return;
    }
    case '~': {
      const bool number = begin + 1 < text.size() && is_digit(text[begin + 1]);
      if (before && !word_at(begin + 1 + number)) keep(begin + 1 + number, "", number ? static_cast<unsigned>(text[begin + 1] - '0') : 1);
      return;
    }
    default: return;
  }
}

// Letters in place of signs within words, so that they are read as part of the word; the same length.
std::string QueryWords::without_signs(std::string_view text) const {
  std::string out(text);
  for (const auto& sign : signs_) std::fill(out.begin() + static_cast<std::ptrdiff_t>(sign.begin), out.begin() + static_cast<std::ptrdiff_t>(sign.end), sign.means.empty() ? ' ' : 'x');
  return out;
}

WordForm QueryWords::form_of(std::string_view text, const Word& word) const {
  WordForm form{WordForm::Kind::plain, std::string(word.term), 0, std::string(word.accented)};
  std::string pattern, accented;
  std::size_t at = word.begin, signs = 0;
  const auto add_letters = [&](std::size_t end) {
    if (end <= at) return;
    pattern += fold(text.substr(at, end - at));
    accented += small(text.substr(at, end - at));
  };
  for (const auto& sign : signs_) {
    if (sign.means.empty() && sign.begin == word.end) form.kind = WordForm::Kind::similar, form.edits = sign.edits;
    if (sign.means.empty() || sign.begin < word.begin || sign.end > word.end) continue;
    add_letters(sign.begin);
    pattern += sign.means;
    accented += sign.means;
    at = sign.end;
    ++signs;
  }
  if (signs == 0) return form;
  add_letters(word.end);
  form.text = pattern;
  form.accented = accented != pattern && accented.size() <= max_term ? accented : std::string();
  form.kind = WordForm::Kind::wildcard;
  if (pattern == "*") form.kind = WordForm::Kind::anything;
  if (signs == 1 && pattern.size() > 1 && pattern.ends_with('*')) {
    form.kind = WordForm::Kind::beginning;
    form.text.pop_back();
    if (!form.accented.empty()) form.accented.pop_back();
  }
  return form;
}

WordForm QueryWords::form_of(const Words& words, const Joined& unit) const {
  const WordForm& last = words_[unit.last];
  WordForm form{WordForm::Kind::plain, std::string(unit.term), 0, accented_unit(words, unit)};
  const bool plain = std::all_of(words_.begin() + unit.first, words_.begin() + unit.last + 1, [](const WordForm& one) { return one.kind == WordForm::Kind::plain; });
  if (plain) return form;
  form.text.clear();
  form.accented.clear();
  bool signs = false;
  for (auto i = unit.first; i <= unit.last; ++i) {
    const WordForm& part = words_[i];
    const bool beginning = part.kind == WordForm::Kind::beginning;
    const std::string_view rest = beginning && i < unit.last ? "*" : "";
    form.text.append(part.text).append(rest);
    form.accented.append(part.accented.empty() ? part.text : part.accented).append(rest);
    signs = signs || part.kind == WordForm::Kind::wildcard || part.kind == WordForm::Kind::anything || (beginning && i < unit.last);
  }
  if (form.accented == form.text || form.accented.size() > max_term) form.accented.clear();
  form.kind = signs ? WordForm::Kind::wildcard : last.kind;
  if (signs && last.kind == WordForm::Kind::beginning) {
    form.text += "*";
    if (!form.accented.empty()) form.accented += "*";
  }
  form.edits = last.edits;
  return form;
}

void QueryWords::complain(const Words& words) {
  const auto& all = words.words();
  const auto touches = [&](std::size_t i) { return (i > 0 && all[i - 1].end == all[i].begin) || (i + 1 < all.size() && all[i].end == all[i + 1].begin); };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const WordForm& form = words_[i];
    const auto letters = count_chars(form.text);
    if (form.kind == WordForm::Kind::plain || form.kind == WordForm::Kind::regex) continue;
    if (form.kind != WordForm::Kind::similar && touches(i))
      trouble_ = "a pattern within a script without spaces, where every letter is a word";
    if (form.kind != WordForm::Kind::similar) continue;
    if (form.edits == 0 || form.edits > most_edits) trouble_ = "similar words are at most " + std::to_string(most_edits) + " changes apart";
    else if (form.edits > 1 && letters < letters_for_two_edits) trouble_ = "two changes make too much of a word of less than " + std::to_string(letters_for_two_edits) + " letters";
  }
  const bool loose = std::any_of(signs_.begin(), signs_.end(), [&](const Sign& sign) {
    return sign.means.empty() && std::none_of(all.begin(), all.end(), [&](const Word& word) { return word.end == sign.begin; });
  });
  if (loose) trouble_ = "a ~ behind something that is no word";
  for (const auto& sign : signs_)
    for (std::size_t i = 0; sign.means.empty() && i < words_.size(); ++i)
      if (all[i].end == sign.begin && words_[i].kind != WordForm::Kind::similar) trouble_ = "a pattern cannot have both ~ and other signs";
}

std::string fold_letter(std::string_view letter) {
  Words words;
  words.read(letter);
  return words.words().empty() ? std::string() : std::string(words.words()[0].term);
}

bool has_signs(std::string_view text, bool quoted) {
  Query leaf;
  leaf.kind = quoted ? Query::Kind::phrase : Query::Kind::pattern;
  leaf.text = text;
  return !QueryWords(leaf).plain();
}

}  // namespace newsgrep
