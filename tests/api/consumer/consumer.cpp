// SPDX-License-Identifier: GPL-2.0-or-later
// Indexes a folder and searches it: consumer ARCHIVE INDEX QUERY
#include <newsgrep/indexer.hpp>
#include <newsgrep/searcher.hpp>

#include <iostream>

int main(int argc, char** argv) try {
  if (argc != 4) return 2;
  newsgrep::IndexOptions options;
  options.paths = {argv[1]};
  options.db = argv[2];
  options.diagnostic = [](const newsgrep::Diagnostic& trouble) { std::cerr << trouble.message << "\n"; };
  newsgrep::Indexer(options).run();

  const newsgrep::Searcher searcher(argv[2]);
  newsgrep::Request request;
  request.query = argv[3];
  const newsgrep::Response response = searcher.search(request);
  for (const newsgrep::Hit& hit : response.hits) {
    std::cout << hit.article.published.iso() << "  " << hit.article.title << "\n";
    for (const auto& passage : hit.passages) std::cout << "    " << passage.text << "\n";
  }
  std::cout << response.count << " articles\n";
  return response.count > 0 ? 0 : 1;
} catch (const newsgrep::Error& error) {
  std::cerr << error.what() << "\n" << error.hint() << "\n";
  return 2;
}
