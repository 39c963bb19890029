// SPDX-License-Identifier: GPL-2.0-or-later
// Databases of our own tables cannot be told from Xapian's.
#include "common/files.hpp"
#include "indexer/glass/guard.hpp"
#include "indexer/glass/version.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/glass_sample.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string file_bytes(const fs::path& path) { return fs::exists(path) ? read_file(path) : std::string(); }

// The tables that must be the same. Term lists are only if Xapian packed them, and without documents only Xapian makes
// the file.
std::vector<std::string> comparable_tables(const Sample& sample, bool packed_by_xapian) {
  std::vector<std::string> names{"postlist.glass", "position.glass", "docdata.glass"};
  if (packed_by_xapian && !sample.documents.empty()) names.push_back("termlist.glass");
  return names;
}

// Reads the same, is found sound, and becomes the same files once Xapian has written it anew.
void check_alike(const Sample& sample) {
  const TemporaryFolder folder;
  const auto stock = folder.path() / "stock", packed = folder.path() / "packed", plain = folder.path() / "plain";
  write_through_xapian(sample, stock);
  write_directly(sample, packed);
  write_directly(sample, plain, Termlists::plain);
  const std::string expected = content(stock);
  compact(stock, folder.path() / "stock-compacted");
  for (const fs::path& ours : {packed, plain}) {
    INFO("written to " << ours.string());
    CHECK(first_difference(content(ours), expected) == "");
    CHECK(complaints(ours) == "");
    const fs::path compacted = ours.string() + "-compacted";
    compact(ours, compacted);
    CHECK(first_difference(content(compacted), expected) == "");
    CHECK(complaints(compacted) == "");
    for (const std::string& table : comparable_tables(sample, ours == plain)) {
      INFO("table " << table);
      CHECK((file_bytes(compacted / table) == file_bytes(folder.path() / "stock-compacted" / table)));
    }
  }
}

}  // namespace

TEST_CASE("an empty database of our own tables cannot be told from Xapian's") { check_alike({}); }

TEST_CASE("a database of metadata alone cannot be told from Xapian's") { check_alike({{}, {{"name", "value"}}}); }

TEST_CASE("a database of one document cannot be told from Xapian's") { check_alike(random_sample(1, 1)); }

TEST_CASE("a database of one empty document cannot be told from Xapian's") { check_alike({{{1, {}}}, {}}); }

TEST_CASE("a database of random documents cannot be told from Xapian's") { check_alike(random_sample(effort(3000), 2)); }

TEST_CASE("a database of edge cases cannot be told from Xapian's") { check_alike(edge_sample()); }

TEST_CASE("documents may have any number") {
  Sample sample;
  for (const std::uint32_t id : {1u, 32'767u, 32'768u, 268'435'455u, 268'435'456u, 4'294'967'294u}) {
    sample.documents[id].terms["word"] = {1, {id}};
    sample.documents[id].values[0] = std::to_string(id);
  }
  const TemporaryFolder folder;  // not checked: Xapian's checker wants memory for each number
  write_through_xapian(sample, folder.path() / "stock");
  write_directly(sample, folder.path() / "ours");
  CHECK(first_difference(content(folder.path() / "ours"), content(folder.path() / "stock")) == "");
}

TEST_CASE("blocks of every size are read") {
  const Sample sample = random_sample(300, 4);
  const TemporaryFolder folder;
  write_through_xapian(sample, folder.path() / "stock");
  for (std::uint32_t size = 2048; size <= 65536; size *= 2) {
    const fs::path ours = folder.path() / std::to_string(size);
    write_directly(sample, ours, Termlists::huffman, size);
    CHECK(first_difference(content(ours), content(folder.path() / "stock")) == "");
    CHECK(complaints(ours) == "");
  }
}

TEST_CASE("chunks of every size are read, searched and changed through the API") {
  const Sample sample = random_sample(effort(2000), 7);
  const TemporaryFolder folder;
  write_through_xapian(sample, folder.path() / "stock");
  const std::string stock = content(folder.path() / "stock");
  update_through_xapian(folder.path() / "stock");
  for (const std::size_t size : {1, 10, 120, 350, 1999, 2500}) {
    const fs::path ours = folder.path() / std::to_string(size);
    write_directly(sample, ours, Termlists::huffman, 8192, {.postings = size, .lengths = size / 2 + 1, .values = size});
    CHECK(first_difference(content(ours), stock) == "");
    CHECK(complaints(ours) == "");
    update_through_xapian(ours);
    CHECK(first_difference(content(ours), content(folder.path() / "stock")) == "");
    CHECK(complaints(ours) == "");
  }
}

TEST_CASE("a database of our own tables is changed through the API as one of Xapian's is") {
  const TemporaryFolder folder;
  const auto stock = folder.path() / "stock", ours = folder.path() / "ours";
  const Sample sample = random_sample(effort(2000), 3);
  write_through_xapian(sample, stock);
  write_directly(sample, ours);
  for (const auto& path : {stock, ours}) {
    update_through_xapian(path);
    CHECK(complaints(path) == "");
  }
  CHECK(first_difference(content(ours), content(stock)) == "");
}

TEST_CASE("without term lists all but the documents' terms can be read") {
  const TemporaryFolder folder;
  const Sample sample = random_sample(500, 5);
  write_directly(sample, folder.path() / "whole");
  write_directly(sample, folder.path() / "slots", Termlists::slots_only);
  write_directly(sample, folder.path() / "none", Termlists::none);
  const std::string whole = content(folder.path() / "whole");
  for (const char* name : {"slots", "none"}) {
    const std::string rest = content(folder.path() / name);
    CHECK((whole.substr(0, whole.find("\ndocument ")) == rest.substr(0, whole.find("\ndocument "))));
    CHECK(complaints(folder.path() / name) == "");
  }
  CHECK_FALSE(fs::exists(folder.path() / "none" / "termlist.glass"));
  const Xapian::Database slots((folder.path() / "slots").string());
  for (const auto& [id, document] : sample.documents) {
    if (document.values.empty()) continue;
    CHECK(slots.get_document(id).values_begin().get_valueno() == document.values.begin()->first);
  }
}

TEST_CASE("packed term lists are smaller") {
  const TemporaryFolder folder;
  const Sample sample = random_sample(1000, 6);
  write_directly(sample, folder.path() / "packed");
  write_directly(sample, folder.path() / "plain", Termlists::plain);
  const auto size = [&](const char* name) { return fs::file_size(folder.path() / name / "termlist.glass"); };
  CHECK(size("packed") * 10 < size("plain") * 9);
}

TEST_CASE("the identity becomes a UUID of version 4") {
  const TemporaryFolder folder;
  write_directly({}, folder.path() / "db");
  CHECK(Xapian::Database((folder.path() / "db").string()).get_uuid() == "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

TEST_CASE("statistics that cannot be are refused") {
  GlassDatabase database;
  database.statistics.documents = 2;
  database.statistics.last_document = 1;
  CHECK_THROWS_AS(version_file(database), Error);
  database.statistics.last_document = 2;
  database.statistics.largest_wdf = 1;
  CHECK_THROWS_AS(version_file(database), Error);
}

TEST_CASE("the Xapian that is installed reads what is written, and nothing is left of the look") {
  const TemporaryFolder folder;
  CHECK(glass_is_known(folder.path()));
  CHECK(fs::is_empty(folder.path()));
}
