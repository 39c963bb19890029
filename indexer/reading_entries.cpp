// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reading_entries.hpp"

#include "common/utf8.hpp"
#include "indexer/containers/exclude.hpp"
#include "indexer/containers/kind.hpp"
#include "indexer/identity.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace newsgrep {
namespace {

// What archives say about themselves lies beside the news, and is none. A file that the user names himself is read.
bool is_note(const Entry& entry, const FileJob& job, const Format& format, const IndexOptions& options) {
  constexpr std::string_view notes[] = {"readme", "license", "licence", "copying", "changelog", "changes", "notice", "authors", "contributing"};
  if (format.name != "text" || entry.origin().crawled) return false;
  if (entry.name().empty() && std::find(options.paths.begin(), options.paths.end(), job.shown) != options.paths.end()) return false;
  const auto name = ascii_lower(entry.path().substr(entry.path().rfind('/') + 1));
  const auto stem = name.substr(0, name.find('.'));
  return std::find(std::begin(notes), std::end(notes), stem) != std::end(notes);
}

// Completes what a reader says of one entry of a container: where it lies, and what is known of it from outside.
class PlacingSink : public ArticleSink {
 public:
  using Tell = std::function<void(Diagnostic&&)>;

  PlacingSink(ArticleSink& target, const Entry& entry, Tell tell)
      : target_(target), name_(entry.name()), origin_(entry.origin()), tell_(std::move(tell)) {}

  bool article(Draft&& draft) override {
    Article& article = draft.article;
    if (article.entry.empty()) take_url(draft);
    article.entry.insert(0, name_);
    draft.partial = draft.partial || origin_.partial;
    if (origin_.captured.known()) article.captured = origin_.captured;
    stopped_ = !target_.article(std::move(draft));
    return !stopped_;
  }

  // A crawler fetches much that is no article.
  void skipped(Diagnostic&& diagnostic) override {
    if (origin_.crawled && diagnostic.severity == Severity::warning) diagnostic.severity = Severity::notice;
    diagnostic.address.insert(0, name_);
    tell_(std::move(diagnostic));
  }

  void rolling() override {}  // in a container nothing drops out
  bool explain() const override { return target_.explain(); }
  bool stopped() const { return stopped_; }  ///< the reader was told to stop

 private:
  // A page's own canonical address is a better one, unless it names no article.
  void take_url(Draft& draft) const {
    if (origin_.url.empty() || !canonical_url(draft.article.url).empty()) return;
    draft.article.url = origin_.url;
    if (explain()) draft.why.push_back({"url", "crawl", ""});
  }

  ArticleSink& target_;
  const std::string& name_;
  const Origin& origin_;
  Tell tell_;
  bool stopped_ = false;
};

// Reads what a file holds with the readers of their formats. Entries of containers that are no news are listed one by one up to a limit,
// beyond that only counted.
class ReadingSink : public EntrySink {
 public:
  ReadingSink(const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& target)
      : job_(job), options_(options), file_(file), target_(target) {}

  void container(std::string_view kind) override { file_.state.format = kind; }

  bool entry(Entry& entry) override {
    constexpr std::size_t head_size = 64 * 1024;
    const bool alone = entry.name().empty();
    if (!alone) ++file_.entries;
    const auto head = entry.head(head_size);
    const Format* format = detect_format(entry.path(), head);
    const bool foreign = !format || (format->name == "text" && !foreign_kind(head).empty());
    if (foreign) {
      const bool empty = head.empty() && entry.read().empty();  // damage in the first bytes is told by read()
      leave_out(entry, empty ? "empty" : "unknown_format", empty ? "the file is empty" : foreign_message(head));
      return true;
    }
    if (is_note(entry, job_, *format, options_)) {
      leave_out(entry, "note", "a note about the archive, no news; name the file itself to have it read");
      return true;
    }
    if (alone) {
      file_.state.format = format->name;
      format->read(entry, target_);
      return true;
    }
    PlacingSink placing(target_, entry, [this](Diagnostic&& diagnostic) { list(std::move(diagnostic)); });
    format->read(entry, placing);
    return !placing.stopped();
  }

  void skipped(Diagnostic&& diagnostic) override { list(std::move(diagnostic)); }

  /// To be called at the end, whatever it was.
  void finish() {
    if (failed_ > most_listed)
      target_.skipped({Severity::warning, "more_skipped", std::to_string(failed_ - most_listed) + " more entries could not be used", "", "", 0, 0, 0});
    if (left_out_.empty()) return;
    std::string list;
    for (const auto& [what, count] : left_out_) list += (list.empty() ? "" : "; ") + std::to_string(count) + ": " + what;
    target_.skipped({Severity::notice, "more_skipped", "more entries that were left out: " + list, "", "", 0, 0, 0});
  }

 private:
  static constexpr std::size_t most_listed = 1000, most_kinds = 50;

  static std::string foreign_message(std::string_view head) {
    const std::string message = "not a format that newsgrep reads";
    const auto kind = foreign_kind(head);
    return kind.empty() ? message : message + ": " + std::string(kind);
  }

  void leave_out(const Entry& entry, const char* kind, const std::string& message) {
    if (!entry.name().empty()) ++file_.entries_skipped;
    list({Severity::notice, kind, message, "", entry.name(), 0, 0, 0});
  }

  void list(Diagnostic&& diagnostic) {
    const bool notice = diagnostic.severity == Severity::notice;
    if (++(notice ? listed_ : failed_) <= most_listed)
      target_.skipped(std::move(diagnostic));
    else if (notice)
      ++left_out_[left_out_.size() < most_kinds ? diagnostic.message : "other reasons"];
  }

  const FileJob& job_;
  const IndexOptions& options_;
  ReadFile& file_;
  ArticleSink& target_;
  std::size_t listed_ = 0, failed_ = 0;
  std::map<std::string, std::uint64_t> left_out_;
};

}  // namespace

void read_entries(InputFile& input, const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& sink) {
  const Excludes excludes(options.exclude);
  ReadingSink reading(job, options, file, sink);
  try {
    input.each(reading, {options.hidden, &excludes, job.contents.get()});
  } catch (...) {
    reading.finish();
    throw;
  }
  reading.finish();
}

}  // namespace newsgrep
