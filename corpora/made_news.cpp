// SPDX-License-Identifier: GPL-2.0-or-later
#include "corpora/made_news.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <initializer_list>
#include <string_view>
#include <unordered_set>

namespace made_news {
namespace {

using std::string;
using std::string_view;

constexpr string_view common_words[] = {
    "the",   "of",    "to",    "and",     "a",       "in",         "said",   "for",   "that",   "on",     "is",      "was",     "with",
    "it",    "as",    "at",    "by",      "be",      "from",       "has",    "have",  "he",     "an",     "its",     "are",     "will",
    "not",   "were",  "which", "but",     "would",   "year",       "this",   "had",   "their",  "they",   "more",    "also",    "new",
    "after", "who",   "she",   "been",    "over",    "than",       "one",    "other", "people", "two",    "last",    "up",      "about",
    "when",  "could", "there", "his",     "out",     "first",      "week",   "some",  "we",     "told",   "her",     "all",     "before",
    "while", "no",    "or",    "if",      "can",     "under",      "years",  "month", "state",  "three",  "between", "into",    "time",
    "may",   "off",   "since", "against", "company", "government", "per",    "cent",  "market", "prices", "talks",   "because", "country",
    "now",   "many",  "made",  "down",    "report",  "plan",       "percent"};

constexpr string_view onsets[] = {"b", "br", "c",  "ch", "cl", "d", "dr", "f",  "fl", "g",   "gr", "h",  "j",  "k", "l", "m",
                                  "n", "p",  "pl", "pr", "qu", "r", "s",  "sh", "st", "str", "t",  "th", "tr", "v", "w"};
constexpr string_view cores[] = {"a", "e", "i", "o", "u", "ai", "ea", "ee", "ou", "oo", "a", "e", "i", "o"};
constexpr string_view codas[] = {"", "", "", "l", "m", "n", "nd", "nt", "r", "rd", "rk", "s", "st", "t", "ck", "x"};
constexpr string_view suffixes[] = {"s", "ed", "ing", "er", "ion", "ions", "al", "ment", "ly", "ity"};

constexpr string_view first_names[] = {"Amara",  "Anders", "Beatriz", "Carlos", "Chen",  "Dmitri",    "Elena", "Fatima",
                                       "Gareth", "Hana",   "Ibrahim", "Ingrid", "Jonas", "Katarzyna", "Leila", "Mateo",
                                       "Noor",   "Olga",   "Pierre",  "Priya",  "Rosa",  "Samuel",    "Søren", "Tomás",
                                       "Uma",    "Viktor", "Wanjiru", "Yuki",   "Zoë",   "José"};
constexpr string_view places_known[] = {"London", "Paris",    "Zürich", "São Paulo", "New York", "Lagos", "Mumbai", "Beijing",
                                        "Cairo",  "Santiago", "U.S.",   "Germany",   "Brazil",   "Kenya", "Japan"};
constexpr string_view kinds_of_places[] = {"ville", "burg", "ton", " Bay", "stad", "pur", "grad", "haven", "field", ""};
constexpr string_view kinds_of_organisations[] = {" Holdings",          " Bank",   " University", " Airlines", " Labs",      " Oil & Gas",
                                                  " Ministry of Trade", " United", " Party",      " Motors",   " Institute", " Telecom"};
constexpr string_view sections[] = {"World", "Business", "Politics", "Science", "Sport", "Culture"};

struct Paper {
  string_view name, host;
};
constexpr Paper papers[] = {{"The Northern Ledger", "ledger.example.com"}, {"Harbour Courier", "courier.example.com"},
                            {"Capital Gazette", "gazette.example.org"},    {"Evening Telegraph & Post", "post.example.net"},
                            {"Valley Tribune", "tribune.example.org"},     {"Daily Observer", "observer.example.com"},
                            {"Coast Herald", "herald.example.net"},        {"Metro Mirror", "mirror.example.com"}};
constexpr Paper agency = {"Northwire", "northwire.example.net"};
constexpr std::size_t the_agency = std::size(papers);

string syllables(Random& random, std::size_t count) {
  string word;
  while (count-- > 0) {
    word += random.of(onsets);
    word += random.of(cores);
    if (count == 0 || random.chance(30)) word += random.of(codas);
  }
  return word;
}

// Its arguments are made from left to right; those of + in any order, and random numbers would differ from compiler to compiler.
string text(std::initializer_list<string> pieces) {
  string all;
  for (const auto& piece : pieces) all += piece;
  return all;
}

string capital(string word) {
  word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

string number_text(Random& random) {
  switch (random.below(4)) {
    case 0: return std::to_string(random.between(2, 99));
    case 1: return text({std::to_string(random.between(1, 99)), ",", std::to_string(random.between(100, 999))});
    case 2: return text({std::to_string(random.between(1, 30)), ".", std::to_string(random.below(10))});
    default: return text({"$", std::to_string(random.between(1, 900)), " million"});
  }
}

std::vector<string> made(std::size_t count, auto&& make) {
  std::vector<string> all;
  while (all.size() < count) all.push_back(make());
  return all;
}

// Those at the front come up most often.
const string& frequent(const std::vector<string>& all, Random& random) {
  const std::size_t bound = random.between(1, all.size());
  return all[random.below(random.between(1, bound))];
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

Vocabulary::Vocabulary(Random& random, std::size_t size) : threshold_(size), alias_(size) {
  std::unordered_set<string> seen;
  for (const auto word : common_words) words_.emplace_back(word), seen.emplace(word);
  while (words_.size() < size) {
    const bool derived = random.chance(40) && words_.size() > 2 * std::size(common_words);
    string word = derived ? text({words_[random.between(std::size(common_words), words_.size() - 1)], string(random.of(suffixes))})
                          : syllables(random, random.between(1, 3));
    if (word.size() < 20 && seen.insert(word).second) words_.push_back(std::move(word));
  }
  // In integers, so that every machine draws the same words. One slot's fair share is `share`.
  constexpr std::uint64_t scale = std::uint64_t{1} << 40;
  std::vector<std::uint64_t> weight(size);
  std::uint64_t total = 0;
  for (std::size_t rank = 0; rank < size; ++rank) total += weight[rank] = scale / (rank + 1);
  const std::uint64_t share = total / size + 1;
  std::vector<std::uint32_t> small, large;
  for (std::size_t rank = 0; rank < size; ++rank) (weight[rank] < share ? small : large).push_back(static_cast<std::uint32_t>(rank));
  for (std::size_t slot = 0; slot < size; ++slot) threshold_[slot] = UINT64_MAX, alias_[slot] = static_cast<std::uint32_t>(slot);
  while (!small.empty() && !large.empty()) {
    const auto poor = small.back(), rich = large.back();
    small.pop_back();
    threshold_[poor] = (weight[poor] << 32) / share;  // both are below 2^32
    alias_[poor] = rich;
    weight[rich] -= share - weight[poor];
    if (weight[rich] < share) large.pop_back(), small.push_back(rich);
  }
}

const string& Vocabulary::any(Random& random) const {
  const std::size_t slot = random.below(words_.size());
  return words_[(random.next() >> 32) < threshold_[slot] ? slot : alias_[slot]];
}

const string& Vocabulary::telling(Random& random) const { return words_[random.between(words_.size() / 50, words_.size() - 1)]; }

string Article::date() const {
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02u:%02u:00Z", year % 10000, month % 100, day % 100, hour % 100, minute % 100);
  return out;
}

string Article::slug() const {
  string out;
  for (const char c : title) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  out.resize(std::min<std::size_t>(out.size(), 60));
  return out + "-" + std::to_string(number);
}

News::News(std::uint64_t seed) : random_(seed), vocabulary_(random_, 60'000) {
  const auto family = [&] { return capital(syllables(random_, random_.between(1, 3))); };
  const auto place = [&] { return text({family(), string(random_.of(kinds_of_places))}); };
  const auto person = [&] { return text({string(random_.of(first_names)), " ", family(), random_.chance(10) ? "-" + family() : ""}); };
  const auto organisation = [&] {
    return text({random_.chance(50) ? frequent(places_, random_) : family(), string(random_.of(kinds_of_organisations))});
  };
  places_ = made(400, place);
  places_.insert(places_.begin(), std::begin(places_known), std::end(places_known));
  people_ = made(3000, person);
  organisations_ = made(800, organisation);
}

Article News::next() {
  while (waiting_.empty()) {
    const Story story = invent();
    random_.chance(60) ? own(story) : wire(story);
  }
  Article article = std::move(waiting_.front());
  waiting_.pop_front();
  return article;
}

Story News::invent() {
  using namespace std::chrono;
  constexpr sys_days first = 2001y / January / 1, last = 2024y / December / 31;
  Story story;
  story.day = first + days{static_cast<int>(random_.below(static_cast<std::size_t>((last - first).count() + 1)))};
  story.section = random_.of(sections);
  for (std::size_t left = random_.between(2, 5); left > 0; --left) story.names.push_back(name());
  for (std::size_t left = random_.between(4, 10); left > 0; --left) story.words.push_back(vocabulary_.telling(random_));
  return story;
}

// One paper writes about it itself.
void News::own(const Story& story) {
  Article article;
  article.title = headline(story);
  article.text = body(story);
  article.byline = frequent(people_, random_);
  publish(std::move(article), story, random_.below(std::size(papers)));
}

// The agency sends a text, and several papers print it.
void News::wire(const Story& story) {
  Article sent;
  sent.title = headline(story);
  sent.text = text({frequent(places_, random_), " (", string(agency.name), ") - ", body(story)});
  sent.byline = agency.name;
  publish(sent, story, the_agency);
  const std::size_t start = random_.below(std::size(papers));
  const std::size_t copies = random_.between(1, 6);
  for (std::size_t copy = 0; copy < copies; ++copy) {
    Article printed = sent;
    edit(printed);
    if (random_.chance(40)) printed.title = headline(story);
    publish(std::move(printed), story, (start + copy) % std::size(papers));
  }
}

// What an editor does to an agency's text: cuts it from the end, exchanges a word, adds a line.
void News::edit(Article& article) {
  if (const auto cut = article.text.rfind("\n\n"); cut != string::npos && random_.chance(60)) article.text.resize(cut);
  if (random_.chance(50)) {
    const auto from = article.text.find(' ', random_.below(article.text.size()));
    const auto to = from == string::npos ? from : article.text.find_first_of(" \n", from + 1);
    if (to != string::npos) article.text.replace(from + 1, to - from - 1, vocabulary_.any(random_));
  }
  if (random_.chance(30)) article.text += "\n\nAdditional reporting by " + frequent(people_, random_) + ".";
}

void News::publish(Article article, const Story& story, std::size_t paper) {
  using namespace std::chrono;
  const Paper& by = paper == the_agency ? agency : papers[paper];
  const year_month_day day{story.day + days{paper != the_agency && random_.chance(30) ? 1 : 0}};
  article.number = ++count_;
  article.year = int(day.year());
  article.month = unsigned(day.month());
  article.day = unsigned(day.day());
  article.hour = static_cast<unsigned>(random_.below(24));
  article.minute = static_cast<unsigned>(random_.below(60));
  article.source = by.name;
  article.section = story.section;
  char path[32];
  std::snprintf(path, sizeof path, "/%04d/%02u/%02u/", article.year % 10000, article.month % 100, article.day % 100);
  article.url = "https://" + string(by.host) + path + article.slug();
  waiting_.push_back(std::move(article));
}

string News::name() {
  switch (random_.below(3)) {
    case 0: return frequent(people_, random_);
    case 1: return frequent(places_, random_);
    default: return frequent(organisations_, random_);
  }
}

string News::sentence(const Story& story) {
  string out;
  const std::size_t words = random_.between(6, 24);
  for (std::size_t i = 0; i < words; ++i) {
    const auto kind = random_.below(100);
    if (i > 0) out += kind == 99 && i + 1 < words ? ", " : " ";
    if (kind < 6) out += random_.of(story.names);
    else if (kind < 14) out += random_.of(story.words);
    else if (kind < 16) out += number_text(random_);
    else if (kind < 17) out += name();
    else out += vocabulary_.any(random_);
  }
  return capital(std::move(out)) + ".";
}

string News::body(const Story& story) {
  string out;
  for (std::size_t paragraphs = random_.between(3, 12); paragraphs > 0; --paragraphs) {
    for (std::size_t sentences = random_.between(1, 4); sentences > 0; --sentences) out += sentence(story) + (sentences > 1 ? " " : "");
    if (paragraphs > 1) out += "\n\n";
  }
  return out;
}

string News::headline(const Story& story) {
  string out = random_.of(story.names);
  for (std::size_t words = random_.between(3, 7); words > 0; --words)
    out += " " + (random_.chance(40) ? random_.of(story.words) : vocabulary_.any(random_));
  return capital(std::move(out));
}

}  // namespace made_news
