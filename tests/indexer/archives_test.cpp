// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/indexer/extracting.hpp"
#include "tests/support/containers.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Addresses below the file, in their order.
std::vector<std::string> entries(const Extracted& found) {
  std::vector<std::string> all;
  for (const auto& article : found.articles) all.push_back(article.entry);
  return all;
}

std::string troubles(const Extracted& found) {
  std::string all;
  for (const auto& one : found.troubles) all += one.kind + ": " + one.address.substr(one.address.find_first_of("!", 0) == std::string::npos ? one.address.size() : one.address.find('!')) + ": " + one.message + "\n";
  return all;
}

Extracted extract_bytes(const std::string& name, const std::string& bytes) {
  const TemporaryFolder folder;
  return extract(folder.write(name, bytes));
}

// What tells articles apart, wherever they lie.
std::vector<std::string> contents(const Extracted& found) {
  std::vector<std::string> all;
  for (const auto& article : found.articles) all.push_back(article.title + "|" + article.text + "|" + article.published.iso() + "|" + article.byline + "|" + article.url);
  std::sort(all.begin(), all.end());
  return all;
}

Members members_of(const fs::path& folder) {
  Members members;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    members.emplace_back(file.path().lexically_relative(folder).string(), std::string{std::istreambuf_iterator<char>(in), {}});
  }
  return members;
}

const Members three{{"dir/", ""}, {"dir/a.html", news_page("The first page")}, {"./b.html", news_page("The second page")}, {"dir/c.html", news_page("The third page")}};

}  // namespace

TEST_CASE("archives of every form and compression are folders, whatever their names") {
  for (const char* format : {"tar", "zip", "7zip"})
    for (const char* filter : {"none", "gzip", "bzip2", "xz", "zstd"}) {
      CAPTURE(format);
      CAPTURE(filter);
      const auto found = extract_bytes("news.html", make_archive(format, three, filter));
      CHECK(entries(found) == std::vector<std::string>{"!dir/a.html", "!b.html", "!dir/c.html"});
      CHECK(found.troubles.empty());
    }
}

TEST_CASE("entries of one name have addresses of their own, and are read by the format of their name") {
  const Members same{{"a.html", news_page("The first page")}, {"./a.html", news_page("The second page")}, {"a.html@2", news_page("A page of that name")}, {"a.html", news_page("The third page")}};
  for (const char* format : {"tar", "zip", "7zip"}) {
    CAPTURE(format);
    const auto found = extract_bytes("news", make_archive(format, same));
    CHECK(entries(found) == std::vector<std::string>{"!a.html", "!a.html@2", "!a.html@2@2", "!a.html@3"});
    CHECK(found.troubles.empty());
  }
}

TEST_CASE("a book (EPUB) is its chapters, and its cover and contents are no failures") {
  const auto stored = [](archive* writer) { archive_write_set_options(writer, "zip:compression=store"); };
  const auto found = extract_bytes("news.epub", make_archive("zip", {{"mimetype", "application/epub+zip"},
                                                                     {"META-INF/container.xml", "<?xml version=\"1.0\"?><container/>"},
                                                                     {"cover.xhtml", "<html><head><title>Cover</title></head><body><img src=\"c.png\"/></body></html>"},
                                                                     {"chapter.xhtml", news_page("A story")}}, "none", stored));
  CHECK(entries(found) == std::vector<std::string>{"!chapter.xhtml"});
  CHECK_FALSE(found.troubles.empty());
  for (const auto& one : found.troubles) CHECK(one.severity == Severity::notice);
}

TEST_CASE("a book that tells its chapters has them in their order, and nothing else") {
  const auto stored = [](archive* writer) { archive_write_set_options(writer, "zip:compression=store"); };
  const std::string package =
      "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='one' href='text/first%20page.xhtml'/><item id='two' href='text/second.xhtml#top'/>"
      "<item id='note' href='note.xhtml'/></manifest><spine><itemref idref='two'/><itemref idref='one'/><itemref idref='two'/><itemref idref='gone'/></spine></package>";
  const auto found = extract_bytes("news.epub", make_archive("zip", {{"mimetype", "application/epub+zip"},
      {"META-INF/container.xml", "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"},
      {"OEBPS/book.opf", package}, {"OEBPS/note.xhtml", news_page("About this issue")}, {"OEBPS/text/first page.xhtml", news_page("The first")},
      {"OEBPS/text/second.xhtml", news_page("The second")}}, "none", stored));
  CHECK(entries(found) == std::vector<std::string>{"!OEBPS/text/second.xhtml", "!OEBPS/text/first page.xhtml"});
  REQUIRE(found.troubles.size() == 1);
  CHECK(found.troubles[0].message == "passed over pages that are no chapters of the book: 1");
}

TEST_CASE("of an ordinary book's pictures, styles and lists nothing is told") {
  const auto stored = [](archive* writer) { archive_write_set_options(writer, "zip:compression=store"); };
  const std::string package =
      "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='one' href='one.xhtml'/><item id='toc' href='nav.xhtml' properties='scripted nav'/><item id='css' href='a.css'/></manifest>"
      "<spine><itemref idref='one'/></spine></package>";
  const auto found = extract_bytes("news.epub", make_archive("zip", {{"mimetype", "application/epub+zip"},
      {"META-INF/container.xml", "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"},
      {"OEBPS/book.opf", package}, {"OEBPS/one.xhtml", news_page("The first")}, {"OEBPS/nav.xhtml", news_page("Contents")}, {"OEBPS/a.css", "p {}"}, {"OEBPS/toc.ncx", "<ncx/>"},
      {"OEBPS/cover.jpg", "\xFF\xD8\xFF"}}, "none", stored));
  CHECK(entries(found) == std::vector<std::string>{"!OEBPS/one.xhtml"});
  CHECK(found.troubles.empty());
}

TEST_CASE("a book whose list of chapters is too large is read in the order of its zip, and that is told") {
  const auto stored = [](archive* writer) { archive_write_set_options(writer, "zip:compression=store"); };
  const auto found = extract_bytes("news.epub", make_archive("zip", {{"mimetype", "application/epub+zip"},
      {"META-INF/container.xml", "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>"},
      {"book.opf", "<package>" + std::string(9u << 20, ' ') + "</package>"}, {"one.xhtml", news_page("The first")}}, "none", stored));
  CHECK(entries(found) == std::vector<std::string>{"!one.xhtml"});
  CHECK(std::any_of(found.troubles.begin(), found.troubles.end(), [](const Diagnostic& one) {
    return one.kind == "too_large" && one.message.starts_with("book.opf is larger than 8 MiB, the limit");
  }));
}

TEST_CASE("more tags than an article keeps are told") {
  std::string tags;
  for (int i = 0; i < 1500; ++i) tags += (i ? ", \"t" : "\"t") + std::to_string(i) + "\"";
  const auto found = extract_bytes("a.json", R"({"title": "A headline", "text": "A text.", "tags": [)" + tags + "]}");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].tags.size() == 1000);
  REQUIRE(found.count("long_list") == 1);
  CHECK(found.troubles[0].message == "more than 1000 tags in one article: the rest is left out");
}

TEST_CASE("of entries of one name each is shown at its own address") {
  const TemporaryFolder folder;
  folder.write("news.zip", make_archive("zip", {{"a.html", news_page("The first page")}, {"a.html", news_page("The second page")}}));
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  CHECK(searcher.article_at("news.zip!a.html")->title == "The first page");
  CHECK(searcher.article_at("news.zip!a.html@2")->title == "The second page");
}

TEST_CASE("a damaged entry of a zip is told, and those behind it are read") {
  std::string bytes = make_archive("zip", three);
  const auto second = bytes.find("b.html");
  for (std::size_t at = second + 40; at < second + 80; ++at) bytes[at] = static_cast<char>(0xFF);
  const auto found = extract_bytes("a.zip", bytes);
  CHECK(entries(found) == std::vector<std::string>{"!dir/a.html", "!dir/c.html"});
  REQUIRE(found.troubles.size() == 1);
  CHECK(found.troubles[0].kind == "unreadable");
  CHECK(found.troubles[0].address.ends_with("!b.html"));
}

TEST_CASE("an archive gives the same articles as the folder that it was made of") {
  const auto folder = own_corpus("formats");
  const auto plain = contents(extract(folder));
  REQUIRE(plain.size() > 20);
  for (const char* format : {"tar", "zip", "7zip"}) {
    CAPTURE(format);
    CHECK(contents(extract_bytes("archive", make_archive(format, members_of(folder), "none"))) == plain);
  }
}

TEST_CASE("archives of real pages give the same articles as their folder") {
  const auto corpora = real_corpora();
  if (!corpora || !fs::is_directory(*corpora / "html-goose")) {
    MESSAGE("skipped: no real pages beside the project");
    return;
  }
  const auto plain = contents(extract(*corpora / "html-goose"));
  for (const char* format : {"tar", "zip", "7zip"}) {
    CAPTURE(format);
    CHECK(contents(extract_bytes("archive", make_archive(format, members_of(*corpora / "html-goose")))) == plain);
  }
}

TEST_CASE("folders within an archive date its articles as they do on a disk") {
  const auto found = extract_bytes("old.tar", make_archive("tar", {{"2007/06/18/a.html", news_page("Dated by its folder")}}));
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].published.iso() == "2007-06-18");
}

TEST_CASE("hidden entries, folders and excluded names are left out of archives as of folders") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.tar", make_archive("tar", {{".hidden.html", news_page("Hidden")}, {".git/x.html", news_page("In a hidden folder")},
                                                              {"drafts/x.html", news_page("Excluded")}, {"./shown.html", news_page("Shown")}}));
  IndexOptions options;
  options.paths = {path.string()};
  options.exclude = {"drafts/"};
  std::vector<std::string> titles;
  const auto keep = [&](const Article& article, const std::vector<std::string>&) {
    titles.push_back(article.title);
    return true;
  };
  Indexer(options).extract(keep);
  CHECK(titles == std::vector<std::string>{"Shown"});
  titles.clear();
  options.hidden = true;
  Indexer(options).extract(keep);
  CHECK(titles == std::vector<std::string>{"Hidden", "In a hidden folder", "Shown"});
}

TEST_CASE("what is no news in an archive is told with its kind and its place") {
  const auto found = extract_bytes("a.zip", make_archive("zip", {{"p.jpg", "\xFF\xD8\xFF\xE0 and more"}, {"README", "About this archive"}, {"e.txt", ""}, {"n.html", news_page("News")}}));
  CHECK(entries(found) == std::vector<std::string>{"!n.html"});
  CHECK(troubles(found) == "unknown_format: !p.jpg: not a format that newsgrep reads: a JPEG picture\n"
                           "note: !README: a note about the archive, no news; name the file itself to have it read\n"
                           "empty: !e.txt: the file is empty\n");
}

TEST_CASE("archives lie within archives, four deep") {
  std::string inner = make_archive("tar", {{"page.html", news_page("At the bottom")}});
  inner = make_archive("zip", {{"1.tar", inner}, {"beside.html", news_page("Beside it")}});
  inner = make_archive("7zip", {{"2.zip", inner}});
  const auto four = make_archive("tar", {{"3.7z", inner}}, "zstd");
  CHECK(entries(extract_bytes("4.tar.zst", four)) == std::vector<std::string>{"!3.7z!2.zip!1.tar!page.html", "!3.7z!2.zip!beside.html"});
  const auto five = extract_bytes("5.zip", make_archive("zip", {{"4.tar.zst", four}, {"top.html", news_page("At the top")}}));
  CHECK(entries(five) == std::vector<std::string>{"!4.tar.zst!3.7z!2.zip!beside.html", "!top.html"});
  CHECK(troubles(five) == "unreadable: !4.tar.zst!3.7z!2.zip!1.tar: a container within 4 containers is not opened\n");
}

TEST_CASE("names that lead out of an archive are only names") {
  const auto found = extract_bytes("a.tar", make_archive("tar", {{"../../up.html", news_page("Upwards")}, {"/etc/abs.html", news_page("From the root")}}));
  CHECK(entries(found) == std::vector<std::string>{"!../../up.html", "!/etc/abs.html"});
  CHECK(found.troubles.empty());
}

TEST_CASE("names that are not ASCII survive in every form") {
  const std::string name = "Zürich 東京.html";
  for (const char* format : {"tar", "zip"}) {
    CAPTURE(format);
    CHECK(entries(extract_bytes("a", make_archive(format, {{name, news_page("Named")}}))) == std::vector<std::string>{"!" + name});
  }
}

TEST_CASE("of a damaged archive comes what lies before the damage, and where it is") {
  Members many;
  for (int i = 100; i < 150; ++i) many.emplace_back("p" + std::to_string(i) + ".html", news_page("Page number " + std::to_string(i)));
  for (const char* format : {"tar", "zip"}) {
    CAPTURE(format);
    const auto whole = make_archive(format, many);
    const auto found = extract_bytes("a", whole.substr(0, whole.size() / 2));
    CHECK(found.articles.size() > 15);
    CHECK(found.articles.size() < 35);
    REQUIRE(found.troubles.size() == 1);
    CHECK(found.troubles[0].severity == Severity::error);
    CHECK(found.troubles[0].message.find("the archive is damaged ") == 0);
    CHECK(found.troubles[0].message.find("p1") != std::string::npos);
  }
  const auto whole = make_archive("7zip", many);
  CHECK(extract_bytes("a", whole.substr(0, whole.size() / 2)).troubles.size() == 1);
  const auto damaged_inside = extract_bytes("a.zip", make_archive("zip", {{"inner.tar", make_archive("tar", many).substr(0, 10'000)}, {"z.html", news_page("Behind it")}}));
  CHECK(damaged_inside.articles.size() > 5);
  CHECK(damaged_inside.articles.back().entry == "!z.html");
  CHECK(damaged_inside.count("unreadable") == 1);
}

TEST_CASE("encrypted archives are refused with a reason") {
  const auto secret = [](archive* writer) {
    archive_write_set_options(writer, "zip:encryption=traditional");
    archive_write_set_passphrase(writer, "secret");
  };
  const auto found = extract_bytes("a.zip", make_archive("zip", three, "none", secret));
  CHECK(found.articles.empty());
  REQUIRE(found.troubles.size() == 1);
  CHECK(found.troubles[0].message == "the archive is encrypted: newsgrep knows no passwords");
  CHECK(found.troubles[0].hint == "unpack it with its password, and index the folder");
}

TEST_CASE("bombs of any form are stopped") {
  const std::string zeros(100u << 20, '\0'), words = [] {
    std::string text;
    while (text.size() < (40u << 20)) text += "word ";
    return text;
  }();
  std::string nested = make_archive("zip", {{"x.jsonl", "{\"a\":\"" + words + "\"}"}});
  for (int level = 0; level < 3; ++level) {
    Members copies;
    for (int i = 0; i < 8; ++i) copies.emplace_back(std::to_string(i) + ".zip", nested);
    nested = make_archive("zip", copies);
  }
  REQUIRE(nested.size() < 50'000);
  const auto found = extract_bytes("nested.zip", nested);
  REQUIRE(found.troubles.size() >= 1);
  CHECK(found.troubles.back().message == "expands to more than 1000 times its size");
  CHECK(extract_bytes("zeros.tar.zst", make_archive("tar", {{"z.txt", zeros}, {"b.html", news_page("Behind it")}}, "zstd")).articles.size() <= 1);
}

TEST_CASE("thousands of entries that are no news are counted by their kind") {
  Members many;
  for (int i = 0; i < 3000; ++i) many.emplace_back("e" + std::to_string(i), i % 3 == 0 ? "\x89PNG\r\n\x1A\n\x01\x02" : "");
  const auto found = extract_bytes("a.tar.gz", make_archive("tar", many, "gzip"));
  CHECK(found.troubles.size() == 1001);
  CHECK(found.troubles.back().message == "more entries that were left out: 666: not a format that newsgrep reads: a PNG picture; 1334: the file is empty");
}

TEST_CASE("a 7z whose list of entries would fill the memory is refused") {
  const auto made = [](std::size_t count) { return make_archive("7zip", Members(count, {std::string(100, 'e'), ""})); };
  CHECK(extract_bytes("few.7z", made(2000)).count("empty") == 1000);
  const auto many = extract_bytes("many.7z", made(40'000));
  REQUIRE(many.troubles.size() == 1);
  CHECK(many.troubles[0].message == "the list of its entries expands to more than the archive itself");
}

TEST_CASE("documents of offices are no archives of news") {
  const auto found = extract_bytes(
      "a.xlsx",
      make_archive("zip", {{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"}, {"xl/workbook.xml", "<w/>"}}));
  CHECK(found.articles.empty());
  CHECK(troubles(found).find("an office document") != std::string::npos);
  CHECK(found.troubles.size() == 1);
}

TEST_CASE("an archive is read again when it has changed, and what vanished from it is removed") {
  const TemporaryFolder folder;
  folder.write("a.tar", make_archive("tar", {{"a.html", news_page("Stays as it is")}, {"b.html", news_page("Will be gone")}}));
  CHECK(index_folder(folder.path()).added == 2);
  const auto again = index_folder(folder.path());
  CHECK(again.files_read == 0);
  CHECK(again.files_unchanged == 1);
  folder.write("a.tar", make_archive("tar", {{"a.html", news_page("Stays as it is")}, {"c.html", news_page("Has come in its place, and longer")}}));
  const auto changed = index_folder(folder.path());
  CHECK(changed.added == 1);
  CHECK(changed.removed == 1);
  CHECK(changed.unchanged == 1);
  CHECK(changed.entries == 2);
  const Searcher searcher(folder.path());
  CHECK(titles_of(searcher, "council").size() == 2);
  CHECK(titles_of(searcher, "gone").empty());
}

TEST_CASE("an article is found by its address") {
  const TemporaryFolder folder;
  folder.write("in/a.tar", make_archive("tar", {{"d/a.html", news_page("The page")}, {"odd!name#1.html", news_page("Odd names")},
                                                {"l.jsonl", "{\"title\":\"One\",\"text\":\"Text one.\"}\n{\"title\":\"Two\",\"text\":\"Text two.\"}\n"}}));
  folder.write("plain.html", news_page("A plain file"));
  folder.write("one.jsonl", "{\"title\":\"Alone\",\"text\":\"Text.\"}\n");
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const auto title = [&](const std::string& address) {
    const auto article = searcher.article_at(address);
    return article ? article->title : "none";
  };
  CHECK(title("in/a.tar!d/a.html") == "The page");
  CHECK(title((folder.path() / "in/a.tar!d/a.html").string()) == "The page");
  CHECK(title("in/a.tar!odd!name#1.html") == "Odd names");
  CHECK(title("in/a.tar!l.jsonl#2") == "Two");
  CHECK(title("plain.html") == "A plain file");
  CHECK(title("one.jsonl") == "Alone");
  CHECK(title("one.jsonl#1") == "Alone");
  CHECK(title("in/a.tar!d/b.html") == "none");
  CHECK(title("elsewhere.tar!d/a.html") == "none");
  CHECK(title("") == "none");
  CHECK_THROWS_WITH_AS(searcher.article_at("in/a.tar"), "4 articles lie in in/a.tar", Error);
  CHECK_THROWS_WITH_AS(searcher.article_at("in/a.tar!l.jsonl"), "2 articles lie in in/a.tar!l.jsonl", Error);
}
