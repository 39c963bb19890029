// SPDX-License-Identifier: GPL-2.0-or-later
// What JSON objects of news look like: dumps of crawlers, answers of APIs, exports of newsrooms.
#pragma once

#include "indexer/readers/collector.hpp"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Offers the values of one object, and of the objects that usually lie within it, to the collector.
void collect_object(simdjson::dom::object object, Collector& collector);

/// An object whose values are columns, as tables are written: {"title": {"0": ..., "1": ...}, "text": {...}} or
/// {"title":
/// [...], "text": [...]}.
class JsonColumns {
 public:
  /// Empty when it is no such object.
  explicit JsonColumns(simdjson::dom::object object);

  std::size_t size() const { return size_; }
  void collect_row(std::size_t row, Collector& collector) const;

 private:
  struct Column {
    std::string_view name;
    std::vector<simdjson::dom::element> cells;
  };
  std::vector<Column> columns_;
  std::size_t size_ = 0;
};

/// Whether the object describes other data (a JSON schema) or is a feed's own head.
bool is_schema(simdjson::dom::object object);
bool is_json_feed(simdjson::dom::object object);

/// Whether the object only tells a search server what to do with the next one: {"index": {"_id": "7"}}.
bool is_bulk_action(simdjson::dom::object object);

/// The first names of the object, for messages.
std::string names_of(simdjson::dom::object object);

}  // namespace newsgrep
