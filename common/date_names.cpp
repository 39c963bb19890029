// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date_names.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace newsgrep {
namespace {

constexpr std::size_t shortest_prefix = 3, longest_name = 40;

// One row a language, its months in order; a bar stands between forms of one name.
constexpr std::array<std::string_view, 25> month_rows{
    "january february march april may june july august september|sept october november december",
    "januar|jänner februar|feber märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts|mars april maj|mai juni juli august september oktober november december|desember",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec "
    "sierpnia|sierpień września|wrzesień października|październik listopada|listopad grudnia|grudzień",
    "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen "
    "září října|říjen listopadu|listopad prosince|prosinec",
    "január február marec|marca|március apríl|apríla|április máj|mája|május jún|júna|június júl|júla|július "
    "august|augusta|augusztus september|septembra|szeptember október|októbra november|novembra december|decembra",
    "januar februar mart april maj jun|junij jul|julij avgust septembar|september oktobar|oktober novembar|november "
    "decembar|december",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август "
    "сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень "
    "серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "ιανουαρίου|ιανουάριος φεβρουαρίου|φεβρουάριος μαρτίου|μάρτιος απριλίου|απρίλιος μαΐου|μάιος "
    "ιουνίου|ιούνιος ιουλίου|ιούλιος αυγούστου|αύγουστος σεπτεμβρίου|σεπτέμβριος οκτωβρίου|οκτώβριος "
    "νοεμβρίου|νοέμβριος δεκεμβρίου|δεκέμβριος",
    "يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט "
    "ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर"};

// Finnish shortens none of them.
constexpr std::string_view whole_months =
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta";

constexpr std::array<std::string_view, 14> weekday_rows{
    "monday tuesday|tues wednesday thursday|thur|thurs friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda terça quarta quinta sexta feira dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер п'ятниця субота неділя",
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 星期一 星期二 星期三 星期四 星期五 "
    "星期六 星期日 월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"};

template <class Each>
void for_each_part(std::string_view text, char separator, Each&& each) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0) each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Calls `each` with every beginning of a name that has at least three letters, the whole excepted.
template <class Each>
void for_each_prefix(std::string_view name, Each&& each) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    if (letters++ >= shortest_prefix) each(name.substr(0, at));
    next_char(name, at);
  }
}

// Names are looked up without making strings of them.
struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using MonthTable = std::unordered_map<std::string, unsigned, Hash, std::equal_to<>>;

// Calls `each` with every form of a row's names, folded, and its month.
template <class Each>
void for_each_month(std::string_view row, Each&& each) {
  unsigned number = 0;
  for_each_part(row, ' ', [&](std::string_view forms) {
    ++number;
    for_each_part(forms, '|', [&](std::string_view form) { each(fold(form), number); });
  });
}

// A beginning that two months share is none's.
MonthTable make_months() {
  MonthTable names, prefixes;
  const auto add_name = [&](const std::string& name, unsigned number) { names.emplace(name, number); };
  for (const auto row : month_rows)
    for_each_month(row, [&](const std::string& name, unsigned number) {
      add_name(name, number);
      for_each_prefix(name, [&](std::string_view prefix) {
        const auto [known, added] = prefixes.emplace(prefix, number);
        if (!added && known->second != number) known->second = 0;
      });
    });
  for_each_month(whole_months, add_name);
  names.merge(prefixes);
  return names;
}

constexpr std::size_t letters = 26;

// Number of a letter of ASCII, whatever its case; `letters` or more for every other byte.
unsigned letter_of(char c) { return static_cast<unsigned char>((c | 0x20) - 'a'); }

// Which three letters of ASCII begin a name.
using Beginnings = std::bitset<letters * letters * letters>;

// A name in ASCII, which has three letters at least.
std::size_t beginning_of(std::string_view word) {
  return (letter_of(word[0]) * letters + letter_of(word[1])) * letters + letter_of(word[2]);
}

std::size_t ascii_letters(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  while (count < std::min(text.size(), most) && letter_of(text[count]) < letters) ++count;
  return count;
}

Beginnings make_beginnings(const MonthTable& names) {
  Beginnings beginnings;
  for (const auto& [name, number] : names)
    if (ascii_letters(name, shortest_prefix) == shortest_prefix) beginnings.set(beginning_of(name));
  return beginnings;
}

const MonthTable& months() {
  static const MonthTable table = make_months();
  return table;
}

// Calls `look_up` with the folded word.
template <class LookUp>
auto with_folded(std::string_view word, LookUp&& look_up) {
  if (ascii_letters(word, longest_name) < word.size()) return look_up(std::string_view(fold(word)));
  std::array<char, longest_name> folded{};
  std::transform(word.begin(), word.end(), folded.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  return look_up(std::string_view(folded.data(), word.size()));
}

using NameSet = std::unordered_set<std::string, Hash, std::equal_to<>>;

NameSet make_weekdays() {
  NameSet names;
  for (const auto row : weekday_rows)
    for_each_part(row, ' ', [&](std::string_view word) {
      const std::string name = fold(word);
      for_each_prefix(name, [&](std::string_view prefix) { names.emplace(prefix); });
      names.insert(name);
    });
  return names;
}

struct ZoneName {
  std::string_view name;
  int minutes;
};

constexpr std::array<ZoneName, 30> zone_names{
    {{"Z", 0},      {"UTC", 0},    {"GMT", 0},     {"UT", 0},      {"WET", 0},    {"WEST", 60},
     {"EST", -300}, {"EDT", -240}, {"CST", -360},  {"CDT", -300},  {"MST", -420}, {"MDT", -360},
     {"PST", -480}, {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600}, {"BST", 60},
     {"CET", 60},   {"CEST", 120}, {"MEZ", 60},    {"MESZ", 120},  {"EET", 120},  {"EEST", 180},
     {"MSK", 180},  {"JST", 540},  {"AEST", 600},  {"AEDT", 660},  {"SGT", 480},  {"HKT", 480}}};

}  // namespace

bool may_be_month(std::string_view text) {
  static const Beginnings beginnings = make_beginnings(months());
  if (ascii_letters(text, shortest_prefix) == shortest_prefix) return beginnings.test(beginning_of(text));
  if (text.empty()) return false;
  // U+4000 to U+9FFF, and what an ASCII word of one or two letters goes on with.
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0xE4 && lead <= 0xE9) return false;
  const std::size_t short_word = ascii_letters(text, shortest_prefix);
  return short_word == 0 || (short_word < text.size() && static_cast<unsigned char>(text[short_word]) >= 0x80);
}

unsigned month_number(std::string_view word) {
  if (word.size() > longest_name || !may_be_month(word)) return 0;
  return with_folded(word, [](std::string_view folded) {
    const auto found = months().find(folded);
    return found == months().end() ? 0 : found->second;
  });
}

bool is_weekday(std::string_view word) {
  static const NameSet table = make_weekdays();
  if (word.empty() || word.size() > longest_name) return false;
  return with_folded(word, [](std::string_view folded) { return table.contains(folded); });
}

std::optional<int> zone_minutes(std::string_view name) {
  for (const auto& zone : zone_names)
    if (zone.name == name || (name.size() == 1 && iequals(zone.name, name))) return zone.minutes;
  return std::nullopt;
}

bool is_vague_zone(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"ET", "CT", "MT", "PT", "IST", "AST"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace newsgrep
