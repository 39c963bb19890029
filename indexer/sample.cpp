// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sample.hpp"

#include "common/analysis.hpp"
#include "common/coded_text.hpp"
#include "common/record.hpp"
#include "indexer/segment/strings.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t fewest_articles = 1000;  // for lists of words to gain anything

}  // namespace

void Sample::add(const Article& article) {
  Part& part = parts_.emplace_back();
  std::string room;
  for (const auto stored : stored_texts) {
    const std::string& text = stored.of(article, room);
    if (stored == &Article::text) part.text_begin = numbers_.size();
    counter_.add(text, numbers_);
    if (stored == &Article::text) part.text_end = numbers_.size();
    part.bytes += text.size();
  }
  part.end = numbers_.size();
}

void Sample::add(const Sample& other) {
  const auto numbers = counter_.add(other.counter_);
  const std::size_t before = numbers_.size();
  numbers_.reserve(before + other.numbers_.size());
  for (const auto number : other.numbers_) numbers_.push_back(numbers[number]);
  for (const auto& part : other.parts_) parts_.push_back({before + part.text_begin, before + part.text_end, before + part.end, part.bytes});
}

std::vector<std::size_t> Sample::coding_badly(const Symbols& symbols) const {
  std::vector<std::uint32_t> sizes(counter_.size());
  for (std::uint32_t number = 0; number < sizes.size(); ++number) {
    const auto text = counter_.text(number);
    const auto symbol = counter_.is_word(number) ? symbols.find_word(text) : symbols.find_separator(text);
    sizes[number] = static_cast<std::uint32_t>(symbol ? code_of(*symbol).size : literal_size(text));
  }
  std::vector<std::size_t> badly;
  std::size_t begin = 0;
  for (std::size_t article = 0; article < parts_.size(); ++article) {
    std::size_t codes = 0;
    for (; begin < parts_[article].end; ++begin) codes += sizes[numbers_[begin]];
    if (codes_badly(codes, parts_[article].bytes)) badly.push_back(article);
  }
  return badly;
}

std::vector<Sample::Word> Sample::words() const {
  std::vector<Word> words;
  Strings folded;
  std::vector<std::uint32_t> word_of(counter_.size(), HashSlots::none);
  const auto word_for = [&](std::uint32_t number) -> Word& {
    auto& word = word_of[number];
    if (word == HashSlots::none) word = folded.add(fold(counter_.text(number)));
    if (word == words.size()) words.emplace_back().folded = folded[word];
    return words[word];
  };
  for (std::uint32_t article = 0; article < parts_.size(); ++article)
    for (auto at = parts_[article].text_begin; at < parts_[article].text_end; ++at) {
      if (!counter_.is_word(numbers_[at])) continue;
      Word& word = word_for(numbers_[at]);
      ++word.count;
      word.articles += word.last != article;
      word.last = article;
    }
  std::erase_if(words, [](const Word& word) { return word.folded.empty(); });
  return words;
}

std::vector<std::string> Sample::most_frequent(std::vector<Word> words) const {
  constexpr std::size_t one_in = 10;
  std::erase_if(words, [&](const Word& word) { return word.articles * one_in < parts_.size(); });
  const auto count = std::min(words.size(), most_pair_words);
  const auto more = [](const Word& a, const Word& b) { return a.count != b.count ? a.count > b.count : a.folded < b.folded; };
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), more);
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(std::move(words[i].folded));
  return chosen;
}

std::vector<std::string> Sample::stem_only(const std::vector<Word>& words) {
  Stemmer stem("en");
  Strings stems;
  std::vector<std::uint64_t> sums;  // of the articles with a stem's words, each word for itself
  std::vector<std::uint32_t> stem_of(words.size(), HashSlots::none);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (TermPolicy::is_own_stem(words[i].folded)) continue;
    stem_of[i] = stems.add(stem(words[i].folded));
    sums.resize(stems.size());
    sums[stem_of[i]] += words[i].articles;
  }
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (stem_of[i] != HashSlots::none && words[i].articles * std::uint64_t{10} >= sums[stem_of[i]] * 6) chosen.push_back(words[i].folded);
  return chosen;
}

TermPolicy Sample::policy() const {
  if (parts_.size() < fewest_articles) return {};
  const auto all = words();
  return TermPolicy(most_frequent(all), stem_only(all));
}

TermPolicy Sample::policy_with_all_words() const {
  if (parts_.size() < fewest_articles) return {};
  return TermPolicy(most_frequent(words()), {});
}

}  // namespace newsgrep
