// SPDX-License-Identifier: GPL-2.0-or-later
// Articles from named values: what JSON objects and table rows have in common.
#pragma once

#include "indexer/readers/named_roles.hpp"
#include "indexer/readers/reader.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Takes the values of one article by name and makes a draft of the best of each role.
class Collector {
 public:
  /// `kind` goes in front of the name in date_from: "json" -> "json:pubDate".
  explicit Collector(std::string_view kind) : kind_(kind) {}

  /// Values are valid UTF-8. Text may be plain, HTML, or a whole web page. Of captions each is one of its own.
  void offer(std::string_view name, std::string_view value);
  /// The same for a value whose role is known.
  void offer(Role role, std::size_t preference, std::string_view name, std::string_view value);

  bool has(Role role) const { return !at(role).value.empty(); }

  /// Whether what was offered is an article: it has a text, or a headline with something that tells it from a mere
  /// title, or an id and a date beside an empty text.
  bool is_article() const;

  /// The same for an object somewhere within another one: a text or a headline alone is not enough.
  bool is_surely_article() const;

  /// The article so far; the collector is empty afterwards.
  Draft take(bool explain);

  /// Forgets what was offered.
  void clear();

 private:
  struct Best {
    std::string value, name;
    std::size_t preference = 0;
  };
  Best& at(Role role) { return best_[static_cast<std::size_t>(role)]; }
  const Best& at(Role role) const { return best_[static_cast<std::size_t>(role)]; }
  void add_tags(std::string_view name, std::string_view value);
  void add_caption(std::string_view name, std::string_view value);
  bool is_better(Role role, std::size_t preference, std::string_view value) const;
  void fill(Article& article) const;
  void fill_from_page(Draft& draft, bool explain) const;
  void fill_dates(Draft& draft, bool explain) const;
  void explain_choices(Draft& draft) const;
  std::string from(Role role) const { return std::string(kind_) + ":" + at(role).name; }

  std::string_view kind_;
  std::array<Best, static_cast<std::size_t>(Role::none)> best_;
  std::vector<std::string> captions_;
  std::string caption_name_;    // where the first of them was found
  bool text_declared_ = false;  // a text was offered, if only an empty one
};

/// A globally unique id: an address with any scheme, urn:, tag:, doi:, oai:, a GUID or a digest of 32 digits or more.
bool is_global_id(std::string_view id);

/// "By Jane Doe" -> "Jane Doe"
std::string without_by(std::string_view byline);

}  // namespace newsgrep
