// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/identity.hpp"

#include "indexer/readers/collector.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;

namespace {

Article article(const char* path, const char* id, const char* text = "A text.") {
  Article made;
  made.path = path;
  made.native_id = id;
  made.text = text;
  return made;
}

std::uint64_t identity(const Article& one, bool global = false) { return Identities().of(one, global); }

}  // namespace

TEST_CASE("addresses that differ in scheme, case, port, slash, fragment and tracking name one article") {
  for (const char* url :
       {"http://example.org/story?id=3", "https://EXAMPLE.org/story?id=3", "https://example.org:443/story/?id=3",
        "http://example.org:80/story?id=3#top", "https://example.org/story?utm_source=x&id=3&fbclid=1",
        "https://example.org/story?id=3&UTM_Medium=mail&msclkid=9"})
    CHECK_MESSAGE(canonical_url(url) == "example.org/story?id=3", url);
}

TEST_CASE("addresses that may name different articles stay apart") {
  CHECK(canonical_url("https://example.org/story?id=3") != canonical_url("https://example.org/story?id=4"));
  CHECK(canonical_url("https://example.org/Story") != canonical_url("https://example.org/story"));
  CHECK(canonical_url("https://example.org/story") != canonical_url("https://www.example.org/story"));
  CHECK(canonical_url("https://example.org/").empty());
  CHECK(canonical_url("https://example.org/story#comments") == "example.org/story");
  CHECK(canonical_url("https://example.org/story#!comments") == "example.org/story");
  CHECK(canonical_url("https://example.org/#!/story/1/") == "example.org#!/story/1");  // no place in a page, but another one
  CHECK(canonical_url("https://example.org/app#/story/1") != canonical_url("https://example.org/app#/story/2"));
  CHECK(canonical_url("https://example.org/app#!/") == "example.org/app");
  CHECK(canonical_url("ftp://example.org/story").empty());
}

TEST_CASE("an id is unique within its file unless it is so everywhere") {
  CHECK(identity(article("a.json", "1")) != identity(article("b.json", "1")));
  CHECK(identity(article("a.json", "1", "Old.")) == identity(article("a.json", "1", "New.")));
  CHECK(identity(article("a.json", "urn:x:1"), true) == identity(article("b.json", "urn:x:1"), true));
}

TEST_CASE("without an id the content tells, wherever in its file it stands") {
  Article first = article("a.jsonl", ""), moved = first;
  first.entry = "#1";
  moved.entry = "#7";
  CHECK(identity(first) == identity(moved));
  Identities file;
  CHECK(file.of(first, false) != file.of(moved, false));  // equal articles of one file are two
  CHECK(identity(first) != identity(article("b.jsonl", "")));
}

TEST_CASE("addresses, URNs, GUIDs and digests are ids that are unique everywhere") {
  for (const char* id : {"https://example.org/1", "nyt://article/0000-1111", "urn:newsml:x:1", "tag:x,2020:1",
                         "dafe3110-4a9e-11e6-acbc-4d4870a079da", "{DAFE3110-4A9E-11E6-ACBC-4D4870A079DA}",
                         "8f4d1f0c2b7fd9e0a7a1d4c1a2b3c4d5"})
    CHECK_MESSAGE(is_global_id(id), id);
  for (const char* id : {"", "17", "story-1", "5eb0c0ffee5eb0c0ffee5eb0", "file:///a/b", "C:\\news", "a:b"})
    CHECK_FALSE_MESSAGE(is_global_id(id), id);
}
