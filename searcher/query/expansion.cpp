// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/expansion.hpp"

#include "common/numbers.hpp"

#include <newsgrep/error.hpp>

#include <cstdint>
#include <string_view>

namespace newsgrep {

Error too_many(const std::string& what) { return Error(ErrorCode::query, "a beginning followed by * stands for too many words: " + what, "type more of its letters"); }

bool expand(const Xapian::Query& wildcard, const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around, std::vector<std::string>& terms) {
  const auto known = plan.beginnings.find(wildcard.get_description());
  if (known == plan.beginnings.end() || !facts.each_term) return false;
  const std::size_t before = terms.size(), most = facts.most_expansions == 0 ? SIZE_MAX : facts.most_expansions;
  facts.each_term(known->second, [&](std::string_view term) {
    look_around();
    terms.emplace_back(term);
    return terms.size() - before <= most;
  });
  if (terms.size() - before > most) throw too_many("there are more than " + grouped_number(most));
  return true;
}

}  // namespace newsgrep
