// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/planning.hpp"

#include "indexer/containers/file_hash.hpp"
#include "indexer/containers/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// An empty path stays one: extracting needs no index.
std::string absolute_path(const std::string& path) {
  if (path.empty()) return {};
  auto normal = fs::absolute(path).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

bool under(const std::string& path, const std::string& root) {
  if (path == root) return true;
  return path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/');
}

bool missing(const std::string& path) {
  struct stat status;
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

// Of a file: a folder in its place is not it.
bool gone(const std::string& path) {
  struct stat status;
  return missing(path) || (::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode));
}

WalkOptions walk_options(const IndexOptions& options, std::vector<std::string> paths) {
  WalkOptions walked;
  walked.paths = std::move(paths);
  walked.exclude = options.exclude;
  walked.hidden = options.hidden;
  walked.follow_links = options.follow_links;
  walked.index = absolute_path(options.db.string());
  return walked;
}

// A path as the user typed it, and what it is.
struct GivenPath {
  std::string typed, absolute;
};

// The user's own spelling of a path below one of the paths given.
std::string shown_path(const std::string& absolute, const std::vector<GivenPath>& given) {
  for (const auto& [typed, root] : given) {
    if (absolute == root) return typed;
    if (under(absolute, root)) {
      const auto below = absolute.substr(root.size() + (root.ends_with('/') ? 0 : 1));
      std::string spelled = typed;
      while (spelled.ends_with('/')) spelled.pop_back();
      return spelled == "." ? below : spelled + "/" + below;
    }
  }
  return absolute;
}

class Planner {
 public:
  Planner(const IndexOptions& options, const Inventory& inventory, const Base& base)
      : options_(options), inventory_(inventory), paths_(base) {}

  RunPlan run() {
    for (const auto& path : options_.paths)
      if (path != "-") given_.push_back({path, absolute_path(path)});
    const bool standard_input = given_.size() != options_.paths.size();
    const Walk walked = walk_paths();
    for (const auto& file : walked.files) see(file);
    see_listed_files();
    if (standard_input) {
      plan_.seen.insert("-");
      add({"-", "-", "-", 0, 0, false}, Change::content, "standard input");
    }
    find_removed(walked);
    find_issues();
    find_contents();
    find_coming_back();
    return std::move(plan_);
  }

 private:
  Walk walk_paths() {
    std::vector<std::string> paths;
    for (const auto& path : given_) paths.push_back(path.absolute);
    WalkOptions walked = walk_options(options_, std::move(paths));
    walked.visiting = options_.visiting;
    const auto problem = [this](Diagnostic diagnostic) {
      plan_.missing += diagnostic.severity != Severity::notice && !(options_.remove_missing && missing(diagnostic.address));
      diagnostic.address = shown_path(diagnostic.address, given_);
      if (options_.diagnostic) options_.diagnostic(diagnostic);
    };
    return walk(walked, problem, options_.cancelled);
  }

  void add(FileJob job, Change change, std::string why) {
    plan_.files.push_back({job.shown, change, std::move(why)});
    plan_.bytes += job.size;
    plan_.read.push_back(std::move(job));
  }

  void see(const FoundFile& file) {
    FileJob job{file.path, paths_.stored(file.path), shown_path(file.path, given_), file.size, file.mtime_ns, false};
    if (!plan_.seen.insert(job.stored).second) return;
    const auto known = inventory_.find(job.stored);
    if (known == inventory_.end()) return add(std::move(job), Change::added, "not in the index");
    compare(std::move(job), known->second);
  }

  void compare(FileJob job, const KnownFile& known) {
    const bool failed = known.failed || std::any_of(known.failures.begin(), known.failures.end(),
                                                    [](const Diagnostic& f) { return f.severity != Severity::notice; });
    if (job.size != known.size)
      return add(std::move(job), Change::content, "size " + std::to_string(known.size) + " -> " + std::to_string(job.size));
    // Without a hash of what was read there is nothing to compare with: the file could not be opened, or may be another by now.
    const bool unread = known.hash == 0;
    if (failed && (unread || options_.retry_failed)) return add(std::move(job), Change::retry, "failed before");
    if (unread) return add(std::move(job), Change::content, "was not read to its end, or changed meanwhile");
    const bool doubtful = job.mtime_ns != known.mtime_ns || known.racy;
    if (options_.date_from_mtime && job.mtime_ns != known.mtime_ns) return add(std::move(job), Change::content, "its time, which may date articles, changed");
    if (doubtful && hash_file(job.path) != known.hash) return add(std::move(job), Change::content, "content changed");
    ++plan_.unchanged;
    if (!doubtful) return;
    if (job.mtime_ns != known.mtime_ns) plan_.files.push_back({job.shown, Change::none, "only its time changed"});
    KnownFile state = known;
    state.mtime_ns = job.mtime_ns;
    state.racy = is_racy(job.mtime_ns);
    plan_.touched.emplace(job.stored, std::move(state));
  }

  void see_listed_files() {
    for (const auto& path : options_.files) {
      struct stat status;
      const auto absolute = absolute_path(path);
      if (::stat(absolute.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        if (options_.diagnostic)
          options_.diagnostic({Severity::error, "unreadable", "is in the list of files, but is no file that can be read", "", path, 0, 0, 0});
        ++plan_.missing;
        continue;
      }
      if (options_.visiting) options_.visiting(absolute);
      see({absolute, static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec});
    }
  }

  void find_removed(const Walk& walked) {
    for (const auto& root : walked.roots) {
      std::size_t held_back = 0, left_out = 0;
      for (auto known = inventory_.begin(); known != inventory_.end(); ++known) {
        const auto path = paths_.absolute(known->first);
        if (known->first == "-" || plan_.seen.count(known->first) || !under(path, root.path)) continue;
        if (in_unreadable(path, walked)) continue;
        if (!gone(path)) {
          ++left_out;
          continue;
        }
        if (!root.usable() && !options_.remove_missing) {
          ++held_back;
          continue;
        }
        if (!removed_.insert(known->first).second) continue;
        plan_.removed.push_back(known->first);
        plan_.files.push_back({shown_path(path, given_), Change::removed, "is gone"});
      }
      if (held_back > 0) report_held_back(root, held_back);
      if (left_out > 0) report_left_out(root, left_out);
    }
  }

  // Which words of the pages of a newspaper are one article is told by a document beside them, or in the folder above:
  // what changes among these is read with all of them.
  void find_issues() {
    std::set<std::string> planned, folders;
    const auto note = [&](const std::string& stored) {
      planned.insert(stored);
      if (stored.find(".xml") != std::string::npos) folders.insert(folder_of(stored));
    };
    for (const auto& job : plan_.read) note(job.stored);
    for (const auto& stored : plan_.removed) note(stored);
    if (folders.empty()) return;
    std::set<std::string> around = folders;
    for (const auto& folder : folders) around.insert(folder_of(folder));
    for (const auto& [stored, known] : inventory_) {
      if ((known.format != "alto" && known.format != "mets") || planned.count(stored) || !plan_.seen.count(stored)) continue;
      const auto folder = folder_of(stored);
      if (!around.count(folder) && !folders.count(folder_of(folder))) continue;
      auto job = job_for(paths_, stored);
      if (!job) continue;
      job->shown = shown_path(job->path, given_);
      job->needed = false;
      --plan_.unchanged;
      plan_.touched.erase(stored);
      add(std::move(*job), Change::content, "another file of its issue changed");
    }
  }

  // What this run does not see counts if it stays in the index; what is only on disk does not.
  void find_contents() {
    if (plan_.read.empty() && plan_.removed.empty()) return;
    const auto add = [&](const std::string& stored) {
      if (PageContents::may_tell(stored) && !removed_.count(stored)) plan_.contents.add(paths_.absolute(stored));
    };
    for (const auto& stored : plan_.seen) add(stored);
    for (const auto& known : inventory_) add(known.first);
    for (auto& job : plan_.read) job.contents = plan_.contents.around(job.path);
  }

  static std::string folder_of(const std::string& stored) { return fs::path(stored).parent_path().string(); }

  // Files that will be read because an article of theirs was superseded by one that goes.
  void find_coming_back() {
    std::set<std::uint64_t> losing;
    for (const auto& stored : plan_.removed)
      for (const auto& article : inventory_.at(stored).articles)
        if (!article.superseded) losing.insert(article.id);
    if (losing.empty()) return;
    std::set<std::string> planned(plan_.removed.begin(), plan_.removed.end());
    for (const auto& job : plan_.read) planned.insert(job.stored);
    const auto needed = [&](const KnownArticle& article) { return article.superseded && losing.count(article.id) > 0; };
    for (const auto& [stored, file] : inventory_)
      if (std::any_of(file.articles.begin(), file.articles.end(), needed) && !planned.count(stored))
        plan_.files.push_back({shown_path(paths_.absolute(stored), given_), Change::comes_back, "holds another version of an article that goes"});
  }

  bool in_unreadable(const std::string& path, const Walk& walked) const {
    return std::any_of(walked.unreadable.begin(), walked.unreadable.end(), [&](const std::string& folder) { return under(path, folder); });
  }

  void report_held_back(const Root& root, std::size_t count) const {
    if (!options_.diagnostic) return;
    options_.diagnostic({Severity::warning, "missing_root",
                         std::string("is ") + (root.readable ? "empty" : "missing") + "; the articles of " + std::to_string(count) +
                             (count == 1 ? " file" : " files") + " under it stay in the index",
                         "if they are really gone: --remove-missing", shown_path(root.path, given_), 0, 0, 0});
  }

  // Not of a walk that was stopped, which did not come to all files.
  void report_left_out(const Root& root, std::size_t count) const {
    if (!options_.diagnostic || (options_.cancelled && options_.cancelled->load() > 0)) return;
    options_.diagnostic({Severity::notice, "excluded_now",
                         std::to_string(count) + (count == 1 ? " file of the index is" : " files of the index are") +
                             " left out now (excluded, hidden or behind a link); what was read stays: --rebuild drops it",
                         "", shown_path(root.path, given_), 0, 0, 0});
  }

  const IndexOptions& options_;
  const Inventory& inventory_;
  StoredPaths paths_;
  std::vector<GivenPath> given_;
  std::set<std::string> removed_;
  RunPlan plan_;
};

}  // namespace

bool is_racy(std::int64_t mtime_ns) {
  constexpr std::int64_t window_ns = 2'000'000'000;
  struct timespec now {};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return mtime_ns >= now.tv_sec * 1'000'000'000LL + now.tv_nsec - window_ns;
}

std::uint64_t hash_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return 0;
  FileHash hash;
  std::vector<char> buffer(256 * 1024);
  ssize_t got;
  while ((got = ::read(fd, buffer.data(), buffer.size())) > 0) hash.add(buffer.data(), static_cast<std::size_t>(got));
  ::close(fd);
  return got < 0 ? 0 : hash.value();
}

std::string StoredPaths::stored(const std::string& absolute) const {
  const auto& base = base_.folder;
  return base_.relative && absolute.size() > base.size() && absolute.starts_with(base) ? absolute.substr(base.size()) : absolute;
}

std::string StoredPaths::absolute(const std::string& stored) const {
  return stored.starts_with('/') || stored == "-" ? stored : base_.folder + stored;
}

namespace {

// The topmost of some folders; where these are many, folders above the deepest of them.
std::vector<std::string> few_above(std::set<std::string> folders) {
  constexpr std::size_t few = 5;
  for (;;) {
    std::vector<std::string> topmost;
    for (const auto& folder : folders)
      if (std::none_of(topmost.begin(), topmost.end(), [&](const std::string& other) { return under(folder, other); })) topmost.push_back(folder);
    const auto depth = [](const std::string& folder) { return std::count(folder.begin(), folder.end(), '/'); };
    const auto deepest = std::max_element(topmost.begin(), topmost.end(), [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
    if (topmost.size() <= few || depth(*deepest) < 2) return topmost;
    const auto most = depth(*deepest);
    folders.clear();
    for (const auto& folder : topmost) folders.insert(depth(folder) == most ? fs::path(folder).parent_path().string() : folder);
  }
}

// Files of articles that a rebuild would not read.
class UnreadFiles {
 public:
  void add(const std::string& stored, const std::string& path, std::uint64_t articles) {
    articles_ += articles;
    if (stored == "-") input_ = true;
    else folders_.insert(fs::path(path).parent_path().string());
  }

  Unread unread() {
    Unread unread{articles_, few_above(std::move(folders_))};
    if (input_) unread.roots.emplace_back("standard input");
    return unread;
  }

 private:
  std::uint64_t articles_ = 0;
  std::set<std::string> folders_;
  bool input_ = false;
};

// Known files that are not read although no one took them away.
class Reachable {
 public:
  explicit Reachable(const IndexOptions& options) : options_(options) {}

  /// `root` covers `path`.
  bool operator()(const std::string& path, const std::string& root) {
    struct stat status;
    if (::lstat(path.c_str(), &status) == 0) return ::access(path.c_str(), R_OK) == 0;
    if (errno != ENOENT && errno != ENOTDIR) return false;
    const auto [known, is_new] = usable_.try_emplace(root);
    if (is_new) known->second = is_usable(root);
    return known->second;
  }

 private:
  // Of a walk that was stopped nothing is told.
  bool is_usable(const std::string& root) const {
    const Walk walked = walk(walk_options(options_, {root}), {}, options_.cancelled);
    return walked.roots.front().usable() || (options_.cancelled && options_.cancelled->load() > 0);
  }

  const IndexOptions& options_;
  std::map<std::string, bool> usable_;
};

}  // namespace

Uncovered uncovered_by(const IndexOptions& options, const Inventory& inventory, const Base& base) {
  std::set<std::string> roots, files;
  for (const auto& path : options.paths) roots.insert(path == "-" ? path : absolute_path(path));
  for (const auto& path : options.files) files.insert(absolute_path(path));
  const StoredPaths paths(base);
  UnreadFiles apart, unreachable;
  Reachable reachable(options);
  for (const auto& [stored, file] : inventory) {
    const auto path = paths.absolute(stored);
    const auto articles = std::count_if(file.articles.begin(), file.articles.end(), [](const KnownArticle& article) { return !article.superseded; });
    if (articles == 0 || files.contains(path) || (stored == "-" && roots.contains(path))) continue;
    const auto root = std::find_if(roots.begin(), roots.end(), [&](const std::string& one) { return under(path, one); });
    if (root == roots.end()) apart.add(stored, path, static_cast<std::uint64_t>(articles));
    else if (!reachable(path, *root)) unreachable.add(stored, path, static_cast<std::uint64_t>(articles));
  }
  return {apart.unread(), unreachable.unread()};
}

std::optional<FileJob> job_for(const StoredPaths& paths, const std::string& stored) {
  const auto path = paths.absolute(stored);
  struct stat status;
  if (stored == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileJob{path, stored, path, static_cast<std::uint64_t>(status.st_size),
                 status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec, true};
}

RunPlan make_plan(const IndexOptions& options, const Inventory& inventory, const Base& base) { return Planner(options, inventory, base).run(); }

}  // namespace newsgrep
