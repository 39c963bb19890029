// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/kind.hpp"

#include "common/utf8.hpp"

#include <string>

namespace newsgrep {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t tar_block = 512;

// The number that a field of a tar header holds; npos when it holds none.
std::size_t octal(std::string_view field) {
  const auto begin = field.find_first_not_of(' ');
  if (begin == std::string_view::npos) return std::string_view::npos;
  std::size_t value = 0, at = begin;
  for (; at < field.size() && field[at] >= '0' && field[at] <= '7'; ++at) value = value * 8 + static_cast<std::size_t>(field[at] - '0');
  return at > begin ? value : std::string_view::npos;
}

// By the checksum of its first header, which old forms have too.
bool is_tar(std::string_view start) {
  constexpr std::size_t checksum_at = 148, checksum_size = 8;
  if (start.size() < tar_block || start[0] == '\0') return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < tar_block; ++i)
    sum += i >= checksum_at && i < checksum_at + checksum_size ? ' ' : static_cast<unsigned char>(start[i]);
  return octal(start.substr(checksum_at, checksum_size)) == sum;
}

struct FirstMember {
  std::string_view name, bytes;
};

// What the first header of a zip names.
FirstMember first_member(std::string_view start) {
  constexpr std::size_t name_size_at = 26, extra_size_at = 28, name_at = 30;
  if (start.size() < name_at) return {};
  const auto number = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(start[at])) | static_cast<std::size_t>(static_cast<unsigned char>(start[at + 1])) << 8;
  };
  FirstMember member;
  member.name = start.substr(name_at, number(name_size_at));
  const auto bytes_at = name_at + number(name_size_at) + number(extra_size_at);
  if (bytes_at < start.size()) member.bytes = start.substr(bytes_at);
  return member;
}

bool is_office(const FirstMember& first) {
  return first.name == "[Content_Types].xml" || first.name == "_rels/.rels" || first.name == "META-INF/MANIFEST.MF" || first.name == "META-INF/" ||
         first.name.starts_with("word/") || first.name.starts_with("docProps/") || (first.name == "mimetype" && first.bytes.starts_with("application/vnd."));
}

bool is_wacz(const FirstMember& first, std::string_view name) {
  if (ascii_lower(name).ends_with(".wacz")) return true;
  return (first.name.starts_with("archive/") && first.name.find(".warc") != std::string_view::npos) || first.name == "pages/pages.jsonl";
}

ContainerKind zip_kind(std::string_view start, std::string_view name) {
  const auto first = first_member(start);
  if (first.name == "mimetype" && first.bytes.starts_with("application/epub+zip")) return ContainerKind::epub;
  if (is_office(first)) return ContainerKind::none;
  return is_wacz(first, name) ? ContainerKind::wacz : ContainerKind::zip;
}

struct Foreign {
  std::string_view start, what;
};

constexpr Foreign magics[] = {
    {"\xFF\xD8\xFF", "a JPEG picture"}, {"\x89PNG\r\n", "a PNG picture"}, {"GIF87a", "a GIF picture"}, {"GIF89a", "a GIF picture"}, {"\0\0\1\0"sv, "an icon"},
    {"II*\0"sv, "a TIFF picture"}, {"MM\0*"sv, "a TIFF picture"}, {"%PDF-", "a PDF document"}, {"%!PS", "a PostScript document"},
    {"{\\rtf", "a rich text document"}, {"\xD0\xCF\x11\xE0", "an office document"}, {"\x7F" "ELF", "a program"}, {"MZ\x90\0"sv, "a program"},
    {"ID3\2", "a sound"}, {"ID3\3", "a sound"}, {"ID3\4", "a sound"}, {"OggS", "a sound or a film"}, {"fLaC", "a sound"}, {"\x1A\x45\xDF\xA3", "a film"}, {"\0\0\1\xBA"sv, "a film"}, {"FLV\1", "a film"},
    {"wOFF", "a font"}, {"wOF2", "a font"}, {"\0\1\0\0\0"sv, "a font"}, {"OTTO\0"sv, "a font"}, {"SQLite format 3", "a database"},
    {"-- MySQL dump", "a dump of a database"}, {"-- MariaDB dump", "a dump of a database"}, {"-- phpMyAdmin SQL Dump", "a dump of a database"},
    {"--\n-- PostgreSQL database", "a dump of a database"}, {"Rar!\x1A\x07", "a RAR archive"},
    {"MSCF\0\0\0\0"sv, "a cabinet archive"}, {"\x1F\x9D", "a compressed file (.Z)"}, {"%FDF-", "a PDF form"},
    {"<svg", "a vector drawing"},
};

}  // namespace

std::string_view to_string(ContainerKind kind) {
  switch (kind) {
    case ContainerKind::none: return "";
    case ContainerKind::tar: return "tar";
    case ContainerKind::zip: return "zip";
    case ContainerKind::wacz: return "wacz";
    case ContainerKind::epub: return "epub";
    case ContainerKind::seven_zip: return "7z";
    case ContainerKind::warc: return "warc";
    case ContainerKind::arc: return "arc";
  }
  return "";
}

ContainerKind container_kind(std::string_view start, std::string_view name) {
  if (start.starts_with("PK\3\4") || start.starts_with("PK\5\6")) return zip_kind(start, name);
  if (start.starts_with("PK00PK\3\4")) return ContainerKind::zip;
  if (start.starts_with("7z\xBC\xAF\x27\x1C")) return ContainerKind::seven_zip;
  if (start.starts_with("WARC/0.") || start.starts_with("WARC/1.")) return ContainerKind::warc;
  if (start.starts_with("filedesc://")) return ContainerKind::arc;
  return is_tar(start) ? ContainerKind::tar : ContainerKind::none;
}

std::string_view foreign_kind(std::string_view start) {
  for (const auto& [magic, what] : magics)
    if (start.starts_with(magic)) return what;
  if (start.starts_with("RIFF") && start.size() >= 12)
    return start.substr(8, 4) == "WEBP" ? "a WebP picture" : start.substr(8, 4) == "WAVE" ? "a sound" : "a film";
  if (start.size() >= 12 && start.substr(4, 4) == "ftyp") return start.substr(8, 3) == "avi" ? "an AVIF picture" : "a film";
  if (start.starts_with("PK\3\4")) return "an office document or a program";
  if (start.starts_with("WARC/")) return "a WARC file of an unknown version";
  return "";
}

}  // namespace newsgrep
