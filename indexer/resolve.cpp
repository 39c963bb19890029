// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/resolve.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace newsgrep {
namespace {

// One place where an article lies.
struct Place {
  const std::string* path = nullptr;
  std::int64_t mtime_ns = 0;
  const KnownArticle* article = nullptr;
  const ReadArticle* fresh = nullptr;  // a copy from this run; null: only the index has it
  bool live = false;                   // the index holds exactly this
};

bool newer(const Place& a, const Place& b) {
  const auto rank = [](const Place& p) { return std::tie(p.article->newness, p.mtime_ns, *p.path, p.article->entry); };
  return rank(a) > rank(b);
}

bool identical(const KnownArticle& a, const KnownArticle& b) { return a.entry == b.entry && a.content == b.content; }

class Resolver {
 public:
  Resolver(const Inventory& inventory, const std::vector<ReadFile>& read, const std::vector<std::string>& removed)
      : inventory_(inventory), read_(read), removed_(removed.begin(), removed.end()) {
    for (const auto& file : read) read_paths_.insert(file.stored);
    result_.change.gone = removed;
  }

  Resolution run() {
    collect_touched();
    collect_places();
    for (auto& [id, touched] : touched_) decide(id, touched);
    write_states();
    return std::move(result_);
  }

 private:
  struct Touched {
    std::vector<Place> places;
    bool was_live = false;
  };

  const KnownFile* before(const std::string& path) const {
    const auto known = inventory_.find(path);
    return known == inventory_.end() ? nullptr : &known->second;
  }

  bool untouched(const std::string& path) const { return !removed_.count(path) && !read_paths_.count(path); }

  void collect_touched() {
    for (const auto& path : removed_)
      if (const auto* file = before(path))
        for (const auto& article : file->articles) touched_[article.id];
    for (const auto& file : read_) {
      if (const auto* old = before(file.stored))
        for (const auto& article : old->articles) touched_[article.id];
      for (const auto& article : file.articles) touched_[article.known.id];
    }
  }

  void add_place(const std::string& path, std::int64_t mtime_ns, const KnownArticle& article) {
    if (const auto touched = touched_.find(article.id); touched != touched_.end())
      touched->second.places.push_back({&path, mtime_ns, &article, nullptr, !article.superseded});
  }

  void collect_places() {
    for (const auto& [path, file] : inventory_) {
      for (const auto& article : file.articles)
        if (const auto touched = touched_.find(article.id); touched != touched_.end() && !article.superseded)
          touched->second.was_live = true;
      if (!untouched(path)) continue;
      for (const auto& article : file.articles) add_place(path, file.mtime_ns, article);
    }
    for (const auto& file : read_) collect_read(file);
  }

  void collect_read(const ReadFile& file) {
    std::unordered_multimap<std::uint64_t, const KnownArticle*> old;
    if (const auto* known = before(file.stored))
      for (const auto& article : known->articles) old.emplace(article.id, &article);
    for (const auto& article : file.articles) {
      Place place{&file.stored, file.state.mtime_ns, &article.known, &article, false};
      const auto [first, last] = old.equal_range(article.known.id);
      for (auto same = first; same != last; ++same)
        place.live = place.live || (!same->second->superseded && identical(*same->second, article.known));
      touched_[article.known.id].places.push_back(place);
    }
    if (file.complete && !file.rolling) return;
    std::unordered_set<std::uint64_t> present;
    for (const auto& article : file.articles) present.insert(article.known.id);
    for (const auto& [id, article] : old) {
      if (present.count(id)) continue;
      add_place(file.stored, file.state.mtime_ns, *article);
      kept_[file.stored].push_back(article);
    }
  }

  void decide(std::uint64_t id, Touched& touched) {
    if (touched.places.empty()) {
      if (!touched.was_live) return;
      result_.kill.push_back(id);
      ++result_.removed;
      return;
    }
    const Place& winner = *std::max_element(touched.places.begin(), touched.places.end(),
                                            [](const Place& a, const Place& b) { return newer(b, a); });
    for (const auto& place : touched.places) superseded_[place.article] = &place != &winner;
    if (winner.live) return;
    if (!winner.fresh) {
      result_.comes_back.insert(*winner.path);
      return;
    }
    result_.write.push_back(winner.fresh);
    if (touched.was_live) result_.kill.push_back(id);
    ++(touched.was_live ? result_.replaced : result_.added);
  }

  KnownArticle decided(const KnownArticle& article) const {
    KnownArticle copy = article;
    if (const auto flag = superseded_.find(&article); flag != superseded_.end()) copy.superseded = flag->second;
    return copy;
  }

  void write_states() {
    for (const auto& file : read_) {
      KnownFile state = file.state;
      for (const auto& article : file.articles) state.articles.push_back(decided(article.known));
      if (const auto kept = kept_.find(file.stored); kept != kept_.end())
        for (const auto* article : kept->second) state.articles.push_back(decided(*article));
      result_.change.changed.emplace(file.stored, std::move(state));
    }
    for (const auto& [path, file] : inventory_) {
      const bool decided_on = std::any_of(file.articles.begin(), file.articles.end(),
                                          [&](const KnownArticle& article) { return superseded_.count(&article) > 0; });
      if (!decided_on || !untouched(path)) continue;
      KnownFile state = file;
      std::transform(file.articles.begin(), file.articles.end(), state.articles.begin(),
                     [&](const KnownArticle& article) { return decided(article); });
      if (state.articles != file.articles) result_.change.changed.emplace(path, std::move(state));
    }
  }

  const Inventory& inventory_;
  const std::vector<ReadFile>& read_;
  std::unordered_set<std::string> removed_, read_paths_;
  std::map<std::uint64_t, Touched> touched_;
  std::unordered_map<std::string, std::vector<const KnownArticle*>> kept_;
  std::unordered_map<const KnownArticle*, bool> superseded_;
  Resolution result_;
};

}  // namespace

Resolution resolve(const Inventory& inventory, const std::vector<ReadFile>& read, const std::vector<std::string>& removed) {
  return Resolver(inventory, read, removed).run();
}

}  // namespace newsgrep
