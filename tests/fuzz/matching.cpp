// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/record.hpp"
#include "common/utf8.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/snippet.hpp"
#include "searcher/spans/matcher.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/oracle.hpp"

#include <algorithm>
#include <memory>

namespace newsgrep::fuzz {
namespace {

constexpr std::size_t longest_query = 200, longest_text = 20'000, longest_for_oracle = 2000;

// Takes the first line away, made whole.
std::string first_line(std::string_view& bytes) {
  const auto end = std::min(bytes.find('\n'), bytes.size());
  std::string line(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  repair_utf8(line);
  return line;
}

bool between_characters(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

template <class Match>  // a Mark of the text, or a Range of a passage
void check_matches(const std::vector<Match>& matches, std::string_view text) {
  std::size_t end = 0;
  for (const auto& match : matches) {
    require(match.begin >= end && match.begin < match.end && match.end <= text.size(), "matches lie in order within the text");
    require(between_characters(text, match.begin) && between_characters(text, match.end), "a match cuts no character");
    end = match.end;
  }
}

void check_passages(std::string_view text, const std::vector<Mark>& matches, unsigned length) {
  constexpr unsigned most = 2;
  const auto found = passages(text, matches, most, length);
  require(found.size() <= most && (!found.empty() || text.empty()), "a text has a passage, and not more than were wanted");
  std::size_t end = 0;
  for (const auto& passage : found) {
    require(passage.offset >= end && passage.offset + passage.text.size() <= text.size(), "passages lie in order within the text");
    end = passage.offset + passage.text.size();
    require(passage.text == text.substr(passage.offset, passage.text.size()), "a passage is a piece of the text");
    require(valid_prefix(passage.text) == passage.text.size(), "a passage cuts no character");
    require(passage.text.size() <= std::size_t{4} * length + 200, "a passage is about as long as wanted");
    check_matches(passage.matches, passage.text);
    require(!passage.matches.empty() || matches.empty(), "a passage holds a match when there is one");
  }
}

// What is decided on an article's codes is what is decided on its texts.
void check_codes(const Query& query, const Article& article, bool expected) {
  static const auto tables = [] {
    SymbolCounter counter;
    for (int i = 0; i < 2; ++i) counter.add("The U.S. economy and the us, of oil-price; 10,000 of a b c.\n\nOil: take-over \xE4\xB8\xAD\xE6\x96\x87.");
    auto made = std::make_shared<RecordTables>();
    made->add_symbols(1, counter.build());
    return made;
  }();
  static RecordWriter writer(tables->symbols(1), 1, 0, {});
  static const RecordReader reader(tables);
  const std::string stored(writer.write(article));
  const auto record = reader.codes(stored);
  Matcher matcher(query);
  if (record && !matcher.needs_article()) require(matcher.matches(*record) == expected, "codes are decided as their texts are: " + query.str());
}

// The first line is the query, the second the headline, the rest the text.
void try_matching(std::string_view bytes) {
  const std::string typed = first_line(bytes);
  ParseOptions options;
  options.now = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}};
  if (typed.size() > longest_query || bytes.size() > longest_text) return;
  const Parsed parsed = parse_query(typed, options);
  if (parsed.failed()) return;
  Article article;
  article.title = collapse(first_line(bytes));
  article.text = bytes;
  article.language = bytes.size() % 3 == 0 ? "de" : "en";
  repair_utf8(article.text);
  article.text = trim(article.text);

  Matcher matcher(parsed.query);
  const Matches matches = matcher.find(article);
  check_matches(matches.text, article.text);
  check_matches(matches.title, article.title);
  for (const unsigned length : {240u, 40u}) check_passages(article.text, matches.text, length);
  check_codes(parsed.query, article, matcher.matches(article));
  if (article.text.size() > longest_for_oracle) return;
  require(matcher.matches(article) == oracle_matches(parsed.query, article),
          "the matcher decides as brute force does: " + parsed.query.str());
}

}  // namespace

void add_matching(std::vector<Target>& targets) { targets.push_back({"matching", try_matching}); }

}  // namespace newsgrep::fuzz
