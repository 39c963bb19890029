// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/manifest.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t sum_bytes = 8;

std::uint64_t blocks_of(std::uint64_t size) { return size / summed_block + (size % summed_block != 0); }

// A file that is read block by block.
class BlockReader {
 public:
  explicit BlockReader(const fs::path& file) : file_(file), fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), block_(summed_block, '\0') {
    if (fd_ < 0) throw unreadable("read", file_, errno);
  }
  ~BlockReader() { ::close(fd_); }
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;

  // Good until the next call; shorter than a block only at the end of the file.
  std::string_view next() {
    std::size_t used = 0;
    while (used < block_.size()) {
      const ssize_t got = ::read(fd_, block_.data() + used, block_.size() - used);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw unreadable("read", file_, errno);
      if (got == 0) break;
      used += static_cast<std::size_t>(got);
    }
    return std::string_view(block_).substr(0, used);
  }

 private:
  fs::path file_;
  int fd_;
  std::string block_;
};

// Rows and records have checksums of their own, an article each; Xapian's tables are large.
bool is_unguarded(const std::string& file) { return file != "records" && file != "rows" && !file.ends_with(".glass"); }

std::string damage(const std::string& file, std::uint64_t block, std::uint64_t size) {
  const std::uint64_t begin = block * summed_block, end = std::min<std::uint64_t>(begin + summed_block, size);
  return file + " is damaged (wrong checksum of bytes " + std::to_string(begin) + " to " + std::to_string(end) + ")";
}

// What is wrong with one file; empty: nothing.
std::string compare(const fs::path& segment, const std::string& file, const FileSums& wanted, bool bytes) {
  std::error_code error;
  const auto size = fs::file_size(segment / file, error);
  if (error == std::errc::no_such_file_or_directory) return file + " is missing";
  if (error) throw unreadable("read", segment / file, error.value());
  if (size != wanted.size) return file + " has " + std::to_string(size) + " bytes instead of " + std::to_string(wanted.size);
  if (!bytes) return {};
  BlockReader reader(segment / file);
  for (std::size_t block = 0; block < wanted.blocks.size(); ++block)
    if (checksum(reader.next()) != wanted.blocks[block]) return damage(file, block, size);
  return {};
}

}  // namespace

FileSums sums_of(const fs::path& file) {
  FileSums sums;
  BlockReader reader(file);
  for (auto block = reader.next(); !block.empty(); block = reader.next()) {
    sums.size += block.size();
    sums.blocks.push_back(checksum(block));
  }
  return sums;
}

std::string serialise(const Sums& sums) {
  std::string bytes;
  for (const auto& [file, of_file] : sums) {
    put_text(bytes, file);
    put_number(bytes, of_file.size);
    for (auto sum : of_file.blocks)
      for (std::size_t i = 0; i < sum_bytes; ++i, sum >>= 8) bytes += static_cast<char>(sum);
  }
  return bytes;
}

Sums parse_sums(std::string_view bytes) {
  Sums sums;
  for (ByteReader in(bytes); !in.done();) {
    FileSums& of_file = sums[std::string(in.text())];
    of_file.size = in.number();
    const std::uint64_t blocks = blocks_of(of_file.size);
    if (blocks > in.rest().size() / sum_bytes) throw Error(ErrorCode::corrupt, "stored bytes end too early");
    of_file.blocks.resize(blocks);
    for (auto& sum : of_file.blocks) {
      const auto stored = in.take(sum_bytes);
      for (std::size_t i = sum_bytes; i-- > 0;) sum = sum << 8 | static_cast<unsigned char>(stored[i]);
    }
  }
  return sums;
}

std::vector<std::string> verify_files(const fs::path& segment, std::uint64_t sum, Verify how) {
  const std::string bytes = read_sealed(segment / manifest_name, manifest_name);
  if (checksum(bytes) != sum) return {"its manifest is not the one the catalog names"};
  std::vector<std::string> troubles;
  for (const auto& [file, wanted] : parse_sums(bytes)) {
    auto trouble = compare(segment, file, wanted, how == Verify::all || (how == Verify::unguarded && is_unguarded(file)));
    if (!trouble.empty()) troubles.push_back(std::move(trouble));
  }
  return troubles;
}

}  // namespace newsgrep
