// SPDX-License-Identifier: GPL-2.0-or-later
// Where on a page its article is: which blocks are prose, in which container, and how its paragraphs are made.
#pragma once

#include "indexer/readers/html_headline.hpp"
#include "indexer/readers/html_page.hpp"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace newsgrep {

/// Answers about the blocks of a page, by their index.
class Body {
 public:
  /// `bad_names` are the name groups of what may hold no part of an article.
  Body(const Page& page, const Headline& headline, std::uint32_t bad_names);

  const PageElement& element_of(std::size_t block) const { return page_.elements[page_.blocks[block].element]; }

  /// Sentences of an article, this one or another.
  bool prose(std::size_t block) const { return prose_[block]; }

  /// Words of the site itself, or in an element of it.
  bool furniture(std::size_t block) const { return foreign_[block] || furniture_[page_.blocks[block].element]; }

  /// In the container that holds most of the prose.
  bool inside(std::size_t block) const { return inside_[page_.blocks[block].element]; }

  /// In the container, or made like its paragraphs and in the body around it.
  bool placed(std::size_t block) const;

  /// Made like the paragraphs of the article: the same element in the same kind of element.
  bool made_alike(std::size_t block) const { return main_.count(signature(block)) > 0; }

  std::uint64_t signature(std::size_t block) const;

  /// A subhead by where such lines stand, whatever element it is: each of them is short and right above a paragraph.
  bool subhead(std::size_t block) const { return subheads_.count(signature(block)) > 0; }

  /// The page has nothing but the first lines of other articles, below linked headings.
  bool lists_articles() const { return lists_articles_; }

  /// In a small box with a picture in it and no paragraph of the article.
  bool beside_picture(std::size_t block) const;

 private:
  void find_furniture();
  std::uint32_t bad_names(const PageElement& element) const;
  void find_prose();
  void drop_teasers();
  std::vector<std::size_t> find_teasers() const;
  bool may_head_teaser(std::size_t block) const;
  bool are_close(std::size_t heading, std::size_t paragraph, std::size_t block) const;
  bool in_one_element(const std::vector<std::size_t>& blocks) const;
  bool stands_apart(const std::vector<std::size_t>& blocks) const;
  void find_container();
  std::vector<bool> within(std::uint32_t element) const;
  std::uint32_t whole_body(std::uint32_t inner) const;
  void find_signatures();
  void find_subheads();
  bool may_be_subhead(std::size_t block) const;
  void find_picture_boxes();

  const Page& page_;
  const Headline& headline_;
  std::uint32_t bad_names_;
  bool lists_articles_ = false;
  std::vector<bool> foreign_, prose_;            // of blocks
  std::vector<bool> picture_box_;                // of elements
  std::vector<bool> furniture_, inside_, body_;  // of elements; the last two are the container and the body around it
  std::unordered_set<std::uint64_t> main_;       // signatures of paragraphs and their parents
  std::unordered_set<std::uint32_t> alike_;      // of paragraphs alone
  std::unordered_set<std::uint64_t> subheads_;   // signatures of lines above paragraphs
};

}  // namespace newsgrep
