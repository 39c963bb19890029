// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/archive_place.hpp"

#include <newsgrep/error.hpp>

#include <nlohmann/json.hpp>

#include <charconv>
#include <string_view>
#include <system_error>

namespace newsgrep {
namespace fs = std::filesystem;
using Rule = ArchivePlace::Rule;
using nlohmann::json;
namespace {

// Without a slash at the end.
fs::path absolute_folder(const fs::path& folder) {
  const auto absolute = fs::absolute(folder).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

bool is_named_as_of_archive(const fs::path& folder) { return absolute_folder(folder).filename() == ".newsgrep"; }

std::string folder_above(const fs::path& folder) {
  auto above = absolute_folder(folder).parent_path().string();
  if (!above.ends_with('/')) above += '/';
  return above;
}

bool are_same(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return fs::equivalent(one, other, error) && !error;
}

// A link in the archive leads to the folder that was opened, which has the name by itself.
bool is_index_of(const std::string& archive, const fs::path& folder) {
  return !archive.empty() && !are_same(archive, folder_above(folder)) && are_same(fs::path(archive) / ".newsgrep", folder);
}

// Names of folders may be any bytes, JSON holds UTF-8 only.
std::string escaped(std::string_view bytes) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x20 && value < 0x7F && byte != '%') out += byte;
    else out += {'%', digits[value >> 4], digits[value & 15]};
  }
  return out;
}

[[noreturn]] void refuse(const std::string& base, const char* what) {
  throw Error(ErrorCode::corrupt, "the catalog has \"" + base + "\" for the folder of its archive, which " + what);
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    unsigned value = 0;
    const auto digits = std::string_view(text).substr(at + 1, 2);
    if (digits.size() < 2 || std::from_chars(digits.data(), digits.data() + 2, value, 16).ptr != digits.data() + 2) refuse(text, "names no folder");
    out += static_cast<char>(value);
    at += 2;
  }
  return out;
}

std::string folder_from(const std::string& text) {
  const auto folder = unescaped(text);
  if (!folder.starts_with('/') || !folder.ends_with('/')) refuse(text, "is not absolute, or has no slash at its end");
  if (folder.find('\0') != std::string::npos || fs::path(folder).lexically_normal().string() != folder) refuse(text, "names no folder in its shortest form");
  return folder;
}

}  // namespace

Base base_of(const fs::path& folder, const ArchivePlace& place) {
  const bool inside = is_named_as_of_archive(folder);
  switch (place.rule) {
    case Rule::none: break;
    case Rule::fixed: return {place.folder, true};
    case Rule::around: return {inside && !is_index_of(place.folder, folder) ? folder_above(folder) : place.folder, true};
    case Rule::unsaid:
      if (inside) return base_of(folder, {Rule::around, place.folder});
      if (!place.folder.empty()) return {place.folder, true};
  }
  return {folder_above(folder), false};
}

ArchivePlace place_of_new(const fs::path& folder) {
  return is_named_as_of_archive(folder) ? ArchivePlace{Rule::around, folder_above(folder)} : ArchivePlace{Rule::none, {}};
}

ArchivePlace place_of_rebuilt(const fs::path& folder, const ArchivePlace& before) {
  if (before.rule != Rule::around && is_named_as_of_archive(folder)) return place_of_new(folder);
  return base_of(folder, before).relative ? renewed(folder, before) : place_of_new(folder);
}

// A catalog that said nothing, of an index elsewhere, may be of one with relative paths that somebody copied.
ArchivePlace renewed(const fs::path& folder, const ArchivePlace& place) {
  const Base base = base_of(folder, place);
  if (!base.relative) return place;
  const bool put_back = is_named_as_of_archive(folder) && base.folder == folder_above(folder);
  return {place.rule == Rule::fixed && !put_back ? Rule::fixed : Rule::around, base.folder};
}

ArchivePlace place_of_copy(const fs::path& folder, const ArchivePlace& place, const fs::path& target) {
  const Base base = base_of(folder, place);
  if (!base.relative) return place;
  return {is_named_as_of_archive(target) ? Rule::fixed : Rule::around, base.folder};
}

void put_place(json& body, const ArchivePlace& place) {
  if (place.rule == Rule::unsaid && place.folder.empty()) return;
  body["base"] = escaped(place.folder);
  if (place.rule == Rule::around || place.rule == Rule::fixed) body["inside"] = place.rule == Rule::around;
}

ArchivePlace place_from(const json& body) {
  const auto base = body.find("base"), inside = body.find("inside");
  if (base == body.end()) {
    if (inside != body.end()) refuse("", "it says to lie in");
    return {};
  }
  const auto text = base->get<std::string>();
  if (inside != body.end()) return {inside->get<bool>() ? Rule::around : Rule::fixed, folder_from(text)};
  return text.empty() ? ArchivePlace{Rule::none, {}} : ArchivePlace{Rule::unsaid, folder_from(text)};
}

}  // namespace newsgrep
