// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/address.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace newsgrep {
namespace {

// The term of the path that the fewest documents of the segment have; empty when the path has no words: all documents have that.
std::string rarest_term(const Xapian::Database& segment, std::string_view stored_path) {
  static const Field& field = *find_field("path");
  Words words;
  words.read(stored_path);
  std::string rarest;
  Xapian::doccount fewest = 0;
  for (const auto& word : words.words()) {
    const std::string term = word_term(field, word.term);
    const auto count = segment.get_termfreq(term);
    if (!rarest.empty() && count >= fewest) continue;
    rarest = term;
    fewest = count;
  }
  return rarest;
}

// What of a path the index holds.
std::string_view as_stored(std::string_view path, const std::string& base) { return path.starts_with(base) ? path.substr(base.size()) : path; }

bool lies_within(std::string_view entry, std::string_view wanted) {
  return entry.size() > wanted.size() && entry.starts_with(wanted) && (entry[wanted.size()] == '!' || entry[wanted.size()] == '#');
}

void look_in(Database& database, const std::string& path, std::string_view entry, AddressMatch& match) {
  const auto stored = as_stored(path, database.generation().base);
  Article article;
  for (std::size_t number = 0; number < database.size(); ++number) {
    const auto& segment = database.segment(number);
    const std::string term = rarest_term(segment, stored);
    for (auto at = segment.postlist_begin(term), end = segment.postlist_end(term); at != end; ++at) {
      const Place place{number, *at};
      if (database.dead(place)) continue;
      database.read(place, article, RecordReader::Part::without_text);
      if (article.path != path) continue;
      if (article.entry == entry) match.exact = place;
      if (!lies_within(article.entry, entry)) continue;
      if (match.within++ == 0 || article.address() < match.first_within) match.first_within = article.address();
    }
  }
}

}  // namespace

// Names may hold the signs that stand behind a path, so that each of them may be its end.
AddressMatch find_address(Database& database, const std::string& address) {
  return guarded("looking for an address", [&] {
    AddressMatch match;
    constexpr int most_splits = 16;
    std::size_t end = address.size();
    for (int left = most_splits; left > 0 && end != std::string::npos && end > 0 && !match.exact && match.within == 0; --left) {
      look_in(database, address.substr(0, end), std::string_view(address).substr(end), match);
      end = address.find_last_of("!#", end - 1);
    }
    return match;
  });
}

}  // namespace newsgrep
