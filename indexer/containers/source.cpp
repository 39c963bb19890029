// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/source.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace newsgrep {

Peeked::Peeked(std::unique_ptr<Source> source, std::size_t most) : source_(std::move(source)), start_(most, '\0') {
  std::size_t got = 0;
  try {
    for (std::size_t more; got < most && (more = source_->read(start_.data() + got, most - got)) > 0;) got += more;
  } catch (const Error&) {
    failure_ = std::current_exception();
  }
  start_.resize(got);
}

std::size_t Peeked::read(char* to, std::size_t size) {
  const auto left = start();
  if (!left.empty()) {
    const std::size_t taken = std::min(size, left.size());
    std::memcpy(to, left.data(), taken);
    taken_ += taken;
    return taken;
  }
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  return source_->read(to, size);
}

void Budget::made(std::uint64_t bytes) {
  constexpr std::uint64_t harmless = 64u << 20, most_expansion = 1000, most = std::uint64_t{1} << 40;
  output_ += bytes;
  if (output_ > harmless && output_ / most_expansion > input_)
    spend("expands to more than " + std::to_string(most_expansion) + " times its size");
  if (output_ > most) spend("expands to more than " + std::to_string(most >> 40) + " TiB");
}

void Budget::entry() {
  constexpr std::uint64_t most = 10'000'000;
  if (++entries_ > most) spend("holds more than " + std::to_string(most) + " entries");
}

void Budget::spend(const std::string& message) {
  spent_ = true;
  throw Error(ErrorCode::corrupt, message, "unpack it and index the folder, if you trust it");
}

}  // namespace newsgrep
