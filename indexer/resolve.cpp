// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/resolve.hpp"

#include "common/date.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace newsgrep {
namespace {

// A file that holds articles in question.
struct Owner {
  const std::string* path = nullptr;
  std::int64_t mtime_ns = 0;
  const ReadFile* read = nullptr;      // of this run, or
  const KnownFile* known = nullptr;    // as the index knows it
};

// One place where an article lies: places of a large archive are many, so they are small.
struct Place {
  std::uint64_t id = 0;
  std::uint32_t owner = 0;         // number of the file
  std::uint32_t article : 30 = 0;  // number of the article in it
  std::uint32_t fresh : 1 = 0;     // read in this run
  std::uint32_t live : 1 = 0;      // the index holds exactly this
};

bool identical(const KnownArticle& a, const KnownArticle& b) { return a.entry == b.entry && a.content == b.content; }

void sort_unique(std::vector<std::uint64_t>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool contains(const std::vector<std::uint64_t>& sorted, std::uint64_t id) { return std::binary_search(sorted.begin(), sorted.end(), id); }

// Articles by id, of one file.
class ById {
 public:
  /// `file` may be null.
  explicit ById(const KnownFile* file) {
    if (!file) return;
    for (const auto& article : file->articles) sorted_.push_back(&article);
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const KnownArticle* a, const KnownArticle* b) { return a->id < b->id; });
  }

  template <class Test>
  bool any(std::uint64_t id, Test&& test) const {
    auto at = std::lower_bound(sorted_.begin(), sorted_.end(), id, [](const KnownArticle* a, std::uint64_t wanted) { return a->id < wanted; });
    for (; at != sorted_.end() && (*at)->id == id; ++at)
      if (test(**at)) return true;
    return false;
  }

 private:
  std::vector<const KnownArticle*> sorted_;
};

class Resolver {
 public:
  Resolver(const Inventory& inventory, std::vector<ReadFile>& read, const std::vector<std::string>& removed,
           const std::set<std::string>& tried)
      : inventory_(inventory), read_(read), tried_(tried), removed_(removed.begin(), removed.end()) {
    for (const auto& file : read) read_paths_.insert(file.stored);
    result_.change.gone = removed;
  }

  Resolution run() {
    collect_touched();
    collect_known();
    for (const auto& file : read_) collect_read(file);
    decide_all();
    places_ = {};
    count_changed();
    if (result_.comes_back.empty()) write_states();
    return std::move(result_);
  }

 private:
  const KnownFile* before(const std::string& path) const {
    const auto known = inventory_.find(path);
    return known == inventory_.end() ? nullptr : &known->second;
  }

  bool untouched(const std::string& path) const { return !removed_.count(path) && !read_paths_.count(path); }

  // The articles in question: of files that were read, now and before, and of files that are gone.
  void collect_touched() {
    const auto add = [&](const KnownFile* file) {
      if (file)
        for (const auto& article : file->articles) touched_.push_back(article.id);
    };
    for (const auto& path : removed_) add(before(path));
    for (const auto& file : read_) {
      add(before(file.stored));
      for (const auto& article : file.state.articles) touched_.push_back(article.id);
    }
    sort_unique(touched_);
  }

  void collect_known() {
    for (const auto& [path, file] : inventory_) {
      for (const auto& article : file.articles)
        if (!article.superseded && contains(touched_, article.id)) live_.push_back(article.id);
      if (!untouched(path)) continue;
      const auto owner = add_owner({&path, file.mtime_ns, nullptr, &file});
      for (std::uint32_t i = 0; i < file.articles.size(); ++i) add_known(owner, i);
    }
    sort_unique(live_);
  }

  std::uint32_t add_owner(const Owner& owner) {
    owners_.push_back(owner);
    return static_cast<std::uint32_t>(owners_.size() - 1);
  }

  void add_known(std::uint32_t owner, std::uint32_t number) {
    const auto& article = owners_[owner].known->articles[number];
    if (contains(touched_, article.id)) places_.push_back({article.id, owner, number, false, !article.superseded});
  }

  void collect_read(const ReadFile& file) {
    const KnownFile* known = before(file.stored);
    const ById old(known);
    const auto owner = add_owner({&file.stored, file.state.mtime_ns, &file, nullptr});
    for (std::uint32_t i = 0; i < file.state.articles.size(); ++i) {
      const auto& article = file.state.articles[i];
      const bool live = old.any(article.id, [&](const KnownArticle& other) { return !other.superseded && identical(other, article); });
      places_.push_back({article.id, owner, i, true, live});
    }
    if (known && (!file.complete || file.rolling)) keep_others(file, *known);
  }

  // What the index knows of the file and this reading did not come to, or what has dropped out of a feed.
  void keep_others(const ReadFile& file, const KnownFile& known) {
    std::vector<std::uint64_t> present;
    for (const auto& article : file.state.articles) present.push_back(article.id);
    sort_unique(present);
    const auto owner = add_owner({&file.stored, file.state.mtime_ns, nullptr, &known});
    for (std::uint32_t i = 0; i < known.articles.size(); ++i) {
      if (contains(present, known.articles[i].id)) continue;
      add_known(owner, i);
      kept_[file.stored].push_back(&known.articles[i]);
    }
  }

  const KnownArticle& article(const Place& place) const {
    const Owner& owner = owners_[place.owner];
    return (place.fresh ? owner.read->state : *owner.known).articles[place.article];
  }

  using Places = std::vector<Place>::const_iterator;

  // Of copies with one date the time of their files decides, but for excerpts; then the numbers in the files' names, and in one file the later place.
  bool newer(const Place& a, const Place& b, std::uint32_t longest) const {
    const auto rank = [&](const Place& p) { return std::tuple(article(p).newness, article(p).text_bytes >= longest / 2, owners_[p.owner].mtime_ns); };
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    const int order = ::strverscmp(owners_[a.owner].path->c_str(), owners_[b.owner].path->c_str());
    return order != 0 ? order > 0 : a.article > b.article;
  }

  // The most bytes of text that those with the newest date have.
  std::uint32_t longest_of_newest(Places first, Places last) const {
    std::pair<std::int64_t, std::uint32_t> most{std::numeric_limits<std::int64_t>::min(), 0};
    for (auto place = first; place != last; ++place)
      if (available(*place)) most = std::max(most, {article(*place).newness, article(*place).text_bytes});
    return most.second;
  }

  void decide_all() {
    std::stable_sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.id < b.id; });
    result_.write.reserve(touched_.size());
    auto place = places_.begin();
    for (const auto id : touched_) {
      const auto first = place;
      while (place != places_.end() && place->id == id) ++place;
      decide(id, first, place);
    }
  }

  // What is neither in the index nor read now may be in its file, unless that was tried in vain.
  bool available(const Place& place) const { return place.fresh || place.live || !tried_.count(*owners_[place.owner].path); }

  bool wins_over(const Place& a, const Place& b, std::uint32_t longest) const {
    const bool available_a = available(a);
    return available_a == available(b) ? newer(a, b, longest) : available_a;
  }

  void remove(std::uint64_t id, bool was_live) {
    if (!was_live) return;
    result_.kill.push_back(id);
    ++result_.removed;
    removed_ids_.push_back(id);
  }

  // An article without an id of its own gets another one when it changes: where it went, another came.
  void count_changed() {
    const auto is_in = [](const std::vector<std::uint64_t>& ids) {
      return [&ids](const KnownArticle& article) { return contains(ids, article.id); };
    };
    for (const auto& file : read_) {
      const KnownFile* known = before(file.stored);
      if (!known || removed_ids_.empty()) continue;
      std::unordered_set<std::string> entries;
      const auto removed = is_in(removed_ids_), added = is_in(added_ids_);
      for (const auto& article : known->articles)
        if (!article.superseded && removed(article)) entries.insert(article.entry);
      for (const auto& article : file.state.articles)
        if (added(article) && entries.erase(article.entry) > 0) --result_.removed, --result_.added, ++result_.replaced;
    }
  }

  void decide(std::uint64_t id, Places first, Places last) {
    const bool was_live = contains(live_, id);
    if (first == last) return remove(id, was_live);
    const auto longest = longest_of_newest(first, last);
    const auto winner = std::max_element(first, last, [&](const Place& a, const Place& b) { return wins_over(b, a, longest); });
    if (!available(*winner)) return remove(id, was_live);
    for (auto place = first; place != last; ++place) note(article(*place), place != winner);
    note_capture(id, first, last, winner, was_live);
    if (winner->live) return;
    if (!winner->fresh) {
      result_.comes_back.insert(*owners_[winner->owner].path);
      return;
    }
    const auto& [place, moment, captured] = spooled(*winner);
    result_.write.push_back({id, moment, place});
    result_.write_bytes += article(*winner).text_bytes;
    if (was_live) result_.kill.push_back(id);
    ++(was_live ? result_.replaced : result_.added);
    if (!was_live && !inventory_.empty()) added_ids_.push_back(id);
  }

  // A form that stays in the index is asked about its capture only when another one was fetched, too.
  void note_capture(std::uint64_t id, Places first, Places last, Places winner, bool was_live) {
    Date earliest;
    for (auto place = first; place != last; ++place)
      if (place->fresh && !(place->live && place == winner)) earliest = earlier(earliest, spooled(*place).captured);
    const bool other_form = was_live ? !winner->live : winner->fresh && !(earliest == spooled(*winner).captured);
    if (other_form || (winner->live && earliest.known())) result_.captured.emplace(id, earliest);
  }

  const ReadFile::Spooled& spooled(const Place& fresh) const { return owners_[fresh.owner].read->spooled[fresh.article]; }

  void note(const KnownArticle& article, bool superseded) {
    if (article.superseded != superseded) turned_.insert(&article);
  }

  KnownArticle decided(const KnownArticle& article) const {
    KnownArticle copy = article;
    if (turned_.count(&article) > 0) copy.superseded = !article.superseded;
    return copy;
  }

  void write_states() {
    for (auto& file : read_) {
      file.spooled = {};
      for (auto& article : file.state.articles)
        if (turned_.count(&article) > 0) article.superseded = !article.superseded;
      if (const auto kept = kept_.find(file.stored); kept != kept_.end())
        for (const auto* article : kept->second) file.state.articles.push_back(decided(*article));
      result_.change.changed.emplace(file.stored, std::move(file.state));
    }
    if (turned_.empty() && tried_.empty()) return;
    for (const auto& [path, file] : inventory_) {
      const bool unread = tried_.count(path) > 0;
      const bool changed = unread || std::any_of(file.articles.begin(), file.articles.end(),
                                                 [&](const KnownArticle& article) { return turned_.count(&article) > 0; });
      if (!changed || !untouched(path)) continue;
      KnownFile state = file;
      if (unread) state.hash = 0;  // a later run reads it as soon as it is there
      std::transform(file.articles.begin(), file.articles.end(), state.articles.begin(),
                     [&](const KnownArticle& article) { return decided(article); });
      result_.change.changed.emplace(path, std::move(state));
    }
  }

  const Inventory& inventory_;
  std::vector<ReadFile>& read_;
  const std::set<std::string>& tried_;
  std::unordered_set<std::string> removed_, read_paths_;
  std::vector<std::uint64_t> touched_, live_;  // ids, sorted: in question; of those, in a segment now
  std::vector<std::uint64_t> removed_ids_, added_ids_;  // sorted; of an index that had articles
  std::vector<Owner> owners_;
  std::vector<Place> places_;
  std::unordered_map<std::string, std::vector<const KnownArticle*>> kept_;
  std::unordered_set<const KnownArticle*> turned_;  // articles that are superseded now and were not, or the other way round
  Resolution result_;
};

}  // namespace

Resolution resolve(const Inventory& inventory, std::vector<ReadFile>& read, const std::vector<std::string>& removed,
                   const std::set<std::string>& tried) {
  return Resolver(inventory, read, removed, tried).run();
}

}  // namespace newsgrep
