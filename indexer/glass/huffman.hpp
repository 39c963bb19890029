// SPDX-License-Identifier: GPL-2.0-or-later
// Raw DEFLATE with one Huffman code for many short texts of a kind: it is made once, from a sample of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep::glass {

class SharedHuffman {
 public:
  SharedHuffman() { counts_.fill(1); }

  /// Adds to the sample. Every byte counts once more than it occurs, so that each has a code.
  void learn(std::string_view text);

  /// Makes the code of what was learned; deflate() may be called from then on.
  void prepare();

  /// A complete raw DEFLATE stream of `text`, in `out` instead of what was there.
  void deflate(std::string_view text, std::string& out) const;

 private:
  static constexpr unsigned end_of_block = 256, symbols = 257;

  struct Code {
    std::uint16_t bits = 0;  // the first one lowest
    std::uint8_t size = 0;
  };

  static void assign(const std::vector<std::uint8_t>& sizes, Code* codes);
  void write_head(const std::vector<std::uint8_t>& sizes);

  std::array<std::uint64_t, symbols> counts_;
  std::array<Code, symbols> codes_{};
  std::string head_;             // the whole bytes of every stream's beginning
  std::uint64_t head_rest_ = 0;  // and the bits after them
  unsigned head_rest_size_ = 0;
};

/// Sizes in bits, at most `limit`, of the best prefix code for symbols of these weights; 0 for a symbol of weight 0.
/// At least two weights are not 0.
std::vector<std::uint8_t> code_sizes(const std::vector<std::uint64_t>& weights, unsigned limit);

}  // namespace newsgrep::glass
