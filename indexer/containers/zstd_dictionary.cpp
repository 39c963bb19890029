// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/zstd_dictionary.hpp"

#include <newsgrep/error.hpp>

#include <zstd.h>

#include <new>
#include <string>
#include <vector>

namespace newsgrep {
namespace {

// A skippable frame of the number that is kept for dictionaries.
constexpr std::string_view dictionary_frame = "\x5D\x2A\x4D\x18", zstd_frame = "\x28\xB5\x2F\xFD";

constexpr std::size_t largest_dictionary = 16u << 20;

[[noreturn]] void damaged(const std::string& why) { throw Error(ErrorCode::corrupt, "the compressed data are damaged: " + why); }

class DictionaryFrames : public BlockSource {
 public:
  DictionaryFrames(std::unique_ptr<Source> source, Budget& budget)
      : source_(std::move(source)), budget_(budget), input_(ZSTD_DStreamInSize()), output_(ZSTD_DStreamOutSize()) {
    if (!context_) throw std::bad_alloc();
  }

 private:
  void next_block() override {
    if (!begun_) load_dictionary();
    begun_ = true;
    for (block_ = {}; block_.empty();) {
      if (in_.pos == in_.size && !full_) {
        in_ = {input_.data(), source_->read(input_.data(), input_.size()), 0};
        if (in_.size == 0) return end();
      }
      ZSTD_outBuffer out{output_.data(), output_.size(), 0};
      left_ = ZSTD_decompressStream(context_.get(), &out, &in_);
      if (ZSTD_isError(left_)) damaged(ZSTD_getErrorName(left_));
      full_ = out.pos == out.size;
      block_ = {output_.data(), out.pos};
      budget_.made(out.pos);
    }
  }

  void end() {
    finished_ = true;
    if (left_ != 0) damaged("they end too early");
  }

  void load_dictionary() {
    constexpr std::size_t header = 8, size_at = 4;
    const std::string start = take(header);
    std::size_t size = 0;
    for (std::size_t at = header; at-- > size_at;) size = size << 8 | static_cast<unsigned char>(start[at]);
    if (size > largest_dictionary) damaged("their dictionary is larger than " + std::to_string(largest_dictionary >> 20) + " MiB");
    std::string dictionary = take(size);
    if (dictionary.starts_with(zstd_frame)) dictionary = unpacked(dictionary);
    const auto result = ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size());
    if (ZSTD_isError(result)) damaged(ZSTD_getErrorName(result));
  }

  // The next bytes, all of them.
  std::string take(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t used = 0; used < size;) {
      const std::size_t got = source_->read(bytes.data() + used, size - used);
      if (got == 0) damaged("they end too early");
      used += got;
    }
    return bytes;
  }

  std::string unpacked(const std::string& frame) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    std::string bytes(size <= largest_dictionary ? static_cast<std::size_t>(size) : largest_dictionary, '\0');
    const auto got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
    if (ZSTD_isError(got)) damaged(ZSTD_getErrorName(got));
    bytes.resize(got);
    budget_.made(got);
    return bytes;
  }

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  std::unique_ptr<Source> source_;
  Budget& budget_;
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
  std::vector<char> input_, output_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  std::size_t left_ = 0;  // 0 at the end of a frame
  bool begun_ = false, full_ = false;
};

}  // namespace

bool begins_with_zstd_dictionary(std::string_view start) { return start.starts_with(dictionary_frame); }

std::unique_ptr<Source> decompressed_by_dictionary(std::unique_ptr<Source> source, Budget& budget) {
  return std::make_unique<DictionaryFrames>(std::move(source), budget);
}

}  // namespace newsgrep
