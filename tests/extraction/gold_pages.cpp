// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/extraction/gold_pages.hpp"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>

namespace newsgrep::testing {
namespace {

namespace fs = std::filesystem;
namespace dom = simdjson::dom;

std::optional<std::string> text_at(dom::element object, const char* key) {
  std::string_view text;
  if (object[key].get(text) != simdjson::SUCCESS || text.empty()) return std::nullopt;
  return std::string(text);
}

std::optional<std::vector<std::string>> names_at(dom::element object, const char* key) {
  dom::array list;
  if (object[key].get(list) != simdjson::SUCCESS) return std::nullopt;
  std::vector<std::string> names;
  for (const auto one : list)
    if (std::string_view name; one.get(name) == simdjson::SUCCESS) names.emplace_back(name);
  return names;
}

std::string lines_of(dom::element list) {
  std::string all;
  if (dom::array parts; list.get(parts) == simdjson::SUCCESS)
    for (const auto part : parts)
      if (std::string_view text; part.get(text) == simdjson::SUCCESS) all.append(text).append("\n\n");
  return all;
}

std::vector<std::string> bodies_of(dom::element body) {
  std::string sections, summary;
  if (dom::array list; body["sections"].get(list) == simdjson::SUCCESS)
    for (const auto section : list)
      for (const char* key : {"headline", "paragraphs"})
        if (dom::element lines; section[key].get(lines) == simdjson::SUCCESS) sections += lines_of(lines);
  if (dom::element lines; body["summary"].get(lines) == simdjson::SUCCESS) summary = lines_of(lines);
  if (sections.empty() && summary.empty()) return {};
  if (sections.empty()) return {summary};
  return {sections, summary + sections};
}

Gold gold_of_version(dom::element version) {
  Gold gold{text_at(version, "title"), text_at(version, "publishing_date"), names_at(version, "authors"), names_at(version, "topics"), {}};
  if (dom::element body; version["body"].get(body) == simdjson::SUCCESS) gold.bodies = bodies_of(body);
  return gold;
}

// "Name_2024_01_31.html.gz" -> "Name"
std::string publisher_of(const fs::path& page) {
  std::string name = page.filename().string();
  for (int i = 0; i < 3; ++i) name.resize(std::min(name.size(), name.rfind('_')));
  return name;
}

void add_fundus(const fs::path& file, std::vector<GoldPage>& pages) {
  GoldPage page;
  page.file = file;
  page.publisher = publisher_of(file);
  page.country = file.parent_path().filename().string();
  dom::parser parser;
  dom::object versions;
  if (parser.load((file.parent_path() / (page.publisher + ".json")).string()).get(versions) != simdjson::SUCCESS) return;
  for (const auto version : versions) page.versions.push_back(gold_of_version(version.value));
  pages.push_back(std::move(page));
}

// An empty list of authors was not looked at in these sets.
void add_newspaper(const fs::path& file, std::vector<GoldPage>& pages) {
  dom::parser parser;
  dom::element gold;
  const auto beside = file.parent_path().parent_path() / "metadata" / file.stem().concat(".json");
  if (!fs::exists(beside) || parser.load(beside.string()).get(gold) != simdjson::SUCCESS) return;
  Gold one{text_at(gold, "title"), text_at(gold, "publish_date"), std::nullopt, std::nullopt, {}};
  if (auto text = text_at(gold, "text")) one.bodies = {std::move(*text)};
  pages.push_back({file, "", file.stem().string(), {one}, false});
}

void add_goose(const fs::path& file, std::vector<GoldPage>& pages) {
  dom::parser parser;
  dom::element gold, wanted;
  const auto beside = fs::path(file).replace_extension(".json");
  if (!fs::exists(beside) || parser.load(beside.string()).get(gold) != simdjson::SUCCESS ||
      gold["expected"].get(wanted) != simdjson::SUCCESS)
    return;
  Gold one{text_at(wanted, "title"), text_at(wanted, "publish_date"), names_at(wanted, "authors"), std::nullopt, {}};
  if (auto text = text_at(wanted, "cleaned_text")) one.bodies = {std::move(*text)};
  pages.push_back({file, "", file.stem().string(), {one}, true});
}

void add_plain(const fs::path& file, std::vector<GoldPage>& pages) {
  std::ifstream in(fs::path(file).replace_extension(".txt"), std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return;
  pages.push_back({file, "", file.stem().string(), {Gold{{}, {}, {}, {}, {text.str()}}}, false});
}

void add_page(const fs::path& file, std::vector<GoldPage>& pages) {
  if (file.extension() == ".gz") return add_fundus(file, pages);
  if (file.extension() != ".html") return;
  if (file.parent_path().filename() == "html") return add_newspaper(file, pages);
  if (fs::exists(fs::path(file).replace_extension(".json"))) return add_goose(file, pages);
  add_plain(file, pages);
}

}  // namespace

std::vector<GoldPage> gold_pages(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& file : fs::recursive_directory_iterator(folder))
    if (file.is_regular_file()) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<GoldPage> pages;
  for (const auto& file : files) add_page(file, pages);
  return pages;
}

}  // namespace newsgrep::testing
