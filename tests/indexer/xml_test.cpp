// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml.hpp"

#include "indexer/readers/xml_text.hpp"
#include "tests/indexer/reading.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

struct Read {
  std::vector<std::string> records, names;
  std::vector<std::uint64_t> lines;
  std::uint32_t repairs = 0;
  Kept kept;
};

Read read_items(std::string xml, std::size_t block = 4096) {
  Read read;
  MemoryEntry entry(std::move(xml), block);
  Skips skips(read.kept);
  for_each_xml(entry, skips, {"item"}, [&](const XmlRecord& record) {
    read.records.push_back(record.node.words());
    read.names.push_back(record.node.children.empty() ? "" : record.node.children.front()->name);
    read.lines.push_back(record.line);
    read.repairs += record.repairs;
    return true;
  });
  skips.finish();
  return read;
}

std::string only_kind(const Read& read) { return read.kept.skips.size() == 1 ? read.kept.skips[0].kind : std::to_string(read.kept.skips.size()) + " skips"; }

}  // namespace

TEST_CASE("records of XML come one by one, with their lines, wherever blocks end") {
  const std::string xml = "<?xml version='1.0'?>\n<all>\n<item>Æon &amp; one</item>\n<item><b>two</b> words</item></all>";
  for (const std::size_t block : {1u, 3u, 7u, 4096u}) {
    CAPTURE(block);
    const auto read = read_items(xml, block);
    CHECK(read.records == std::vector<std::string>{"Æon & one", "two words"});
    CHECK(read.lines == std::vector<std::uint64_t>{3, 4});
    CHECK(read.kept.skips.empty());
    CHECK(read.repairs == 0);
  }
}

TEST_CASE("entities of HTML are known in XML without being declared") {
  CHECK(read_items("<all><item>a&nbsp;b &eacute;t&eacute; &hellip; &unknown;</item></all>").records == std::vector<std::string>{"a b été … &unknown;"});
}

TEST_CASE("entities that a file declares are not expanded, and none is fetched") {
  const std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                           "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><all><item>&b; &x;</item></all>";
  CHECK(read_items(bomb).records == std::vector<std::string>{"&b; &x;"});
}

TEST_CASE("a tag that is not closed costs no other record") {
  const auto read = read_items("<all><item>one<br></item><item>two</item><item>three</item></all>");
  CHECK(read.records.size() == 3);
  CHECK(read.repairs > 0);
}

TEST_CASE("bare ampersands and control characters are repaired") {
  const auto read = read_items("<all><item>Q & A\x03 B</item></all>");
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0] == "Q & A B");
  CHECK(read.repairs > 0);
  CHECK(read_items("<all><item a='b & c'>AT&T, R&amp;D &&amp; M&S; <![CDATA[&amp; <b>]]></item></all>", 1).records == std::vector<std::string>{"AT&T, R&D && M&S; &amp; <b>"});
}

TEST_CASE("a file that ends within a record says so") {
  const auto read = read_items("<all><item>one</item><item>two");
  CHECK(read.records == std::vector<std::string>{"one"});
  CHECK(only_kind(read) == "unfinished");
  CHECK(only_kind(read_items("<all><item>one</item>")) == "unfinished");
}

TEST_CASE("what is no XML says so") {
  CHECK(only_kind(read_items("nothing of the kind")) == "bad_xml");
  const auto read = read_items("<all><item>one</item></all></all><item>two</item>");
  CHECK(read.records.size() == 1);
  CHECK(only_kind(read) == "bad_xml");
}

TEST_CASE("documents may follow one another") {
  const auto read = read_items("<?xml version='1.0'?>\n<a><item>one</item></a>\n<?xml version='1.0'?>\n<!DOCTYPE item>\n<item>two</item>");
  CHECK(read.records == std::vector<std::string>{"one", "two"});
  CHECK(read.lines == std::vector<std::uint64_t>{2, 5});
  CHECK(read.kept.skips.empty());
}

TEST_CASE("a record that is too large is left out and the next one read") {
  const auto read = read_items("<all><item>" + std::string(17u << 20, 'x') + "</item><item>two</item></all>", 1 << 16);
  CHECK(read.records == std::vector<std::string>{"two"});
  CHECK(only_kind(read) == "too_large");
}

TEST_CASE("deep nesting is flattened") {
  std::string deep = "<all><item>";
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  deep += "words";
  for (int i = 0; i < 10'000; ++i) deep += "</a>";
  const auto read = read_items(deep + "</item><item>two</item></all>");
  CHECK(read.records == std::vector<std::string>{"words", "two"});
  CHECK(read.repairs > 0);
}

TEST_CASE("a tag that goes on and on ends the reading, with the reason and the line") {
  const auto read = read_items("<all>\n<item>one</item>\n<item " + std::string(17u << 20, 'a') + ">two</item></all>", 1 << 16);
  CHECK(read.records == std::vector<std::string>{"one"});
  REQUIRE(read.kept.skips.size() == 1);
  CHECK(read.kept.skips[0].kind == "bad_xml");
  CHECK(read.kept.skips[0].message == "is not XML from here on: a single tag is larger than 16 MiB");
  CHECK(read.kept.skips[0].line == 3);
  const auto large = read_items("<all><item><a b='" + std::string(1u << 20, 'x') + "'/>one</item></all>");
  CHECK(large.records == std::vector<std::string>{"one"});
  CHECK(large.kept.skips.empty());
}

TEST_CASE("comments and instructions are left out, whatever their size, and lines stay counted") {
  const std::string filling(1u << 20, '\n');
  const auto read = read_items("<all><!-- <item>no</item>" + filling + "--><?php <item>no</item> ?><item>o<!-- a & b -->ne</item>\n<item>two</item></all>");
  CHECK(read.records == std::vector<std::string>{"one", "two"});
  CHECK(read.lines == std::vector<std::uint64_t>{filling.size() + 1, filling.size() + 2});
  CHECK(read.kept.skips.empty());
  CHECK(read.repairs == 0);
}

TEST_CASE("a comment that never ends is said, and where it begins") {
  for (const std::size_t block : {1u, 3u, 4096u}) {
    CAPTURE(block);
    const auto read = read_items("<all>\n<!-- a -->\n<!-- b\n<item>one</item></all>", block);
    REQUIRE(read.kept.skips.size() == 1);
    CHECK(read.kept.skips[0].kind == "unfinished");
    CHECK(read.kept.skips[0].message == "the file ends before its last element does, within a comment that begins in line 3");
  }
  CHECK(read_items("<all><item>one</item></all>\n<?x").kept.skips.at(0).message == "the file ends, within an instruction that begins in line 2");
  CHECK(read_items("<!DOCTYPE all [ <all><item>one</item></all>").kept.skips.at(0).message == "the file ends, within a document type that begins in line 1");
  const auto within = read_items("<all><item>one<![CDATA[two</item></all>");
  REQUIRE(within.kept.skips.size() == 1);
  CHECK(within.kept.skips[0].message == "the file ends in the middle of an article, within a CDATA section that begins in line 1");
}

TEST_CASE("a tag has its first thousand attributes, and the rest is a repair") {
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "\na" + std::to_string(i) + "='>/'";
  for (const std::string end : {">one</item>", " />"}) {
    std::size_t attributes = 0;
    std::uint32_t repairs = 0;
    std::uint64_t line = 0;
    MemoryEntry entry("<all><item" + many + end + "\n<item>two</item></all>", 7);
    Kept kept;
    Skips skips(kept);
    const auto count = for_each_xml(entry, skips, {"item"}, [&](const XmlRecord& record) {
      attributes = std::max(attributes, record.node.attributes.size());
      repairs += record.repairs;
      line = record.line;
      return true;
    });
    CHECK(count == 2);
    CHECK(attributes == 1000);
    CHECK(repairs == 1);
    CHECK(line == 3002);
    CHECK(kept.skips.empty());
  }
}

TEST_CASE("elements of which a parser would have to keep too much end the reading") {
  std::string deep = "<all><item>one</item>", spaces = deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  for (int i = 0; i < 2002; ++i) spaces += "<a xmlns:n" + std::to_string(i) + "='u'>";
  const auto of_depth = read_items(deep + "<item>two</item>", 1 << 16), of_spaces = read_items(spaces + "<item>two</item>");
  CHECK(of_depth.records == std::vector<std::string>{"one"});
  REQUIRE(of_depth.kept.skips.size() == 1);
  CHECK(of_depth.kept.skips[0].message == "is not XML from here on: more than 1000000 elements lie within one another");
  CHECK(of_spaces.records == std::vector<std::string>{"one"});
  REQUIRE(of_spaces.kept.skips.size() == 1);
  CHECK(of_spaces.kept.skips[0].message == "is not XML from here on: open elements declare more than 2000 namespaces");
}

TEST_CASE("what stands around records is kept as far as it stands in front") {
  std::string xml = "<all><title>The Paper</title>";
  for (int i = 0; i < 5000; ++i) xml += "<x>a</x>";
  MemoryEntry entry(xml + "<item/></all>");
  Kept kept;
  Skips skips(kept);
  for_each_xml(entry, skips, {"item"}, [&](const XmlRecord& record) {
    CHECK(record.root.words_of("title") == "The Paper");
    CHECK(record.root.children.size() <= 1001);
    return true;
  });
  CHECK(kept.skips.empty());
}

TEST_CASE("captions of a fragment are read once each, however many are not closed") {
  std::string open;
  for (int i = 0; i < 200'000; ++i) open += "<figcaption ";
  CHECK(captions_in_markup(open + ">The quay</figcaption><figcaption>The ferry</figcaption>") == std::vector<std::string>{"The quay", "The ferry"});
}

TEST_CASE("XML comes in every encoding that it declares or shows") {
  const std::string xml = "<?xml version='1.0' encoding='iso-8859-1'?><all><item>caf\xE9</item></all>";
  CHECK(read_items(xml).records == std::vector<std::string>{"café"});
  std::string wide = "\xFF\xFE";
  for (const char c : "<all><item>caf"s) wide += {c, '\0'};
  wide += "\xE9"s + '\0';
  for (const char c : "</item></all>"s) wide += {c, '\0'};
  CHECK(read_items(wide).records == std::vector<std::string>{"café"});
  CHECK(read_items("\xEF\xBB\xBF  <?xml version='1.0' encoding='utf-16'?><all><item>café</item></all>").records == std::vector<std::string>{"café"});
}

TEST_CASE("elements have their prefix but for those of the root's namespace and of XHTML") {
  const auto read = read_items("<a:all xmlns:a='urn:a' xmlns:x='http://www.w3.org/1999/xhtml'><a:item><a:b/></a:item><a:item><x:p/></a:item>"
                               "<a:item><m:c xmlns:m='urn:m'/></a:item></a:all>");
  CHECK(read.names == std::vector<std::string>{"b", "p", "m:c"});
}

TEST_CASE("the root of XML stands behind declarations, comments and document types") {
  CHECK(xml_root("<?xml version='1.0'?>\n<!-- <no> -->\n<!DOCTYPE a [<!ENTITY b '>'>]>\n<x:real a='1'>") == "real");
  CHECK(xml_root("<one/>") == "one");
  CHECK(xml_root("a < b").empty());
  CHECK(xml_root("").empty());
}

TEST_CASE("paragraphs of XML leave out captions and taglines, and two line ends part them") {
  MemoryEntry entry("<item><p>One <i>fine</i> day,<br/>it rained.</p><media><media-caption>A picture</media-caption></media>"
                    "<table><tr><td>a</td><td>b</td></tr></table>two<br/><br/>three<tagline>The end</tagline></item>");
  Kept kept;
  Skips skips(kept);
  for_each_xml(entry, skips, {"item"}, [](const XmlRecord& record) {
    CHECK(paragraphs_in(record.node) == "One fine day, it rained.\n\na b\n\ntwo\n\nthree");
    CHECK(captions_in(record.node) == std::vector<std::string>{"A picture"});
    return true;
  });
}
