// SPDX-License-Identifier: GPL-2.0-or-later
// Scores what is taken from real pages against what people said is on them:
//
//   newsgrep-extraction FOLDER... [--without metadata|names|both|meaning|all] [--half tuning|held-out] [--worst N]
//   [--poor F1]
//                                 [--countries] [--only TEXT] [--texts FOLDER] [--misses]
#include "tests/extraction/ablation.hpp"
#include "tests/extraction/evaluation.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace newsgrep;
using namespace newsgrep::testing;

struct Wanted {
  std::vector<std::string> folders;
  std::string without, half, only, texts;
  std::size_t worst = 0;
  bool countries = false, misses = false;
};

Change change_for(const std::string& without) {
  if (without == "metadata") return without_metadata;
  if (without == "names") return without_names;
  if (without == "both") return [](std::string_view html) { return without_names(without_metadata(html)); };
  if (without == "meaning") return without_meaning;
  if (without == "all")
    return [](std::string_view html) { return without_meaning(without_names(without_metadata(html))); };
  return {};
}

void print(const std::string& name, const SetScore& all) {
  std::printf(
      "%-28s %4zu pages  body P %.4f R %.4f F1 %.4f (<0.8: %zu)  title %.3f exact %.3f  day %.3f  authors P %.3f R "
      "%.3f F1 %.3f sets %.3f  tags %.3f\n",
      name.c_str(), all.pages, all.precision, all.recall, all.f1, all.poor, all.title, all.exact_title, all.date,
      all.author_precision, all.author_recall, all.author_f1, all.author_sets, all.tag_f1);
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all.append(all.empty() ? "" : ", ").append(name);
  return all;
}

void print_worst(std::vector<PageScore> scores, std::size_t most) {
  std::erase_if(scores, [](const auto& score) { return !score.body; });
  std::sort(scores.begin(), scores.end(), [](const auto& a, const auto& b) { return a.body->f1() < b.body->f1(); });
  for (std::size_t i = 0; i < std::min(most, scores.size()); ++i)
    std::printf("  F1 %.3f  P %.3f  R %.3f  %s\n", scores[i].body->f1(), scores[i].body->precision,
                scores[i].body->recall, scores[i].file.c_str());
}

void print_misses(const std::vector<PageScore>& scores) {
  for (const auto& score : scores) {
    const auto name = score.file.parent_path().filename() / score.file.filename();
    if (!score.title.value_or(true))
      std::printf("  title   %s\n    got    %s\n    wanted %s\n", name.c_str(), score.article.title.c_str(),
                  score.gold.title->c_str());
    if (!score.date.value_or(true))
      std::printf("  day     %s: %s from %s, wanted %s\n", name.c_str(), score.article.published.iso().c_str(),
                  score.article.date_from.c_str(), score.gold.date->c_str());
    if (score.authors && score.authors->precision + score.authors->recall < 1.999)
      std::printf("  authors %s: [%s], wanted [%s]\n", name.c_str(), joined(score.article.authors).c_str(),
                  joined(*score.gold.authors).c_str());
  }
}

void print_countries(const std::vector<PageScore>& scores) {
  std::map<std::string, std::vector<PageScore>> countries;
  for (const auto& score : scores) countries[score.country].push_back(score);
  for (const auto& [country, pages] : countries) print("  " + country, mean(pages));
}

// What was taken and what was wanted, side by side for a look at their differences.
void write_texts(const std::vector<PageScore>& scores, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& score : scores) {
    const std::string name = score.country + (score.country.empty() ? "" : "_") + score.file.filename().string();
    std::ofstream(folder / (name + ".got")) << score.article.text << "\n";
    if (score.gold.bodies.empty()) continue;
    std::ofstream(folder / (name + ".wanted")) << score.gold.bodies.back() << "\n";
  }
}

void evaluate(const std::filesystem::path& folder, const Wanted& wanted) {
  std::vector<PageScore> scores;
  const Change change = change_for(wanted.without);
  for (const auto& page : gold_pages(folder)) {
    if (page.file.string().find(wanted.only) == std::string::npos) continue;
    if (wanted.half == "tuning" && !in_tuning_half(page.publisher)) continue;
    if (wanted.half == "held-out" && in_tuning_half(page.publisher)) continue;
    scores.push_back(score_page(page, change));
  }
  print(folder.filename().string() + (wanted.without.empty() ? "" : " -" + wanted.without) +
            (wanted.half.empty() ? "" : " " + wanted.half),
        mean(scores));
  if (wanted.countries) print_countries(scores);
  if (wanted.misses) print_misses(scores);
  print_worst(scores, wanted.worst);
  if (!wanted.texts.empty()) write_texts(scores, wanted.texts);
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  CLI::App app("scores the articles taken from real pages");
  app.add_option("folder", wanted.folders, "sets of pages with what is on them")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--without", wanted.without, "take hints from the pages first")
      ->check(CLI::IsMember({"metadata", "names", "both", "meaning", "all"}));
  app.add_option("--half", wanted.half, "only half of the publishers")->check(CLI::IsMember({"tuning", "held-out"}));
  app.add_option("--worst", wanted.worst, "list so many pages, the worst body first");
  app.add_option("--only", wanted.only, "only files with this in their path");
  app.add_option("--texts", wanted.texts, "write what was taken and what was wanted into this folder");
  app.add_flag("--countries", wanted.countries, "figures for each country");
  app.add_flag("--misses", wanted.misses, "list titles, days and authors that differ");
  CLI11_PARSE(app, argc, argv);
  for (const auto& folder : wanted.folders) evaluate(folder, wanted);
}
