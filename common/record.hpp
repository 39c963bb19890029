// SPDX-License-Identifier: GPL-2.0-or-later
// An article as stored bytes: versioned, compressed, checksummed; it comes back byte for byte.
#pragma once

#include <newsgrep/article.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The dictionaries of an index by number; number 0 is "none".
using Dictionaries = std::map<std::uint32_t, std::string>;

/// Writes records with one dictionary. One per thread.
class RecordWriter {
 public:
  /// Number 0 and empty bytes: no dictionary.
  RecordWriter(std::uint32_t number, std::string_view dictionary);
  ~RecordWriter();
  RecordWriter(RecordWriter&&) noexcept;

  /// The record; the view is good until the next call.
  std::string_view write(const Article& article);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The dictionaries ready for use; shared by the readers of all threads.
class PreparedDictionaries {
 public:
  explicit PreparedDictionaries(const Dictionaries& dictionaries);
  ~PreparedDictionaries();

 private:
  friend class RecordReader;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads records. One per thread.
class RecordReader {
 public:
  explicit RecordReader(std::shared_ptr<const PreparedDictionaries> dictionaries);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;

  /// Fills an article, `id` excepted; its strings' memory is reused. Throws Error(corrupt) for damaged bytes, (version) for a newer form.
  void read(std::string_view record, Article& article);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// An article's fields one after another, uncompressed: what a record compresses, and what a dictionary is trained on.
void serialise(const Article& article, std::string& out);
void deserialise(std::string_view bytes, Article& article);

/// A dictionary for records like the samples; empty when there is too little to learn from.
std::string train_dictionary(const std::vector<std::string>& samples);

}  // namespace newsgrep
