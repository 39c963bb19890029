// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/damage/damage.hpp"

#include "common/files.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace newsgrep::testing {
namespace fs = std::filesystem;
namespace {

class Damager {
 public:
  Damager(const fs::path& index, std::mt19937_64& random) : index_(index), random_(random) {
    for (const auto& entry : fs::recursive_directory_iterator(index))
      if (entry.is_regular_file() && entry.path().filename() != "lock") files_.push_back(entry.path());
    std::sort(files_.begin(), files_.end());
  }

  std::optional<Damage> run() {
    switch (below(7)) {
      case 0:
      case 1: return flip();
      case 2: return truncate();
      case 3: return swap_pieces();
      case 4: return swap_files();
      case 5: return lose_catalogs();
      default: return remove();
    }
  }

 private:
  std::uint64_t below(std::uint64_t end) { return random_() % end; }

  std::string name(const fs::path& file) const { return file.lexically_relative(index_).string(); }

  // Half of them whatever their size, half of them as a disk would choose.
  fs::path choose() {
    if (below(2) == 0) return files_[below(files_.size())];
    std::uint64_t total = 0;
    for (const auto& file : files_) total += fs::file_size(file);
    auto at = below(total);
    for (const auto& file : files_) {
      if (at < fs::file_size(file)) return file;
      at -= fs::file_size(file);
    }
    return files_.back();
  }

  std::optional<Damage> flip() {
    const auto file = choose();
    std::string bytes = read_file(file);
    if (bytes.empty()) return std::nullopt;
    const auto at = below(bytes.size());
    const auto count = std::min<std::uint64_t>(1 + below(8), bytes.size() - at);
    for (std::uint64_t i = 0; i < count; ++i) bytes[at + i] = static_cast<char>(bytes[at + i] ^ static_cast<char>(1 + below(255)));
    write_file(file, bytes);
    return Damage{"flip", std::to_string(count) + " bytes at " + std::to_string(at) + " of " + name(file)};
  }

  std::optional<Damage> truncate() {
    const auto file = choose();
    const auto size = fs::file_size(file);
    if (size == 0) return std::nullopt;
    const auto left = below(size);
    fs::resize_file(file, left);
    return Damage{"truncate", name(file) + " to " + std::to_string(left) + " of " + std::to_string(size)};
  }

  // Two pieces of one file, whole pages as a rule.
  std::optional<Damage> swap_pieces() {
    const auto file = choose();
    std::string bytes = read_file(file);
    const std::uint64_t page = below(3) == 0 ? 1 + below(100) : bytes.size() > 64 << 10 ? 4096 : 512;
    const auto pages = bytes.size() / page;
    if (pages < 2) return std::nullopt;
    const auto a = below(pages) * page, b = below(pages) * page;
    const std::string before = bytes;
    std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a), bytes.begin() + static_cast<std::ptrdiff_t>(a + page), bytes.begin() + static_cast<std::ptrdiff_t>(b));
    if (bytes == before) return std::nullopt;
    write_file(file, bytes);
    return Damage{"swap pieces", std::to_string(page) + " bytes at " + std::to_string(a) + " and " + std::to_string(b) + " of " + name(file)};
  }

  // Files of one name as a rule: those may be taken for each other.
  std::optional<Damage> swap_files() {
    const auto a = files_[below(files_.size())];
    std::vector<fs::path> others;
    for (const auto& file : files_)
      if (file != a && (file.filename() == a.filename() || below(10) == 0)) others.push_back(file);
    if (others.empty()) return std::nullopt;
    const auto b = others[below(others.size())];
    const std::string of_a = read_file(a), of_b = read_file(b);
    if (of_a == of_b) return std::nullopt;
    write_file(a, of_b);
    write_file(b, of_a);
    return Damage{"swap files", name(a) + " and " + name(b)};
  }

  // Both, each cut or deleted.
  std::optional<Damage> lose_catalogs() {
    std::string what;
    for (const char* file : {"catalog.json", "catalog.copy"}) {
      const bool cut = below(4) == 0;
      if (cut) fs::resize_file(index_ / file, below(fs::file_size(index_ / file)));
      else fs::remove(index_ / file);
      what += std::string(what.empty() ? "" : " and ") + file + (cut ? " (cut)" : "");
    }
    return Damage{"lose both catalogs", what};
  }

  std::optional<Damage> remove() {
    auto file = files_[below(files_.size())];
    if (below(10) == 0 && file.parent_path() != index_) file = file.parent_path();
    fs::remove_all(file);
    return Damage{"delete", name(file)};
  }

  const fs::path& index_;
  std::mt19937_64& random_;
  std::vector<fs::path> files_;
};

}  // namespace

std::optional<Damage> damage(const fs::path& index, std::mt19937_64& random) { return Damager(index, random).run(); }

}  // namespace newsgrep::testing
