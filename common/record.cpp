// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/record.hpp"

#include "common/bytes.hpp"
#include "common/coded_text.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <zdict.h>
#include <zstd.h>

#include <algorithm>

namespace newsgrep {
namespace {

constexpr char record_version = 3;
enum class Form : char { coded = 0, compressed = 1 };
constexpr std::size_t checksum_size = 4;
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

// The end of an article wherever it is stored, nothing when it is not known: without_capture() takes it off there.
void put_capture(std::string& out, const Article& article) {
  if (article.captured.known()) put_date(out, article.captured);
}

void put_dates(std::string& out, const Article& article) {
  put_date(out, article.published);
  put_date(out, article.updated);
  put_capture(out, article);
}

// Into an article or a coded record.
template <class Dated>
void take_dates(ByteReader& in, Dated& dated) {
  dated.published = take_date(in);
  dated.updated = take_date(in);
  dated.captured = in.done() ? Date() : take_date(in);
}

void put_checksum(std::string& record) {
  auto sum = checksum(record);
  for (std::size_t i = 0; i < checksum_size; ++i, sum >>= 8) record += static_cast<char>(sum);
}

// What is in front of a record's checksum.
std::string_view checked(std::string_view record) {
  if (record.size() < checksum_size) throw Error(ErrorCode::corrupt, "a stored article is damaged: it is too short", check_hint);
  const auto body = record.substr(0, record.size() - checksum_size);
  auto sum = checksum(body);
  for (const char byte : record.substr(body.size())) {
    if (byte != static_cast<char>(sum)) throw Error(ErrorCode::corrupt, "a stored article is damaged: its checksum is wrong", check_hint);
    sum >>= 8;
  }
  return body;
}

// Behind the checksum and the version, which are those wanted.
ByteReader open_record(std::string_view record) {
  ByteReader in(checked(record));
  const char version = in.take(1)[0];
  if (version != record_version)
    throw Error(ErrorCode::version, "an article was stored in form " + std::to_string(version) + ", this program reads form " + std::to_string(record_version));
  return in;
}

void start_record(std::string& record, Form form, std::uint32_t number) {
  record.assign({record_version, static_cast<char>(form)});
  put_number(record, number);
}

}  // namespace

void serialise(const Article& article, std::string& out) {
  out.clear();
  std::string room;
  for (const auto text : stored_texts) put_text(out, text.of(article, room));
  put_dates(out, article);
}

std::string_view without_capture(std::string_view serialised, const Article& article) {
  std::string capture;
  put_capture(capture, article);
  if (!serialised.ends_with(capture)) throw Error(ErrorCode::internal, "the date of capture does not stand at the end of an article");
  serialised.remove_suffix(capture.size());
  return serialised;
}

void deserialise(std::string_view bytes, Article& article) {
  ByteReader in(bytes);
  for (const auto text : stored_texts) text.put(article, in.text());
  take_dates(in, article);
}

struct RecordWriter::Impl {
  explicit Impl(const Symbols& table) : symbols(table) {}

  const Symbols& symbols;
  std::uint32_t symbols_number = 0, dictionary_number = 0;
  Compressor context{ZSTD_createCCtx()};
  CompressionDictionary dictionary;
  CodedTexts codes;
  std::string plain, record, compressed;

  void write_codes(const CodedTexts& texts, const Article& article) {
    start_record(record, Form::coded, symbols_number);
    for (const auto& text : texts) put_text(record, text);
    put_dates(record, article);
    put_checksum(record);
  }

  void compress(const Article& article) {
    serialise(article, plain);
    start_record(compressed, Form::compressed, dictionary_number);
    const std::size_t head = compressed.size(), bound = ZSTD_compressBound(plain.size());
    compressed.resize(head + bound);
    const std::size_t size = ZSTD_compress2(context.get(), compressed.data() + head, bound, plain.data(), plain.size());
    if (ZSTD_isError(size)) throw Error(ErrorCode::internal, std::string("compressing an article: ") + ZSTD_getErrorName(size));
    compressed.resize(head + size);
    put_checksum(compressed);
  }
};

RecordWriter::RecordWriter(const Symbols& symbols, std::uint32_t symbols_number, std::uint32_t dictionary_number, std::string_view dictionary)
    : impl_(std::make_unique<Impl>(symbols)) {
  impl_->symbols_number = symbols_number;
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_compressionLevel, level);
  if (dictionary_number == 0 || dictionary.empty()) return;
  impl_->dictionary_number = dictionary_number;
  impl_->dictionary.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), level));
  ZSTD_CCtx_refCDict(impl_->context.get(), impl_->dictionary.get());
}

RecordWriter::~RecordWriter() = default;
RecordWriter::RecordWriter(RecordWriter&&) noexcept = default;

std::string_view RecordWriter::write(const Article& article) {
  std::string room;
  for (std::size_t i = 0; i < stored_texts.size(); ++i) {
    impl_->codes[i].clear();
    encode(stored_texts[i].of(article, room), impl_->symbols, impl_->codes[i]);
  }
  return write_coded(impl_->codes, article);
}

std::string_view RecordWriter::write_coded(const CodedTexts& codes, const Article& article) {
  impl_->write_codes(codes, article);
  std::size_t plain = 0;
  for (const auto text : stored_texts) plain += text.of(article, impl_->plain).size();
  if (!codes_badly(impl_->record.size(), plain)) return impl_->record;
  impl_->compress(article);
  return impl_->compressed.size() < impl_->record.size() ? impl_->compressed : impl_->record;
}

struct RecordReader::Impl {
  std::shared_ptr<const RecordTables> tables;
  Decompressor context{ZSTD_createDCtx()};
  std::string plain;

  void read_codes(ByteReader& in, Article& article, Part part) {
    const Symbols& symbols = tables->symbols(in.number());
    for (const auto stored : stored_texts) {
      std::string* const own = stored.string_in(article);
      std::string& text = own ? *own : plain;
      text.clear();
      const auto codes = in.text();
      if (part == Part::whole || stored != &Article::text) decode(codes, symbols, text);
      if (!own) stored.put(article, text);
    }
    take_dates(in, article);
  }

  void decompress(ByteReader& in, Article& article, Part part) {
    const auto* dictionary = tables->dictionary(in.number());
    const std::string_view frame = in.rest();
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size >= largest_record || size / most_of_block > frame.size() / least_block)
      throw Error(ErrorCode::corrupt, "a stored article is damaged: its size makes no sense", check_hint);
    plain.resize(size);
    const std::size_t got = ZSTD_decompress_usingDDict(context.get(), plain.data(), plain.size(), frame.data(), frame.size(), dictionary);
    if (ZSTD_isError(got)) throw Error(ErrorCode::corrupt, std::string("a stored article is damaged: ") + ZSTD_getErrorName(got), check_hint);
    if (got != size) throw Error(ErrorCode::corrupt, "a stored article is damaged: it is too short", check_hint);
    deserialise(plain, article);
    if (part == Part::without_text) article.text.clear();
  }
};

RecordReader::RecordReader(std::shared_ptr<const RecordTables> tables) : impl_(std::make_unique<Impl>()) { impl_->tables = std::move(tables); }

RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;

std::string_view CodedRecord::codes(StoredText wanted) const {
  const auto at = std::find(stored_texts.begin(), stored_texts.end(), wanted);
  return at == stored_texts.end() ? std::string_view() : texts[static_cast<std::size_t>(at - stored_texts.begin())];
}

std::optional<CodedRecord> RecordReader::codes(std::string_view record) const {
  ByteReader in = open_record(record);
  if (static_cast<Form>(in.take(1)[0]) != Form::coded) return std::nullopt;
  const auto number = in.number();
  CodedRecord coded;
  coded.symbols = &impl_->tables->symbols(number);
  coded.words = &impl_->tables->symbol_words(number);
  for (auto& text : coded.texts) text = in.text();
  take_dates(in, coded);
  return coded;
}

void RecordReader::read(std::string_view record, Article& article, Part part) {
  ByteReader in = open_record(record);
  switch (static_cast<Form>(in.take(1)[0])) {
    case Form::coded: return impl_->read_codes(in, article, part);
    case Form::compressed: return impl_->decompress(in, article, part);
  }
  throw Error(ErrorCode::corrupt, "a stored article is damaged: it is neither coded nor compressed", check_hint);
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
