// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/symbol_words.hpp"

#include "common/symbols.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace newsgrep;

TEST_CASE("the words related to a term are all that begin it or begin with it, each once") {
  std::string text;
  const std::vector<std::string> parts = {"a", "o", "oi", "oil", "oils", "oilfield", "oilfields", "oilfieldservices", "o\xC3\xA9", "\xC3\xA9", "\xE4\xB8\xAD", "price", "p", "0", "07", "x"};
  for (const auto& one : parts)
    for (const auto& other : parts) text += one + other + " " + one + " ";
  SymbolCounter counter;
  for (int twice = 0; twice < 2; ++twice) counter.add(text);
  const Symbols symbols = counter.build();
  const SymbolWords words(symbols);

  std::vector<std::string> terms = parts;
  for (SymbolId id = 0; id < symbols.size(); ++id) terms.emplace_back(words.folded(id));
  for (const auto& term : terms) {
    CAPTURE(term);
    std::vector<SymbolId> expected, related;
    for (SymbolId id = 0; id < symbols.size(); ++id)
      if (const auto folded = words.folded(id); !term.empty() && !folded.empty() && (folded.starts_with(term) || std::string_view(term).starts_with(folded))) expected.push_back(id);
    words.each_related(term, [&](SymbolId id) { related.push_back(id); });
    std::sort(related.begin(), related.end());
    CHECK(related == expected);

    std::vector<SymbolId> alike, folded_as;
    for (SymbolId id = 0; id < symbols.size(); ++id)
      if (words.folded(id) == term && !term.empty()) alike.push_back(id);
    words.each_folded_as(term, [&](SymbolId id) { folded_as.push_back(id); });
    std::sort(folded_as.begin(), folded_as.end());
    CHECK(folded_as == alike);
  }
}

TEST_CASE("an accented word is found by what it is transcribed to, and by what begins that") {
  SymbolCounter counter;
  for (int twice = 0; twice < 2; ++twice) counter.add("M\u00FCller Mueller Muller M\u00DCLLERS must");
  const Symbols symbols = counter.build();
  const SymbolWords words(symbols);
  const auto found = [&](bool related, std::string_view term) {
    std::vector<std::string> texts;
    const auto add = [&](SymbolId id) { texts.emplace_back(symbols.text(id)); };
    if (related) words.each_related(term, add);
    else words.each_folded_as(term, add);
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    return texts;
  };
  using Found = std::vector<std::string>;
  CHECK(found(false, "mueller") == Found{"Mueller", "M\u00FCller"});
  CHECK(found(false, "muller") == Found{"Muller", "M\u00FCller"});
  CHECK(found(true, "muelle") == Found{"Mueller", "M\u00DCLLERS", "M\u00FCller"});
  CHECK(found(true, "muellersdorf") == Found{"Mueller", "M\u00DCLLERS", "M\u00FCller"});
}
