// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/extraction/evaluation.hpp"

#include "common/files.hpp"
#include "indexer/containers/open.hpp"
#include "indexer/readers/html.hpp"
#include "tests/indexer/reading.hpp"

#include <algorithm>

namespace newsgrep::testing {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  constexpr std::size_t most = 256u << 20;
  return read_all(*open_entry(file.string(), nullptr), most);
}

// The address of a local file may not date its page.
Article read_changed(const std::filesystem::path& file, const Change& change) {
  const std::string bytes = bytes_of(file);
  const Kept kept = read_with(read_html, change ? change(bytes) : bytes, 1u << 20, "page.html");
  return kept.drafts.empty() ? Article() : kept.at(0);
}

std::optional<Overlap> best_body(const Article& article, const Gold& gold, bool beginning_only) {
  std::optional<Overlap> best;
  for (const auto& body : gold.bodies) {
    Overlap one = shingle_overlap(article.text, body);
    if (beginning_only) one.precision = one.recall;
    if (!best || one.f1() > best->f1()) best = one;
  }
  return best;
}

PageScore score_against(const Article& article, const Gold& gold, bool beginning_only) {
  PageScore score;
  score.gold = gold;
  score.body = best_body(article, gold, beginning_only);
  if (gold.title) score.title = same_words(article.title, *gold.title);
  if (gold.title) score.exact_title = article.title == *gold.title;
  if (gold.date) score.date = same_day(article.published, *gold.date);
  if (gold.authors) score.authors = name_overlap(article.authors, *gold.authors);
  if (gold.tags) score.tags = name_overlap(article.tags, *gold.tags);
  return score;
}

double fit(const PageScore& score) {
  return (score.body ? score.body->f1() : 0) + (score.title.value_or(false) ? 1 : 0) +
         (score.date.value_or(false) ? 0.1 : 0);
}

class Mean {
 public:
  void add(double value) { sum_ += value, ++count_; }
  double value() const { return count_ == 0 ? 0 : sum_ / static_cast<double>(count_); }
  std::size_t count() const { return count_; }

 private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

PageScore score_page(const GoldPage& page, const Change& change) {
  Article article = read_changed(page.file, change);
  PageScore best;
  bool first = true;
  for (const auto& version : page.versions) {
    PageScore one = score_against(article, version, page.beginning_only);
    if (!first && fit(one) <= fit(best)) continue;
    best = std::move(one);
    first = false;
  }
  best.file = page.file;
  best.country = page.country;
  best.publisher = page.publisher;
  best.article = std::move(article);
  return best;
}

SetScore mean(const std::vector<PageScore>& scores) {
  constexpr double poor = 0.8;
  Mean precision, recall, f1, title, exact, date, author_precision, author_recall, author_f1, sets, tags;
  SetScore all;
  all.pages = scores.size();
  for (const auto& score : scores) {
    if (score.body) {
      precision.add(score.body->precision);
      recall.add(score.body->recall);
      f1.add(score.body->f1());
      all.poor += score.body->f1() < poor;
    }
    if (score.title) title.add(*score.title);
    if (score.exact_title) exact.add(*score.exact_title);
    if (score.date) date.add(*score.date);
    if (score.tags) tags.add(score.tags->f1());
    if (score.authors) {
      author_precision.add(score.authors->precision);
      author_recall.add(score.authors->recall);
      author_f1.add(score.authors->f1());
      sets.add(score.authors->precision + score.authors->recall > 1.999);
    }
  }
  all.bodies = f1.count(), all.titles = title.count(), all.dates = date.count(), all.with_authors = sets.count();
  all.precision = precision.value(), all.recall = recall.value(), all.f1 = f1.value();
  all.title = title.value(), all.exact_title = exact.value(), all.date = date.value();
  all.author_precision = author_precision.value(), all.author_recall = author_recall.value();
  all.author_f1 = author_f1.value(), all.author_sets = sets.value();
  all.tag_f1 = tags.value();
  return all;
}

bool in_tuning_half(const std::string& publisher) { return checksum(publisher) % 2 == 0; }

}  // namespace newsgrep::testing
