// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/version.hpp"

#include "common/files.hpp"
#include "indexer/glass/block.hpp"
#include "common/glass.hpp"

#include <newsgrep/error.hpp>

namespace newsgrep {
namespace {

using glass::put_string;
using glass::put_uint;

// Tags longer than this are deflated by Xapian; 0: none are.
constexpr unsigned never = 0, when_longer = 18;

// No free blocks: the revision, the blocks in use, and the list's begin and end nowhere.
std::string empty_free_list(std::uint32_t blocks) {
  std::string list;
  put_uint(list, glass::first_revision);
  put_uint(list, blocks);
  return list.append(4, '\0');
}

void put_table(std::string& out, const GlassRoot& root, unsigned deflated) {
  const bool there = root.blocks > 0;
  put_uint(out, root.block);
  put_uint(out, root.level << glass::table_flag_bits | glass::sequential_flag | (there ? 0 : glass::no_file_flag));
  put_uint(out, root.entries);
  put_uint(out, root.block_size >> 11);
  put_uint(out, deflated);
  put_string(out, there ? empty_free_list(root.blocks) : std::string());
}

void put_statistics(std::string& out, const GlassStatistics& statistics) {
  if (statistics.last_document < statistics.documents || statistics.longest < statistics.largest_wdf)
    throw Error(ErrorCode::internal, "statistics of a database that cannot be");
  put_uint(out, statistics.documents);
  put_uint(out, statistics.last_document - statistics.documents);
  put_uint(out, statistics.shortest);
  put_uint(out, statistics.largest_wdf);
  put_uint(out, statistics.longest - statistics.largest_wdf);
  put_uint(out, 0);  // oldest changeset
  put_uint(out, statistics.total_length);
  put_uint(out, 0);  // highest frequency of a spelling
}

// Marked as a random one.
void put_uuid(std::string& out, std::array<std::uint8_t, 16> identity) {
  identity[6] = static_cast<std::uint8_t>((identity[6] & 0x0F) | 0x40);
  identity[8] = static_cast<std::uint8_t>((identity[8] & 0x3F) | 0x80);
  for (const std::uint8_t byte : identity) out += static_cast<char>(byte);
}

}  // namespace

std::string version_file(const GlassDatabase& database) {
  std::string out(glass::stamp());
  put_uuid(out, database.identity);
  put_uint(out, glass::first_revision);
  GlassRoot absent;
  absent.block_size = database.postlist.block_size;
  put_table(out, database.postlist, never);
  put_table(out, database.docdata, when_longer);
  put_table(out, database.termlist, when_longer);
  put_table(out, database.position, never);
  put_table(out, absent, when_longer);  // spelling
  put_table(out, absent, when_longer);  // synonyms
  put_statistics(out, database.statistics);
  return out;
}

void write_version_file(const std::filesystem::path& folder, const GlassDatabase& database) {
  replace_file(folder / "iamglass", version_file(database));
}

}  // namespace newsgrep
