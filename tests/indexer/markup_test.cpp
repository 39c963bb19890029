// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markup.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;

TEST_CASE("entities become what they stand for, unknown ones stay") {
  CHECK(decode_entities("A &amp; B &lt;C&gt; &quot;D&quot; &apos;") == "A & B <C> \"D\" '");
  CHECK(decode_entities("&eacute;&Eacute;&mdash;&#233;&#xE9;&#x1F600;") == "éÉ—éé😀");
  CHECK(decode_entities("&#146;&#150;") == "’–");
  CHECK(decode_entities("AT&T; R&D &nosuch; & &; &#; &#xZ; &amp") == "AT&T; R&D &nosuch; & &;   &amp");
}

TEST_CASE("control characters and impossible numbers do not get in") {
  CHECK(decode_entities("a&#0;b&#3;c&#127;d") == "abcd");
  CHECK(decode_entities("&#xD800;") == "\xEF\xBF\xBD");
  CHECK(decode_entities("&#x110000;") == "\xEF\xBF\xBD");
  CHECK(decode_entities("&#99999999999999999999;").size() <= 23);
}

TEST_CASE("block elements end paragraphs, inline elements do not") {
  CHECK(strip_markup("<p>One <b>bold</b> word.</p><p>Two.</p>") == "One bold word.\n\nTwo.");
  CHECK(strip_markup("<ul><li>a</li><li>b</li></ul>") == "a\n\nb");
  CHECK(strip_markup("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\n\nc");
  CHECK(strip_markup("Mid<i>dle</i>\nof  a <a href=\"x>y\">line</a>").starts_with("Middle of a"));
}

TEST_CASE("a text with nothing but a raised sign as markup is markup, and its indented lines go on from those above") {
  CHECK(plain_text("The boats<sup >(R)</sup> of the lake\n      lay in the harbour.") == "The boats(R) of the lake lay in the harbour.");
  CHECK(plain_text("The <b>boats</b> lay.\n\n  The wind blew.") == "The boats lay.\n\nThe wind blew.");
}

TEST_CASE("one break is a space, two are a paragraph, and breaks alone are lines") {
  CHECK(strip_markup("<p>a<br>b<br/> <br />c</p>") == "a b\n\nc");
  CHECK(strip_markup("a<br><br>b") == "a\n\nb");
}

TEST_CASE("scripts, styles and comments are no text, even unclosed") {
  CHECK(strip_markup("<p>a</p><script>if (1 < 2) {}</script><style>p {}</style><!-- c --><p>b</p>") == "a\n\nb");
  CHECK(strip_markup("<p>a</p><SCRIPT>'</p>' </b></Script ><p>b</p>") == "a\n\nb");
  CHECK(strip_markup("<p>a</p><script>never closed") == "a");
  CHECK(strip_markup("<p>a</p><!-- never closed") == "a");
  CHECK(strip_markup("<p>a</p><b") == "a");
}

TEST_CASE("less-than signs of prose are no tags") {
  CHECK(plain_text("5 < 6 and 7 > 2") == "5 < 6 and 7 > 2");
  CHECK(strip_markup("<p>5 < 6</p>") == "5 < 6");
}

TEST_CASE("escaped markup is markup") {
  CHECK(plain_text("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") == "One.\n\nTwo.");
}

TEST_CASE("paragraphs come from blank lines") {
  CHECK(paragraphs_of("One\nline.\n\n\n  Two.\n \t \nThree.\n") == "One line.\n\nTwo.\n\nThree.");
}

TEST_CASE("paragraphs come from indented first lines") {
  CHECK(paragraphs_of("First\nline.\n    Second\nparagraph.\n    Third.") ==
        "First line.\n\nSecond paragraph.\n\nThird.");
  CHECK(paragraphs_of("   all lines\n   are indented\n   alike") == "all lines are indented alike");
}

TEST_CASE("long lines are paragraphs each, also beside blank lines") {
  const std::string long_line(200, 'x');
  CHECK(paragraphs_of(long_line + "\n" + long_line) == long_line + "\n\n" + long_line);
  CHECK(paragraphs_of(long_line + "\n" + long_line + "\n\nshort") == long_line + "\n\n" + long_line + "\n\nshort");
}

TEST_CASE("white space of every script collapses") {
  CHECK(paragraphs_of("a\xC2\xA0\xC2\xA0 b\xE3\x80\x80"
                      "c\r\n d") == "a b c d");
  CHECK(paragraphs_of("日本　の\nニュース") == "日本 の ニュース");
  CHECK(paragraphs_of(" \n\t\n ").empty());
}

TEST_CASE("hostile markup takes linear time") {
  std::string open, amp, breaks;
  for (int i = 0; i < 300'000; ++i) {
    open += "<p";
    amp += "&a";
    breaks += "<br> ";
  }
  CHECK(strip_markup(open).size() < open.size());
  CHECK(decode_entities(amp) == amp);
  CHECK(strip_markup(breaks + "end") == "end");
  CHECK(plain_text(open + amp + breaks).size() < 3'000'000);
}

TEST_CASE("captions, players and boxes named as furniture are no text of a fragment, unless they are never closed") {
  CHECK(strip_markup("<p>One.</p><figure><img src=a><figcaption>Boats <i>there</i></figcaption></figure><p>Two.</p>") ==
        "One.\n\nTwo.");
  CHECK(strip_markup("<p>One.</p><div class='sharedaddy'><div>Share <div>this</div></div></div><p>Two.</p>") ==
        "One.\n\nTwo.");
  CHECK(strip_markup("<p>One.</p><iframe src=x>no frames</iframe><noscript>no scripts</noscript><p>Two.</p>") ==
        "One.\n\nTwo.");
  CHECK(strip_markup("<p>One.</p><div class='related-posts'><ul><li>Bridge opened</li></ul></div><p>Two.</p>") ==
        "One.\n\nTwo.");
  CHECK(strip_markup("<div class='article-body'><p>One.</p></div>") == "One.");
  CHECK(strip_markup("<p>One.</p><figcaption>Two.<p>Three.</p>") == "One.\n\nTwo.\n\nThree.");
}

TEST_CASE("what editors leave in brackets is no text, other brackets are") {
  CHECK(strip_markup("<p>One.</p>[caption id='a']<img src=a> Boats[/caption]<p>Two [sic].</p>[gallery ids='1,2']") ==
        "One.\n\nTwo [sic].");
  CHECK(strip_markup("<p>One.</p>[embed]https://lake.example[/embed]<p>[captions] [video</p>")
            .starts_with("One.\n\n[captions]"));
}

TEST_CASE("elements and brackets that are opened again and again and never closed take linear time") {
  for (const char* opening :
       {"<figcaption>", "<div class=share>", "<div class='share'>", "[caption a]", "[caption", "[embed]<p>", "<svg"}) {
    CAPTURE(opening);
    std::string all;
    for (int i = 0; i < 200000; ++i) all += opening;
    CHECK_NOTHROW(strip_markup("<p>" + all));
  }
}
