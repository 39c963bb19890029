// SPDX-License-Identifier: GPL-2.0-or-later
// Looks for codes of some symbols in coded text, sixteen bytes at a time, or thirty-two.
#pragma once

#include "common/coded_text.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What is looked for: codes, words that are spelled out and begin with certain bytes, and every word that is spelled out in halves.
class CodeSearch {
 public:
  CodeSearch();

  /// Each further code makes the search slower on processors without AVX2.
  void add(const Code& code);
  /// Words that are spelled out as they are and begin with that ASCII letter in either case, or with that other ASCII character.
  void add_spelled_out(char first);
  std::size_t size() const { return codes_.size(); }

  /// Where the first of them begins, at `from` or behind; npos when there is none. `from` must be the beginning of a code, or the end.
  /// What it finds may lie in something that is spelled out: is_spelled_out() tells.
  std::size_t find(std::string_view codes, std::size_t from) const;

  /// The same as on processors without AVX2.
  std::size_t find_narrow(std::string_view codes, std::size_t from) const;

  /// The same byte by byte: what find() is compared with, and what it is on machines without SSE2.
  std::size_t find_each(std::string_view codes, std::size_t from) const;

  static constexpr std::size_t npos = std::string_view::npos;

 private:
  struct alignas(16) Wide {
    char bytes[16];  // all the same
  };

  // Of each half of a byte which codes may have it at one place; a bit stands for all codes of a group. It proposes, begins_at() decides.
  struct alignas(16) Halves {
    std::array<unsigned char, 16> low{}, high{};

    void add(unsigned char byte, unsigned char group);
    void add_any(unsigned char group);
  };

  void add_to_group(const Code& code, std::size_t group);
  bool begins_at(std::string_view codes, std::size_t at) const;
  std::size_t find_avx2(std::string_view codes, std::size_t from) const;

  std::vector<Code> codes_;             // in order of their size
  std::vector<Wide> wide_;              // their bytes, one after another
  std::array<std::size_t, 3> ends_{};   // in codes_: of those with one byte, with two, with three
  Halves first_, second_;               // of their first byte, and of their second one
};

}  // namespace newsgrep
