// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/random_query.hpp"

#include "common/date.hpp"

namespace newsgrep::testing {

std::uint64_t RandomQueries::random(std::uint64_t below) {
  state_ ^= state_ << 13;
  state_ ^= state_ >> 7;
  state_ ^= state_ << 17;
  return below == 0 ? 0 : state_ % below;
}

std::string RandomQueries::word(const OracleField& from) { return from.terms.empty() ? "nothing" : from.terms[random(from.terms.size())]; }

// Some bytes of the text itself, from word to word: with its punctuation, units and line ends.
std::string RandomQueries::phrase(const std::string& text) {
  Words words;
  words.read(text);
  const auto& all = words.words();
  if (all.size() < 2) return "no such phrase";
  const std::size_t first = random(all.size() - 1), last = std::min<std::size_t>(all.size() - 1, first + 1 + random(4));
  std::string out = text.substr(all[first].begin, all[last].end - all[first].begin);
  for (char& c : out)
    if (c == '"' || c == '\\') c = ' ';
  return out;
}

std::string RandomQueries::date() {
  const Date published = article().article.published;
  if (!published.known()) return "date:none";
  const std::string day = published.iso().substr(0, 10);
  switch (random(7)) {
    case 0: return "date:" + day;
    case 1: return "date:" + day.substr(0, 7);
    case 2: return "since:" + day;
    case 3: return "until:" + day;
    case 4: return "after:" + day.substr(0, 7);
    case 5: return "date:" + day + ".." + iso(*period_of(published).last + std::chrono::days{random(40)});
    default: return "before:" + day;
  }
}

std::string RandomQueries::leaf() {
  const OracleArticle& one = article();
  switch (random(12)) {
    case 0: return "\"" + phrase(one.article.text) + "\"";
    case 1: return "\"" + phrase(one.article.text) + "\"";
    case 2: return "\"" + phrase(one.article.title) + "\"";
    case 3: return "title:" + word(one.title);
    case 4: return "=" + word(one.text);
    case 5: return word(one.text) + " near/" + std::to_string(1 + random(12)) + " " + word(one.text);
    case 6: return word(one.text) + " pre/" + std::to_string(1 + random(6)) + " " + word(one.text);
    case 7: {
      const std::string whole = word(one.text);
      const bool ascii = whole.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
      return ascii && whole.size() > 3 ? whole.substr(0, 3 + random(whole.size() - 3)) + "*" : whole;
    }
    case 8: return date();
    case 9:
      if (!one.text.units.empty()) return "\"" + one.text.units[random(one.text.units.size())].term + "\"";
      return word(one.text);
    default: return word(one.text);
  }
}

std::string RandomQueries::next() {
  switch (random(8)) {
    case 0: return leaf() + " " + leaf();
    case 1: return "(" + leaf() + ") OR (" + leaf() + ")";
    case 2: return "(" + leaf() + ") AND NOT (" + leaf() + ")";
    case 3: return "(" + leaf() + ") AND ((" + leaf() + ") OR (" + leaf() + "))";
    case 4: return "(" + leaf() + ") " + date();
    case 5: return "+(" + leaf() + ") (" + leaf() + ")";
    default: return leaf();
  }
}

}  // namespace newsgrep::testing
