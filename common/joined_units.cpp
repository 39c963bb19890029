// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/joined_units.hpp"

#include "common/files.hpp"
#include "common/hash_slots.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr const char* file = "units";

// Each is sealed with the id of its segment, so that one cannot stand for another.
std::string kind_of(const std::filesystem::path& segment) { return "units " + segment.filename().string(); }

// A Bloom filter: about one in a hundred words that are no unit passes.
constexpr std::uint64_t bits_a_unit = 10;
constexpr unsigned probes = 5;

std::uint32_t hash_of(std::string_view unit) { return static_cast<std::uint32_t>(short_hash(unit) >> 32); }

// False as soon as `visit` says so of the number of a bit.
template <class Visit>
bool each_bit(std::uint32_t hash, std::uint64_t bits, Visit&& visit) {
  const std::uint32_t step = (hash * 0x9E3779B9u) | 1;
  for (unsigned i = 0; i < probes; ++i, hash += step)
    if (!visit(hash * bits >> 32)) return false;
  return true;
}

}  // namespace

void JoinedUnits::add(std::string_view unit) { add_hash(hash_of(unit)); }

void JoinedUnits::absorb(const JoinedUnits& other) {
  for (const auto hash : other.hashes_) add_hash(hash);
}

void JoinedUnits::add_hash(std::uint32_t hash) {
  hashes_.push_back(hash);
  if (hashes_.size() < limit_) return;
  sort_out();
  limit_ = std::max(limit_, hashes_.size() * 2);
}

void JoinedUnits::sort_out() {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

void JoinedUnits::write(const std::filesystem::path& segment) {
  sort_out();
  const std::uint64_t bits = (hashes_.size() * bits_a_unit + 7) / 8 * 8;
  std::string set(bits / 8, '\0');
  for (const auto hash : hashes_)
    each_bit(hash, bits, [&](std::uint64_t bit) {
      set[bit / 8] = static_cast<char>(set[bit / 8] | 1 << bit % 8);
      return true;
    });
  write_sealed(segment / file, kind_of(segment), set);
}

UnitFilter::UnitFilter(const std::filesystem::path& segment)
    : bytes_(read_sealed(segment / file, kind_of(segment))), bits_(std::uint64_t{bytes_.size()} * 8) {}

bool UnitFilter::may_contain(std::string_view unit) const {
  if (bits_ == 0) return false;
  return each_bit(hash_of(unit), bits_, [&](std::uint64_t bit) { return (bytes_[bit / 8] >> bit % 8 & 1) != 0; });
}

}  // namespace newsgrep
