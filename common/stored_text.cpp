// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stored_text.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::string_view between = "\n\n";

}  // namespace

const std::string& StoredText::of(const Article& article, std::string& room) const {
  if (text_) return article.*text_;
  room.clear();
  for (const auto& member : article.*list_) room.append(room.empty() ? "" : between).append(member);
  return room;
}

void StoredText::put(Article& article, std::string_view text) const {
  if (text_) {
    article.*text_ = text;
    return;
  }
  auto& list = article.*list_;
  list.clear();
  while (!text.empty()) list.emplace_back(take_member(text));
}

std::string_view StoredText::take_member(std::string_view& text) {
  const auto member = text.substr(0, text.find(between));
  text.remove_prefix(std::min(member.size() + between.size(), text.size()));
  return member;
}

}  // namespace newsgrep
