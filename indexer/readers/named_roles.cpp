// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/named_roles.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace newsgrep {
namespace {

struct Names {
  Role role;
  std::string_view names;  // best first, in small letters without separators
};

constexpr Names names_of_roles[] = {
    {Role::title,
     "headline title webtitle articletitle articleheadline newstitle newsheadline head heading headlinemain storytitle "
     "headlinetext headlines hedline hl doctitle titel titre titulo titular titolo tytul uberschrift schlagzeile "
     "linktext "
     "заголовок 标题 題名 標題 タイトル 見出し 제목 عنوان"},
    {Role::text,
     "maintext articlebody bodytext fulltext fullarticle ctext contentencoded text body content articletext "
     "articlecontent "
     "contenttext newscontent newstext storytext story plaintext cleanedtext paragraphs paragraph article bodyhtml "
     "bodyxhtml contenthtml htmlcontent html rawtext fullcontent rawcontent textcontent documenttext transcript "
     "transcription ocr ocrtext ocreng selftext message texte corps testo corpo texto cuerpo contenido contenu "
     "conteudo contenuto "
     "inhalt volltext artikeltext brodtext tekst текст 内容 正文 本文 記事 본문 متن leadparagraph firstparagraph"},
    {Role::standfirst,
     "description summary abstract standfirst excerpt lead leadtext subheadline subtitle subhead subheading deck "
     "snippet shortdescription highlights trailtext dek teaser teasertext intro lede ingress vorspann untertitel chapo "
     "chapeau soustitre entradilla bajada subtitulo sommario resume resumen resumo 摘要 概要 要約"},
    {Role::date,
     "datepublished datepublish publishedat publisheddate publicationdate datepublication dateofpublication "
     "firstpublished firstpublishdate firstpublisheddate published displaydate publishdate pubdate "
     "publishedon publishedtime publishtime pubtime datetimepub dateposted postdate postedat postedon "
     "webpublicationdate firstpublicationdate originalpublicationdate publicationdatetime publisheddatetime "
     "publicationtime articledate newsdate storydate issuedate releasedate isodate datetime date firstcreated created "
     "createdat createdon createddate createdtime createdutc creationdate datecreated versioncreated timestamp "
     "time day uploaddate datum erscheinungsdatum veroffentlicht fecha fechapublicacion fechadepublicacion "
     "dateparution "
     "datapubblicazione datapublicacao дата 日期 时间 发布时间 日付 日時 掲載日 公開日 날짜 ctime seendate data"},
    {Role::updated,
     "datemodified datemodify lastmodified updatedat updated modified modifiedat modifieddate updateddate lastupdated "
     "lastupdateddate lastmod dateupdated updatetime changed edited geandert aktualisiert"},
    {Role::byline,
     "byline authorsbyline author authors creator writer by authorname bylines writtenby reporter journalist "
     "journalistname contributors autor auteur auteurs verfasser autores autore periodista giornalista автор 作者 記者 "
     "著者 기자 from user account userscreenname"},
    {Role::source,
     "source sourcename publisher publishername publication outlet outletname newspaper newspapername newspapertitle "
     "pubtitle publicationtitle publicationname sitename site newssource sourcetitle agency provider distributor "
     "channelname uploader medianame pagename feedtitle sitefull sourcedomain domain hostname quelle zeitung medio "
     "fuente fonte testata bron "
     "источник 来源 媒体 新聞"},
    {Role::section,
     "section sectionname articlesection primarysection newsdesk category categoryname categories headlinecategory "
     "desk "
     "topic subject ressort rubrik rubrique seccion secao sezione categoria kategorie"},
    {Role::tags,
     "keywords tags newskeywords metakeywords topics keyword tag hashtags subjectterms subjects companies company regions region places countries "
     "industries industry people persons organizations organisations orgs schlagworte schlagworter motscles palabrasclave etiquetas"},
    {Role::language, "language lang languagecode langcode inlanguage locale sprache langue idioma lingua"},
    {Role::url,
     "canonicallink canonicalurl url link articleurl newsurl storyurl pageurl weburl respondedurl requestedurl "
     "originalurl permalink documenturl webpageurl mainentityofpage sourceurl href lien enlace 链接 リンク"},
    {Role::dateline, "dateline placeline ortsmarke spitzmarke"},
    {Role::caption,
     "fullcaption caption captions imagecaption imagecaptions photocaption photocaptions picturecaption "
     "picturecaptions imgcaption leadimagecaption mainimagecaption featuredimagecaption mediacaption thumbnailcaption "
     "figcaption captiontext imagedescription bildunterschrift bildunterschriften bildtext legende legendes piedefoto "
     "didascalia"},
    {Role::id,
     "guid uuid id articleid docid newsid storyid docno documentid accessionnumber identifier uri newid storiesid "
     "messageid "
     "tweetid idstr"},
};

// What programs put before a name: "post_title", "news_date", "field_byline", "dc:creator".
constexpr std::array<std::string_view, 8> name_prefixes{"article", "news",  "story", "post",
                                                        "item",    "field", "dc",    "og"};

// What programs put behind one to tell its type or zone: "title_s", "body_txt", "published_at_utc".
constexpr std::array<std::string_view, 10> name_suffixes{"_s",   "_ss",  "_t",   "_txt", "_dt",
                                                         "_tdt", "_str", "_utc", "_gmt", "_local"};

using NameTable = std::unordered_map<std::string, NamedRole, TextHash, std::equal_to<>>;

NameTable make_table() {
  NameTable table;
  for (const auto& row : names_of_roles) {
    std::size_t preference = 0;
    for (std::string_view rest = row.names; !rest.empty(); ++preference) {
      const auto end = std::min(rest.find(' '), rest.size());
      table.emplace(fold(rest.substr(0, end)), NamedRole{row.role, preference});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return table;
}

NamedRole role_of_plain(std::string_view name) {
  static const NameTable table = make_table();
  constexpr std::size_t longest = 32;
  std::array<char, longest> normal{};
  std::size_t size = 0;
  for (const char c : name) {
    if (std::string_view("_- .:@").find(c) != std::string_view::npos) continue;
    if (size == longest) return {};
    normal[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  const std::string_view plain_name(normal.data(), size);
  const bool ascii =
      std::all_of(plain_name.begin(), plain_name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const auto found = ascii ? table.find(plain_name) : table.find(fold(plain_name));
  return found == table.end() ? NamedRole{} : found->second;
}

}  // namespace

NamedRole role_of(std::string_view name) {
  constexpr std::size_t decorated = 10;  // a plain name is a better one
  if (const NamedRole named = role_of_plain(name); named.role != Role::none) return named;
  for (const auto suffix : name_suffixes)
    if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  NamedRole named = role_of_plain(name);
  for (std::size_t i = 0; i < name_prefixes.size() && named.role == Role::none; ++i)
    if (const auto prefix = name_prefixes[i]; iequals(name.substr(0, prefix.size()), prefix))
      named = role_of_plain(name.substr(prefix.size()));
  named.preference += decorated;
  return named;
}

bool is_beginning(std::string_view name) {
  const auto last = role_of_plain(name);
  return last.role == Role::text && last.preference >= role_of_plain("leadparagraph").preference;
}

}  // namespace newsgrep
