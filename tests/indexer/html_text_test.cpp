// SPDX-License-Identifier: GPL-2.0-or-later
// What of a page belongs to the article's text, one page for each thing that pages do.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

const std::string fourth =
    "In the evening the harbour master slept, and he did not wake before the morning of Tuesday.";
const std::string subhead = "Two boats";

}  // namespace

TEST_CASE("a subhead is kept whatever its class and however deep its words lie in it") {
  for (const std::string& head :
       {"<h2 class='infobox-title'>Two boats</h2>"s, "<h3><div><span>Two boats</span></div></h3>"s,
        "<h3><a href='#top'>Two boats</a></h3>"s, "<h2 class='widget'><b>Two</b> boats</h2>"s}) {
    CAPTURE(head);
    CHECK(text_of("<article>" + p(first) + head + p(second) + p(third) + "</article>") ==
          first + "\n\n" + subhead + "\n\n" + second + "\n\n" + third);
  }
}

TEST_CASE("a picture, a button or a script inside a line does not tear it") {
  for (const std::string& inner : {"<svg><path d='M1'/></svg>"s, "<script>x()</script>"s, "<button>Copy</button>"s}) {
    CAPTURE(inner);
    CHECK(text_of("<article>" +
                  p("The harbour of " + inner +
                    "<a href=/lindau>Lindau</a> was closed on Monday, "
                    "because the wind had torn two boats from their moorings.") +
                  p(second) + p(third) + "</article>") == three);
  }
}

TEST_CASE("words that only those hear who have the page read out are no part of a line") {
  for (const std::string& hidden :
       {"<span class='visually-hidden'>, opens new tab</span>"s, "<span hidden>, opens new tab</span>"s,
        "<span style='border:0;clip:rect(0 0 0 0)'>, opens new tab</span>"s}) {
    CAPTURE(hidden);
    CHECK(text_of("<article>" +
                  p("The harbour of <a href=/x>Lindau" + hidden +
                    "</a> was closed on Monday, because the wind had torn two boats from their moorings.") +
                  p(second) + p(third) + "</article>") == three);
  }
}

TEST_CASE("paragraphs whose classes are numbered are made alike, and short ones among them are text") {
  CHECK(text_of("<div class=story><p class='text text1'>" + first + "</p><p class='text text2'>Then it rained.</p>" +
                "<p class='text text3'>So it was</p><p class='text text4'>" + second + "</p><p class='text text5'>" +
                third + "</p></div>") == first + "\n\nThen it rained.\n\nSo it was\n\n" + second + "\n\n" + third);
}

TEST_CASE("a body in several pieces that are named alike is read whole, even where one lies in a teaser") {
  const auto piece = [](const std::string& text) { return "<div class='article-body'>" + text + "</div>"; };
  CHECK(text_of("<article><div class='teaser-content'>" + piece(p(first)) + "</div><div>" +
                piece(p(second) + p(third)) +
                piece(p(fourth) + p("And that was all that there was to say of it, as far as anybody knew.") +
                      p("Only the gulls went on, and they had been there before, and would stay on.")) +
                "</div></article>")
            .starts_with(three));
}

TEST_CASE("the lead that a page also gives as its description is the first paragraph") {
  const std::string lead = "A storm has closed the harbour of the town for a day, and the ferries stay where they are.";
  const std::string content = "<main><h1>Harbour closed</h1><div class=x>" + lead +
                              "</div><span>Lake</span><div class=y>" + body + "</div></main>";
  CHECK(read(page("<meta name=description content='" + lead + "'>", content)).text == lead + "\n\n" + three);
  CHECK(read(page("<meta name=description content='Something else about the harbour and the town and its people'>",
                  content))
            .text.find(three) != std::string::npos);
  CHECK(read(page("<meta name=description content='" + first + "'>", content)).text.find(first + "\n\n" + first) ==
        std::string::npos);
}

TEST_CASE("lines that point to other articles are left out, in many languages, and prose that begins alike is kept") {
  for (const char* pointer : {"Read more: ", "Read also: ", "Les også: ", "Lesen Sie auch: ", "À lire aussi : ",
                              "Lee también: ", "Leia também: ", "Leggi anche: ", "Lees ook: ", "Läs också: ",
                              "Czytaj także: ", "Čtěte také: ", "Читайте также: ", "MORE : "}) {
    CAPTURE(pointer);
    CHECK(text_of("<article>" + p(first) +
                  p("<a href=/x>"s + pointer + "The bridge was opened on Friday, and it rained</a>") + p(second) +
                  p(third) + "</article>") == three);
  }
  const std::string prose =
      "More from the lake came ashore in the night, he said, and nobody knew what to do about it.";
  CHECK(holds(text_of("<article>" + p(first) + p(prose) + p(second) + "</article>"), prose));
}

TEST_CASE("a line that ends with whom a picture is from is a caption") {
  for (const char* credit : {"Photo: Jane Doe", "Foto: dpa", "Bild: Jane Doe/Agency", "Bildrechte: Jane Doe"}) {
    CAPTURE(credit);
    CHECK(text_of("<article>" + p(first) + "<div><div>The boats in the harbour, seen from the east, on Monday. "s +
                  credit + "</div></div>" + p(second) + p(third) + "</article>") == three);
  }
}

TEST_CASE("a quotation is kept, and left out where the text repeats it") {
  const std::string quote = "I want to go home";
  CHECK(text_of("<article>" + p(first) + "<blockquote><p>" + quote + "</p></blockquote>" + p(second) + p(third) +
                "</article>") == first + "\n\n" + quote + "\n\n" + second + "\n\n" + third);
  CHECK(text_of("<article>" + p(first) + "<blockquote><p>had been up since four in the morning</p></blockquote>" +
                p(second) + p(third) + "</article>") == three);
}

TEST_CASE("one linked headline with a paragraph in a box inside the text is another article") {
  CHECK(text_of(
            "<article>" + p(first) + p(second) +
            "<section><ul><li><h3><a href=/x>Bridge opened on Friday</a></h3><p>The bridge was opened on Friday, and a "
            "band played, and then it rained again.</p></li></ul></section>" +
            p(third) + p(fourth) + p(first + " Again.") + "</article>") ==
        three + "\n\n" + fourth + "\n\n" + first + " Again.");
}

TEST_CASE("calls to subscribe, to give and to comment below a text are left out, and a text about them is kept") {
  for (const char* call :
       {"Follow us on every network that there is, and you will know of each storm before it comes.",
        "Sign up for our newsletter, which comes each morning, with all that you have to know.",
        "Hat Ihnen dieser Artikel gefallen? Dann helfen Sie uns bitte mit einer Spende, jetzt gleich.",
        "This site is protected by reCAPTCHA, and the privacy policy and terms of service apply."}) {
    CAPTURE(call);
    CHECK(text_of("<article>" + body + p(fourth) + p(call) + "</article>") == three + "\n\n" + fourth);
  }
  const std::string about = "Those who sign up for the course, which is free, learn to sail within two weeks, he said.";
  CHECK(holds(text_of("<article>" + p(about) + body + p(fourth) + "</article>"), about));
}

TEST_CASE(
    "a note about the author and rules for comments below the text are left out, a last paragraph made anew is kept") {
  const std::string note =
      "Writes about the lake since 2019, and about everything that swims in it or on it, or under it.";
  const std::string text = body + p(fourth) + p(first + " Again.") + p(second + " Again.") + p(third + " Again.");
  CHECK_FALSE(holds(text_of("<main><article><div class=text>" + text + "</div><div class=x><div><div>" + note +
                            "</div></div></div></article></main>"),
                    note));
  CHECK(
      holds(text_of("<main><article><div class=text>" + text + "<p class=last>" + note + "</p></div></article></main>"),
            note));
}

TEST_CASE("a form in a page is none of its text, a form around a whole page is") {
  CHECK(text_of("<article>" + body +
                "<form><p>Your address is not given to anybody, and all fields with a star must be "
                "filled in, or else.</p></form></article>") == three);
  CHECK(text_of("<form id=all><article>" + body + "</article></form>") == three);
}

TEST_CASE("a live blog keeps all of its updates in their order") {
  std::string updates, wanted;
  for (int i = 1; i <= 12; ++i) {
    const std::string text = "At " + std::to_string(i) +
                             " o'clock the wind was still strong, and no ferry sailed from "
                             "the harbour of the town.";
    updates += "<li><article><time datetime='2024-03-01T0" + std::to_string(i % 10) + ":00Z'>then</time><h3>Update " +
               std::to_string(i) + "</h3>" + p(text) + "</article></li>";
    wanted += (wanted.empty() ? "" : "\n\n") + "Update "s + std::to_string(i) + "\n\n" + text;
  }
  CHECK(text_of("<main><h1>Storm, live</h1><ul>" + updates + "</ul></main>") == wanted);
}

TEST_CASE("pages for telephones are read like others") {
  CHECK(
      text_of("<article><amp-img src=a.jpg></amp-img><amp-ad>Buy a boat, it is cheap, and it floats as well.</amp-ad>" +
              body +
              "<amp-consent>We use small files, and so do our partners, all of them, as you may know.</amp-consent>"
              "</article>") == three);
}

TEST_CASE("what is shown before a wall is the text, and what the wall says is not") {
  CHECK(text_of("<article>" + p(first) + p(second) + "<div class='paywall-message'><h3>Read on</h3>" +
                p("Subscribe to read on, for the first month at one euro, and cancel whenever you want to.") +
                "</div></article>") == first + "\n\n" + second);
}

TEST_CASE("scripts that mark no sentences, and those with marks of their own, are read") {
  const std::string thai = "ท่าเรือถูกปิดในวันจันทร์เพราะลมแรงพัดเรือสองลำหลุดออกจากที่จอด ไม่มีผู้ได้รับบาดเจ็บ ผู้จัดการท่าเรือกล่าวเมื่อเช้านี้";
  const std::string burmese = "ဆိပ်ကမ်းကို တနင်္လာနေ့တွင် ပိတ်ထားခဲ့သည်။ လေပြင်းကြောင့် လှေနှစ်စင်း မျောပါသွားသည်။";
  for (const std::string& text : {thai, burmese}) {
    CAPTURE(text);
    CHECK(text_of("<main><div><p>" + text + "</p><p>" + text + text + "</p></div></main>") ==
          text + "\n\n" + text + text);
  }
}

TEST_CASE("comments are left out by the heading above them, and a subhead about comments opens none") {
  const std::string text = body + p(fourth) + p(first + " Again.");
  const std::string said = p("I was there and I saw it, and it was not at all like that, you know.");
  const std::string plain = three + "\n\n" + fourth + "\n\n" + first + " Again.";
  for (const char* heading :
       {"<h2>Comments</h2>", "<div>12 Comments</div>", "<h3>Kommentare (3)</h3>", "<h4>Комментарии</h4>"}) {
    CAPTURE(heading);
    CHECK(text_of("<div><div>" + text + "</div>" + heading + "<div>" + said + said + "</div></div>") == plain);
  }
  CHECK(holds(text_of("<div>" + text + "<h2>The comments of the minister</h2>" + p(second + " Again.") + "</div>"),
              second + " Again."));
}

TEST_CASE("a first paragraph of its own class below a linked headline is text, and so is a short one") {
  const std::string text = p(second) + p(third) + p(fourth) + p(first + " Again.") + p(second + " Again.");
  CHECK(text_of("<article><h1><a href=/storm>Harbour closed</a></h1><p class=first>" + first + "</p>" + text +
                "</article>")
            .starts_with(first + "\n\n" + second));
  CHECK(text_of("<article><h1>Harbour closed</h1>" + p("What a storm!") + p("And what a night.") + body + text +
                "</article>")
            .starts_with("What a storm!\n\nAnd what a night.\n\n" + first));
}

TEST_CASE("subheads that are links are kept with the paragraphs below them, beside other paragraphs") {
  std::string list, wanted = first;
  for (const char* boat : {"Alma", "Berta", "Clara", "Dora"}) {
    const std::string text =
        "The "s + boat + " is a boat of wood, which was built on the lake, and it has sailed for years.";
    list += "<h3><a href=/boats>"s + boat + " the boat</a></h3>" + p(text);
    wanted += "\n\n"s + boat + " the boat\n\n" + text;
  }
  CHECK(text_of("<article>" + p(first) + list + p(second) + p(third) + "</article>") ==
        wanted + "\n\n" + second + "\n\n" + third);
}

TEST_CASE("the rest of a text that a button unfolds is text, though its box is named as a pointer to more") {
  CHECK(text_of("<div class='story-body'>" + p(first) + p(second) + "<div class='read-more'>" + p(third) + p(fourth) +
                "</div></div>") == three + "\n\n" + fourth);
}

TEST_CASE("a short line in a box with a picture is its caption, paragraphs with pictures among them are text") {
  const std::string caption = "The harbour master in the morning, before he went home, with his dog.";
  for (const std::string& box :
       {"<div><img src=a.jpg><div class=x><span>" + caption + "</span></div></div>",
        "<div><div><picture><img src=a.jpg></picture></div><p class=x>" + caption + "</p></div>",
        "<div><video src=a></video><div>Watch</div><div>" + caption + "</div></div>"}) {
    CAPTURE(box);
    CHECK(text_of("<article>" + p(first) + box + p(second) + p(third) + p(fourth) + "</article>") ==
          three + "\n\n" + fourth);
  }
  std::string slides, wanted;
  for (const std::string& text : {first, second, third, fourth}) {
    slides += "<div class=slide><img src=a.jpg><h3>A boat</h3>" + p(text) + "</div>";
    wanted += (wanted.empty() ? "" : "\n\n") + "A boat\n\n"s + text;
  }
  CHECK(text_of("<article>" + slides + "</article>") == wanted);
  const std::string lead = first + " " + second + " " + third;
  CHECK(holds(
      text_of("<article><div><img src=a.jpg><p class=lead>" + lead + "</p></div>" + body + p(fourth) + "</article>"),
      lead));
}

TEST_CASE("a short sentence that is linked is text, a title that is linked is not") {
  const auto text = [](const std::string& line) {
    return text_of("<article>" + p(first) + p("<a href=/x>" + line + "</a>") + p(second) + p(third) + "</article>");
  };
  CHECK(text("The storm is not over yet.") == first + "\n\nThe storm is not over yet.\n\n" + second + "\n\n" + third);
  CHECK(text("The Daily Lake reported:") == first + "\n\nThe Daily Lake reported:\n\n" + second + "\n\n" + third);
  CHECK(text("Storms of the lake: all you need") == three);
}

// What takes the square of their number would not end before the test is stopped.
TEST_CASE("a tag with very many attributes costs no more than one with a thousand, and its text is kept") {
  std::string many;
  for (int i = 0; i < 300000; ++i) many += " a" + std::to_string(i) + "='>'";
  CHECK(text_of("<article><p" + many + ">" + first + "</p>" + p(second) + p(third) + "</article>") == first + "\n\n" + second + "\n\n" + third);
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "<a b='";
  CHECK(text_of("<article>" + p(first) + p(second) + p(third) + nested + "</article>").starts_with(three));
}
