// SPDX-License-Identifier: GPL-2.0-or-later
// A text of an article that is stored and searched: one string, or a list whose members are its paragraphs.
#pragma once

#include <newsgrep/article.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

class StoredText {
 public:
  constexpr StoredText(std::string Article::*text) : text_(text) {}
  constexpr StoredText(std::vector<std::string> Article::*list) : list_(list) {}

  /// Of the same text of an article.
  friend constexpr bool operator==(const StoredText&, const StoredText&) = default;

  bool is_list() const { return list_ != nullptr; }
  bool empty(const Article& article) const { return text_ ? (article.*text_).empty() : (article.*list_).empty(); }

  /// A list is put together in `room`: the reference is good as long as that and the article.
  const std::string& of(const Article& article, std::string& room) const;

  /// Cuts the first member of a list off what of() gave.
  static std::string_view take_member(std::string_view& text);

  /// What of() gave. Members of a list must not be empty, nor hold line ends.
  void put(Article& article, std::string_view text) const;

  /// To write into; null for a list.
  std::string* string_in(Article& article) const { return text_ ? &(article.*text_) : nullptr; }

 private:
  std::string Article::*text_ = nullptr;
  std::vector<std::string> Article::*list_ = nullptr;
};

}  // namespace newsgrep
