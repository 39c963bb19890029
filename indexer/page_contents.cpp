// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/page_contents.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

std::pair<std::string_view, std::string_view> folder_and_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::pair(std::string_view(), path) : std::pair(path.substr(0, slash), path.substr(slash + 1));
}

}  // namespace

bool PageContents::may_tell(std::string_view path) { return ascii_lower(folder_and_name(path).second).find("mets") != std::string::npos; }

void PageContents::add(const std::string& path) {
  if (!may_tell(path)) return;
  const auto [folder, name] = folder_and_name(path);
  auto& names = folders_[std::string(folder)];
  const auto at = std::lower_bound(names.begin(), names.end(), name);
  if (at == names.end() || *at != name) names.insert(at, std::string(name));
}

PageContents::Documents PageContents::around(const std::string& path) {
  if (empty()) return nullptr;
  const std::string folder(folder_and_name(path).first);
  const auto [known, is_new] = around_.try_emplace(folder);
  if (!is_new) return known->second;
  std::vector<std::string> documents;
  if (const auto own = folders_.find(folder); own != folders_.end()) documents = own->second;
  if (const auto above = folders_.find(std::string(folder_and_name(folder).first)); above != folders_.end() && !folder.empty())
    for (const auto& name : above->second) documents.push_back("../" + name);
  if (!documents.empty()) known->second = std::make_shared<const std::vector<std::string>>(std::move(documents));
  return known->second;
}

}  // namespace newsgrep
