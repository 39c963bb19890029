// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/open.hpp"

#include <newsgrep/error.hpp>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

using namespace newsgrep;

namespace {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "newsgrep-open-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string file(std::string_view name, std::string_view bytes) const {
    const auto path = path_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string path(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string compress(std::string_view text, int filter) {
  archive* writer = archive_write_new();
  archive_write_add_filter(writer, filter);
  archive_write_set_format_raw(writer);
  archive_write_set_bytes_per_block(writer, 0);
  std::string out;
  const auto append = [](archive*, void* to, const void* bytes, size_t size) -> la_ssize_t {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  };
  REQUIRE(archive_write_open(writer, &out, nullptr, append, nullptr) == ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  archive_write_data(writer, text.data(), text.size());
  archive_entry_free(entry);
  archive_write_close(writer);
  archive_write_free(writer);
  return out;
}

std::string gzip(std::string_view text) { return compress(text, ARCHIVE_FILTER_GZIP); }
std::string zstd(std::string_view text) { return compress(text, ARCHIVE_FILTER_ZSTD); }

std::string everything(Entry& entry) {
  std::string all;
  for (std::string_view block; !(block = entry.read()).empty();) all.append(block);
  return all;
}

// Text that does not compress to nothing.
std::string noise(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size;) {
    state = state * 1664525 + 1013904223;
    text += static_cast<char>('a' + (state >> 24) % 26);
  }
  return text;
}

struct Ending {
  std::string before;
  ErrorCode code = ErrorCode::internal;
  std::string message;
};

Ending read_to_failure(Entry& entry) {
  Ending ending;
  try {
    for (std::string_view block; !(block = entry.read()).empty();) ending.before.append(block);
  } catch (const Error& error) {
    ending.code = error.code();
    ending.message = error.what();
  }
  return ending;
}

}  // namespace

TEST_CASE("a plain file comes back byte for byte, and its head does not use it up") {
  const TempFolder folder;
  const std::string text = noise(700'000);
  const auto entry = open_entry(folder.file("a.txt", text), nullptr);
  CHECK(entry->head(10) == text.substr(0, 10));
  CHECK(entry->head(64 * 1024) == text.substr(0, 64 * 1024));
  CHECK(everything(*entry) == text);
  CHECK(entry->read().empty());
}

TEST_CASE("an empty file has neither head nor bytes") {
  const TempFolder folder;
  const auto entry = open_entry(folder.file("empty", ""), nullptr);
  CHECK(entry->head(100).empty());
  CHECK(entry->read().empty());
}

TEST_CASE("gzip and zstd are taken off by content, whatever the name") {
  const TempFolder folder;
  const std::string text = noise(300'000);
  CHECK(everything(*open_entry(folder.file("a.txt", gzip(text)), nullptr)) == text);
  CHECK(everything(*open_entry(folder.file("b.gz", zstd(text)), nullptr)) == text);
  CHECK(everything(*open_entry(folder.file("c.gz", text), nullptr)) == text);
  CHECK(everything(*open_entry(folder.file("d", gzip(zstd(text))), nullptr)) == text);
}

TEST_CASE("UTF-16 becomes UTF-8, with a byte order mark or without, compressed or not") {
  const TempFolder folder;
  const std::string text = "Zürich 😀 and a longer line of plain text";
  const auto utf16 = [&](bool little) {
    std::string out;
    const std::u16string units = u"Zürich 😀 and a longer line of plain text";
    for (const char16_t unit : units) {
      const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
      out += little ? low : high;
      out += little ? high : low;
    }
    return out;
  };
  const auto read = [&](const std::string& bytes) { return everything(*open_entry(folder.file("a", bytes), nullptr)); };
  CHECK(read("\xFF\xFE" + utf16(true)) == text);
  CHECK(read("\xFE\xFF" + utf16(false)) == text);
  CHECK(read(gzip("\xFF\xFE" + utf16(true))) == text);
  CHECK(read("\xFF\xFE" + utf16(true) + "x") == text + "\xEF\xBF\xBD");
  CHECK(read(utf16(true).substr(20)) == text.substr(text.find("and")));
}

TEST_CASE("members and frames one after another are one text") {
  const TempFolder folder;
  const std::string one = noise(100'000), two = "the second";
  CHECK(everything(*open_entry(folder.file("a.gz", gzip(one) + gzip(two)), nullptr)) == one + two);
  CHECK(everything(*open_entry(folder.file("a.zst", zstd(one) + zstd(two)), nullptr)) == one + two);
}

TEST_CASE("compressed nothing is nothing") {
  const TempFolder folder;
  CHECK(everything(*open_entry(folder.file("a.gz", gzip("")), nullptr)).empty());
  CHECK(everything(*open_entry(folder.file("a.zst", zstd("")), nullptr)).empty());
}

TEST_CASE("truncated data are told as damage, after the blocks before it") {
  const TempFolder folder;
  const std::string text = noise(1'000'000);
  for (const auto& whole : {gzip(text), zstd(text)}) {
    const auto entry = open_entry(folder.file("cut", whole.substr(0, whole.size() / 2)), nullptr);
    CHECK_FALSE(entry->head(100).empty());
    const auto ending = read_to_failure(*entry);
    CHECK(ending.code == ErrorCode::corrupt);
    CHECK(ending.message.find("damaged") != std::string::npos);
    CHECK(ending.before.size() > 300'000);
    CHECK(text.starts_with(ending.before));
  }
}

TEST_CASE("damage in the first bytes is told by read, not by head") {
  const TempFolder folder;
  std::string bytes = gzip(noise(1000));
  bytes.resize(30);
  const auto entry = open_entry(folder.file("a.gz", bytes), nullptr);
  CHECK(entry->head(100).empty());
  CHECK(read_to_failure(*entry).code == ErrorCode::corrupt);
}

TEST_CASE("a decompression bomb is stopped") {
  const TempFolder folder;
  const std::string zeros(100u << 20, '\0');
  for (const auto& bomb : {zstd(zeros), gzip(gzip(zeros))}) {
    REQUIRE(bomb.size() < 200'000);
    std::size_t bytes = 0;
    const auto entry = open_entry(folder.file("bomb", bomb), nullptr);
    try {
      for (std::string_view block; !(block = entry->read()).empty();) bytes += block.size();
      FAIL("the bomb went off");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::corrupt);
      CHECK(std::string(error.what()).find("expands") != std::string::npos);
    }
    CHECK(bytes < (70u << 20));
  }
}

TEST_CASE("very repetitive text below the limit is no bomb") {
  const TempFolder folder;
  const std::string zeros(20u << 20, ' ');
  CHECK(everything(*open_entry(folder.file("blank.zst", zstd(zeros)), nullptr)).size() == zeros.size());
}

TEST_CASE("only regular files are opened") {
  const TempFolder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  for (const auto& path : {folder.path("pipe"), folder.path(""), std::string("/dev/zero"), folder.path("missing")}) {
    CAPTURE(path);
    try {
      open_entry(path, nullptr);
      FAIL("it was opened");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::io);
    }
  }
}

TEST_CASE("a stream is read to its end, in portions of any size, compressed or not") {
  const std::string text = noise(100'000);
  for (const auto& bytes : {text, gzip(text), zstd(text)}) {
    std::size_t at = 0;
    const auto entry = open_stream(
        [&](char* to, std::size_t most) {
          const std::size_t size = std::min({most, bytes.size() - at, std::size_t{7}});
          std::memcpy(to, bytes.data() + at, size);
          at += size;
          return size;
        },
        nullptr);
    CHECK(entry->path() == "-");
    CHECK(entry->head(1000) == text.substr(0, 1000));
    CHECK(everything(*entry) == text);
  }
}

TEST_CASE("a stream that fails passes its own error on, also through decompression") {
  const std::string bytes = gzip(noise(2'000'000)).substr(0, 400'000);
  for (const bool compressed : {false, true}) {
    std::size_t at = 0;
    const auto entry = open_stream(
        [&](char* to, std::size_t most) {
          if (at >= bytes.size()) throw Error(ErrorCode::io, "the line went dead");
          const std::size_t size = std::min(most, bytes.size() - at);
          std::memcpy(to, bytes.data() + at, size);
          if (!compressed && at == 0) to[0] = 'x';
          at += size;
          return size;
        },
        nullptr);
    const auto ending = read_to_failure(*entry);
    CHECK(ending.code == ErrorCode::io);
    CHECK(ending.message == "the line went dead");
  }
}

TEST_CASE("cancelling twice stops reading, cancelling once does not") {
  const TempFolder folder;
  std::atomic<int> cancelled = 1;
  const auto entry = open_entry(folder.file("a", noise(1'000'000)), &cancelled);
  CHECK_FALSE(entry->read().empty());
  cancelled = 2;
  CHECK(read_to_failure(*entry).code == ErrorCode::cancelled);
}

TEST_CASE("standard input without a function to read it is a mistake of the caller") {
  try {
    open_stream({}, nullptr);
    FAIL("it was opened");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
  }
}
