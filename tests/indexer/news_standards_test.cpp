// SPDX-License-Identifier: GPL-2.0-or-later
// NITF, NewsML, NewsML-G2, ninjs, RCV1 and XML of no standard.
#include "indexer/readers/json.hpp"
#include "indexer/readers/newsml.hpp"
#include "indexer/readers/newsml_g2.hpp"
#include "indexer/readers/nitf.hpp"
#include "indexer/readers/xml_values.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/containers.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Names = std::vector<std::string>;

Article only(ReadFunction read, const std::string& bytes) {
  const auto kept = read_with(read, bytes);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).entry.empty());
  return kept.at(0);
}

std::string told(ReadFunction read, const std::string& bytes) {
  const auto kept = read_with(read, bytes);
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].severity == Severity::notice);
  return kept.skips[0].message;
}

std::string g2(const std::string& meta, const std::string& content, const std::string& set = {}) {
  return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:newsml:a:1\"><itemMeta>" + meta + "</itemMeta><contentMeta>" + content +
         "</contentMeta><contentSet>" + set + "</contentSet></newsItem>";
}

}  // namespace

TEST_CASE("NITF as The New York Times has it gives the lead once and the day in three numbers") {
  const auto article = only(read_nitf, R"(<nitf><head><title>T</title><meta name="publication_day_of_month" content="1"/><meta name="publication_month" content="2"/>
    <meta name="publication_year" content="2007"/><meta name="online_sections" content="World"/><docdata><doc-id id-string="12"/><identified-content>
    <classifier class="indexing_service" type="descriptor">Ferries</classifier><person class="indexing_service">Doe, Jane</person></identified-content></docdata></head>
    <body><body.head><hedline><hl1>Headline</hl1></hedline><byline class="print_byline">By JANE DOE</byline><byline class="normalized_byline">Doe, Jane</byline>
    <abstract><p>In short.</p></abstract></body.head><body.content><block class="lead_paragraph"><p>LEAD: One.</p></block>
    <block class="full_text"><p>One.</p><p>Two.</p></block></body.content></body></nitf>)");
  CHECK(article.title == "Headline");
  CHECK(article.text == "One.\n\nTwo.");
  CHECK(article.published.iso() == "2007-02-01");
  CHECK(article.section == "World");
  CHECK(article.byline == "JANE DOE");
  CHECK(article.standfirst == "In short.");
  CHECK(article.tags == Names{"Ferries", "Doe, Jane"});
}

TEST_CASE("NITF keeps a byline without its title, a dateline without its date, and captions apart") {
  const auto article = only(read_nitf, R"(<nitf><head><docdata><date.issue norm="20151210T191044Z"/></docdata></head><body><body.head><hedline><hl1>H</hl1></hedline>
    <byline>By <person>Jane Doe</person> and <person>John Roe</person><byttl>Writers</byttl></byline><dateline><location>PARIS</location><story.date norm="20151210"/></dateline></body.head>
    <body.content><p>One <org>Acme</org>, two.</p><media media-type="image"><media-caption>The quay</media-caption></media></body.content></body></nitf>)");
  CHECK(article.byline == "Jane Doe and John Roe");
  CHECK(article.authors == Names{"Jane Doe", "John Roe"});
  CHECK(article.dateline == "PARIS");
  CHECK(article.captions == Names{"The quay"});
  CHECK(article.text == "One Acme, two.");
}

TEST_CASE("a byline above a wire's text and signs below it are none of the text") {
  const auto article = only(read_newsml, "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines><ContentItem><DataContent><p>By Dave McNary</p><p>One.</p><p>hh/ph</p>"
                                         "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>");
  CHECK(article.byline == "Dave McNary");
  CHECK(article.text == "One.");
}

TEST_CASE("what a provider withdrew is left out and told") {
  CHECK(told(read_nitf, R"(<nitf><head><docdata management-status="embargoed"/></head><body/></nitf>)") == "1 entry declared embargoed by the provider is left out");
  CHECK(told(read_newsml_g2, g2("<pubStatus qcode=\"stat:canceled\"/>", "<headline>H</headline>")) == "1 entry declared canceled by the provider is left out");
  CHECK(told(read_newsml, "<NewsML><NewsItem><NewsManagement><Status FormalName=\"Withheld\"/></NewsManagement></NewsItem></NewsML>") == "1 entry declared withheld by the provider is left out");
  CHECK(told(read_json, R"({"uri": "urn:a", "versioncreated": "2020-05-05", "pubstatus": "canceled", "headline": "H", "body_text": "One."})") == "1 entry declared canceled by the provider is left out");
}

TEST_CASE("NewsML-G2 has names for its concepts, and codes that are none") {
  const auto article = only(read_newsml_g2, g2(R"(<provider qcode="nprov:AFP"/><versionCreated>2020-05-05T10:00:00Z</versionCreated><firstCreated>2020-05-04T10:00:00Z</firstCreated>)",
      R"(<subject qcode="x:1"/><subject qcode="x:2"><name role="nrol:mnemonic">sp</name><name>Sport</name></subject><creator literal="MDJ/"/><creator><name>Jane Doe</name></creator>
      <headline role="hld:subHeadline">Under</headline><headline>Over</headline>)", R"(<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
      <body><header><p>Slug</p></header><h1>Over</h1><p>One.</p></body></html></inlineXML>)"));
  CHECK(article.title == "Over");
  CHECK(article.text == "One.");
  CHECK(article.source == "AFP");
  CHECK(article.tags == Names{"Sport"});
  CHECK(article.authors == Names{"Jane Doe"});
  CHECK(article.published.iso() == "2020-05-04T10:00:00Z");
  CHECK(article.updated.iso() == "2020-05-05T10:00:00Z");
}

TEST_CASE("a standfirst that is printed above the text is found and shown as its first paragraph, once") {
  const TemporaryFolder folder;
  folder.write("a.xml", "<nitf><body><body.head><hedline><hl1>Ferry sinks</hl1><hl2>Divers search the harbour</hl2></hedline></body.head><body.content><p>A ferry sank.</p></body.content></body></nitf>");
  folder.write("b.html", "<html><head><title>T</title><meta name=\"description\" content=\"All about newspapers\"></head>" + news_page("Storm").substr(news_page("Storm").find("<body")));
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const auto found = ids_of(searcher, "\"Divers search the harbour\"");
  REQUIRE(found.size() == 1);
  CHECK(searcher.article(found.front())->text == "Divers search the harbour\n\nA ferry sank.");
  CHECK(ids_of(searcher, "newspapers").empty());  // only for search engines
}

TEST_CASE("several stories of one NewsML item are articles of their own, with what lies around them, and equivalent ones are one") {
  const auto item = [](const std::string& list) {
    return "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><PublicIdentifier>urn:newsml:a.example:1</PublicIdentifier></NewsIdentifier></Identification>"
           "<NewsComponent" + list + "><NewsLines><DateLine>PARIS</DateLine></NewsLines>"
           "<NewsComponent><NewsLines><HeadLine>First</HeadLine><KeywordLine>ferry</KeywordLine></NewsLines><ContentItem><DataContent><p>One boat.</p></DataContent></ContentItem></NewsComponent>"
           "<NewsComponent><NewsLines><HeadLine>Second</HeadLine></NewsLines><NewsComponent><ContentItem><DataContent><p>Two boats and more.</p></DataContent></ContentItem></NewsComponent></NewsComponent>"
           "<NewsComponent><Role FormalName=\"Caption\"/><NewsLines><HeadLine>Picture</HeadLine></NewsLines><ContentItem><DataContent>A boat.</DataContent></ContentItem></NewsComponent>"
           "</NewsComponent></NewsItem></NewsML>";
  };
  const auto several = read_with(read_newsml, item(""));
  REQUIRE(several.drafts.size() == 2);
  CHECK(several.at(0).title == "First");
  CHECK(several.at(0).text == "One boat.");
  CHECK(several.at(0).dateline == "PARIS");
  CHECK(several.at(0).tags == std::vector<std::string>{"ferry"});
  CHECK(several.at(1).title == "Second");
  CHECK(several.at(1).text == "Two boats and more.");
  CHECK(several.at(1).tags.empty());
  CHECK(several.at(0).entry == "#1");
  CHECK(several.at(1).entry == "#2");
  CHECK(several.at(0).native_id == "urn:newsml:a.example:1");
  CHECK(several.at(1).native_id == "urn:newsml:a.example:1#2");
  CHECK(only(read_newsml, item(" EquivalentsList=\"yes\"")).text == "Two boats and more.");
}

TEST_CASE("a picture in NewsML-G2 has its caption as its text") {
  const auto article = only(read_newsml_g2, g2("<itemClass qcode=\"ninat:picture\"/>", "<headline>H</headline><description role=\"drol:caption\">A boat.</description>"));
  CHECK(article.text == "A boat.");
  CHECK(article.captions == Names{"A boat."});
}

TEST_CASE("concepts, plans and packages of NewsML-G2 are no news") {
  CHECK(told(read_newsml_g2, "<conceptItem/>") == "1 entry describing a concept is left out");
  CHECK(told(read_newsml_g2, "<planningItem/>") == "1 entry planning coverage is left out");
  CHECK(told(read_newsml_g2, "<newsMessage><itemSet><packageItem/><packageItem/></itemSet></newsMessage>") == "2 entries packaging other items are left out");
  CHECK(told(read_newsml_g2, "<newsMessage><itemSet/></newsMessage>") == "a message without news items");
}

TEST_CASE("of several forms of a text NewsML gives the longest, and captions apart") {
  const auto article = only(read_newsml, R"(<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><PublicIdentifier>urn:newsml:a.example:1</PublicIdentifier>
    </NewsIdentifier></Identification><NewsManagement><FirstCreated>20200504T100000Z</FirstCreated></NewsManagement><NewsComponent EquivalentsList="yes">
    <NewsComponent><NewsLines><HeadLine>Kurz</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="de"/></DescriptiveMetadata><ContentItem><DataContent>Eins.</DataContent></ContentItem></NewsComponent>
    <NewsComponent><NewsLines><HeadLine>Long</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata><ContentItem><DataContent><nitf><body><body.content><p>One and two.</p><p>Three.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>A boat.</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>)");
  CHECK(article.title == "Long");
  CHECK(article.language == "en");
  CHECK(article.text == "One and two.\n\nThree.");
  CHECK(article.captions == Names{"A boat."});
  CHECK(article.published.iso() == "2020-05-04T10:00:00Z");
}

TEST_CASE("ninjs of every version names its texts in its own way") {
  const auto old = only(read_json, R"({"uri": "urn:a", "versioncreated": "2020-05-05T10:00:00Z", "headline": "H", "byline": "By Jane Doe", "located": "Paris", "subject": [{"name": "Sport"}],
    "body_xhtml": "<p>One.</p><p>Two.</p>", "description_text": "In short.", "associations": {"main": {"type": "picture", "description_text": "A boat."}}})");
  CHECK(old.title == "H");
  CHECK(old.text == "One.\n\nTwo.");
  CHECK(old.standfirst == "In short.");
  CHECK(old.captions == Names{"A boat."});
  CHECK(old.dateline == "Paris");
  CHECK(old.authors.empty());  // the pipeline reads them from the byline
  CHECK(old.tags == Names{"Sport"});
  const auto late = only(read_json, R"({"uri": "urn:b", "versionCreated": "2020-05-05T10:00:00Z", "firstCreated": "2020-05-04T10:00:00Z", "headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "M"}],
    "bodies": [{"contentType": "image/png", "value": "no"}, {"contentType": "text/plain", "value": "One."}]})");
  CHECK(late.title == "M");
  CHECK(late.text == "One.");
  CHECK(late.published.iso() == "2020-05-04T10:00:00Z");
  CHECK(late.updated.iso() == "2020-05-05T10:00:00Z");
}

TEST_CASE("a body of ninjs may be NITF") {
  CHECK(only(read_json, R"({"uri": "urn:a", "versionCreated": "2020-05-05", "headline": "H", "bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body><body.content><p>One.</p></body.content></body></nitf>"}]})").text == "One.");
}

TEST_CASE("events of ninjs are no news") {
  CHECK(told(read_json, R"({"uri": "urn:a", "versionCreated": "2020-05-05", "type": "event", "title": "A fair"})") == "1 entry announcing an event is left out");
}

TEST_CASE("the answers of agencies hold their items deep within") {
  const auto kept = read_with(read_json, R"({"data": {"items": [{"item": {"uri": "urn:a", "versioncreated": "2020-05-05", "headline": "A"}}, {"item": {"uri": "urn:b", "versioncreated": "2020-05-05", "headline": "B"}}]}})");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).title == "B");
}

TEST_CASE("an article of RCV1 has its codes as tags") {
  const auto article = only(read_rcv1, R"(<newsitem itemid="2286" date="1996-08-20" xml:lang="en"><title>MEXICO: T</title><headline>H</headline><dateline>MEXICO CITY 1996-08-20</dateline>
    <text><p>One.</p><p>Two.</p></text><metadata><codes class="bip:countries:1.0"><code code="MEX"/></codes><dc element="dc.publisher" value="Reuters Holdings Plc"/></metadata></newsitem>)");
  CHECK(article.native_id == "rcv1:2286");
  CHECK(article.title == "H");
  CHECK(article.text == "One.\n\nTwo.");
  CHECK(article.tags == Names{"MEX"});
  CHECK(article.published.iso() == "1996-08-20");
  CHECK(article.source == "Reuters Holdings Plc");
}

TEST_CASE("XML of no standard is read where its names tell enough") {
  const auto article = only(read_xml_values, "<?xml version='1.0'?><release><title>T</title><leadtext>L</leadtext><body>&lt;p&gt;One.&lt;/p&gt;</body><publicationDate>11.07.2019 12:17</publicationDate>"
                                             "<images><image><caption>A boat.</caption></image></images></release>");
  CHECK(article.title == "T");
  CHECK(article.text == "One.");
  CHECK(article.published.iso() == "2019-07-11T12:17");
  CHECK(article.captions == Names{"A boat."});
  const auto kept = read_with(read_xml_values, "<?xml version='1.0'?><results><total>2</total></results>");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "no_text");
}

TEST_CASE("XML whose elements are all called alike is read by their attributes, with a declaration or without") {
  const std::string add =
      "<add><doc><field name=\"id\">n1</field><field name=\"title\">A terminal</field><field name=\"body\">It was "
      "approved.</field><field name=\"date\">2019-03-04T10:00:00Z</field></doc>\n"
      "<doc><field name=\"id\">n2</field><field name=\"title\">A strike</field><field name=\"body\">It is "
      "over.</field></doc></add>";
  CHECK(sniff_xml_values(add) == Likeness::likely);
  CHECK(sniff_xml_values("<div><title>A terminal</title><body>It was approved.</body></div>") == Likeness::no);
  const auto kept = read_with(read_xml_values, add);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).title == "A terminal");
  CHECK(kept.at(0).text == "It was approved.");
  CHECK(kept.at(0).published.iso() == "2019-03-04T10:00:00Z");
  CHECK(kept.at(1).native_id == "n2");
  const auto several = read_with(read_xml_values,
                                 "<?xml version='1.0'?><response><result><doc><str name='title'>A strike</str><arr "
                                 "name='content'><str>One.</str><str>Two.</str></arr><date "
                                 "name='published'>2019-03-04</date></doc></result></response>");
  REQUIRE(several.drafts.size() == 1);
  CHECK(several.at(0).text == "One.\n\nTwo.");
}

TEST_CASE("an article of XML may say what it is in a header of its own") {
  const auto article =
      only(read_xml_values,
           "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>A "
           "vote</title><author>Jane Doe</author></titleStmt>"
           "<publicationStmt><publisher>Portwell Post</publisher><date when='1912-04-16'>Tuesday "
           "last</date></publicationStmt></fileDesc></teiHeader>"
           "<text><body><div><head>A vote</head><p>It was held.</p><p>It was close.</p></div></body></text></TEI>");
  CHECK(article.title == "A vote");
  CHECK(article.byline == "Jane Doe");
  CHECK(article.source == "Portwell Post");
  CHECK(article.published.iso() == "1912-04-16");
  CHECK(article.text == "It was held.\n\nIt was close.");
}
