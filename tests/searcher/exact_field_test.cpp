// SPDX-License-Identifier: GPL-2.0-or-later
// Values of exact fields that are longer than a term may be.
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/searcher.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::string common_beginning = "urn:" + std::string(230, 'x') + ":";

std::string line(const std::string& id, const std::string& title) {
  return R"({"id": ")" + id + R"(", "title": ")" + title + R"(", "date": "2020-02-03", "text": "text"})" + "\n";
}

}  // namespace

TEST_CASE("long values with the same beginning are told apart") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line(common_beginning + "one", "one") + line(common_beginning + "two", "two") + line("urn:short", "short"));
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  using Titles = std::vector<std::string>;
  const auto count = [&](const std::string& query) { return titles_of(searcher, query).size(); };
  CHECK(titles_of(searcher, "nid:\"" + common_beginning + "one\"") == Titles{"one"});
  CHECK(titles_of(searcher, "nid:\"" + common_beginning + "TWO\"") == Titles{"two"});
  CHECK(count("nid:\"" + common_beginning + "\"") == 0);
  CHECK(count("nid:\"" + common_beginning.substr(0, 200) + "\"") == 0);
  CHECK(count("-nid:\"" + common_beginning + "one\"") == 2);
}

TEST_CASE("a beginning finds the values that begin so, however long it is") {
  const Field& field = *std::find_if(fields().begin(), fields().end(), [](const Field& one) { return one.kind == FieldKind::exact; });
  for (const std::size_t size : {std::size_t{0}, exact_kept - 1, exact_kept, exact_kept + 1, exact_kept + 16, exact_kept + 17, std::size_t{500}}) {
    const std::string value(size, 'X');
    CHECK(exact_term(field, value).size() <= field.prefix.size() + exact_kept + 16);
    for (const std::size_t part : {std::size_t{0}, size / 2, size}) CHECK(exact_term(field, value).starts_with(exact_beginning(field, value.substr(0, part)).value()));
  }
}
