// SPDX-License-Identifier: GPL-2.0-or-later
// What a request asks for: its texts and options as one tree.
#pragma once

#include "searcher/query/parse.hpp"

#include <newsgrep/searcher.hpp>

#include <optional>
#include <string>

namespace newsgrep {

/// Query text and options as one tree, with the order that counts; `text`, if it is wanted, is what places in the tree
/// speak of.
Parsed understand(const Request& request, std::string* text = nullptr);

/// The same. Throws Error(query) with the first error.
Parsed understand_or_throw(const Request& request);

/// The same query about articles without a date: every date filter at its top is turned round. Nothing when there is
/// none.
std::optional<Query> undated_instead(const Query& query);

/// The same query with each phrase as the words in it. Nothing when there is no phrase.
std::optional<Query> words_instead(const Query& query);

/// What can be told of it without an index.
QueryExplanation explanation_of(const Parsed& parsed, std::string text);

}  // namespace newsgrep
