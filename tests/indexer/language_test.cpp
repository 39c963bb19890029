// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/language.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/function_words.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

using namespace newsgrep;

namespace {

struct Sample {
  std::string language, text;
};

const std::array<Sample, 32> samples{{
    {"en", "The council said on Monday that it would open the new bridge to traffic before the end of the month, after more than two years of work."},
    {"de", "Der Stadtrat teilte am Montag mit, dass die neue Brücke noch vor dem Ende des Monats für den Verkehr geöffnet werden soll, nach mehr als zwei Jahren Bauzeit."},
    {"fr", "Le conseil a annoncé lundi que le nouveau pont serait ouvert à la circulation avant la fin du mois, après plus de deux ans de travaux dans le centre de la ville."},
    {"es", "El ayuntamiento anunció el lunes que el nuevo puente se abrirá al tráfico antes de que termine el mes, después de más de dos años de obras en el centro de la ciudad."},
    {"pt", "A câmara anunciou na segunda-feira que a nova ponte vai ser aberta ao trânsito antes do fim do mês, depois de mais de dois anos de obras no centro da cidade, que não foram fáceis."},
    {"it", "Il consiglio ha annunciato lunedì che il nuovo ponte sarà aperto al traffico prima della fine del mese, dopo più di due anni di lavori nel centro della città."},
    {"nl", "De gemeente maakte maandag bekend dat de nieuwe brug nog voor het einde van de maand voor het verkeer wordt geopend, na meer dan twee jaar werk in het centrum van de stad."},
    {"sv", "Kommunen meddelade på måndagen att den nya bron ska öppnas för trafik innan månaden är slut, efter mer än två års arbete som inte har varit lätt."},
    {"da", "Kommunen meddelte mandag, at den nye bro bliver åbnet for trafik inden udgangen af måneden, efter mere end to års arbejde, som ikke har været nemt, siger hun."},
    {"no", "Kommunen opplyste mandag at den nye broen blir åpnet for trafikk før utgangen av måneden, etter mer enn to års arbeid som ikke har vært lett, sier hun."},
    {"fi", "Kaupunki kertoi maanantaina, että uusi silta avataan liikenteelle ennen kuun loppua. Työ on kestänyt yli kaksi vuotta, eikä se ole ollut helppoa, mutta nyt kaikki on valmista, sanoo kaupunginjohtaja, joka on myös hankkeen puheenjohtaja."},
    {"ru", "В понедельник городской совет сообщил, что новый мост откроют для движения до конца месяца, после двух лет работы, которая была не из легких."},
    {"uk", "У понеділок міська рада повідомила, що новий міст відкриють для руху до кінця місяця, після двох років роботи, яка була не з легких, але вже майже завершена."},
    {"bg", "В понеделник общинският съвет съобщи, че новият мост ще бъде отворен за движение до края на месеца, след повече от две години работа, която не е била лека."},
    {"ro", "Consiliul a anunțat luni că noul pod va fi deschis circulației până la sfârșitul lunii, după mai mult de doi ani de lucrări care nu au fost ușoare, a spus primarul."},
    {"hu", "A városi tanács hétfőn közölte, hogy az új hidat még a hónap vége előtt megnyitják a forgalom előtt. A munka több mint két évig tartott, és nem volt könnyű, de már csak az utolsó simítások vannak hátra."},
    {"tr", "Belediye pazartesi günü yeni köprünün ay sonundan önce trafiğe açılacağını bildirdi. İki yıldan daha uzun süren çalışma için çok sayıda işçi ve bir mühendis görev aldı, ama bu kolay olmadı."},
    {"pl", "Rada miasta poinformowała w poniedziałek, że nowy most zostanie otwarty dla ruchu przed końcem miesiąca, po ponad dwóch latach prac, które nie były łatwe, ale już są na ukończeniu."},
    {"cs", "Rada města v pondělí oznámila, že nový most bude otevřen pro dopravu ještě před koncem měsíce, po více než dvou letech práce, která nebyla snadná, ale už je téměř hotová."},
    {"sk", "Rada mesta v pondelok oznámila, že nový most bude otvorený pre dopravu ešte pred koncom mesiaca, po viac ako dvoch rokoch práce, ktorá nebola ľahká, ale už je takmer hotová."},
    {"ca", "L'ajuntament va anunciar dilluns que el nou pont s'obrirà al trànsit abans que acabi el mes, després de més de dos anys d'obres amb moltes dificultats, però també amb els veïns al costat."},
    {"id", "Pemerintah kota pada hari Senin mengatakan bahwa jembatan baru itu akan dibuka untuk lalu lintas sebelum akhir bulan ini, setelah lebih dari dua tahun pekerjaan yang tidak mudah."},
    {"el", "Το δημοτικό συμβούλιο ανακοίνωσε τη Δευτέρα ότι η νέα γέφυρα θα ανοίξει στην κυκλοφορία πριν από το τέλος του μήνα, μετά από δύο χρόνια εργασιών."},
    {"he", "העירייה הודיעה ביום שני כי הגשר החדש ייפתח לתנועה לפני סוף החודש, אחרי יותר משנתיים של עבודה שלא הייתה קלה, כך אמר ראש העיר."},
    {"ar", "أعلن المجلس البلدي يوم الاثنين أن الجسر الجديد سوف يفتح أمام حركة المرور قبل نهاية الشهر، بعد أكثر من عامين من العمل في وسط المدينة، كما قال رئيس البلدية."},
    {"fa", "شورای شهر روز دوشنبه اعلام کرد که پل جدید تا پایان این ماه برای رفت و آمد باز می شود و کار آن که بیش از دو سال طول کشیده است آسان نبود."},
    {"hi", "नगर परिषद ने सोमवार को कहा कि नया पुल इस महीने के अंत से पहले यातायात के लिए खोल दिया जाएगा और दो साल से अधिक समय तक चला यह काम आसान नहीं था।"},
    {"ja", "市議会は月曜日、新しい橋を月末までに開通させると発表した。工事は二年以上かかった。"},
    {"zh", "市议会星期一宣布，新桥将在月底之前通车。这项工程历时两年多，耗资巨大。"},
    {"ko", "시의회는 월요일 새 다리를 이달 말 이전에 개통한다고 발표했다. 공사는 이 년 넘게 걸렸으며 쉽지 않은 일이었다고 시장은 말했다. 주민들은 다리가 열리기를 오래 기다려 왔다."},
    {"th", "สภาเมืองประกาศเมื่อวันจันทร์ว่าสะพานใหม่จะเปิดก่อนสิ้นเดือน"},
    {"hy", "Քաղաքային խորհուրդը երկուշաբթի օրը հայտնեց, որ նոր կամուրջը կբացվի մինչև ամսվա վերջը, ավելի քան երկու տարվա աշխատանքից հետո, որը հեշտ չէր, ասաց քաղաքապետը այսօր։"},
}};

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  return text;
}

}  // namespace

TEST_CASE("a text of a sentence or two shows its language") {
  for (const auto& sample : samples) {
    INFO(sample.text);
    CHECK(language_of("", sample.text) == sample.language);
  }
}

TEST_CASE("what follows after the beginning does not change the language") {
  for (const auto& sample : samples) {
    std::string text = sample.text;
    for (int i = 0; i < 30; ++i) text += "\n\n" + sample.text;
    CHECK(language_of("", text + "\n\n" + samples[0].text) == sample.language);
  }
}

TEST_CASE("capitals hide no language") {
  for (const auto& sample : samples)
    if (std::string_view("en de fr es it nl").find(sample.language) != std::string_view::npos) CHECK(language_of("", upper(sample.text)) == sample.language);
}

TEST_CASE("too few words have no language, and the headline counts among them") {
  CHECK(language_of("", "") == "");
  CHECK(language_of("The end of it", "") == "");
  CHECK(language_of("", "The council said that it would open the bridge.") == "");
  CHECK(language_of("The bridge that was to open last year is at last open to the traffic", "The council said that it would open the bridge.") == "en");
}

TEST_CASE("numbers and names have no language") {
  std::string table, names;
  for (int i = 0; i < 60; ++i) table += "Shr " + std::to_string(i) + " cts vs " + std::to_string(i * 7) + " cts\n", names += "Northern Wire AUS " + std::to_string(i) + "\n";
  CHECK(language_of("", table) == "");
  CHECK(language_of("", names) == "");  // "aus" is a frequent German word, but not the only one
}

TEST_CASE("where two languages are alike in number there is none") {
  std::string text;
  for (const char* sentence : {"the end of the ", "et dans les ", "and it was ", "qui est une ", "that for this ", "pour des avec "}) text += sentence;
  CHECK(language_of("", text + text) == "");
}

TEST_CASE("a language that is not known is none") {
  CHECK(language_of("", "Halmashauri ya mji ilitangaza Jumatatu kuwa daraja jipya litafunguliwa kwa magari kabla ya mwisho wa mwezi huu, baada ya zaidi ya miaka miwili ya kazi ngumu.") == "");
  CHECK(language_of("", "Gradsko vijeće objavilo je u ponedjeljak da će novi most biti otvoren za promet prije kraja mjeseca, nakon više od dvije godine radova koji nisu bili lagani.") == "");
}

TEST_CASE("any bytes at all are read without harm") {
  std::string bytes;
  for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(i * 7919 >> 3);
  language_of(bytes, bytes);
}

TEST_CASE("the lists of frequent words hold what a text can hold") {
  std::set<std::string_view> languages;
  for (const auto& row : function_words) {
    CHECK_MESSAGE(languages.insert(row.language).second, row.language, " has two lists");
    std::set<std::string_view> words;
    std::size_t count = 0;
    for (Tokens tokens(row.words); tokens.next(); ++count) {
      CHECK_MESSAGE(tokens.word().size() <= 16, tokens.word());
      CHECK_MESSAGE(words.insert(tokens.word()).second, tokens.word(), " stands twice under ", row.language);
      CHECK_MESSAGE((count == 0 || tokens.gap() == " "), tokens.word());
    }
    CHECK(count >= 20);
  }
}

TEST_CASE("every language that the stemmers know has words, or a script of its own") {
  for (const std::string language : {"ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "id", "it", "lt", "nl", "no", "pt", "ro", "ru", "sv", "tr"})
    CHECK(std::any_of(function_words.begin(), function_words.end(), [&](const FunctionWords& row) { return row.language == language; }));
}

TEST_CASE("articles are found by the language that they show, and by other forms of its words; what is declared stands") {
  const std::string german = samples[1].text + " Die Häuser daneben bleiben stehen.";
  const testing::TemporaryFolder folder;
  folder.write("all.jsonl", R"({"id":"1","title":"Die Brücke","date":"2024-03-07","text":")" + german + R"("}
{"id":"2","title":"Die Brücke","date":"2024-03-07","language":"nl","text":")" + german + R"("}
{"id":"3","title":"Kurz","date":"2024-03-07","text":"Alle Häuser."}
)");
  testing::index_folder(folder.path());
  const Searcher searcher(folder.path());
  const auto ids = [&](const std::string& query) {
    Request request;
    request.query = query;
    std::set<std::string> found;
    for (const auto& hit : searcher.search(request).hits) found.insert(hit.article.native_id);
    return found;
  };
  CHECK(ids("language:de") == std::set<std::string>{"1"});
  CHECK(ids("language:nl") == std::set<std::string>{"2"});
  CHECK(ids("haus") == std::set<std::string>{"1"});
  CHECK(ids("=häuser") == std::set<std::string>{"1", "2", "3"});
}
