// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/record.hpp"

#include "common/bytes.hpp"

#include <newsgrep/error.hpp>

#include <zdict.h>
#include <zstd.h>

namespace newsgrep {
namespace {

constexpr const char* check_hint = "run newsgrep-index --check, then newsgrep-index --rebuild PATH";

constexpr char record_version = 1;
constexpr int level = 3;
constexpr std::size_t dictionary_size = 112640;
constexpr std::size_t largest_record = std::size_t{1} << 31;
constexpr std::size_t most_of_block = 128 << 10, least_block = 4;  // what a block of zstd holds at most, and takes at least

template <auto free_function>
struct Free {
  template <class T>
  void operator()(T* object) const { free_function(object); }
};

using Compressor = std::unique_ptr<ZSTD_CCtx, Free<ZSTD_freeCCtx>>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, Free<ZSTD_freeDCtx>>;
using CompressionDictionary = std::unique_ptr<ZSTD_CDict, Free<ZSTD_freeCDict>>;
using DecompressionDictionary = std::unique_ptr<ZSTD_DDict, Free<ZSTD_freeDDict>>;

void put_date(std::string& out, const Date& date) {
  out += static_cast<char>(static_cast<unsigned>(date.precision) | (date.zone ? 8u : 0u));
  if (!date.known()) return;
  put_signed(out, date.year);
  for (const auto part : {date.month, date.day, date.hour, date.minute, date.second}) out += static_cast<char>(part);
  if (date.zone) put_signed(out, *date.zone);
}

Date take_date(ByteReader& in) {
  Date date;
  const auto flags = static_cast<unsigned char>(in.take(1)[0]);
  if ((flags & 7u) > static_cast<unsigned>(Precision::second)) throw Error(ErrorCode::corrupt, "a stored date is damaged", check_hint);
  date.precision = static_cast<Precision>(flags & 7u);
  if (!date.known()) return date;
  date.year = static_cast<std::int16_t>(in.signed_number());
  for (auto* part : {&date.month, &date.day, &date.hour, &date.minute, &date.second})
    *part = static_cast<std::uint8_t>(in.take(1)[0]);
  if (flags & 8u) date.zone = static_cast<std::int16_t>(in.signed_number());
  return date;
}

constexpr std::string Article::*stored_texts[] = {
    &Article::title,  &Article::text,   &Article::path,    &Article::entry,    &Article::native_id, &Article::url,
    &Article::byline, &Article::source, &Article::section, &Article::language, &Article::date_from,
};

}  // namespace

void serialise(const Article& article, std::string& out) {
  out.clear();
  for (const auto member : stored_texts) put_text(out, article.*member);
  put_date(out, article.published);
  put_date(out, article.updated);
}

void deserialise(std::string_view bytes, Article& article) {
  ByteReader in(bytes);
  for (const auto member : stored_texts) article.*member = in.text();
  article.published = take_date(in);
  article.updated = take_date(in);
}

struct RecordWriter::Impl {
  std::uint32_t number = 0;
  Compressor context{ZSTD_createCCtx()};
  CompressionDictionary dictionary;
  std::string plain, record;
};

RecordWriter::RecordWriter(std::uint32_t number, std::string_view dictionary) : impl_(std::make_unique<Impl>()) {
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_compressionLevel, level);
  if (number == 0 || dictionary.empty()) return;
  impl_->number = number;
  impl_->dictionary.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), level));
  ZSTD_CCtx_refCDict(impl_->context.get(), impl_->dictionary.get());
}

RecordWriter::~RecordWriter() = default;
RecordWriter::RecordWriter(RecordWriter&&) noexcept = default;

std::string_view RecordWriter::write(const Article& article) {
  serialise(article, impl_->plain);
  auto& record = impl_->record;
  record.assign(1, record_version);
  put_number(record, impl_->number);
  const std::size_t head = record.size(), bound = ZSTD_compressBound(impl_->plain.size());
  record.resize(head + bound);
  const std::size_t size =
      ZSTD_compress2(impl_->context.get(), record.data() + head, bound, impl_->plain.data(), impl_->plain.size());
  if (ZSTD_isError(size)) throw Error(ErrorCode::internal, std::string("compressing an article: ") + ZSTD_getErrorName(size));
  record.resize(head + size);
  return record;
}

struct PreparedDictionaries::Impl {
  std::map<std::uint32_t, DecompressionDictionary> ready;
};

PreparedDictionaries::PreparedDictionaries(const Dictionaries& dictionaries) : impl_(std::make_unique<Impl>()) {
  for (const auto& [number, bytes] : dictionaries)
    impl_->ready.emplace(number, DecompressionDictionary(ZSTD_createDDict(bytes.data(), bytes.size())));
}

PreparedDictionaries::~PreparedDictionaries() = default;

struct RecordReader::Impl {
  std::shared_ptr<const PreparedDictionaries> dictionaries;
  Decompressor context{ZSTD_createDCtx()};
  std::string plain;

  const ZSTD_DDict* dictionary(std::uint64_t number) const {
    if (number == 0) return nullptr;
    const auto& ready = dictionaries->impl_->ready;
    const auto found = ready.find(static_cast<std::uint32_t>(number));
    if (found == ready.end())
      throw Error(ErrorCode::corrupt, "an article needs dictionary " + std::to_string(number) + ", which the index does not have", check_hint);
    return found->second.get();
  }
};

RecordReader::RecordReader(std::shared_ptr<const PreparedDictionaries> dictionaries) : impl_(std::make_unique<Impl>()) {
  impl_->dictionaries = std::move(dictionaries);
}

RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;

void RecordReader::read(std::string_view record, Article& article) {
  ByteReader in(record);
  const char version = in.take(1)[0];
  if (version != record_version)
    throw Error(ErrorCode::version, "an article was stored in form " + std::to_string(version) + ", this program reads form 1");
  const std::uint64_t number = in.number();
  const std::string_view frame = in.rest();
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size >= largest_record || size / most_of_block > frame.size() / least_block) throw Error(ErrorCode::corrupt, "a stored article is damaged: its size makes no sense", check_hint);
  auto& plain = impl_->plain;
  plain.resize(size);
  const std::size_t got = ZSTD_decompress_usingDDict(impl_->context.get(), plain.data(), plain.size(), frame.data(), frame.size(),
                                                     impl_->dictionary(number));
  if (ZSTD_isError(got)) throw Error(ErrorCode::corrupt, std::string("a stored article is damaged: ") + ZSTD_getErrorName(got), check_hint);
  if (got != size) throw Error(ErrorCode::corrupt, "a stored article is damaged: it is too short", check_hint);
  deserialise(plain, article);
}

std::string train_dictionary(const std::vector<std::string>& samples) {
  constexpr std::size_t fewest = 200;
  std::string all;
  std::vector<std::size_t> sizes;
  for (const auto& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  if (sizes.size() < fewest || all.size() < dictionary_size * 8) return {};
  std::string dictionary(dictionary_size, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return {};
  dictionary.resize(size);
  return dictionary;
}

}  // namespace newsgrep
