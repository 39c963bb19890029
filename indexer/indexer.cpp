// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/indexer.hpp>

#include "common/catalog.hpp"
#include "indexer/coverage.hpp"
#include "indexer/index_folder.hpp"
#include "indexer/inventory.hpp"
#include "indexer/planning.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/reading.hpp"
#include "indexer/repair.hpp"
#include "indexer/update.hpp"
#include "indexer/watching.hpp"

#include <algorithm>

namespace newsgrep {

const char* to_string(Change change) {
  switch (change) {
    case Change::none: return "unchanged";
    case Change::added: return "new";
    case Change::content: return "changed";
    case Change::retry: return "retried";
    case Change::removed: return "gone";
    case Change::comes_back: return "needed again";
  }
  return "";
}

struct Indexer::Impl {
  IndexOptions options;
};

Indexer::Indexer(IndexOptions options) : impl_(std::make_unique<Impl>(Impl{std::move(options)})) {}
Indexer::~Indexer() = default;

IndexSummary Indexer::run() { return update_index(impl_->options); }

IndexSummary Indexer::compact() {
  if (!has_index(impl_->options.db)) throw Error(ErrorCode::no_index, "there is no index in " + impl_->options.db.string());
  if (impl_->options.rebuild) throw Error(ErrorCode::usage, "an index is not compacted and built again at once");
  return gather_segments(impl_->options);
}

void Indexer::watch(const WatchEvents& events, const Pace& pace) {
  auto& options = impl_->options;
  if (!options.cancelled) throw Error(ErrorCode::usage, "watching needs a way to be ended: cancelled");
  if (std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end())
    throw Error(ErrorCode::usage, "standard input cannot be watched", "give --watch files and folders");
  watch_archive(options, events, pace);
}

RepairSummary Indexer::repair() { return repair_index(impl_->options); }

std::vector<PlannedFile> Indexer::plan() {
  const auto& options = impl_->options;
  const auto wanted = wanted_layout(options);
  if (options.rebuild) {
    require_covered(options);
    return make_plan(options, {}, base_of(options.db, place_of_rebuilt(options.db, place_on_disk(options.db)))).files;
  }
  if (!has_index(options.db)) return make_plan(options, {}, base_of(options.db, place_of_new(options.db))).files;
  return read_generation(options.db, [&](const Catalog& catalog) {
    require_layout(options, wanted, catalog);
    return make_plan(options, read_inventory(options.db, catalog), base_of(options.db, catalog.place)).files;
  });
}

void Indexer::extract(const std::function<bool(const Article&, const std::vector<std::string>&)>& each, bool explain) {
  const auto& options = impl_->options;
  const Base base = options.db.empty() ? Base() : base_of(options.db, place_on_disk(options.db));  // extracting needs no index
  const RunPlan plan = make_plan(options, {}, base);
  bool go_on = true;
  for (const FileJob& job : plan.read) {
    const auto file = read_file_articles(job, options, explain, false, [&](Article&& article, const Finding& finding) {
      std::vector<std::string> lines;
      for (const auto& reason : finding.why) lines.push_back(reason.field + ": " + reason.from + (reason.note.empty() ? "" : " " + reason.note));
      if (article.authors.empty()) article.authors = names_of_byline(article.byline);
      article.path = job.shown;  // its id is that of the stored path, as in the index
      return go_on = each(article, lines);
    });
    for (const auto& failure : file.state.failures)
      if (options.diagnostic) options.diagnostic(failure);
    if (!go_on || (options.cancelled && options.cancelled->load() > 0)) return;
  }
}

}  // namespace newsgrep
