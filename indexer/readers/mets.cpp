// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mets.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/alto.hpp"
#include "indexer/readers/alto_page.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/neighbours.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/values.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace newsgrep {
namespace {

// Whether an element has that name, whatever prefix it is written with.
bool is_local(const XmlNode& node, std::string_view name) {
  const std::string_view full = node.name;
  return full == name || (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == ':');
}

std::string_view link_of(const XmlNode& node, std::string_view name) {
  for (const auto& [key, value] : node.attributes)
    if (std::string_view(key) == name || std::string_view(key).ends_with(":" + std::string(name))) return value;
  return {};
}

// Calls with every element within; where that answers false, not with those inside.
template <class Each>
void visit(const XmlNode& node, Each&& each) {
  for (const auto& child : node.children)
    if (!child->is_text() && each(*child)) visit(*child, each);
}

const XmlNode* first_local(const XmlNode& node, std::string_view name) {
  const XmlNode* found = nullptr;
  visit(node, [&](const XmlNode& one) {
    if (!found && is_local(one, name)) found = &one;
    return !found;
  });
  return found;
}

std::string words_local(const XmlNode& node, std::string_view name) {
  const auto* found = first_local(node, name);
  return found ? found->words() : std::string();
}

// "ARTICLE", "Advert", "death_notice": a piece that is read by itself, not a part of one.
bool is_item(std::string_view type) {
  constexpr std::array<std::string_view, 13> items{"article",  "advert",  "editorial", "letter", "obituary", "review", "announcement",
                                                   "notice", "weather", "feuilleton", "column_article", "interview", "news"};
  const auto lower = ascii_lower(type);
  for (const std::string_view whole : {"newspaper", "newsletter", "preview"})
    if (lower.starts_with(whole)) return false;
  return std::any_of(items.begin(), items.end(), [&](std::string_view item) { return lower.find(item) != std::string::npos; });
}

// "file://./alto/0001.xml" -> "alto/0001.xml"; empty for what does not lie beside the document.
std::string path_beside(std::string_view address) {
  if (address.starts_with("file://")) address.remove_prefix(7);
  while (address.starts_with("./")) address.remove_prefix(2);
  const bool elsewhere = address.empty() || address.front() == '/' || address.find("..") != std::string_view::npos ||
                         address.find("://") != std::string_view::npos;
  return elsewhere ? std::string() : std::string(address);
}

class IssueReader {
 public:
  explicit IssueReader(const XmlNode& root) : root_(root) {}

  MetsIssue run() {
    visit(root_, [&](const XmlNode& node) {
      note(node);
      return true;
    });
    visit(root_, [&](const XmlNode& node) { return read_structure(node); });
    add_linked_areas();
    std::erase_if(issue_.articles, [](const MetsArticle& article) { return article.areas.empty(); });
    return std::move(issue_);
  }

 private:
  void note(const XmlNode& node) {
    if (is_local(node, "dmdSec")) descriptions_.emplace(node.attribute("ID"), &node);
    if (is_local(node, "file"))
      if (const auto* where = first_local(node, "FLocat")) files_.emplace(node.attribute("ID"), path_beside(link_of(*where, "href")));
    if (is_local(node, "div") && !node.attribute("ID").empty()) divs_.emplace(node.attribute("ID"), &node);
    if (is_local(node, "smLink")) links_.emplace_back(without_sign(link_of(node, "from")), without_sign(link_of(node, "to")));
    if (is_local(node, "smLinkGrp")) note_group(node);
  }

  static std::string without_sign(std::string_view id) { return std::string(id.starts_with('#') ? id.substr(1) : id); }

  // Locators give names to what arcs go between; one name may stand for one thing only.
  void note_group(const XmlNode& group) {
    std::unordered_map<std::string, std::string> named;
    for (const auto& one : group.children)
      if (is_local(*one, "smLocatorLink")) named.emplace(link_of(*one, "label"), without_sign(link_of(*one, "href")));
    for (const auto& one : group.children)
      if (is_local(*one, "smArcLink")) {
        const auto from = named.find(std::string(link_of(*one, "from"))), to = named.find(std::string(link_of(*one, "to")));
        if (from != named.end() && to != named.end()) links_.emplace_back(from->second, to->second);
      }
  }

  // Descriptions of what holds the articles are those of the issue.
  bool read_structure(const XmlNode& node) {
    if (!is_local(node, "div")) return true;
    if (is_item(node.attribute("TYPE"))) {
      read_article(node);
      return true;  // items within items are their own
    }
    if (const auto* description = described(node)) {
      if (issue_.title.empty()) issue_.title = words_local(*description, "title");
      if (issue_.date.empty()) issue_.date = words_local(*description, "dateIssued");
    }
    return true;
  }

  const XmlNode* described(const XmlNode& div) const {
    const auto ids = div.attribute("DMDID");
    const auto found = descriptions_.find(std::string(ids.substr(0, ids.find(' '))));
    return found == descriptions_.end() ? nullptr : found->second;
  }

  void read_article(const XmlNode& div) {
    MetsArticle article;
    article.id = div.attribute("ID");
    article.type = div.attribute("TYPE");
    if (const auto* description = described(div)) {
      article.title = words_local(*description, "title");
      article.language = words_local(*description, "languageTerm");
      visit(*description, [&](const XmlNode& node) {
        if (is_local(node, "name"))
          if (auto name = words_local(node, "namePart"); !name.empty()) article.authors.push_back(std::move(name));
        return true;
      });
    }
    if (article.title.empty()) article.title = collapse(div.attribute("LABEL"));
    add_areas(div, article.areas);
    by_id_.emplace(article.id, issue_.articles.size());
    issue_.articles.push_back(std::move(article));
  }

  void add_areas(const XmlNode& div, std::vector<MetsArea>& areas) const {
    visit(div, [&](const XmlNode& node) {
      if (is_local(node, "div") && is_item(node.attribute("TYPE"))) return false;
      if (!is_local(node, "area") || node.attribute("BEGIN").empty()) return true;
      const auto file = files_.find(std::string(node.attribute("FILEID")));
      if (file != files_.end() && !file->second.empty() && areas.size() < most_areas)
        areas.push_back({file->second, std::string(node.attribute("BEGIN")), std::string(node.attribute("END"))});
      return true;
    });
  }

  void add_linked_areas() {
    std::sort(links_.begin(), links_.end());
    links_.erase(std::unique(links_.begin(), links_.end()), links_.end());
    for (const auto& [from, to] : links_) {
      const auto article = by_id_.find(from);
      const auto div = divs_.find(to);
      if (article != by_id_.end() && div != divs_.end()) add_areas(*div->second, issue_.articles[article->second].areas);
    }
  }

  static constexpr std::size_t most_areas = 10'000;  // of an article

  const XmlNode& root_;
  MetsIssue issue_;
  std::unordered_map<std::string, const XmlNode*> descriptions_, divs_;
  std::unordered_map<std::string, std::string> files_;  // paths by IDs
  std::unordered_map<std::string, std::size_t> by_id_;  // articles
  std::vector<std::pair<std::string, std::string>> links_;
};

// For files that are read on behalf of another one, which tells what is wrong with it.
class Nobody : public ArticleSink {
 public:
  bool article(Draft&&) override { return true; }
  void skipped(Diagnostic&&) override {}
};

MetsIssue issue_in(Entry& entry, ArticleSink& sink) {
  Skips skips(sink);
  MetsIssue issue;
  for_each_xml(entry, skips, {"mets"}, [&](const XmlRecord& record) {
    issue = read_issue(record.node);
    return false;
  });
  skips.finish();
  return issue;
}

// What reads another file; where that cannot be read there is nothing in it.
template <class Read>
void try_reading(Read&& read) {
  try {
    read();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) throw;
  }
}

bool describes(const MetsIssue& issue, std::string_view page) {
  return std::any_of(issue.articles.begin(), issue.articles.end(), [&](const MetsArticle& article) {
    return std::any_of(article.areas.begin(), article.areas.end(), [&](const MetsArea& area) {
      return area.file == page || area.file.ends_with("/" + std::string(page));
    });
  });
}

// A document is mostly named as its pages are, up to a number: where the issues of years lie in one folder, one is read instead of all.
std::vector<std::string> likeliest_first(std::vector<std::string> documents, std::string_view page) {
  const auto in_common = [page](const std::string& document) {
    const auto name = std::string_view(document).substr(document.rfind('/') + 1);
    return std::mismatch(name.begin(), name.end(), page.begin(), page.end()).first - name.begin();
  };
  std::stable_sort(documents.begin(), documents.end(), [&](const std::string& a, const std::string& b) { return in_common(a) > in_common(b); });
  return documents;
}

class ArticleReader {
 public:
  ArticleReader(const Neighbours& neighbours, const std::string& path, ArticleSink& sink, MetsIssue issue)
      : neighbours_(neighbours), path_(path), sink_(sink), issue_(std::move(issue)) {}

  void run() {
    LeftOut left_out(sink_);
    NumberedArticles articles(sink_);
    std::uint64_t number = 0;
    bool go_on = true;
    for (const auto& article : issue_.articles) {
      Draft draft = draft_of(article);
      ++number;
      if (draft.article.text.empty())
        left_out.add("without words", number);
      else if (!(go_on = articles.add(std::move(draft), number)))
        break;
    }
    articles.finish(issue_.articles.size() == 1);
    left_out.finish();
    if (const auto missing = std::count_if(pages_.begin(), pages_.end(), [](const auto& page) { return !page.second; }); missing > 0)
      sink_.skipped({Severity::warning, "missing_page", std::to_string(missing) + " of the pages that it describes cannot be read", "", "", 0, 0, 0});
  }

 private:
  Draft draft_of(const MetsArticle& from) {
    Draft draft;
    Article& article = draft.article;
    ParagraphWriter writer;
    std::string first_words, declared;
    for (const auto& area : from.areas) {
      const auto& page = page_of(area.file);
      const auto span = page ? span_of(*page, area) : std::nullopt;
      if (!span) continue;
      page->write(*span, writer);
      if (first_words.empty()) first_words = page->headline(*span);
      if (declared.empty()) declared = page->language();
      if (article.section.empty() && !page->number().empty()) article.section = "Page " + page->number();
    }
    article.title = from.title.empty() ? first_words : from.title;
    article.text = without_headline(writer.take(), article.title);
    if (article.title.empty() && letters_in(article.text) < some_letters) article.text.clear();  // stains that were read
    article.native_id = from.id;
    article.language = language_code(from.language.empty() ? declared : from.language);
    article.source = issue_.title;
    article.authors = from.authors;
    for (const auto& name : from.authors) article.byline.append(article.byline.empty() ? "" : ", ").append(name);
    if (ascii_lower(from.type) != "article") article.tags.push_back(ascii_lower(from.type));
    set_date(draft);
    return draft;
  }

  static constexpr std::ptrdiff_t some_letters = 8;

  static std::ptrdiff_t letters_in(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c | 0x20) >= 'a'; });
  }

  static std::string without_headline(std::string text, std::string_view title) {
    const auto end = text.find("\n\n");
    if (end != std::string::npos && std::string_view(text).substr(0, end) == title) text.erase(0, end + 2);
    return text;
  }

  void set_date(Draft& draft) const {
    auto date = parse_date(issue_.date);
    draft.article.date_from = "mets:dateIssued";
    if (!date) date = date_of_page(path_), draft.article.date_from = "path";
    if (date) draft.article.published = *date;
    if (!date) draft.article.date_from.clear();
    if (date && sink_.explain()) draft.why.push_back({"date", draft.article.date_from, issue_.date});
  }

  static std::optional<AltoSpan> span_of(const AltoPage& page, const MetsArea& area) {
    const auto begin = page.within(area.begin), end = page.within(area.end.empty() ? area.begin : area.end);
    if (!begin || !end || end->end < begin->begin) return std::nullopt;
    return AltoSpan{begin->begin, end->end};
  }

  // Pages are read once, when an article first asks for them.
  const std::optional<AltoPage>& page_of(const std::string& file) {
    const auto made = pages_.emplace(file, std::nullopt);
    auto& page = made.first->second;
    if (!made.second) return page;
    Nobody nobody;
    Skips skips(nobody);
    try_reading([&] {
      if (const auto entry = neighbours_.beside(file))
        for_each_xml(*entry, skips, {"Page"}, [&](const XmlRecord& record) {
          page.emplace(record.node);
          return false;
        });
    });
    return page;
  }

  const Neighbours& neighbours_;
  const std::string& path_;
  ArticleSink& sink_;
  MetsIssue issue_;
  std::map<std::string, std::optional<AltoPage>> pages_;
};

}  // namespace

MetsIssue read_issue(const XmlNode& root) { return IssueReader(root).run(); }

std::string contents_of_page(const Entry& page) {
  const std::string_view path = page.path();
  const std::string_view name = path.substr(path.rfind('/') + 1);
  constexpr std::size_t enough = 4096;
  const Neighbours* neighbours = neighbours_of(page);
  if (!neighbours) return {};
  Nobody nobody;
  for (const auto& candidate : likeliest_first(neighbours->contents(), name)) {
    bool found = false;
    try_reading([&] {
      const auto entry = neighbours->beside(candidate);
      found = entry && sniff_mets(entry->head(enough)) != Likeness::no && describes(issue_in(*entry, nobody), name);
    });
    if (found) return candidate;
  }
  return {};
}

Likeness sniff_mets(std::string_view head) { return xml_root(head) == "mets" ? Likeness::surely : Likeness::no; }

void read_mets(Entry& entry, ArticleSink& sink) {
  MetsIssue issue = issue_in(entry, sink);
  const Neighbours* neighbours = neighbours_of(entry);
  const bool beside = neighbours && std::any_of(issue.articles.begin(), issue.articles.end(), [&](const MetsArticle& article) {
    return neighbours->beside(article.areas[0].file) != nullptr;
  });
  if (beside) return ArticleReader(*neighbours, entry.path(), sink, std::move(issue)).run();
  LeftOut(sink).nothing("a METS document: the pages that it describes lie in files of their own");
}

}  // namespace newsgrep
