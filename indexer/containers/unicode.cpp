// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"
#include "indexer/containers/source.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;

enum class Unicode : unsigned char { bytes, utf16le, utf16be };

// By a byte order mark, or by the zeros of plain letters.
Unicode unicode_of(std::string_view start) {
  if (start.starts_with(std::string_view("\xFF\xFE", 2)))
    return start.substr(2).starts_with(std::string_view("\0\0", 2)) ? Unicode::bytes : Unicode::utf16le;
  if (start.starts_with(std::string_view("\xFE\xFF", 2))) return Unicode::utf16be;
  constexpr std::size_t enough = 8;
  if (start.size() < enough || start.size() % 2 != 0) return Unicode::bytes;
  std::size_t low = 0, high = 0;
  for (std::size_t i = 0; i < start.size(); i += 2) {
    low += start[i] != '\0' && start[i + 1] == '\0';
    high += start[i] == '\0' && start[i + 1] != '\0';
  }
  const std::size_t all = start.size() / 2;
  return low == all ? Unicode::utf16le : high == all ? Unicode::utf16be : Unicode::bytes;
}

class Utf8 : public Source {
 public:
  explicit Utf8(std::unique_ptr<Source> source) : source_(std::move(source)) {}

  std::size_t read(char* to, std::size_t size) override {
    if (!started_) start();
    while (form_ != Unicode::bytes && out_.empty() && !finished_) convert();
    if (out_.empty()) return form_ == Unicode::bytes ? next(to, size) : 0;
    const std::size_t taken = std::min(size, out_.size());
    std::memcpy(to, out_.data(), taken);
    out_.erase(0, taken);
    return taken;
  }

 private:
  // Damage among the first bytes is told behind them.
  void start() {
    constexpr std::size_t enough = 16;
    started_ = true;
    in_.resize(enough);
    std::size_t got = 0;
    try {
      for (std::size_t more; got < enough && (more = source_->read(in_.data() + got, enough - got)) > 0;) got += more;
    } catch (...) {
      failure_ = std::current_exception();
    }
    in_.resize(got);
    form_ = unicode_of(in_);
    const bool marked =
        in_.starts_with(std::string_view("\xFF\xFE", 2)) || in_.starts_with(std::string_view("\xFE\xFF", 2));
    if (form_ == Unicode::bytes)
      out_ = std::exchange(in_, {});
    else if (marked)
      in_.erase(0, 2);
  }

  std::size_t next(char* to, std::size_t size) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return source_->read(to, size);
  }

  void convert() {
    std::size_t at = 0;
    for (; at + 2 <= in_.size(); at += 2) add_unit(unit_at(at));
    in_.erase(0, at);
    if (!out_.empty()) return;
    const std::size_t kept = in_.size();
    in_.resize(kept + block_size);
    const std::size_t got = next(in_.data() + kept, block_size);
    in_.resize(kept + got);
    finished_ = got == 0;
    if (finished_ && (kept > 0 || high_ != 0)) append_char(out_, replacement);
  }

  char32_t unit_at(std::size_t at) const {
    const auto first = static_cast<unsigned char>(in_[at]), second = static_cast<unsigned char>(in_[at + 1]);
    return form_ == Unicode::utf16le ? static_cast<char32_t>(second << 8 | first)
                                     : static_cast<char32_t>(first << 8 | second);
  }

  void add_unit(char32_t unit) {
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_ != 0) {
      append_char(out_, low ? 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00) : replacement);
      high_ = 0;
      if (low) return;
    }
    if (unit >= 0xD800 && unit < 0xDC00)
      high_ = unit;
    else
      append_char(out_, low ? replacement : unit);
  }

  static constexpr char32_t replacement = 0xFFFD;

  std::unique_ptr<Source> source_;
  std::string in_, out_;
  Unicode form_ = Unicode::bytes;
  char32_t high_ = 0;  // the first half of a pair
  std::exception_ptr failure_;
  bool started_ = false, finished_ = false;
};

}  // namespace

std::unique_ptr<Source> as_utf8(std::unique_ptr<Source> source) { return std::make_unique<Utf8>(std::move(source)); }

}  // namespace newsgrep
