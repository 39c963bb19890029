// SPDX-License-Identifier: GPL-2.0-or-later
// Records and elements of SGML without a document type: names in any case, end tags that may be missing.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace newsgrep {

/// Where `<name` begins as a tag of just that name; npos when it does not.
std::size_t find_open(std::string_view text, std::string_view name, std::size_t from = 0);

/// Content of the first element of that name; without an end tag it goes on to the end. Empty when there is none.
std::string_view element(std::string_view text, std::string_view name);

/// Value of an attribute in `<name a="1" b=2>`.
std::string_view attribute(std::string_view tag, std::string_view name);

std::string without_tags(std::string_view sgml);

struct Record {
  std::string_view text;     ///< from `<` of the start tag to the end tag, which is left out; UTF-8
  std::uint64_t number = 0;  ///< 1-based
  std::uint64_t line = 0;    ///< 1-based
  std::uint32_t repairs = 0;
};

/// Hands over each element `name` of a stream, until `each` returns false; what cannot be used is reported. A record
/// ends with its end tag or where the next one begins.
void for_each_record(Entry& entry, ArticleSink& sink, std::string_view name,
                     const std::function<bool(const Record&)>& each);

}  // namespace newsgrep
