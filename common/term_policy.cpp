// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/term_policy.hpp"

#include "common/bytes.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::uint64_t policy_version = 1;

// Each word as how much of the one before it begins with, and the rest.
void put_sorted(std::string& out, const std::vector<std::string>& words) {
  std::string_view before;
  put_number(out, words.size());
  for (const auto& word : words) {
    const auto end = std::mismatch(before.begin(), before.end(), word.begin(), word.end()).first;
    const auto shared = static_cast<std::size_t>(end - before.begin());
    put_number(out, shared);
    put_text(out, std::string_view(word).substr(shared));
    before = word;
  }
}

std::vector<std::string> take_sorted(ByteReader& in) {
  std::vector<std::string> words;
  for (std::uint64_t count = in.number(); count > 0; --count) {
    const std::uint64_t shared = in.number();
    const std::string_view before = words.empty() ? std::string_view() : words.back();
    if (shared > before.size()) throw Error(ErrorCode::corrupt, "the list of terms is damaged");
    std::string word(before.substr(0, shared));
    word.append(in.text());
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

TermPolicy::TermPolicy(const std::vector<std::string>& pair_words, std::vector<std::string> stem_only)
    : pair_words_(pair_words), stem_only_(std::move(stem_only)) {
  if (!std::is_sorted(stem_only_.begin(), stem_only_.end())) std::sort(stem_only_.begin(), stem_only_.end());
  for (std::uint32_t i = 0; i < pair_words_.size(); ++i) pair_slots_.put(pair_words_[i], i);
}

std::string TermPolicy::serialise() const {
  std::string out;
  put_number(out, policy_version);
  put_number(out, pair_words_.size());
  for (const auto& word : pair_words_) put_text(out, word);
  put_sorted(out, stem_only_);
  return out;
}

TermPolicy TermPolicy::parse(std::string_view bytes) {
  ByteReader in(bytes);
  if (const auto version = in.number(); version != policy_version)
    throw Error(ErrorCode::version, "the list of terms has form " + std::to_string(version) + ", this program reads form 1");
  const std::uint64_t count = in.number();
  if (count > most_pair_words) throw Error(ErrorCode::corrupt, "the list of terms is damaged");
  std::vector<std::string> pair_words;
  while (pair_words.size() < count) pair_words.emplace_back(in.text());
  auto stem_only = take_sorted(in);
  if (!in.done()) throw Error(ErrorCode::corrupt, "the list of terms is damaged");
  return TermPolicy(pair_words, std::move(stem_only));
}

std::span<const std::string> TermPolicy::stem_only(std::string_view beginning) const {
  const auto first = std::lower_bound(stem_only_.begin(), stem_only_.end(), beginning);
  const auto last = std::partition_point(first, stem_only_.end(), [&](const std::string& word) { return word.starts_with(beginning); });
  return {first, last};
}

std::optional<std::uint32_t> TermPolicy::pair_word(std::string_view folded) const {
  const auto found = pair_slots_.find(folded, [&](std::uint32_t i) { return std::string_view(pair_words_[i]); });
  return found == HashSlots::none ? std::nullopt : std::optional(found);
}

}  // namespace newsgrep
