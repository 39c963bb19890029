// SPDX-License-Identifier: GPL-2.0-or-later
// Invented articles, one after another, without end.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <string>
#include <vector>

namespace made_news {

/// SplitMix64: the standard's distributions differ from library to library, so that numbers are drawn here.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// `count` is less than 2^32.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(((next() >> 32) * count) >> 32); }
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class List>
  const auto& of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

/// Words of which the n-th most frequent occurs 1/n as often as the first.
class Vocabulary {
 public:
  Vocabulary(Random& random, std::size_t size);
  const std::string& any(Random& random) const;
  /// A word that is rare enough to say what an article is about.
  const std::string& telling(Random& random) const;

 private:
  std::vector<std::string> words_;
  // Walker's alias method: one of two words for each of equally likely slots.
  std::vector<std::uint64_t> threshold_;
  std::vector<std::uint32_t> alias_;
};

struct Article {
  std::string url, title, text, byline, source, section;
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0;
  std::uint64_t number = 0;  ///< 1 for the first

  std::string date() const;  ///< 2014-03-09T17:05:00Z
  std::string slug() const;  ///< of the headline, for file names and addresses
};

/// What happened: one event that several papers may write about.
struct Story {
  std::chrono::sys_days day;
  std::vector<std::string> names, words;
  std::string section;
};

class News {
 public:
  explicit News(std::uint64_t seed);
  Article next();

 private:
  Story invent();
  void own(const Story& story);
  void wire(const Story& story);
  void publish(Article article, const Story& story, std::size_t paper);
  void edit(Article& article);

  std::string name();
  std::string sentence(const Story& story);
  std::string body(const Story& story);
  std::string headline(const Story& story);

  Random random_;
  Vocabulary vocabulary_;
  std::vector<std::string> people_, places_, organisations_;
  std::deque<Article> waiting_;  // of the present story
  std::uint64_t count_ = 0;
};

}  // namespace made_news
