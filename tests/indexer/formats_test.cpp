// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/indexer/reading.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

std::string detected(std::string_view path, std::string_view head) {
  const Format* format = detect_format(path, head);
  return format ? std::string(format->name) : "none";
}

}  // namespace

TEST_CASE("every row of the table is complete and has its own name") {
  std::set<std::string_view> names;
  for (const Format& format : formats()) {
    CHECK(names.insert(format.name).second);
    CHECK_FALSE(format.description.empty());
    CHECK(bool(format.sniff));
    CHECK(bool(format.read));
  }
}

TEST_CASE("content decides, not the name") {
  const std::string lines = "{\"title\": \"a\", \"text\": \"b\"}\n{\"title\": \"c\", \"text\": \"d\"}\n";
  CHECK(detected("news.txt", lines) == "jsonl");
  CHECK(detected("news.json", lines) == "jsonl");
  CHECK(detected("news.csv", "<!DOCTYPE html><html><head><title>A</title></head><body><p>B</p></body></html>") ==
        "html");
  CHECK(detected("news.html", "title,text\nA,B\n") == "csv");
  for (const std::string name : {"log.json", "log.jsonl.gz"}) CHECK(detected(name, "Request {\n  \"method\": \"GET\"\n}\nReceive {\n}\n") == "none");
  CHECK(detected("news.html", "A plain story about a town.\n\nIt has two paragraphs.\n") == "text");
  CHECK(detected("x", "<REUTERS TOPICS=\"NO\" NEWID=\"1\">\n<DATE>26-FEB-1987</DATE>") == "reuters");
  CHECK(detected("x.html", "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<TEXT>\nA\n</TEXT>\n</DOC>") == "trec");
  CHECK(detected("x", "<DOC id=\"AFP_ENG_20040101.0001\" type=\"story\" >\n<HEADLINE>\nA\n</HEADLINE>") == "trec");
}

TEST_CASE("endings decide between one object and one line") {
  const std::string line = "{\"title\": \"a\", \"text\": \"b\"}\n";
  CHECK(detected("a.json", line) == "json");
  CHECK(detected("a.jsonl", line) == "jsonl");
  CHECK(detected("a.ndjson.gz", line) == "jsonl");
  CHECK(detected("A.JSONL.ZST", line) == "jsonl");
}

TEST_CASE("JSON that goes over lines is one value") {
  CHECK(detected("a.jsonl", "{\n  \"title\": \"a\",\n  \"text\": \"b\"\n}\n") == "json");
  CHECK(detected("a.json", "[\n  {\"title\": \"a\"},\n  {\"title\": \"b\"}\n]\n") == "json");
  CHECK(detected("a", "\xEF\xBB\xBF\n {\"articles\": [") == "json");
  CHECK(detected("a", "[]") == "json");
}

TEST_CASE("a first line too long for the head may begin either kind of JSON") {
  const std::string head = "{\"text\": \"" + std::string(60'000, 'a');
  CHECK(detected("a.jsonl", head) == "jsonl");
  CHECK(detected("a.json", head) == "json");
}

TEST_CASE("one bad line does not hide JSON lines") {
  CHECK(detected("a", "{\"title\": \"cut\n{\"title\": \"b\"}\n{\"title\": \"c\"}\n{\"title\": \"d\"}\n") == "jsonl");
}

TEST_CASE("formats that are not read are not taken for text") {
  CHECK(detected("a.xml", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A</title><text>B</text></svg>") == "none");
  CHECK(detected("a.txt", "<?xml version=\"1.0\"?>\n<results><total>2</total></results>") == "none");
  CHECK(detected("a.txt", "WARC/1.0\r\nWARC-Type: response\r\n") == "none");
  CHECK(detected("a.txt", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj") == "pdf");
  CHECK(detected("a.txt", "PK\3\4\x14\0\0\0\x08\0"s) == "none");
  CHECK(detected("a.txt", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s) == "none");
  CHECK(detected("a.txt", "") == "none");
  CHECK(detect_format("scrape", "#!/usr/bin/env Rscript\nlibrary(glue)\n\nThis is a script, and no news.\n") == nullptr);
}

TEST_CASE("a page is one though its head speaks of feeds, a part of one though it has their namespace, and what is named one though it begins with a script") {
  const std::string page = "<!DOCTYPE html>\n<html><head><script>const kinds = ['<rss', '<feedback>'];</script></head><body><p>A story.</p></body></html>";
  CHECK(detected("a.html", page) == "html");
  CHECK(detected("a", page) == "html");
  CHECK(detected("a.xml", "<rss version=\"2.0\"><channel><item><description>&lt;html> <html><p>A story.</p></html></description></item></channel></rss>") == "feed");
  CHECK(detected("a.xml", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>A story.</p></div>") == "html");
  CHECK(detected("a.xml", "<!DOCTYPE html>\n<html><body><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title></entry></feed></body></html>") == "none");
  const std::string script = "<script>\nlet some = false;\n</script>\nA story.\n<a href=\"more\">More</a>\n";
  CHECK(detected("a.html", script) == "html");
  CHECK(detected("a.txt", script) == "none");
}

TEST_CASE("XML is known by its root, whatever lies within") {
  CHECK(detected("a.xml", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>A</title></channel></rss>") == "feed");
  CHECK(detected("a.html", "<rss version=\"2.0\">\n<channel>\n<title>A</title>\n</channel></rss>") == "feed");
  CHECK(detected("a", "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"/>") == "feed");
  CHECK(detected("a.xml", "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\">") == "wxr");
  CHECK(detected("a.txt", "\n<nitf version=\"x\">\n<head><title>A</title></head>\n<body></body></nitf>") == "nitf");
  CHECK(detected("a.txt", "\xEF\xBB\xBF<newsItem guid=\"a\">\n<contentMeta>A</contentMeta>") == "newsml-g2");
  CHECK(detected("a.xml", "<?xml version=\"1.0\"?>\n<!-- <html> -->\n<newsItem>\n<html><head><title>A</title></head></html></newsItem>") == "newsml-g2");
  CHECK(detected("a.xml", "<newsMessage xmlns=\"http://iptc.org/\">\n<header><sent>2018</sent></header></newsMessage>") == "newsml-g2");
  CHECK(detected("a", "<NewsML Version=\"1.2\">") == "newsml");
  CHECK(detected("a", "<newsitem itemid=\"1\" date=\"1996-08-20\">") == "rcv1");
  CHECK(detected("a", "<mediawiki xml:lang=\"en\">") == "mediawiki");
  CHECK(detected("a", "<mets:mets xmlns:mets=\"http://www.loc.gov/METS/\">") == "mets");
  CHECK(detected("a", "<?xml version=\"1.0\"?><all><item><headline>A</headline><body>B</body></item></all>") == "xml");
}

TEST_CASE("XHTML with an XML declaration is a web page") {
  CHECK(detected(
            "a",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head/></html>") ==
        "html");
}

TEST_CASE("text may begin with a mail address in angle brackets") {
  CHECK(detected("a.txt", "<jane@example.org> wrote to the paper.\n\nThe letter was long.\n") == "text");
}

TEST_CASE("an entry is read whole up to a limit") {
  MemoryEntry fits(std::string(5000, 'a')), too_large(std::string(5000, 'a'));
  CHECK(read_all(fits, 5000).size() == 5000);
  CHECK_THROWS_AS(read_all(too_large, 4999), Error);
}

TEST_CASE("no input makes a sniffer fail") {
  std::string bytes;
  for (std::uint32_t state = 7, i = 0; i < 3000; ++i) {
    state = state * 1664525 + 1013904223;
    bytes += "<>{}[]\",:;\n\t |ab\\/&="[(state >> 16) % 21];
    const Format* format = detect_format("a.json", bytes);
    if (format) CHECK(format->sniff(bytes) != Likeness::no);
  }
}
