// SPDX-License-Identifier: GPL-2.0-or-later
// Made-up databases, written once as our own glass tables and once through Xapian's API.
#pragma once

#include "common/xapian.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/glass/termlist.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace newsgrep::testing {

struct SampleTerm {
  std::uint32_t wdf = 0;
  std::vector<std::uint32_t> positions;
};

struct SampleDocument {
  std::map<std::string, SampleTerm> terms;
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

struct Sample {
  std::map<std::uint32_t, SampleDocument> documents;
  std::map<std::string, std::string> metadata;
};

enum class Termlists { none, slots_only, plain, huffman };

void write_directly(const Sample& sample, const std::filesystem::path& folder, Termlists termlists = Termlists::huffman,
                    std::uint32_t block_size = 8192, const ChunkSizes& chunks = {});
void write_through_xapian(const Sample& sample, const std::filesystem::path& folder);

/// Everything the API tells about a database, as text.
std::string content(const Xapian::Database& database);
std::string content(const std::filesystem::path& folder);

/// The line in which two contents begin to differ, or nothing.
std::string first_difference(const std::string& a, const std::string& b);

/// What Xapian::Database::check complains of.
std::string complaints(const std::filesystem::path& folder);

/// Adds, replaces and deletes documents through the API, in several commits, and sets metadata, spellings and synonyms.
void update_through_xapian(const std::filesystem::path& folder);

/// Writes the database anew through the API.
void compact(const std::filesystem::path& from, const std::filesystem::path& to);

Sample random_sample(unsigned documents, unsigned seed);

/// Whatever is long, large, high or rare.
Sample edge_sample();

}  // namespace newsgrep::testing
