// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/date.hpp>
#include <newsgrep/export.hpp>

#include <string>
#include <vector>

namespace newsgrep {

/// One piece of news as newsgrep knows it. Every string is valid UTF-8 (path and entry: bytes as the file system has them);
/// an empty string means that the source did not say.
struct NEWSGREP_EXPORT Article {
  std::string path;   ///< the file it was read from
  std::string entry;  ///< its place in the file: "#3" for the third article, "!name" for a named entry; "" when the file is the article
  std::string id;     ///< short stable form of its identity: 16 hexadecimal digits

  std::string native_id;  ///< the id as the source declared it
  std::string url;        ///< canonical address
  std::string title;      ///< the headline
  std::string text;       ///< paragraphs separated by one empty line, without the headline
  std::string byline;     ///< as printed, without "By"
  std::string source;     ///< the publisher's or agency's name
  std::string section;
  std::string language;  ///< BCP 47, lower case: "en", "pt-br"; as declared, else as the text shows

  Date published;
  Date updated;
  Date captured;          ///< when a crawler first fetched it, as far as the index knows, which says nothing about when it was published
  std::string date_from;  ///< where `published` was found: "json:date", "meta:article:published_time", "path", "text", ...

  std::vector<std::string> tags;      ///< keywords, categories, subjects, companies, places: words, not codes
  std::string dateline;               ///< the place where it was written, as printed: "BUENOS AIRES, Argentina"
  std::vector<std::string> captions;  ///< of its pictures

  // What only an extraction tells: the articles of a search lack it. An index has a standfirst that is printed above the text as its first
  // paragraph.
  std::vector<std::string> authors;  ///< the names in the byline, or those that the source lists
  std::string standfirst;            ///< what stands between headline and text, or beside the text, and sums it up
  std::string canonical_url;         ///< the address that the source itself declares to be the right one

  /// `path` + `entry`: unique within an archive at one time; what -l, --json and errors show.
  std::string address() const { return path + entry; }
};

}  // namespace newsgrep
