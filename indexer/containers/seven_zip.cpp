// SPDX-License-Identifier: GPL-2.0-or-later
// The structure is described in 7zFormat.txt of the LZMA SDK, which is in the public domain.
#include "indexer/containers/seven_zip.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace newsgrep {
namespace {

// Reads as far as the bytes go; zeros after that.
class Fields {
 public:
  explicit Fields(std::string bytes) : bytes_(std::move(bytes)) {}

  unsigned byte() { return at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_++]) : 0u; }
  void skip(std::uint64_t count) { at_ += static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes_.size() - std::min(at_, bytes_.size()))); }
  bool done() const { return at_ >= bytes_.size(); }

  std::uint64_t fixed() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) value |= std::uint64_t{byte()} << shift;
    return value;
  }

  // The ones at the top of the first byte count the bytes that follow.
  std::uint64_t number() {
    const unsigned first = byte();
    std::uint64_t value = 0;
    unsigned mask = 0x80, shift = 0;
    for (; mask != 0 && (first & mask) != 0; mask >>= 1, shift += 8) value |= std::uint64_t{byte()} << shift;
    return mask == 0 ? value : value | std::uint64_t{first & (mask - 1)} << shift;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

enum Id : unsigned { end_id = 0, pack_info = 6, unpack_info = 7, size_id = 9, checksum_id = 0x0A, folder_id = 0x0B, unpack_size = 0x0C, encoded_header = 0x17 };

// Behind the coders of one folder; how many streams come out of them.
std::uint64_t skip_coders(Fields& in) {
  constexpr std::uint64_t most_coders = 32;
  std::uint64_t inputs = 0, outputs = 0;
  for (auto left = std::min(in.number(), most_coders); left > 0; --left) {
    const unsigned flags = in.byte();
    in.skip(flags & 0x0Fu);
    const bool complex = (flags & 0x10u) != 0;
    inputs += complex ? in.number() : 1;
    outputs += complex ? in.number() : 1;
    if ((flags & 0x20u) != 0) in.skip(in.number());
  }
  outputs = std::min(outputs, most_coders);
  inputs = std::min(inputs, most_coders);
  for (std::uint64_t bound = 1; bound < outputs; ++bound) in.number(), in.number();
  const auto packed = inputs - std::min(inputs, outputs - std::min<std::uint64_t>(outputs, 1));
  for (std::uint64_t i = 0; packed > 1 && i < packed; ++i) in.number();
  return outputs;
}

// Positions, sizes and checksums of what is packed.
bool skip_pack_info(Fields& in) {
  if (in.byte() != pack_info) return false;
  in.number();
  const auto streams = in.number();
  unsigned id = in.byte();
  if (id == size_id) {
    for (std::uint64_t i = 0; i < streams && !in.done(); ++i) in.number();
    id = in.byte();
  }
  if (id != checksum_id) return id == end_id;
  if (in.byte() == 0) return false;  // a list of which have one: nobody writes that here
  in.skip(4 * std::min<std::uint64_t>(streams, 1u << 20));
  return in.byte() == end_id;
}

// The size of the list, if it is compressed and says so in the usual order.
std::optional<std::uint64_t> list_size(Fields& in) {
  if (in.byte() != encoded_header || !skip_pack_info(in) || in.byte() != unpack_info) return std::nullopt;
  if (in.byte() != folder_id || in.number() != 1 || in.byte() != 0) return std::nullopt;
  const auto outputs = skip_coders(in);
  if (in.byte() != unpack_size) return std::nullopt;
  std::uint64_t largest = 0;
  for (std::uint64_t i = 0; i < outputs; ++i) largest = std::max(largest, in.number());
  return largest;
}

std::string bytes_at(Storage& storage, std::uint64_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t got = 0;
  for (std::size_t more; got < size && (more = storage.read_at(offset + got, bytes.data() + got, size - got)) > 0;) got += more;
  bytes.resize(got);
  return bytes;
}

}  // namespace

void check_seven_zip_list(Storage& storage) {
  constexpr std::size_t start_header = 32, enough = 4096;
  constexpr std::uint64_t harmless = 4u << 20;
  const std::string start = bytes_at(storage, 0, start_header);
  if (start.size() < start_header) return;
  Fields in(start.substr(12));
  const auto offset = in.fixed();
  if (offset >= storage.size()) return;
  Fields header(bytes_at(storage, start_header + offset, enough));
  const auto size = list_size(header);
  if (size && *size > std::max(harmless, storage.size()))
    throw Error(ErrorCode::corrupt, "the list of its entries expands to more than the archive itself", "unpack it and index the folder, if you trust it");
}

}  // namespace newsgrep
