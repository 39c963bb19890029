// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/local_date.hpp"

#include "common/analysis.hpp"
#include "common/ascii.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::array<std::string_view, 12> english{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

// Months as they stand in dates, January to December.
// A hyphen stands for one whose name is another month's elsewhere, or of two words.
constexpr std::array<std::string_view, 43> calendars{
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "jan. feb. mars apr. mai juni juli aug. sept. okt. nov. des.",
    "jänner feber märz april mai juni juli august september oktober november dezember",
    "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "január február március április május június július augusztus szeptember október november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "januari februari mac april mei jun julai ogos september oktober november disember"};

using Months = std::unordered_map<std::string, std::size_t>;

Months make_months() {
  Months months;
  for (std::string_view names : calendars)
    for (std::size_t month = 0; !names.empty(); ++month) {
      const auto end = std::min(names.find(' '), names.size());
      months.emplace(fold(names.substr(0, end)), month);
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  return months;
}

bool in_word(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

bool is_english_month(std::string_view word) {
  constexpr std::size_t shortest = 3;
  const auto lower = ascii_lower(word);
  return lower.size() >= shortest && std::any_of(english.begin(), english.end(), [&](std::string_view month) {
           return ascii_lower(month).starts_with(lower);
         });
}

// A line in the words that find_date() knows, and for each of its bytes where that comes from.
struct Translation {
  std::string text;
  std::vector<std::size_t> from;

  void add(std::string_view part, std::size_t at) {
    text += part;
    from.resize(text.size(), at);
  }
};

// "2026年5月13日" and "2026년 5월 13일": the signs behind year and month become hyphens.
std::string_view sign_behind_number(std::string_view rest) {
  for (const std::string_view sign : {"年", "월", "月", "년"})
    if (rest.starts_with(sign)) return sign;
  return {};
}

// A digit of the scripts of Arabia, Persia and India: its number; -1 where there is none. `size` is that of its bytes.
int foreign_digit(std::string_view rest, std::size_t& size) {
  constexpr std::array<char32_t, 6> zeros{0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xC66};
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead != 0xD9 && lead != 0xDB && lead != 0xE0) return -1;
  size = 0;
  const char32_t c = next_char(rest, size);
  for (const char32_t zero : zeros)
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  return -1;
}

Translation translated(std::string_view line) {
  static const Months months = make_months();
  Translation out;
  bool month_before = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto sign = at > 0 && is_digit(line[at - 1]) ? sign_behind_number(line.substr(at)) : std::string_view();
    if (!sign.empty()) {
      out.add("-", at);
      at += sign.size();
      while (at < line.size() && line[at] == ' ') ++at;
      continue;
    }
    // "13. 5. 2026", "2026. 5. 13."
    if (at > 1 && line[at] == ' ' && line[at - 1] == '.' && is_digit(line[at - 2]) && at + 1 < line.size() &&
        is_digit(line[at + 1])) {
      ++at;
      continue;
    }
    // "20 February, 2024"
    if (month_before && line[at] == ',' && at + 2 < line.size() && line[at + 1] == ' ' && is_digit(line[at + 2])) {
      month_before = false;
      ++at;
      continue;
    }
    std::size_t size = 0;
    if (const int digit = foreign_digit(line.substr(at), size); digit >= 0) {
      out.add(std::string(1, static_cast<char>('0' + digit)), at);
      at += size;
      continue;
    }
    month_before = false;
    if (!in_word(line[at])) {
      out.add(line.substr(at, 1), at);
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && in_word(line[end])) ++end;
    if (end < line.size() && line[end] == '.') ++end;
    const auto word = line.substr(at, end - at);
    auto month = months.find(fold(word));
    if (month == months.end() && word.ends_with('.')) month = months.find(fold(word.substr(0, word.size() - 1)));
    const bool day = word.starts_with("日") || word.starts_with("일");
    month_before = month != months.end() || is_english_month(word);
    out.add(day ? " " : month == months.end() ? word : english[month->second], at);
    at = end;
  }
  return out;
}

// "25.04.24": the day comes first where points stand between, but in the languages that begin with the year.
std::optional<FoundDate> find_short_year(std::string_view line, std::string_view language) {
  constexpr std::size_t size = 8;
  constexpr int century = 2000, latest = 60;
  const auto tag = ascii_lower(language.substr(0, 2));
  for (const std::string_view year_first : {"ko", "zh", "ja", "hu", "mn", "lt"})
    if (tag == year_first) return std::nullopt;
  for (std::size_t at = 0; at + size <= line.size(); ++at) {
    const auto part = line.substr(at, size);
    const auto number = [&](std::size_t i) { return (part[i] - '0') * 10 + part[i + 1] - '0'; };
    const bool shaped = part[2] == '.' && part[5] == '.' && std::all_of(part.begin(), part.end(), [](char c) { return is_digit(c) || c == '.'; }) &&
                        part[0] != '.' && part[1] != '.' && part[3] != '.' && part[4] != '.' && part[6] != '.' && part[7] != '.';
    const bool alone = (at == 0 || (!is_digit(line[at - 1]) && line[at - 1] != '.')) &&
                       (at + size == line.size() || (!is_digit(line[at + size]) && line[at + size] != '.'));
    if (!shaped || !alone || number(6) > latest) continue;
    const auto date = parse_date(std::to_string(century + number(6)) + "-" + std::string(part.substr(3, 2)) + "-" + std::string(part.substr(0, 2)));
    if (date && date->precision == Precision::day) return FoundDate{*date, at, at + size};
  }
  return std::nullopt;
}

// "Tue, " -> Tuesday
std::optional<std::chrono::weekday> weekday_before(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  while (text.ends_with(' ') || text.ends_with(',') || text.ends_with('.')) text.remove_suffix(1);
  const auto begin = text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") + 1;  // 0 when there is none
  const auto word = ascii_lower(text.substr(begin));
  for (unsigned day = 0; day < names.size(); ++day)
    if (word.starts_with(names[day]) && (word.size() == names[day].size() || word.ends_with("day"))) return std::chrono::weekday(day);
  return std::nullopt;
}

std::optional<Date> day_of(int year, int month, int day) {
  constexpr int earliest = 1900;
  const auto date = parse_date(std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day));
  return year >= earliest && date && date->precision == Precision::day ? date : std::nullopt;
}

// "03/04/2026" in a language that puts the day first; only American English does not. A mere "en" does not tell, a weekday
// in front does, unless it fits both days.
std::optional<FoundDate> find_slashed(std::string_view line, std::string_view language) {
  const auto tag = ascii_lower(language);
  const bool told = !tag.empty() && tag != "en";
  const bool month_first = tag.starts_with("en") && (tag.ends_with("us") || tag.ends_with("ph"));
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!is_digit(line[at]) || (at > 0 && (is_digit(line[at - 1]) || line[at - 1] == '/'))) continue;
    std::array<int, 3> numbers{};
    std::size_t end = at, count = 0;
    for (; count < 3 && end < line.size() && is_digit(line[end]); ++count) {
      std::size_t digits = 0;
      for (; end < line.size() && is_digit(line[end]) && digits < 5; ++end, ++digits)
        numbers[count] = numbers[count] * 10 + (line[end] - '0');
      if (count < 2 && (end >= line.size() || line[end++] != '/')) break;
    }
    if (count < 3) continue;
    const auto weekday = weekday_before(line.substr(0, at));
    const auto read = [&](bool first) -> std::optional<Date> {
      const auto date = day_of(numbers[2], numbers[first ? 0 : 1], numbers[first ? 1 : 0]);
      const bool fits = date && (!weekday || std::chrono::weekday(*period_of(*date).first) == *weekday);
      return fits ? date : std::nullopt;
    };
    const auto usual = read(month_first), other = read(!month_first);
    const bool only_one = weekday && (!usual || !other || numbers[0] == numbers[1]);
    if (usual && (told || only_one)) return FoundDate{*usual, at, end};
    if (other && only_one) return FoundDate{*other, at, end};
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundDate> find_local_date(std::string_view line, std::string_view language) {
  if (const auto found = find_date(line)) return found;
  const Translation translation = translated(line);
  if (auto found = find_date(translation.text)) {
    found->begin = translation.from[found->begin];
    found->end = found->end < translation.from.size() ? translation.from[found->end] : line.size();
    return found;
  }
  if (const auto found = find_slashed(line, language)) return found;
  return find_short_year(line, language);
}

}  // namespace newsgrep
