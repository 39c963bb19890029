// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_prose.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace newsgrep {
namespace {

bool is_stop(char32_t c) {
  constexpr std::u32string_view stops = U"。！？｡।॥።۔؟။။།។៕։…";
  return stops.find(c) != std::u32string_view::npos;
}

std::size_t sentence_marks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      count += is_stop(next_char(text, at));
      continue;
    }
    const char c = text[at++];
    if (c != '.' && c != '!' && c != '?' && c != ';') continue;
    const char next = at < text.size() ? text[at] : ' ';
    count += next == ' ' || next == '"' || next == '\'' || next == ')' || static_cast<unsigned char>(next) >= 0x80;
  }
  return count;
}

bool has_comma(std::string_view text) {
  for (const std::string_view comma : {", ", "、", "，", "،", "၊"})
    if (text.find(comma) != std::string_view::npos) return true;
  return false;
}

// Thai, Lao and Khmer put no mark at the end of a sentence.
bool marks_no_sentences(std::string_view text) {
  std::size_t at = 0, count = 0;
  constexpr std::size_t sample = 120;
  const auto head = text.substr(0, sample);
  while (at < head.size()) {
    const char32_t c = next_char(head, at);
    count += (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1780 && c < 0x1800);
  }
  return 6 * count > head.size();
}

// Begin a pointer to another article, spelled as they are printed; compared without case and accents.
constexpr std::string_view pointers =
    "read more|read:|read also|also read|must read|read next|more:|more :|see also|related:|watch:|listen:|don't miss|"
    "more from|lesen sie auch|auch interessant|mehr zum thema|mehr dazu|lesetipp|siehe auch|lire aussi|"
    "à lire|lisez aussi|voir aussi|lee también|lea también|te puede interesar|también te puede|"
    "le puede interesar|más información|ver también|leia também|leia mais|veja também|saiba mais|"
    "leggi anche|lees ook|lees verder|lees meer|lue myös|läs också|läs mer|les også|les mer|læs også|"
    "czytaj też|czytaj także|zobacz też|čtěte také|čítajte aj|citește și|olvasta már|ayrıca bkz|"
    "baca juga|xem thêm|читайте также|читайте також|διαβάστε επίσης|اقرأ أيضا|ये भी पढ़ें";

// Stand before the one whom a picture is from.
constexpr std::string_view credits =
    "photo:|photos:|foto:|fotos:|bild:|bildrechte:|image:|picture:|credit:|photograph:|photo by |ảnh:";

// Name whom a picture is from where a text ends with them and no stop.
constexpr std::string_view picture_agencies =
    "ap photo|reuters/|getty images|/getty|/afp|afp via|via ap|epa-efe|shutterstock|istock|imago|picture alliance|"
    "picture-alliance|alamy|뉴시스|뉴스1|연합뉴스|撮影）|撮影)";

// What readers say below articles.
constexpr std::string_view comments =
    "comment|kommentar|leserkommentar|readercomments|commentaire|comentario|comentário|commenti|reacties|kommentit|"
    "komentarz|komentáře|comentarii|yorum|комментари|коментарі|σχόλια|评论|댓글";

// Only those who ask something of their readers say so.
constexpr std::string_view requests =
    "do you have an opinion on|submit a response|our newsletter|newsletter informiert|unser newsletter|unseren newsletter|our free newsletter|"
    "sign up for|subscribe to our|follow us on|protected by recaptcha|get in touch with our|got a story?|"
    "got a tip?|send us an email|leave a comment|your comment|comments are closed|comments are moderated|"
    "ihre kommentare|ihren kommentar|einen kommentar zu|mit einer spende|dieser artikel gefallen|"
    "diesen artikel gefallen|support our journalism|make a donation|become a member|vos commentaires|"
    "abonnez-vous|notre newsletter|nuestro boletín|suscríbete|inscreva-se|community guidelines|"
    "iscriviti alla|our whatsapp|our telegram channel|for more stories like this|"
    "this entry was posted|can follow any responses|thanks for reading|already a subscriber|unlimited access|free "
    "articles|cancel anytime|free trial|to continue reading|"
    "unlimited online access|create an account|sign in to continue|join the conversation|email updates|subscribe now|"
    "our standards:|by signing up|有料記事|to read the full|you accept our|you agree to our|our privacy policy|our "
    "terms of|this site uses cookies|"
    "kostenlos testen|abonniere jetzt|abonniere den|bereits abonnent|jetzt weiterlesen|monatlich kündbar|sie haben "
    "bereits ein|unsere datenschutz|"
    "déjà abonné|réservé aux abonnés|la suite de cet article|ya eres suscriptor|para seguir leyendo|"
    "già abbonato|per continuare a leggere|allerede abonnent|redan prenumerant|alleen voor abonnees|"
    "会員登録が必要|会員限定|有料会員|会員登録すると|会員登録する|ニュースレター|メールマガジン|登録いただいた|メールアドレスに|"
    "メールアドレスは|ログインして|무단 전재|무단전재|구독하|"
    "e-mail us at|email us at|can be reached at|tip us at|contact us at|write to us at|reach out to us|"
    "donate today|jetzt unterstützen|jetzt spenden|unterstützen sie uns|faire un don|haz una donación|"
    "آراء أصحابها|وجهات نظر أصحابها|التعليقات قبل نشرها|opinions expressed in comments|"
    "views expressed in the comments";

// "Follow the Lake Gazette on WhatsApp."
constexpr std::string_view calls =
    "follow |join |like us|folge |folgen sie|suivez|rejoignez|sigue |siga |síguenos|únete|segui|unisciti|volg |følg |"
    "följ |obserwuj|takip|подпис|читайте нас";
constexpr std::string_view networks =
    "whatsapp|telegram|facebook|instagram|twitter|google news|linkedin|youtube|tiktok|threads|bluesky|mastodon|viber";

// Those whom a site shares what it knows of its readers with, and what that is.
constexpr std::string_view partners =
    "and our partners|our partners store|our partners process|our third-party partners|our vendors|wir und unsere "
    "partner|"
    "nous et nos partenaires|nosotros y nuestros socios|nós e os nossos parceiros|nós e nossos parceiros|noi e i "
    "nostri "
    "partner|wij en onze partners|vi og våre partnere|vi och våra partner|my i nasi partnerzy|мы и наши партнеры";
constexpr std::string_view knowledge =
    "cookies|device|personal data|your "
    "data|identifiers|geolocation|gerät|daten|appareil|données|dispositivo|datos|dados|dati|gegevens|"
    "apparaat|enhet|uppgifter|dane|danych|urządzeni|данные|данных";

// Stand where something from elsewhere would be shown to those who agree.
constexpr std::string_view placeholders =
    "eingebettete inhalte|externer inhalt|externe inhalte|externen inhalt|klick für den datenschutz|"
    "privatsphäre-einstellungen|datenschutzeinstellungen|this content is hosted by|accept cookies to view|"
    "allow cookies to view|to view this content|third-party content|pour afficher ce contenu|contenu externe|"
    "para ver este contenido|contenido externo|per visualizzare questo contenuto|om deze inhoud te|"
    "for å se dette innholdet|för att se innehållet|aby zobaczyć tę treść|pro zobrazení tohoto obsahu";

// Below what a reader says, to answer it.
constexpr std::string_view reply =
    "reply|antworten|répondre|responder|rispondi|beantwoorden|svar|svara|odpowiedz|odpovědět|vastaa|yanıtla|cevapla|"
    "ответить|відповісти|返信|返信する|回复|回覆|답글|답글달기";

// "We and our partners store information on your device.", "To view this content, accept our cookies."
bool asks_consent(std::string_view text) {
  static const Phrases instead(between_bars(placeholders, ascii_lower)), who(between_bars(partners, ascii_lower)),
      what(between_bars(knowledge, ascii_lower));
  constexpr std::size_t longest = 1500;
  if (text.size() > longest) return false;
  std::string lower = ascii_lower(text);
  // "We and our 842 partners"
  std::erase_if(lower, [](char c) { return c >= '0' && c <= '9'; });
  lower = collapse(lower);
  constexpr std::size_t longest_placeholder = 500;
  if (text.size() <= longest_placeholder && instead.any_in(lower)) return true;
  return who.any_in(lower) && what.any_in(lower);
}

}  // namespace

std::string letters(std::string_view text) {
  std::string out;
  for (const char c : ascii_lower(text))
    if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) out += c;
  return out;
}

double link_share(const PageBlock& block) {
  return block.text.empty() ? 1.0 : static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
}

bool is_prose(const PageBlock& block) {
  constexpr std::size_t short_prose = 60, long_prose = 140;
  const auto size = block.text.size();
  if (block.heading || size < short_prose || link_share(block) > 0.5) return false;
  return sentence_marks(block.text) > 0 ||
         (size >= long_prose && (has_comma(block.text) || marks_no_sentences(block.text)));
}

bool points_elsewhere(const PageBlock& block) {
  static const Phrases starts(between_bars(pointers, fold));
  constexpr std::size_t longest = 250, enough = 60;
  if (block.text.size() > longest) return false;
  const std::string_view text = block.text;
  const std::string start = fold(text.substr(0, valid_prefix(text.substr(0, enough))));
  return starts.any_begins(start) && (block.link_bytes > 0 || start.find(':') != std::string::npos);
}

bool asks_for_reply(std::string_view text) {
  static const std::vector<std::string> words = between_bars(reply, fold);
  constexpr std::size_t longest = 40;
  if (text.size() > longest) return false;
  const std::string folded = fold(text);
  for (std::string_view rest = folded; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (std::find(words.begin(), words.end(), rest.substr(0, end)) != words.end()) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_foreign(const PageBlock& block) {
  if (points_elsewhere(block) || asks_consent(block.text)) return true;
  if (!is_furniture(block.text)) return false;
  // What begins like a label ("Comments", "More from") and goes on as a sentence without links is prose.
  static const Phrases legal({"rights reserved", "cookie", "copyright", "\xC2\xA9"});
  const bool sentence = is_prose(block) && block.link_bytes == 0 && block.text.ends_with('.');
  return !sentence || asks_reader(block.text) || legal.any_in(ascii_lower(block.text));
}

bool is_credited(std::string_view text) {
  static const Phrases before_names(between_bars(credits, ascii_lower));
  constexpr std::size_t longest = 600, tail = 70;
  if (text.size() > longest) return false;
  const std::string end = ascii_lower(text.substr(text.size() - std::min(text.size(), tail)));
  if (before_names.any_in(end)) return true;
  static const Phrases agencies(between_bars(picture_agencies, ascii_lower));
  constexpr std::size_t longest_caption = 400;
  const bool stopped = end.ends_with('.') || end.ends_with('!') || end.ends_with('?');
  return !stopped && text.size() <= longest_caption && agencies.any_in(end);
}

bool opens_comments(const PageBlock& block) {
  static const std::vector<std::string> words = between_bars(comments, fold);
  constexpr std::size_t longest = 40, ending = 4;
  const std::string_view text = block.text;
  const bool counted = text.find_first_of("0123456789") != std::string_view::npos;
  if (text.size() > longest || (!block.heading && !counted)) return false;
  std::string word = fold(text);
  std::erase_if(word, [](char c) { return static_cast<unsigned char>(c) < 'a'; });
  return std::any_of(words.begin(), words.end(), [&](const auto& start) {
    return word.starts_with(start) && word.size() <= start.size() + ending;
  });
}

bool asks_reader(std::string_view text) {
  static const Phrases asking(between_bars(requests, ascii_lower)), calling(between_bars(calls, ascii_lower)),
      places(between_bars(networks, ascii_lower));
  constexpr std::size_t longest = 1500;
  if (text.size() > longest) return false;
  const std::string lower = ascii_lower(text);
  return asking.any_in(lower) || (calling.any_begins(lower) && places.any_in(lower));
}

}  // namespace newsgrep
