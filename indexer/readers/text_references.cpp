// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_references.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/headered_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

namespace newsgrep {
namespace {

struct Field {
  std::string_view tag, value;
};

// "T1  - A headline"
std::optional<Field> field_of(std::string_view line) {
  constexpr std::string_view mark = "  -";
  constexpr std::size_t tag_size = 2;
  if (line.size() < tag_size + mark.size() || line.substr(tag_size, mark.size()) != mark) return std::nullopt;
  const auto is_sign = [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c));
  };
  const auto tag = line.substr(0, tag_size);
  return std::all_of(tag.begin(), tag.end(), is_sign)
             ? std::optional(Field{tag, trim(line.substr(tag_size + mark.size()))})
             : std::nullopt;
}

// One reference, as long as it is read.
class Reference {
 public:
  void add(const Field& field) { values_.emplace_back(field.tag, field.value); }

  // A value goes on in the next line.
  void go_on(std::string_view line) {
    if (!values_.empty()) values_.back().second.append("\n").append(line);
  }

  std::string text() const {
    HeaderedText record;
    record.add("Title", first({"T1", "TI", "CT", "BT"}));
    record.add("Byline", names_in_order(all({"AU", "A1"})));
    record.add("Source", first({"JF", "JO", "T2", "JA", "PB"}));
    record.add("Date", day());
    record.add("Section", first({"SE"}));
    record.add("Keywords", all({"KW"}));
    record.add("Language", first({"LA"}));
    record.add("Url", first({"UR", "L1"}));
    record.add("Id", first({"AN", "ID"}));
    const auto body = first({"N2", "AB", "N1"});
    return record.with_body(body);
  }

 private:
  using Tags = std::initializer_list<std::string_view>;

  std::string first(Tags tags) const {
    for (const auto tag : tags)
      for (const auto& [name, value] : values_)
        if (name == tag && !value.empty()) return value;
    return {};
  }

  std::string all(Tags tags) const {
    std::string values;
    for (const auto& [name, value] : values_)
      if (std::find(tags.begin(), tags.end(), name) != tags.end())
        values.append(values.empty() ? "" : "; ").append(value);
    return values;
  }

  // "2019/03/05/" -> "2019-03-05"; the finest one that is told.
  std::string day() const {
    std::string best;
    for (const auto& [name, value] : values_) {
      if (name != "DA" && name != "Y1" && name != "PY") continue;
      std::string date = value;
      while (date.ends_with('/')) date.pop_back();
      std::replace(date.begin(), date.end(), '/', '-');
      if (date.size() > best.size()) best = std::move(date);
    }
    return best;
  }

  std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace

std::vector<TextRecord> reference_records(const std::vector<std::string_view>& lines) {
  const auto begins = [](std::string_view line) {
    const auto field = field_of(line);
    return field && field->tag == "TY";
  };
  const auto filled =
      std::find_if(lines.begin(), lines.end(), [](std::string_view line) { return !trim(line).empty(); });
  if (filled == lines.end() || !begins(*filled)) return {};
  std::vector<TextRecord> records;
  Reference reference;
  std::size_t start = 0;
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto field = field_of(lines[i]);
    const bool ends = field && (field->tag == "ER" || field->tag == "TY");
    if (open && ends) records.push_back({reference.text(), start + 1});
    if (ends) {
      reference = {};
      start = i;
      open = field->tag == "TY";
    } else if (field) {
      reference.add(*field);
    } else {
      reference.go_on(lines[i]);
    }
  }
  if (open) records.push_back({reference.text(), start + 1});
  return records;
}

}  // namespace newsgrep
