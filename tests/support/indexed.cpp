// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/indexed.hpp"

#include "indexer/folding.hpp"
#include "indexer/sample.hpp"

#include <algorithm>

namespace newsgrep::testing {
namespace {

// Paths of all files, relative to the archive; hidden ones left out.
std::vector<fs::path> files_of(const fs::path& archive) {
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator at(archive), end; at != end; ++at) {
    if (at->path().filename().string().starts_with(".")) at.disable_recursion_pending();
    else if (at->is_regular_file()) files.push_back(at->path().lexically_relative(archive));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// With its time of change, which decides between two copies of an article.
void put_copy(const fs::path& from, const fs::path& to) {
  fs::create_directories(to.parent_path());
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
  fs::last_write_time(to, fs::last_write_time(from));
}

void put_copies(const fs::path& archive, const fs::path& copy) {
  for (const auto& file : files_of(archive)) put_copy(archive / file, copy / file);
}

void one_segment(const fs::path& archive, const fs::path& copy) {
  put_copies(archive, copy);
  index_folder(copy);
}

void stock_layout(const fs::path& archive, const fs::path& copy) {
  put_copies(archive, copy);
  IndexOptions options = options_for(copy);
  options.layout = Layout::stock;
  Indexer(options).run();
}

void portable(const fs::path& archive, const fs::path& copy) {
  put_copies(archive, copy);
  IndexOptions options = options_for(copy);
  options.portable = true;
  Indexer(options).run();
}

void several_segments(const fs::path& archive, const fs::path& copy) {
  constexpr std::size_t runs = 4;
  const auto files = files_of(archive);
  for (std::size_t run = 0; run < runs; ++run) {
    for (std::size_t i = run; i < files.size(); i += runs) put_copy(archive / files[i], copy / files[i]);
    index_folder(copy);
  }
}

// At first every third file holds what belongs into another, and files lie about that go later.
void updated_in_place(const fs::path& archive, const fs::path& copy) {
  constexpr std::size_t step = 3;
  const auto files = files_of(archive);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool wrong = i % step == 0;
    put_copy(archive / files[wrong ? (i + step) % files.size() : i], copy / files[i]);
    if (wrong) put_copy(archive / files[i], copy / "gone-later" / files[i]);
  }
  index_folder(copy);
  for (std::size_t i = 0; i < files.size(); i += 2 * step) put_copy(archive / files[i], copy / files[i]);
  index_folder(copy);
  fs::remove_all(copy / "gone-later");
  for (const auto& file : files) put_copy(archive / file, copy / file);
  index_folder(copy);
}

// Learns symbols from so few articles that most words are spelled out with them, as if an earlier run had.
void add_poor_symbols(const fs::path& copy) {
  constexpr std::size_t few = 5;
  Sample sample;
  auto articles = articles_of(copy);
  for (std::size_t i = 0; i < std::min(few, articles.size()); ++i) sample.add(articles[i]);
  const auto db = copy / ".newsgrep";
  Catalog catalog = read_catalog(db);
  ++catalog.generation;
  catalog.tables.push_back(write_table(db, TableKind::symbols, static_cast<std::uint32_t>(catalog.generation), sample.symbols().serialise()));
  publish_catalog(db, catalog);
}

void put_copies(const fs::path& archive, const fs::path& copy, const std::vector<fs::path>& files, std::size_t first, std::size_t step) {
  for (std::size_t i = first; i < files.size(); i += step) put_copy(archive / files[i], copy / files[i]);
}

void two_tables(const fs::path& archive, const fs::path& copy) {
  const auto files = files_of(archive);
  put_copies(archive, copy, files, 0, 2);
  index_folder(copy);
  add_poor_symbols(copy);
  put_copies(archive, copy, files, 1, 2);
  index_folder(copy);
}

// So many small segments that a large one takes in all.
void recoded_by_a_merge(const fs::path& archive, const fs::path& copy) {
  constexpr std::size_t step = 4;
  const auto files = files_of(archive);
  put_copies(archive, copy, files, 0, step);
  index_folder(copy);
  add_poor_symbols(copy);
  fs::create_directories(copy / "gone-later");
  for (std::size_t run = 1; run < most_segments; ++run) {
    std::ofstream(copy / "gone-later" / (std::to_string(run) + ".txt")) << "Article " << run << "\n\nIt goes again.\n";
    index_folder(copy);
  }
  for (std::size_t first = 1; first < step; ++first) put_copies(archive, copy, files, first, step);
  index_folder(copy);
  fs::remove_all(copy / "gone-later");
  index_folder(copy);
}

}  // namespace

Indexes index_with_two_tables(const fs::path& archive) {
  Indexes one;
  one.push_back(std::make_unique<Indexed>("two tables", two_tables, archive));
  return one;
}

Indexes index_of_several_segments(const fs::path& archive) {
  Indexes one;
  one.push_back(std::make_unique<Indexed>("several segments", several_segments, archive));
  return one;
}

Indexes every_kind_of_index(const fs::path& archive) {
  Indexes all;
  all.push_back(std::make_unique<Indexed>("one segment", one_segment, archive));
  all.push_back(std::make_unique<Indexed>("several segments", several_segments, archive));
  all.push_back(std::make_unique<Indexed>("updated in place", updated_in_place, archive));
  all.push_back(std::make_unique<Indexed>("two tables", two_tables, archive));
  all.push_back(std::make_unique<Indexed>("recoded by a merge", recoded_by_a_merge, archive));
  all.push_back(std::make_unique<Indexed>("stock layout", stock_layout, archive));
  all.push_back(std::make_unique<Indexed>("stock layout through Xapian's API", portable, archive));
  return all;
}

std::vector<Article> articles_of(const fs::path& archive) {
  std::vector<Article> articles;
  Indexer(options_for(archive)).extract([&](const Article& article, const std::vector<std::string>&) {
    articles.push_back(article);
    return true;
  });
  return articles;
}

}  // namespace newsgrep::testing
