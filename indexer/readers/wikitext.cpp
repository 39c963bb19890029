// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/wikitext.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

constexpr unsigned deepest = 40;  // templates and links within one another

template <std::size_t size>
bool one_of(std::string_view text, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Sections with nothing of the article in them, in several languages.
bool closes_article(std::string_view heading) {
  constexpr std::array<std::string_view, 34> closing{
      "sources",   "source",      "references", "notes",     "external links", "external link", "see also",   "related news", "related articles",
      "related stories", "further reading", "sister links", "quellen", "weblinks", "einzelnachweise", "themenverwandte artikel", "siehe auch", "fuentes",
      "enlaces externos", "vease tambien", "referencias", "sources et liens", "liens externes", "voir aussi", "fonti", "collegamenti esterni", "articoli correlati",
      "fontes", "ver tambem", "ligacoes externas", "bronnen", "zrodla", "источники", "ссылки"};
  return one_of(std::string_view(fold(trim(heading))), closing);
}

class WikiReader {
 public:
  explicit WikiReader(std::string_view text) : text_(text) {}

  WikiPage read() {
    const std::string flat = resolve(without_comments(text_), 0);
    write(flat);
    page_.text = writer_.take();
    return std::move(page_);
  }

 private:
  // --- what stands between signs ---

  static std::string without_comments(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const auto open = std::min(text.find("<!--"), text.size());
      out.append(text.substr(0, open));
      if (open == text.size()) break;
      const auto close = text.find("-->", open);
      text.remove_prefix(close == std::string_view::npos ? text.size() : close + 3);
    }
    return out;
  }

  // Behind the signs that close what opens at `at`; npos when nothing does. What is looked at is counted either way.
  std::size_t end_of(std::string_view text, std::size_t at, std::string_view open, std::string_view close) {
    const std::size_t begin = at, end = find_end(text, at, open, close);
    steps_ += std::min(end, std::min(text.size(), begin + farthest)) - begin;
    return end;
  }

  static std::size_t find_end(std::string_view text, std::size_t at, std::string_view open, std::string_view close) {
    std::size_t depth = 0;
    for (const std::size_t stop = std::min(text.size(), at + farthest); at < stop;) {
      if (text.compare(at, open.size(), open) == 0) {
        ++depth;
        at += open.size();
      } else if (text.compare(at, close.size(), close) == 0) {
        at += close.size();
        if (--depth == 0) return at;
      } else {
        ++at;
      }
    }
    return std::string_view::npos;
  }

  std::string resolve(std::string_view text, unsigned depth) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      const auto next = std::min(text.find_first_of("{[<", at), text.size());
      out.append(text.substr(at, next - at));
      at = next;
      if (at == text.size()) break;
      const auto used = depth < deepest && steps_ < most_steps ? take(text, at, out, depth) : 0;
      if (used == 0) out += text[at];
      at += std::max<std::size_t>(used, 1);
    }
    return out;
  }

  // Takes what begins with a sign; 0 when it is only the sign.
  std::size_t take(std::string_view text, std::size_t at, std::string& out, unsigned depth) {
    const auto rest = text.substr(at);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"{{", "}}"}, {"{|", "|}"}, {"[[", "]]"}}) {
      if (!rest.starts_with(open)) continue;
      const auto end = end_of(text, at, open, close);
      if (end == std::string_view::npos) return 0;
      const auto inner = text.substr(at + open.size(), end - at - open.size() - close.size());
      if (open == "{{") take_template(inner, out, depth);
      if (open == "[[") take_link(inner, out, depth);
      return end - at;
    }
    if (rest.starts_with("[http") || rest.starts_with("[//")) return take_address(rest, out);
    return rest[0] == '<' ? take_tag(rest, out) : 0;
  }

  // The parts between bars that stand outside of links and templates.
  static std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0, depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text.compare(at, 2, "[[") == 0 || text.compare(at, 2, "{{") == 0) {
        ++depth;
        ++at;
      } else if (depth > 0 && (text.compare(at, 2, "]]") == 0 || text.compare(at, 2, "}}") == 0)) {
        --depth;
        ++at;
      } else if (text[at] == '|' && depth == 0) {
        parts.push_back(text.substr(begin, at - begin));
        begin = at + 1;
      }
    }
    parts.push_back(text.substr(begin));
    return parts;
  }

  static std::string_view named(const std::vector<std::string_view>& parts, std::string_view name) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const auto equals = parts[i].find('=');
      if (equals != std::string_view::npos && iequals(trim(parts[i].substr(0, equals)), name)) return trim(parts[i].substr(equals + 1));
    }
    return {};
  }

  static bool names_date(std::string_view name) {
    constexpr std::array<std::string_view, 8> names{"date", "datum", "fecha", "data", "дата", "dato", "tarih", "日付"};
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  void take_template(std::string_view inner, std::string& out, unsigned depth) {
    const auto parts = parts_of(inner);
    const auto name = ascii_lower(trim(parts[0]));
    if (name == "w" || name == "wikipedia" || name == "lang" || name == "nowrap" || name == "small" || name == "big" || name == "quote" || name == "cquote") {
      const std::size_t words = name == "w" || name == "lang" ? 2 : 1;
      std::string_view shown;
      for (std::size_t i = std::min(words, parts.size() - 1); i > 0 && shown.empty(); --i)
        if (parts[i].find('=') == std::string_view::npos) shown = trim(parts[i]);
      out += resolve(shown, depth + 1);
      return;
    }
    if (names_date(name) && parts.size() > 1 && page_.date.empty()) page_.date = trim(parts[1]);
    if (name == "byline" || name == "dateline") {
      if (const auto date = named(parts, "date"); page_.date.empty()) page_.date = date;
      if (const auto place = named(parts, "location"); page_.place.empty()) page_.place = collapse(resolve(place, depth + 1));
    }
    if (name.find("image") != std::string::npos || name.find("picture") != std::string::npos)
      for (const std::string_view key : {"caption", "text"}) add_once(page_.captions, plain(resolve(named(parts, key), depth + 1)));
  }

  static std::string plain(std::string_view text) {
    std::string out;
    for (auto at = text.find("''"); at != std::string_view::npos; at = text.find("''")) {
      out.append(text.substr(0, at));
      text.remove_prefix(at + (text.substr(at).starts_with("'''") ? 3 : 2));
    }
    return collapse(decode_entities(out.append(text)));
  }

  void take_link(std::string_view inner, std::string& out, unsigned depth) {
    const auto parts = parts_of(inner);
    auto target = trim(parts[0]);
    const bool shown = target.starts_with(':');  // a link to a category, not being in it
    if (shown) target.remove_prefix(1);
    const auto colon = target.find(':');
    const auto space = colon == std::string_view::npos ? std::string() : fold(trim(target.substr(0, colon)));
    constexpr std::array<std::string_view, 12> files{"file", "image", "datei", "bild", "fichier", "archivo", "imagen", "ficheiro", "imagem", "immagine", "файл", "plik"};
    constexpr std::array<std::string_view, 9> categories{"category", "kategorie", "categorie", "categoria", "kategoria", "categorie", "категория", "kategori", "luokka"};
    if (!shown && one_of(std::string_view(space), files)) {
      // The last part is the caption, if it is no setting of the picture.
      const auto caption = parts.size() > 1 ? trim(parts.back()) : std::string_view();
      if (caption.find(' ') != std::string_view::npos && caption.find('=') == std::string_view::npos) add_once(page_.captions, plain(resolve(caption, depth + 1)));
      return;
    }
    if (!shown && one_of(std::string_view(space), categories)) return add_once(page_.categories, collapse(target.substr(colon + 1)));
    // Pages of the same content in other languages.
    if (!shown && parts.size() == 1 && (space.size() == 2 || space.size() == 3) && colon != std::string_view::npos) return;
    const auto words = parts.size() > 1 ? parts.back() : target;
    out += resolve(trim(words).empty() ? target : words, depth + 1);
  }

  // "[https://example.org words]"
  std::size_t take_address(std::string_view rest, std::string& out) {
    const auto end = rest.find_first_of("]\n");
    steps_ += std::min(end, rest.size());
    if (end == std::string_view::npos || rest[end] == '\n') return 0;
    const auto space = rest.substr(0, end).find(' ');
    if (space != std::string_view::npos) out.append(rest.substr(space + 1, end - space - 1));
    return end + 1;
  }

  std::size_t take_tag(std::string_view rest, std::string& out) {
    constexpr std::size_t longest = 2000;
    const auto close = rest.substr(0, longest).find('>');
    if (close == std::string_view::npos || close < 2) return 0;
    const auto tag = rest.substr(1, close - 1);
    const auto name = ascii_lower(tag.substr(0, tag.find_first_of(" /\t\n", tag[0] == '/' ? 1 : 0)));
    for (const std::string_view dropped : {"ref", "gallery", "math", "timeline", "imagemap", "dynamicpagelist", "references"}) {
      if (name != dropped || tag.ends_with('/')) continue;
      const auto end = rest.find("</" + std::string(dropped));
      steps_ += std::min(end, rest.size());
      if (end == std::string_view::npos) break;
      return std::min(rest.find('>', end), rest.size() - 1) + 1;
    }
    if (name == "br" || name == "p" || name == "/p" || name == "blockquote" || name == "/blockquote" || name == "div" || name == "/div") out += "\n\n";
    return close + 1;
  }

  // --- lines ---

  void write(std::string_view flat) {
    while (!flat.empty()) {
      const auto end = std::min(flat.find('\n'), flat.size());
      const auto line = trim(flat.substr(0, end));
      flat.remove_prefix(std::min(end + 1, flat.size()));
      if (!write_line(line)) return;
    }
  }

  // False at the end of the article.
  bool write_line(std::string_view line) {
    if (line.empty() || line.starts_with("----") || line.starts_with("__")) {
      writer_.end_paragraph();
      return true;
    }
    if (line.starts_with('=') && line.ends_with('=') && line.size() > 4) {
      while (line.starts_with('=')) line.remove_prefix(1);
      while (line.ends_with('=')) line.remove_suffix(1);
      if (closes_article(line)) return false;
      writer_.end_paragraph();
      writer_.add(plain(line));
      writer_.end_paragraph();
      return true;
    }
    const auto marks = line.find_first_not_of("*#:;");
    const bool item = marks != 0;
    if (item) writer_.end_paragraph();
    writer_.add(plain(line.substr(std::min(marks, line.size()))));
    writer_.add(" ");
    if (item) writer_.end_paragraph();
    return true;
  }

  static constexpr std::size_t most_steps = 50'000'000;  // bytes looked at for what closes signs; then they are only signs
  static constexpr std::size_t farthest = 100'000;       // of a template, a table or a link

  std::string_view text_;
  WikiPage page_;
  ParagraphWriter writer_;
  std::size_t steps_ = 0;
};

}  // namespace

WikiPage read_wikitext(std::string_view wikitext) { return WikiReader(wikitext).read(); }

}  // namespace newsgrep
