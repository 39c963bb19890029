// SPDX-License-Identifier: GPL-2.0-or-later
// Issues of newspapers: pages, and the document that tells which of their words are one article.
#include "indexer/readers/mets.hpp"

#include "indexer/planning.hpp"
#include "indexer/readers/alto.hpp"
#include "indexer/readers/neighbours.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Files = std::map<std::string, std::string>;

// One of several files in a folder.
class FileOfSeveral : public MemoryEntry, public Neighbours {
 public:
  FileOfSeveral(const Files& files, const std::string& name) : MemoryEntry(files.at(name), 4096, name), files_(files) {
    for (const auto& file : files)
      if (file.first.find("mets") != std::string::npos) contents_.push_back(file.first);
  }

  std::unique_ptr<Entry> beside(const std::string& relative) const override {
    return files_.count(relative) ? std::make_unique<FileOfSeveral>(files_, relative) : nullptr;
  }
  const std::vector<std::string>& contents() const override { return contents_; }

 private:
  const Files& files_;
  std::vector<std::string> contents_;
};

Kept read_one(ReadFunction read, const Files& files, const std::string& name) {
  FileOfSeveral entry(files, name);
  Kept kept;
  read(entry, kept);
  return kept;
}

std::string block(const std::string& id, const std::string& words) {
  std::string strings;
  for (std::size_t begin = 0, number = 1; begin < words.size(); ++number) {
    const auto end = std::min(words.find(' ', begin), words.size());
    strings += "<String ID='" + id + "_w" + std::to_string(number) + "' CONTENT='" + words.substr(begin, end - begin) + "'/>";
    begin = end + 1;
  }
  return "<TextBlock ID='" + id + "'><TextLine>" + strings + "</TextLine></TextBlock>";
}

std::string alto(const std::string& number, const std::string& blocks) {
  return "<alto xmlns='urn:a'><Layout><Page PHYSICAL_IMG_NR='" + number + "'><PrintSpace>" + blocks + "</PrintSpace></Page></Layout></alto>";
}

std::string area(const std::string& file, const std::string& begin, const std::string& end = "") {
  return "<mets:fptr><mets:area FILEID='" + file + "' BETYPE='IDREF' BEGIN='" + begin + "'" + (end.empty() ? "" : " END='" + end + "'") + "/></mets:fptr>";
}

std::string mets(const std::string& structure) {
  return "<mets:mets xmlns:mets='urn:m' xmlns:mods='urn:d' xmlns:xlink='urn:x'>"
         "<mets:dmdSec ID='issue'><mods:titleInfo><mods:title>The Lake Gazette</mods:title></mods:titleInfo><mods:dateIssued>1824-02-17</mods:dateIssued></mets:dmdSec>"
         "<mets:dmdSec ID='first'><mods:titleInfo><mods:title>HARBOUR CLOSED.</mods:title></mods:titleInfo><mods:languageTerm>en</mods:languageTerm></mets:dmdSec>"
         "<mets:fileSec><mets:file ID='f1'><mets:FLocat xlink:href='file://./0001.xml'/></mets:file>"
         "<mets:file ID='f2'><mets:FLocat xlink:href='0002.xml'/></mets:file>"
         "<mets:file ID='f3'><mets:FLocat xlink:href='../../secret.xml'/></mets:file></mets:fileSec>" +
         structure + "</mets:mets>";
}

const std::string page1 = alto("1", block("h", "HARBOUR CLOSED.") + block("a", "The harbour of Lindau was closed on Monday.") + block("b", "Cheese is dear this week at the market."));
const std::string page2 = alto("2", block("c", "The wind had torn two boats away.") + block("d", "Buy the best soap of the town today."));

// As libraries nest them.
const std::string nested = mets("<mets:structMap TYPE='LOGICAL'><mets:div TYPE='Newspaper'><mets:div TYPE='ISSUE' DMDID='issue'>"
                                "<mets:div ID='n1' TYPE='ARTICLE' DMDID='first'><mets:div TYPE='BODY'>" + area("f1", "h") + area("f1", "a") + area("f2", "c") + "</mets:div></mets:div>"
                                "<mets:div ID='n2' TYPE='ARTICLE'>" + area("f1", "b_w1", "b_w3") + area("f3", "b") + "</mets:div>"
                                "<mets:div ID='n3' TYPE='ADVERTISEMENT'>" + area("f2", "d") + "</mets:div></mets:div></mets:div></mets:structMap>");

// As others link them to areas of pages.
const std::string linked = mets("<mets:structMap TYPE='LOGICAL'><mets:div TYPE='ISSUE' DMDID='issue'><mets:div ID='art1' TYPE='ARTICLE' DMDID='first'/></mets:div></mets:structMap>"
                                "<mets:structMap TYPE='PHYSICAL'><mets:div TYPE='page'><mets:fptr FILEID='f1'/><mets:div ID='pa1' TYPE='pagearea'>" + area("f1", "a_w1", "a_w8") + "</mets:div></mets:div>"
                                "<mets:div TYPE='page'><mets:div ID='pa2' TYPE='pagearea'>" + area("f2", "c_w1", "c_w7") + "</mets:div></mets:div></mets:structMap>"
                                "<mets:structLink><mets:smLinkGrp><mets:smLocatorLink xlink:href='#art1' xlink:label='article'/><mets:smLocatorLink xlink:href='#pa1' xlink:label='one'/>"
                                "<mets:smLocatorLink xlink:href='#pa2' xlink:label='two'/><mets:smArcLink xlink:from='article' xlink:to='one'/><mets:smArcLink xlink:from='article' xlink:to='two'/></mets:smLinkGrp></mets:structLink>");

}  // namespace

TEST_CASE("the articles of an issue are put together from its pages, and the pages leave them to it") {
  const Files files{{"1824_mets.xml", nested}, {"0001.xml", page1}, {"0002.xml", page2}};
  const Kept kept = read_one(read_mets, files, "1824_mets.xml");
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.at(0).title == "HARBOUR CLOSED.");
  CHECK(kept.at(0).text == "The harbour of Lindau was closed on Monday.\n\nThe wind had torn two boats away.");
  CHECK(kept.at(0).published.iso() == "1824-02-17");
  CHECK(kept.at(0).source == "The Lake Gazette");
  CHECK(kept.at(0).section == "Page 1");
  CHECK(kept.at(0).entry == "#1");
  CHECK(kept.at(1).text == "Cheese is dear");
  CHECK(kept.at(1).title == "Cheese is dear");
  CHECK(kept.at(2).tags == std::vector<std::string>{"advertisement"});
  CHECK(kept.skips.empty());
  const Kept page = read_one(read_alto, files, "0001.xml");
  CHECK(page.drafts.empty());
  REQUIRE(page.skips.size() == 1);
  CHECK(page.skips[0].message == "a page whose articles are read by 1824_mets.xml");
  CHECK(page.skips[0].severity == Severity::notice);
}

TEST_CASE("articles may be linked to the areas of pages where their words are") {
  const Files files{{"mets.xml", linked}, {"0001.xml", page1}, {"0002.xml", page2}};
  const Kept kept = read_one(read_mets, files, "mets.xml");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "The harbour of Lindau was closed on Monday.\n\nThe wind had torn two boats away.");
}

TEST_CASE("pages are read by themselves where their document tells of no articles, or does not describe them") {
  const Files files{{"mets.xml", mets("<mets:structMap TYPE='LOGICAL'><mets:div TYPE='ARTICLE'><mets:fptr FILEID='f1'/></mets:div></mets:structMap>")},
                    {"0001.xml", page1}, {"0009.xml", page2}};
  CHECK(read_one(read_alto, files, "0001.xml").drafts.size() == 1);
  const Kept none = read_one(read_mets, files, "mets.xml");
  CHECK(none.drafts.empty());
  CHECK(none.skips.size() == 1);
  const Files others{{"mets.xml", nested}, {"0009.xml", page2}};
  CHECK(read_one(read_alto, others, "0009.xml").drafts.size() == 1);
}

TEST_CASE("a page that is missing is told, and the others are read") {
  const Files files{{"mets.xml", nested}, {"0001.xml", page1}};
  const Kept kept = read_one(read_mets, files, "mets.xml");
  CHECK(kept.drafts.size() == 2);
  REQUIRE(kept.skips.size() == 2);
  CHECK(kept.skips[1].kind == "missing_page");
  CHECK(kept.skips[1].message == "1 of the pages that it describes cannot be read");
}

TEST_CASE("the page of the first article may be the missing one") {
  const Files files{{"mets.xml", nested}, {"0002.xml", page2}};
  const Kept kept = read_one(read_mets, files, "mets.xml");
  CHECK(kept.drafts.size() == 2);
  REQUIRE_FALSE(kept.skips.empty());
  CHECK(kept.skips.back().kind == "missing_page");
}

TEST_CASE("a page whose name no file system takes ends neither the issue nor the run") {
  const TemporaryFolder folder;
  std::string long_name = nested;
  for (auto at = long_name.find("0002.xml"); at != std::string::npos; at = long_name.find("0002.xml", at + 301)) long_name.insert(at, std::string(300, 'x'));
  folder.write("mets.xml", long_name);
  folder.write("0001.xml", page1);
  folder.write("wheat.txt", "Wheat\n\nFarmers sold wheat.\n");
  const auto summary = index_folder(folder.path());
  CHECK(summary.articles >= 2);
  CHECK(summary.files_failed == 0);
}

TEST_CASE("a word that a line end divides is joined, whether its whole is told or only its sign") {
  const std::string lines = "<TextBlock ID='a'><TextLine><String CONTENT='the'/><String CONTENT='fer'/><HYP CONTENT='-'/></TextLine><TextLine><String CONTENT='ry'/><String CONTENT='sank'/></TextLine>"
                            "<TextLine><String CONTENT='at' SUBS_TYPE='HypPart1' SUBS_CONTENT='atlast'/><HYP CONTENT='-'/></TextLine><TextLine><String CONTENT='last' SUBS_TYPE='HypPart2' SUBS_CONTENT='atlast'/><String CONTENT='indeed'/></TextLine></TextBlock>";
  CHECK(read_with(read_alto, alto("1", lines)).at(0).text == "the ferry sank atlast indeed");
}

TEST_CASE("a page that changes is read with its issue, and an issue with its pages") {
  const TemporaryFolder folder;
  folder.write("mets.xml", nested);
  folder.write("0001.xml", page1);
  folder.write("0002.xml", page2);
  folder.write("other.xml", "<rss/>");
  IndexOptions options;
  options.paths = {folder.path().string()};
  Inventory inventory;
  for (auto& job : make_plan(options, {}, {}).read) {
    KnownFile& known = inventory[job.stored];
    known.size = job.size, known.mtime_ns = job.mtime_ns, known.hash = hash_file(job.path);
    known.format = job.stored.ends_with("mets.xml") ? "mets" : job.stored.ends_with("other.xml") ? "feed" : "alto";
  }
  CHECK(make_plan(options, inventory, {}).read.empty());
  folder.write("0002.xml", page2 + " ");
  CHECK(make_plan(options, inventory, {}).read.size() == 3);
  CHECK(make_plan(options, inventory, {}).unchanged == 1);
}

TEST_CASE("a page is left only to a document that is read too, or is in the index") {
  const TemporaryFolder folder;
  folder.write("issue/mets.xml", nested);
  folder.write("issue/0001.xml", page1);
  folder.write("issue/0002.xml", page2);
  const auto articles = [&](const std::vector<std::string>& names, const std::vector<std::string>& exclude) {
    IndexOptions options;
    options.db = folder.path() / "db";
    options.exclude = exclude;
    for (const auto& name : names) options.paths.push_back((folder.path() / name).string());
    return Indexer(options).run().articles;
  };
  CHECK(articles({"issue/0001.xml"}, {}) == 1);                      // a page by itself
  CHECK(articles({"issue"}, {"*mets*"}) == 2);                       // two pages
  CHECK(articles({"issue"}, {}) == 3);                               // what the document makes of both
  CHECK(articles({"issue/0001.xml"}, {}) == 3);
}

TEST_CASE("of the documents of many issues in one folder each page finds its own") {
  const TemporaryFolder folder;
  for (const std::string day : {"1824-02-17", "1824-02-18", "1824-02-19"}) {
    std::string document = nested;
    for (const std::string page : {"0001.xml", "0002.xml"}) document.insert(document.find(page), day + "-");
    folder.write(day + "-METS.xml", document);
    folder.write(day + "-0001.xml", page1);
    folder.write(day + "-0002.xml", page2);
  }
  CHECK(index_folder(folder.path()).articles == 9);
}

TEST_CASE("documents of pages are known by folder, and a folder knows those of the one above") {
  CHECK(PageContents().around("/a/b/1.xml") == nullptr);
  PageContents contents;
  for (const char* path : {"/a/METS.xml", "/a/b/2_mets.xml", "/a/b/1_mets.xml", "/a/b/1.xml", "/mets.xml"}) contents.add(path);
  REQUIRE(contents.around("/a/b/1.xml"));
  CHECK(*contents.around("/a/b/1.xml") == std::vector<std::string>{"1_mets.xml", "2_mets.xml", "../METS.xml"});
  CHECK(contents.around("/a/b/1.xml") == contents.around("/a/b/2.xml"));
  CHECK(*contents.around("/a/b/c/1.xml") == std::vector<std::string>{"../1_mets.xml", "../2_mets.xml"});
  CHECK(contents.around("/c/d/1.xml") == nullptr);
}
