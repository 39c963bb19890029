// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/output.hpp"

#include "common/article_values.hpp"
#include "common/json_text.hpp"
#include "common/numbers.hpp"
#include "common/utf8.hpp"
#include "indexer/reports.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

std::string json_line(const json& value) { return escaped_controls(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

json article_json(const Article& article) {
  json out;
  out["path"] = article.address();
  out["id"] = article.id;
  each_value(article, [&](std::string_view name, const auto& value) { out[name] = value; });
  if (article.canonical_url.empty() && !article.url.empty()) out["canonical_url"] = article.url;
  return out;
}

// What was looked at and is no news is no failure.
std::size_t failed(const IndexStatistics& numbers) {
  return static_cast<std::size_t>(std::count_if(numbers.failures.begin(), numbers.failures.end(), [](const Diagnostic& one) { return one.severity != Severity::notice; }));
}

std::size_t unread_dates(const IndexStatistics& numbers) {
  return static_cast<std::size_t>(std::count_if(numbers.failures.begin(), numbers.failures.end(), is_unread_date));
}

std::size_t skipped(const IndexStatistics& numbers) { return numbers.failures.size() - failed(numbers) - unread_dates(numbers); }

json statistics_json(const IndexCommand& command, const fs::path& db, const IndexStatistics& numbers) {
  json out = {{"index", db.string()},
              {"generation", numbers.generation},
              {"layout", to_string(numbers.layout)},
              {"segments", numbers.segments},
              {"articles", numbers.articles},
              {"dead", numbers.dead},
              {"undated", numbers.undated},
              {"files", numbers.files},
              {"superseded", numbers.superseded},
              {"text_bytes", numbers.text_bytes},
              {"index_bytes", numbers.index_bytes},
              {"oldest", numbers.oldest},
              {"newest", numbers.newest},
              {"failed", failed(numbers)},
              {"skipped", skipped(numbers)},
              {"unread_dates", unread_dates(numbers)}};
  if (!command.failures) return out;
  out["failures"] = json::array();
  for (const auto& failure : numbers.failures)
    out["failures"].push_back({{"path", failure.address}, {"line", failure.line}, {"kind", failure.kind}, {"message", failure.message}});
  out["superseded_by"] = numbers.superseded_by;
  return out;
}

}  // namespace

void print_article(const Article& article, const std::vector<std::string>* why) {
  json line = article_json(article);
  if (why) line["explain"] = *why;
  std::cout << json_line(line) << '\n';
}

void print_statistics(const IndexCommand& command, const fs::path& db) {
  const IndexStatistics numbers = statistics(db);
  if (command.json) {
    std::cout << json_line(statistics_json(command, db, numbers)) << '\n';
    return;
  }
  std::cout << "index         " << printable(db.string()) << "\ngeneration    " << numbers.generation
            << "\nlayout        " << to_string(numbers.layout) << "\nsegments      " << numbers.segments
            << "\narticles      " << grouped_number(numbers.articles) << "\n  dead        " << grouped_number(numbers.dead)
            << "\n  undated     " << grouped_number(numbers.undated) << "\n  superseded  " << grouped_number(numbers.superseded)
            << "\nfiles         " << grouped_number(numbers.files) << "\ndates         "
            << (numbers.oldest.empty() ? "none" : numbers.oldest + " to " + numbers.newest) << "\ntext          "
            << size_text(numbers.text_bytes) << "\non disk       " << size_text(numbers.index_bytes)
            << "\nfailures      " << grouped_number(failed(numbers)) << "\nskipped       "
            << grouped_number(skipped(numbers)) << "\nunread dates  " << grouped_number(unread_dates(numbers)) << '\n';
  if (!command.failures) return;
  for (const auto& failure : numbers.failures) std::cout << printable(place_of(failure)) << ": " << printable(failure.message) << '\n';
  for (const auto& pair : numbers.superseded_by) std::cout << printable(pair) << '\n';
}

}  // namespace newsgrep
