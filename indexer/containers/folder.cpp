// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/folder.hpp"

#include "common/catalog.hpp"
#include "common/hints.hpp"
#include "indexer/containers/exclude.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <utility>

namespace newsgrep {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct FolderEntry {
  std::string name;
  unsigned char type = DT_UNKNOWN;
};

class Walker {
 public:
  Walker(const WalkOptions& options, const std::function<void(const Diagnostic&)>& problem, const std::atomic<int>* cancelled)
      : options_(options), excludes_(options.exclude), problem_(problem), cancelled_(cancelled) {}

  Walk run() {
    for (const auto& path : options_.paths) visit_root(path);
    auto& files = walk_.files;
    std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
    files.erase(std::unique(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) { return a.path == b.path; }), files.end());
    return std::move(walk_);
  }

 private:
  // A path that the user names is taken as it is: hidden, excluded or a link.
  void visit_root(const std::string& path) {
    root_ = path;
    walk_.roots.push_back({path, true, true});
    struct stat status;
    if (::stat(path.c_str(), &status) != 0) {
      walk_.roots.back().readable = false;
      report(path, std::strerror(errno));
      return;
    }
    if (S_ISREG(status.st_mode)) {
      if (options_.visiting) options_.visiting(path);
      return take(path, status);
    }
    if (!S_ISDIR(status.st_mode)) return report(path, "neither a file nor a folder");
    pending_ = {path};
    while (!pending_.empty() && !(cancelled_ && cancelled_->load() > 0)) {
      const std::string folder = std::move(pending_.back());
      pending_.pop_back();
      visit_folder(folder);
    }
    tell_links();
  }

  void tell_links() {
    const auto links = std::exchange(links_, 0);
    if (links == 0) return;
    tell({Severity::notice, "links", std::to_string(links) + (links == 1 ? " symbolic link below it is" : " symbolic links below it are") + " not followed (-L follows them)", "", root_, 0, 0, 0});
  }

  void visit_folder(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || ::fstat(fd, &status) != 0) return unreadable(path, fd);
    if (options_.follow_links && !seen_.insert({status.st_dev, status.st_ino}).second) {
      ::close(fd);
      return;
    }
    const std::unique_ptr<DIR, CloseFolder> folder(::fdopendir(fd));
    if (!folder) return unreadable(path, fd);
    if (options_.visiting) options_.visiting(path);
    const bool whole = list(folder.get());
    if (!whole) unreadable(path, -1);
    if (path != root_ && may_be_index() && is_index_folder(path))
      return tell({Severity::notice, "index_folder", "an index of newsgrep, no news; it is left out", "", path, 0, 0, 0});
    const auto entries = std::move(entries_);
    for (const auto& entry : entries) visit_entry(fd, path, entry);
  }

  // False when the folder could not be read to its end.
  bool list(DIR* folder) {
    entries_.clear();
    errno = 0;
    while (const dirent* entry = ::readdir(folder)) {
      entries_.push_back({entry->d_name, entry->d_type});
      errno = 0;
    }
    return errno == 0;
  }

  // Without looking at any file: folders are many.
  bool may_be_index() const {
    return std::any_of(entries_.begin(), entries_.end(), [](const FolderEntry& entry) { return entry.name == "lock" || entry.name == "segments"; });
  }

  void visit_entry(int folder, const std::string& parent, const FolderEntry& entry) {
    const std::string_view name = entry.name;
    if (name == "." || name == ".." || name == ".newsgrep" || (!options_.hidden && name.starts_with('.'))) return;
    if (entry.type != DT_DIR && entry.type != DT_REG && entry.type != DT_LNK && entry.type != DT_UNKNOWN) return;
    const std::string path = parent + (parent.ends_with('/') ? "" : "/") + entry.name;
    if (entry.type == DT_LNK && !options_.follow_links) return leave_out_link(path);
    if (entry.type == DT_DIR) return enter(path);
    struct stat status;
    if (::fstatat(folder, entry.name.c_str(), &status, options_.follow_links ? 0 : AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT && errno != ELOOP) report(path, std::strerror(errno));
      return;
    }
    if (S_ISDIR(status.st_mode)) return enter(path);
    if (S_ISLNK(status.st_mode)) return leave_out_link(path);
    if (!S_ISREG(status.st_mode)) return;
    walk_.roots.back().empty = false;
    if (!excludes_.excluded(relative(path), false)) take(path, status);
  }

  void leave_out_link(const std::string& path) { links_ += !excludes_.excluded(relative(path), false); }

  void enter(const std::string& path) {
    if (path != options_.index && !excludes_.excluded(relative(path), true)) pending_.push_back(path);
  }

  std::string_view relative(const std::string& path) const {
    return std::string_view(path).substr(root_.size() + (root_.ends_with('/') ? 0 : 1));
  }

  void take(const std::string& path, const struct stat& status) {
    walk_.roots.back().empty = false;
    walk_.files.push_back({path, static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec});
  }

  void unreadable(const std::string& path, int fd) {
    const int error = errno;
    if (fd >= 0) ::close(fd);
    if (error == ENOENT) return;
    if (concerns_process(error)) throw refusal("read", path, error);
    if (path == root_) walk_.roots.back().readable = false;
    walk_.unreadable.push_back(path);
    report(path, std::strerror(error));
  }

  void report(const std::string& path, const std::string& message) const {
    tell({Severity::error, "unreadable", message, "what the index has of it stays", path, 0, 0, 0});
  }

  void tell(const Diagnostic& diagnostic) const {
    if (problem_) problem_(diagnostic);
  }

  const WalkOptions& options_;
  Excludes excludes_;
  const std::function<void(const Diagnostic&)>& problem_;
  const std::atomic<int>* cancelled_;
  std::string root_;
  std::vector<std::string> pending_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::vector<FolderEntry> entries_;  // of the folder in hand
  std::size_t links_ = 0;             // of the root in hand: left out
  Walk walk_;
};

}  // namespace

Walk walk(const WalkOptions& options, const std::function<void(const Diagnostic&)>& problem, const std::atomic<int>* cancelled) {
  return Walker(options, problem, cancelled).run();
}

}  // namespace newsgrep
