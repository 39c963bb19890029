// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/huffman.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace newsgrep::glass {
namespace {

// Short enough for four codes to be written at once; costs next to nothing against DEFLATE's limit of 15.
constexpr unsigned literal_limit = 12;
constexpr unsigned size_limit = 7;     // DEFLATE's, for the code in which the sizes of the codes are written
constexpr unsigned size_symbols = 16;  // sizes 0..15; the symbols for repetitions are not used
constexpr unsigned size_symbol_slots = 19;

// Which size's code comes where in the head.
constexpr std::array<std::uint8_t, size_symbol_slots> size_order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                                    11, 4,  12, 3, 13, 2, 14, 1, 15};

std::uint16_t reversed(std::uint16_t bits, unsigned size) {
  std::uint16_t out = 0;
  for (unsigned i = 0; i < size; ++i) out = static_cast<std::uint16_t>(out << 1 | (bits >> i & 1));
  return out;
}

// Bits into memory, the first one lowest. Writes up to eight bytes beyond the end.
class Bits {
 public:
  Bits(char* to, std::uint64_t pending, unsigned size) : to_(to), pending_(pending), size_(size) {}

  void put(std::uint64_t bits, unsigned size) {
    pending_ |= bits << size_;
    size_ += size;
  }

  // Leaves at most 7 bits pending, so 57 may be put before the next call.
  void flush() {
    for (unsigned i = 0; i < 8; ++i) to_[i] = static_cast<char>(pending_ >> 8 * i);
    to_ += size_ / 8;
    pending_ >>= size_ & ~7u;
    size_ &= 7;
  }

  char* to() const { return to_; }
  std::uint64_t pending() const { return pending_; }
  unsigned size() const { return size_; }

 private:
  char* to_;
  std::uint64_t pending_;
  unsigned size_;
};

// A symbol, or two packages of the level below: which symbols are in it, in order of their weight.
struct Package {
  std::uint64_t weight;
  std::vector<std::uint16_t> symbols;
};

std::vector<Package> paired(const std::vector<Package>& packages) {
  std::vector<Package> pairs;
  for (std::size_t i = 0; i + 1 < packages.size(); i += 2) {
    pairs.push_back({packages[i].weight + packages[i + 1].weight, packages[i].symbols});
    auto& both = pairs.back().symbols;
    both.insert(both.end(), packages[i + 1].symbols.begin(), packages[i + 1].symbols.end());
  }
  return pairs;
}

}  // namespace

// The package-merge algorithm.
std::vector<std::uint8_t> code_sizes(const std::vector<std::uint64_t>& weights, unsigned limit) {
  const auto lighter = [](const Package& a, const Package& b) { return a.weight < b.weight; };
  std::vector<Package> symbols;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] > 0) symbols.push_back({weights[i], {static_cast<std::uint16_t>(i)}});
  std::stable_sort(symbols.begin(), symbols.end(), lighter);

  std::vector<Package> packages = symbols;
  for (unsigned level = 1; level < limit; ++level) {
    const std::vector<Package> pairs = paired(packages);
    packages.clear();
    std::merge(symbols.begin(), symbols.end(), pairs.begin(), pairs.end(), std::back_inserter(packages), lighter);
  }
  std::vector<std::uint8_t> sizes(weights.size());
  for (std::size_t i = 0; i < 2 * symbols.size() - 2; ++i)
    for (const std::uint16_t symbol : packages[i].symbols) ++sizes[symbol];
  return sizes;
}

void SharedHuffman::learn(std::string_view text) {
  for (const char c : text) ++counts_[static_cast<unsigned char>(c)];
  ++counts_[end_of_block];
}

void SharedHuffman::prepare() {
  const auto sizes = code_sizes({counts_.begin(), counts_.end()}, literal_limit);
  assign(sizes, codes_.data());
  write_head(sizes);
}

// Canonical codes: shorter ones first, then by symbol.
void SharedHuffman::assign(const std::vector<std::uint8_t>& sizes, Code* codes) {
  unsigned next = 0;
  for (unsigned size = 1; size <= 15; ++size, next <<= 1)
    for (std::size_t symbol = 0; symbol < sizes.size(); ++symbol)
      if (sizes[symbol] == size)
        codes[symbol] = {reversed(static_cast<std::uint16_t>(next++), size), static_cast<std::uint8_t>(size)};
}

void SharedHuffman::write_head(const std::vector<std::uint8_t>& sizes) {
  std::vector<std::uint64_t> size_weights(size_symbols);
  for (const std::uint8_t size : sizes) ++size_weights[size];
  ++size_weights[0];  // of the only distance code: there are no distances
  const auto sizes_of_sizes = code_sizes(size_weights, size_limit);
  std::array<Code, size_symbols> size_codes{};
  assign(sizes_of_sizes, size_codes.data());

  head_.assign(symbols * 2 + 64, '\0');
  Bits out(head_.data(), 0, 0);
  out.put(1, 1);                      // the last block,
  out.put(2, 2);                      // with codes of its own:
  out.put(symbols - 257, 5);          // of literals,
  out.put(0, 5);                      // one of distances,
  out.put(size_symbol_slots - 4, 4);  // and of sizes
  out.flush();
  for (const std::uint8_t symbol : size_order) {
    out.put(symbol < size_symbols ? sizes_of_sizes[symbol] : 0, 3);
    out.flush();
  }
  for (const std::uint8_t size : sizes) {
    out.put(size_codes[size].bits, size_codes[size].size);
    out.flush();
  }
  out.put(size_codes[0].bits, size_codes[0].size);
  out.flush();
  head_rest_ = out.pending();
  head_rest_size_ = out.size();
  head_.resize(static_cast<std::size_t>(out.to() - head_.data()));
}

void SharedHuffman::deflate(std::string_view text, std::string& out) const {
  out.resize(head_.size() + (text.size() + 1) * literal_limit / 8 + 16);
  std::memcpy(out.data(), head_.data(), head_.size());
  Bits bits(out.data() + head_.size(), head_rest_, head_rest_size_);
  const auto put = [&](unsigned symbol) { bits.put(codes_[symbol].bits, codes_[symbol].size); };
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    for (std::size_t i = at; i < at + 4; ++i) put(static_cast<unsigned char>(text[i]));
    bits.flush();
  }
  for (; at < text.size(); ++at) put(static_cast<unsigned char>(text[at]));
  put(end_of_block);
  bits.flush();
  out.resize(static_cast<std::size_t>(bits.to() - out.data()) + (bits.size() > 0 ? 1 : 0));
}

}  // namespace newsgrep::glass
