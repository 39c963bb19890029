// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/indexer/extracting.hpp"
#include "tests/support/containers.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"

#include <brotli/encode.h>
#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <memory>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Extracted extract_bytes(const std::string& name, const std::string& bytes) {
  const TemporaryFolder folder;
  return extract(folder.write(name, bytes));
}

std::vector<std::string> entries(const Extracted& found) {
  std::vector<std::string> all;
  for (const auto& article : found.articles) all.push_back(article.entry);
  return all;
}

std::vector<std::string> messages(const Extracted& found) {
  std::vector<std::string> all;
  for (const auto& one : found.troubles) all.push_back(one.message);
  return all;
}

std::string response(const std::string& path, const std::string& answer) { return warc_record({"response", "http://news.example/" + path, answer}); }

std::string arc_record(const std::string& url, const std::string& block) {
  return url + " 192.0.2.1 20040102030405 text/html " + std::to_string(block.size()) + "\n" + block + "\n";
}

std::string chunked(const std::string& body, std::size_t size) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += size) {
    const auto part = body.substr(at, size);
    char length[20];
    std::snprintf(length, sizeof length, "%zx\r\n", part.size());
    out += length + part + "\r\n";
  }
  return out + "0\r\n\r\n";
}

std::string deflated(const std::string& bytes, int window) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(bytes.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string brotlied(const std::string& bytes) {
  std::string out(bytes.size() + 1000, '\0');
  std::size_t size = out.size();
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

}  // namespace

TEST_CASE("a page of a crawl has its URL and its time in its address, and the capture is no publication") {
  for (const char* version : {"0.17", "1.0", "1.1"}) {
    CAPTURE(version);
    const auto found = extract_bytes("CC-NEWS-20200301045041-00007.warc", warc_record({"response", "https://news.example/story?id=5", http_answer(news_page("A crawled page"))}, version));
    REQUIRE(found.articles.size() == 1);
    const Article& article = found.articles[0];
    CHECK(article.entry == "!https://news.example/story?id=5@20200301045041");
    CHECK(article.url == "https://news.example/story?id=5");
    CHECK(article.captured.iso() == "2020-03-01T04:50:41Z");
    CHECK_FALSE(article.published.known());
  }
}

TEST_CASE("the address of a crawled page dates it, the name of the crawl does not") {
  const auto found = extract_bytes("20200301/crawl-2020-03-01.warc", response("2019/05/06/story.html", http_answer(news_page("Dated by its address"))));
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].published.iso() == "2019-05-06");
}

TEST_CASE("a page's own canonical address is kept, unless it is that of the site") {
  const auto page = [](const std::string& canonical) {
    std::string html = news_page("A page");
    return html.insert(html.find("</head>"), "<link rel=\"canonical\" href=\"" + canonical + "\">");
  };
  const auto found = extract_bytes("a.warc", response("a?utm_source=x", http_answer(page("http://news.example/a"))) + response("b", http_answer(page("http://news.example/"))));
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].url == "http://news.example/a");
  CHECK(found.articles[1].url == "http://news.example/b");
}

TEST_CASE("crawls may be compressed as a whole or record by record") {
  const auto one = response("1", http_answer(news_page("The first page"))), two = response("2", http_answer(news_page("The second page")));
  for (const char* filter : {"gzip", "zstd", "xz", "bzip2"}) {
    CAPTURE(filter);
    CHECK(extract_bytes("a", packed(one + two, filter)).articles.size() == 2);
    CHECK(extract_bytes("a", packed(one, filter) + packed(two, filter)).articles.size() == 2);
  }
}

TEST_CASE("a crawl may bring the dictionary that its records are compressed with, plain or compressed itself") {
  const auto one = response("1", http_answer(news_page("The first page"))), two = response("2", http_answer(news_page("The second page")));
  const std::string dictionary = one + one;
  const auto frame = [&](const std::string& bytes, const std::string& with) {
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_loadDictionary(context.get(), with.data(), with.size());
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), bytes.data(), bytes.size()));
    return out;
  };
  const auto in_front = [](const std::string& bytes) {
    std::string out = "\x5D\x2A\x4D\x18";
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(bytes.size() >> shift);
    return out + bytes;
  };
  const std::string records = frame(one, dictionary) + frame(two, dictionary);
  REQUIRE(records.size() < one.size());  // they need the dictionary
  for (const auto& whole : {in_front(dictionary) + records, in_front(frame(dictionary, "")) + records}) {
    CHECK(extract_bytes("a.warc.zst", whole).articles.size() == 2);
    const auto cut = extract_bytes("a.warc.zst", whole.substr(0, whole.size() - 5));
    CHECK(cut.articles.size() >= 1);
    CHECK(messages(cut).back() == "the compressed data are damaged: they end too early");
  }
  CHECK(messages(extract_bytes("a.warc.zst", in_front(dictionary).substr(0, 100))).back() == "the compressed data are damaged: they end too early");
  CHECK(messages(extract_bytes("a.warc.zst", "\x5D\x2A\x4D\x18\xFF\xFF\xFF\x7F and more")).back() == "the compressed data are damaged: their dictionary is larger than 16 MiB");
}

TEST_CASE("two captures of a page in one second have addresses of their own") {
  const auto found = extract_bytes("a.warc", response("1", http_answer(news_page("A page"))) + response("1", http_answer(news_page("The page again"))));
  CHECK(entries(found) == std::vector<std::string>{"!http://news.example/1@20200301045041", "!http://news.example/1@20200301045041@2"});
}

TEST_CASE("responses, resources and conversions are read, other records are passed over and counted") {
  const auto found = extract_bytes(
      "a.warc", warc_record({"warcinfo", "", "software: none", "application/warc-fields"}) + response("1", http_answer(news_page("A response"))) +
                    warc_record({"request", "http://news.example/1", "GET / HTTP/1.1\r\n\r\n"}) + warc_record({"metadata", "http://news.example/1", "a: b", "text/plain"}) +
                    warc_record({"resource", "http://news.example/2", news_page("A resource"), "text/html"}) +
                    warc_record({"conversion", "http://news.example/3", "A text\n\nThe text of a page, as some program took it out.\n", "text/plain"}) +
                    warc_record({"revisit", "http://news.example/1", http_answer("")}) + response("4", http_answer("not found", "text/html", "", 404)) +
                    response("5.png", http_answer("\x89PNG", "image/png")) + response("robots.txt", http_answer("User-agent: *\n", "text/plain")));
  CHECK(entries(found) == std::vector<std::string>{"!http://news.example/1@20200301045041", "!http://news.example/2@20200301045041", "!http://news.example/3@20200301045041"});
  CHECK(messages(found) == std::vector<std::string>{"1 record says only that a page was the same as in an earlier record (revisit)",
                                                    "passed over records that are no pages: 1 image/png, 1 metadata, 1 request, 1 robots.txt, 1 warcinfo, 1 with status 404"});
  for (const auto& one : found.troubles) CHECK(one.severity == Severity::notice);
}

TEST_CASE("chunks and encodings are undone, where there are some") {
  const auto page = news_page("An encoded page");
  const auto read = [](const std::string& body, const std::string& header) {
    const auto found = extract_bytes("a.warc", response("1", http_answer(body, "text/html", header)) + response("2", http_answer(news_page("Behind it"))));
    CHECK(found.articles.size() == 2);
    return found.articles.empty() ? std::string() : found.articles[0].title;
  };
  CHECK(read(chunked(page, 10), "Transfer-Encoding: chunked\r\n") == "An encoded page");
  CHECK(read(page, "Transfer-Encoding: chunked\r\n") == "An encoded page");
  CHECK(read(packed(page), "Content-Encoding: gzip\r\n") == "An encoded page");
  CHECK(read(chunked(packed(page), 7), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n") == "An encoded page");
  CHECK(read(page, "Content-Encoding: gzip\r\n") == "An encoded page");
  CHECK(read(packed(page, "zstd"), "Content-Encoding: zstd\r\n") == "An encoded page");
  CHECK(read(deflated(page, 15), "Content-Encoding: deflate\r\n") == "An encoded page");
  CHECK(read(deflated(page, -15), "Content-Encoding: deflate\r\n") == "An encoded page");
  CHECK(read(page, "Content-Encoding: deflate\r\n") == "An encoded page");
  CHECK(read(brotlied(page), "Content-Encoding: br\r\n") == "An encoded page");
  CHECK(read(page, "Content-Encoding: br\r\n") == "An encoded page");
}

TEST_CASE("an encoding that cannot be undone costs its page only") {
  const auto found = extract_bytes("a.warc", response("1", http_answer(news_page("Coded"), "text/html", "Content-Encoding: rot13\r\n")) +
                                                 response("2", http_answer(brotlied(std::string(300'000, 'x') + news_page("Cut")).substr(0, 20), "text/html", "Content-Encoding: br\r\n")) +
                                                 response("3", http_answer(news_page("Behind them"))));
  CHECK(entries(found) == std::vector<std::string>{"!http://news.example/3@20200301045041"});
  CHECK(messages(found) == std::vector<std::string>{"was sent in an encoding that newsgrep does not know: rot13", "the encoded page ends too early"});
}

TEST_CASE("the charset that a server declares is that of the page") {
  std::string page = news_page("Caf\xE9 and ferry");
  const auto found = extract_bytes("a.warc", response("1", http_answer(page, "text/html; charset=ISO-8859-1")) +
                                                 response("2", http_answer(news_page("\xCF\xEE\xE2\xB3\xF2\xF0\xFF and ferry"), "text/html; Charset=\"windows-1251\"")));
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].title == "Café and ferry");
  CHECK(found.articles[1].title == "Повітря and ferry");
}

TEST_CASE("ARC files are read, with spaces in their addresses and without") {
  const std::string version = "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n";
  const auto arc = "filedesc://a.arc 0.0.0.0 20040102030405 text/plain " + std::to_string(version.size()) + "\n" + version + "\n" +
                   arc_record("http://news.example/1", http_answer(news_page("The first page"))) + arc_record("dns:news.example", "20040102 192.0.2.1") +
                   arc_record("http://news.example/a b", http_answer(news_page("The second page")));
  for (const auto& bytes : {arc, packed(arc)}) {
    const auto found = extract_bytes("a.arc", bytes);
    CHECK(entries(found) == std::vector<std::string>{"!http://news.example/1@20040102030405", "!http://news.example/a b@20040102030405"});
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].captured.iso() == "2004-01-02T03:04:05Z");
  }
}

TEST_CASE("a crawl that breaks off gives what is before, and says where") {
  const auto one = response("1", http_answer(news_page("The first page"))), two = response("2", http_answer(news_page("The second page")));
  const auto found = extract_bytes("a.warc", one + two.substr(0, two.size() / 2));
  CHECK(found.articles.size() == 1);
  CHECK(messages(found) == std::vector<std::string>{"the file ends within the record of http://news.example/2 (record 2, byte " + std::to_string(one.size()) + ")"});
  CHECK(found.troubles[0].severity == Severity::error);
}

TEST_CASE("a record of a wrong length does not cost those behind it") {
  std::string wrong = response("1", http_answer(news_page("The first page")));
  const auto at = wrong.find("Content-Length: ") + 16;
  wrong.replace(at, wrong.find('\r', at) - at, "40");
  const auto found = extract_bytes("a.warc", wrong + response("2", http_answer(news_page("The second page"))) + "rubbish\n" + response("3", http_answer(news_page("The third page"))));
  CHECK(entries(found) == std::vector<std::string>{"!http://news.example/2@20200301045041", "!http://news.example/3@20200301045041"});
  CHECK(found.count("stray_bytes") == 1);
}

TEST_CASE("pages that the crawler cut off are read, and counted") {
  const auto found = extract_bytes("a.warc", warc_record({"response", "http://news.example/1", http_answer(news_page("Cut off")), "application/http", "2020-03-01T04:50:41Z", "WARC-Truncated: length\r\n"}));
  CHECK(found.articles.size() == 1);
  CHECK(messages(found) == std::vector<std::string>{"1 page was stored only in part by the crawler, first http://news.example/1"});
}

TEST_CASE("a WACZ is its crawls, not its lists of pages") {
  const auto crawl = response("1", http_answer(news_page("The page")));
  const auto found = extract_bytes("a.wacz", make_archive("zip", {{"pages/pages.jsonl", "{\"title\":\"The page\",\"text\":\"Its text, once more.\"}\n"}, {"archive/data.warc.gz", packed(crawl)}, {"datapackage.json", "{}"}}));
  CHECK(entries(found) == std::vector<std::string>{"!archive/data.warc.gz!http://news.example/1@20200301045041"});
  CHECK(messages(found) == std::vector<std::string>{"passed over what only describes the crawl, entries: 2"});
  CHECK(messages(extract_bytes("b.wacz", make_archive("zip", {{"datapackage.json", "{}"}}))).front() == "a WACZ in which there is no WARC");
}

TEST_CASE("a capture is kept in the index, and of two captures of a page the text of the later one counts, and the date of the first") {
  const TemporaryFolder folder;
  folder.write("a.warc", warc_record({"response", "http://news.example/1", http_answer(news_page("As it was later")), "application/http", "2021-03-01T04:50:41Z"}) +
                             warc_record({"response", "http://news.example/1", http_answer(news_page("As it was first")), "application/http", "2020-03-01T04:50:41Z"}));
  const auto summary = index_folder(folder.path());
  CHECK(summary.articles == 1);
  CHECK(summary.superseded == 1);
  const auto article = Searcher(folder.path()).article_at("a.warc!http://news.example/1@20210301045041");
  REQUIRE(article);
  CHECK(article->captured.iso() == "2020-03-01T04:50:41Z");
  CHECK(article->title == "As it was later");
}

TEST_CASE("real crawls are read or refused, and each has told something") {
  const auto corpora = real_corpora();
  if (!corpora || !fs::is_directory(*corpora / "warc")) {
    MESSAGE("skipped: no real crawls beside the project");
    return;
  }
  std::size_t files = 0, articles = 0;
  for (const auto& file : fs::recursive_directory_iterator(*corpora / "warc")) {
    const auto name = file.path().filename().string();
    if (!file.is_regular_file() || (name.find(".warc") == std::string::npos && name.find(".arc") == std::string::npos && !name.ends_with(".wacz"))) continue;
    CAPTURE(name);
    ++files;
    const auto found = extract(file.path());
    articles += found.articles.size();
    CHECK(found.articles.size() + found.troubles.size() > 0);
    for (const auto& article : found.articles) CHECK(article.captured.known());
  }
  CHECK(files >= 45);
  CHECK(articles >= 190);
}
