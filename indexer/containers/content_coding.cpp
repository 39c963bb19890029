// SPDX-License-Identifier: GPL-2.0-or-later
// The encodings of web pages that libarchive does not know.
#include "indexer/containers/http_response.hpp"

#include <newsgrep/error.hpp>

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace newsgrep {
namespace {

// A decoder that is fed from a source. Where not even the first bytes can be decoded, nothing was encoded, and they pass as they are.
class Decoding : public Source {
 public:
  Decoding(std::unique_ptr<Source> source, Budget& budget) : source_(std::make_unique<Peeked>(std::move(source), first_bytes)), budget_(budget) {
    start_ = source_->start();
  }

  std::size_t read(char* to, std::size_t size) override {
    while (!plain_ && !ended_) {
      if (waiting_ == 0 && !exhausted_) refill();
      const Step step = decode(next_, waiting_, to, size);
      if (step.failed && (made_ > 0 || refilled_)) throw Error(ErrorCode::corrupt, "the encoded page is damaged");
      if (step.failed) {
        waiting_ += static_cast<std::size_t>(next_ - input_.data());
        next_ = input_.data();
        plain_ = true;
        break;
      }
      next_ += step.used;
      waiting_ -= step.used;
      ended_ = step.ended;
      made_ += step.made;
      budget_.made(step.made);
      if (step.made > 0) return step.made;
      if (step.used == 0 && exhausted_ && !ended_) throw Error(ErrorCode::corrupt, "the encoded page ends too early");
    }
    return plain_ ? pass(to, size) : 0;
  }

 protected:
  struct Step {
    std::size_t used = 0, made = 0;
    bool ended = false, failed = false;
  };
  virtual Step decode(const char* from, std::size_t available, char* to, std::size_t size) = 0;
  std::string_view start() const { return start_; }

 private:
  static constexpr std::size_t first_bytes = 64 * 1024;

  void refill() {
    refilled_ = filled_;
    filled_ = true;
    next_ = input_.data();
    waiting_ = source_->read(input_.data(), input_.size());
    exhausted_ = waiting_ == 0;
  }

  std::size_t pass(char* to, std::size_t size) {
    const std::size_t from_input = std::min(size, waiting_);
    std::copy_n(next_, from_input, to);
    next_ += from_input;
    waiting_ -= from_input;
    return from_input > 0 || exhausted_ ? from_input : source_->read(to, size);
  }

  std::unique_ptr<Peeked> source_;
  Budget& budget_;
  std::string_view start_;
  std::array<char, first_bytes> input_;
  const char* next_ = nullptr;
  std::size_t waiting_ = 0;
  std::uint64_t made_ = 0;
  bool filled_ = false, refilled_ = false, exhausted_ = false, plain_ = false, ended_ = false;
};

class Inflated : public Decoding {
 public:
  Inflated(std::unique_ptr<Source> source, Budget& budget) : Decoding(std::move(source), budget) {
    constexpr unsigned compression = 8;
    const auto first = start().empty() ? 0u : static_cast<unsigned char>(start()[0]), second = start().size() < 2 ? 0u : static_cast<unsigned char>(start()[1]);
    const bool zlib = (first & 15u) == compression && (first << 8 | second) % 31 == 0;
    if (inflateInit2(&stream_, zlib ? MAX_WBITS : -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~Inflated() override { inflateEnd(&stream_); }
  Inflated(const Inflated&) = delete;
  Inflated& operator=(const Inflated&) = delete;

 private:
  Step decode(const char* from, std::size_t available, char* to, std::size_t size) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from));
    stream_.avail_in = static_cast<uInt>(available);
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const auto room = stream_.avail_out;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    return {available - stream_.avail_in, room - stream_.avail_out, result == Z_STREAM_END, result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR};
  }

  z_stream stream_{};
};

class Unbrotlied : public Decoding {
 public:
  Unbrotlied(std::unique_ptr<Source> source, Budget& budget) : Decoding(std::move(source), budget) {
    if (!state_) throw std::bad_alloc();
  }

 private:
  Step decode(const char* from, std::size_t available, char* to, std::size_t size) override {
    auto* input = reinterpret_cast<const std::uint8_t*>(from);
    auto* output = reinterpret_cast<std::uint8_t*>(to);
    std::size_t in_left = available, out_left = size;
    const auto result = BrotliDecoderDecompressStream(state_.get(), &in_left, &input, &out_left, &output, nullptr);
    return {available - in_left, size - out_left, result == BROTLI_DECODER_RESULT_SUCCESS, result == BROTLI_DECODER_RESULT_ERROR};
  }

  std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state_{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr),
                                                                                     BrotliDecoderDestroyInstance};
};

}  // namespace

std::unique_ptr<Source> inflated(std::unique_ptr<Source> source, Budget& budget) { return std::make_unique<Inflated>(std::move(source), budget); }
std::unique_ptr<Source> unbrotlied(std::unique_ptr<Source> source, Budget& budget) { return std::make_unique<Unbrotlied>(std::move(source), budget); }

}  // namespace newsgrep
