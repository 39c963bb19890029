// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/open.hpp"

#include "indexer/containers/archive.hpp"
#include "indexer/containers/book.hpp"
#include "indexer/containers/crawl.hpp"
#include "indexer/containers/entry_names.hpp"
#include "indexer/containers/file_source.hpp"
#include "indexer/containers/kind.hpp"
#include "indexer/readers/neighbours.hpp"

#include "common/utf8.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;
constexpr std::size_t head_size = 64 * 1024;
constexpr unsigned most_depth = 4;

class StreamSource : public Source {
 public:
  StreamSource(ReadBytes read, Budget& budget) : read_(std::move(read)), budget_(budget) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t got = read_(to, size);
    budget_.took(got);
    return got;
  }

 private:
  ReadBytes read_;
  Budget& budget_;
};

class BytesSource : public BlockSource {
 public:
  explicit BytesSource(std::string bytes) : bytes_(std::move(bytes)) { block_ = bytes_; }

 private:
  void next_block() override { finished_ = true; }

  std::string bytes_;
};

class SourceEntry : public Entry, public Neighbours {
 public:
  SourceEntry(std::string path, std::string name, Origin origin, std::unique_ptr<Source> source, const std::atomic<int>* cancelled,
              const std::vector<std::string>* contents = nullptr)
      : path_(std::move(path)), name_(std::move(name)), origin_(std::move(origin)), source_(as_utf8(std::move(source))), cancelled_(cancelled), contents_(contents) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }
  const Origin& origin() const override { return origin_; }

  std::unique_ptr<Entry> beside(const std::string& relative) const override {
    const auto path = file_beside(relative);
    std::error_code unreachable;
    return is_file() && std::filesystem::is_regular_file(path, unreachable) ? open_entry(path.string(), cancelled_) : nullptr;
  }

  const std::vector<std::string>& contents() const override {
    static const std::vector<std::string> none;
    return contents_ && is_file() ? *contents_ : none;
  }

  std::string_view head(std::size_t most) override {
    while (head_used_ < std::min(most, head_size) && fill()) {
    }
    return std::string_view(head_.get(), std::min(most, head_used_));
  }

  std::string_view read() override {
    if (head_used_ > 0) return {head_.get(), std::exchange(head_used_, 0)};
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (ended_) return {};
    if (!block_) block_ = std::make_unique_for_overwrite<char[]>(block_size);
    return {block_.get(), next(block_.get(), block_size)};
  }

 private:
  bool is_file() const { return name_.empty() && path_ != "-"; }

  std::filesystem::path file_beside(const std::string& relative) const {
    return std::filesystem::path(path_).parent_path() / relative;
  }

  // Damage within the head must not hide what comes before it: it is kept for read().
  bool fill() {
    if (failure_ || ended_) return false;
    if (!head_) head_ = std::make_unique_for_overwrite<char[]>(head_size);
    std::size_t got = 0;
    try {
      got = next(head_.get() + head_used_, head_size - head_used_);
      ended_ = got == 0;
    } catch (const Error&) {
      failure_ = std::current_exception();
    }
    head_used_ += got;
    return got > 0;
  }

  std::size_t next(char* to, std::size_t size) {
    if (cancelled_ && cancelled_->load() > 1) throw Error(ErrorCode::cancelled, "reading was stopped");
    return source_->read(to, size);
  }

  std::string path_, name_;
  Origin origin_;
  std::unique_ptr<Source> source_;
  const std::atomic<int>* cancelled_;
  const std::vector<std::string>* contents_;
  std::unique_ptr<char[]> head_, block_;  // not cleared: most files are much smaller
  std::size_t head_used_ = 0;
  std::exception_ptr failure_;
  bool ended_ = false;
};

// An entry of a file that is opened for its bytes alone, with all that they come from.
class WholeEntry : public SourceEntry {
 public:
  WholeEntry(std::string path, std::unique_ptr<Budget> budget, std::unique_ptr<Source> source, FileSource* file, const std::atomic<int>* cancelled)
      : SourceEntry(std::move(path), "", {}, std::move(source), cancelled), budget_(std::move(budget)), file_(file) {}

  std::uint64_t hash() override { return file_ ? file_->hash() : 0; }

 private:
  std::unique_ptr<Budget> budget_;
  FileSource* file_;
};

// The first bytes, without the compressions around them.
std::unique_ptr<Peeked> uncovered(std::unique_ptr<Source> raw, Budget& budget, bool& compressed) {
  auto peeked = std::make_unique<Peeked>(std::move(raw), kind_bytes);
  compressed = is_compressed(peeked->start());
  if (!compressed) return peeked;
  return std::make_unique<Peeked>(decompressed(std::move(peeked), budget), kind_bytes);
}

// Where something lies within a file.
struct Position {
  std::string path;  // as if the containers were folders
  std::string name;  // "!inner.tar!dir/b.html"; "" for the file itself
  unsigned depth = 0;
  bool of_wacz = false;  // lies directly in a WACZ
};

// Whether an entry is hidden, or excluded, as a file of that name would be.
bool is_left_out(std::string_view name, const EntryChoice& choice) {
  for (std::size_t begin = 0; begin <= name.size();) {
    const auto end = std::min(name.find('/', begin), name.size());
    const auto part = name.substr(begin, end - begin);
    if (!choice.hidden && part.starts_with('.') && part != "." && part != "..") return true;
    if (choice.excludes && choice.excludes->excluded(name.substr(0, end), end < name.size())) return true;
    begin = end + 1;
  }
  return false;
}

Position below(const Position& place, const std::string& name, EntryNames& names) {
  return {place.path + "/" + name, place.name + "!" + names.of(name), place.depth + 1, place.of_wacz};
}

class Walker {
 public:
  Walker(EntrySink& sink, const EntryChoice& choice, Budget& budget, const std::atomic<int>* cancelled)
      : sink_(sink), choice_(choice), budget_(budget), cancelled_(cancelled) {}

  /// `storage` holds the same bytes as the source, or is null. False: stopped.
  bool visit(const Position& place, Origin origin, std::unique_ptr<Source> source, Storage* storage) {
    bool compressed = false;
    auto bytes = uncovered(std::move(source), budget_, compressed);
    const auto kind = container_kind(bytes->start(), place.path);
    const bool crawl = kind == ContainerKind::warc || kind == ContainerKind::arc;
    if (place.of_wacz) ++(crawl ? crawls_of_wacz_ : lists_of_wacz_);
    if (place.of_wacz && !crawl) return true;
    if (kind == ContainerKind::none) {
      SourceEntry entry(place.path, place.name, std::move(origin), std::move(bytes), cancelled_, choice_.contents);
      return sink_.entry(entry);
    }
    if (place.depth == 0) sink_.container(to_string(kind));
    if (place.depth >= most_depth) throw Error(ErrorCode::io, "a container within " + std::to_string(most_depth) + " containers is not opened", "unpack the outermost one");
    return open(kind, place, std::move(bytes), compressed ? nullptr : storage);
  }

 private:
  bool open(ContainerKind kind, const Position& place, std::unique_ptr<Source> bytes, Storage* storage) {
    switch (kind) {
      case ContainerKind::warc:
      case ContainerKind::arc: return visit_crawl(kind, place, std::move(bytes));
      case ContainerKind::tar: {
        Archive archive(kind, std::move(bytes), budget_);
        return visit_archive(archive, place);
      }
      default: return visit_stored(kind, place, std::move(bytes), storage);
    }
  }

  // Where entries lie is told at the end of these: they are put on disk first, unless they are there.
  bool visit_stored(ContainerKind kind, const Position& place, std::unique_ptr<Source> bytes, Storage* storage) {
    std::unique_ptr<SpooledSource> spooled;
    if (!storage) {
      spooled = std::make_unique<SpooledSource>(*bytes);
      storage = spooled.get();
    }
    bytes.reset();
    bool go_on = true;
    try {
      Archive archive(kind, *storage, budget_);
      go_on = kind == ContainerKind::wacz   ? visit_wacz(archive, place)
              : kind == ContainerKind::epub ? visit_book(archive, *storage, place)
                                            : visit_archive(archive, place);
    } catch (const Error&) {
      if (spooled && spooled->failure() && !budget_.spent()) std::rethrow_exception(spooled->failure());  // the cause
      throw;
    }
    if (go_on && spooled && spooled->failure()) std::rethrow_exception(spooled->failure());
    return go_on;
  }

  // A zip with crawls in it, and lists of their pages.
  bool visit_wacz(Archive& archive, Position place) {
    crawls_of_wacz_ = lists_of_wacz_ = 0;
    place.of_wacz = true;
    const bool go_on = visit_archive(archive, place);
    if (crawls_of_wacz_ == 0) sink_.skipped({Severity::warning, "no_crawl", "a WACZ in which there is no WARC", "", place.name, 0, 0, 0});
    if (lists_of_wacz_ > 0)
      sink_.skipped({Severity::notice, "passed_over", "passed over what only describes the crawl, entries: " + std::to_string(lists_of_wacz_), "", place.name, 0, 0, 0});
    return go_on;
  }

  // A zip that tells which of its entries are chapters, and their order; if it does not, all of them in theirs.
  bool visit_book(Archive& archive, Storage& storage, const Position& place) {
    const auto plan = plan_of(archive);
    Archive again(ContainerKind::epub, storage, budget_);
    if (!plan.trouble.empty()) sink_.skipped({Severity::notice, "too_large", plan.trouble, "", place.name, 0, 0, 0});
    if (plan.chapters.empty()) return visit_archive(again, place, true);
    auto book = contents_of(again, plan, budget_);
    Origin origin;
    origin.crawled = true;  // covers and lists of contents are chapters too
    EntryNames names;
    for (const auto& name : plan.chapters) {
      check_cancelled();
      if (is_left_out(name, choice_)) continue;
      const auto found = book.chapters.find(name);
      if (found == book.chapters.end()) continue;
      auto& chapter = found->second;
      const auto position = below(place, name, names);
      if (!chapter.failure.empty())
        sink_.skipped({Severity::warning, "unreadable", chapter.failure, chapter.hint, position.name, 0, 0, 0});
      else if (!visit_one(position, origin, [&] { return std::make_unique<BytesSource>(std::move(chapter.bytes)); }, [] { return false; }))
        return false;
    }
    if (book.encrypted > 0) report_encrypted(place, book.encrypted, plan.chapters.size(), book.first_encrypted);
    if (book.others > 0)
      sink_.skipped({Severity::notice, "passed_over", "passed over pages that are no chapters of the book: " + std::to_string(book.others), "", place.name, 0, 0, 0});
    if (book.damage) std::rethrow_exception(book.damage);
    return true;
  }

  bool visit_archive(Archive& archive, const Position& place, bool book = false) {
    Origin origin;
    origin.crawled = book;  // covers and lists of contents are pages too
    std::uint64_t entries = 0, encrypted = 0;
    std::string first_encrypted;
    EntryNames names;
    while (archive.next()) {
      check_cancelled();
      if (is_left_out(archive.name(), choice_) || (book && describes_book(archive.name()))) continue;
      ++entries;
      if (archive.encrypted()) {
        if (encrypted++ == 0) first_encrypted = archive.name();
        continue;
      }
      if (!visit_one(below(place, archive.name(), names), origin, [&] { return archive.content(); }, [&] { return archive.broken(); })) return false;
    }
    if (encrypted > 0) report_encrypted(place, encrypted, entries, first_encrypted);
    return true;
  }

  void report_encrypted(const Position& place, std::uint64_t encrypted, std::uint64_t entries, const std::string& first) {
    constexpr const char* hint = "unpack it with its password, and index the folder";
    if (encrypted == entries) throw Error(ErrorCode::io, "the archive is encrypted: newsgrep knows no passwords", hint);
    sink_.skipped({Severity::warning, "encrypted", std::to_string(encrypted) + (encrypted == 1 ? " entry is" : " entries are") + " encrypted, first " + first +
                                                       ": newsgrep knows no passwords", hint, place.name, 0, 0, 0});
  }

  bool visit_crawl(ContainerKind kind, const Position& place, std::unique_ptr<Source> bytes) {
    Crawl crawl(kind, std::move(bytes), budget_);
    const auto tell_notes = [&] {
      for (auto& note : crawl.notes()) {
        note.address = place.name;
        sink_.skipped(std::move(note));
      }
    };
    EntryNames names;
    try {
      while (crawl.next()) {
        check_cancelled();
        Position page = below(place, crawl.name(), names);
        page.of_wacz = false;
        page.path = crawl.record().url;  // the date of the crawl, in the names of its files, dates no article
        if (!visit_one(page, crawl.origin(), [&] { return crawl.content(); }, [&] { return crawl.broken(); })) return false;
      }
    } catch (...) {
      tell_notes();
      throw;
    }
    tell_notes();
    return true;
  }

  // One entry of a container: its failure is its own, unless the container cannot be read on.
  template <class Content, class Broken>
  bool visit_one(const Position& place, Origin origin, Content&& content, Broken&& broken) {
    try {
      return visit(place, std::move(origin), content(), nullptr);
    } catch (const Error& error) {
      const bool refused = dynamic_cast<const Refusal*>(&error) != nullptr;
      if (error.code() == ErrorCode::cancelled || refused || budget_.spent() || broken()) throw;
      sink_.skipped({Severity::warning, "unreadable", error.what(), error.hint(), place.name, 0, 0, 0});
      return true;
    }
  }

  void check_cancelled() const {
    if (cancelled_ && cancelled_->load() > 1) throw Error(ErrorCode::cancelled, "reading was stopped");
  }

  EntrySink& sink_;
  const EntryChoice& choice_;
  Budget& budget_;
  const std::atomic<int>* cancelled_;
  std::uint64_t crawls_of_wacz_ = 0, lists_of_wacz_ = 0;
};

void require_stream(const ReadBytes& read) {
  if (!read) throw Error(ErrorCode::usage, "standard input is to be read, but there is none");
}

std::unique_ptr<Entry> open_whole(std::string path, std::unique_ptr<Budget> budget, std::unique_ptr<Source> raw, FileSource* file,
                                  const std::atomic<int>* cancelled) {
  bool compressed = false;
  auto source = uncovered(std::move(raw), *budget, compressed);
  return std::make_unique<WholeEntry>(std::move(path), std::move(budget), std::move(source), file, cancelled);
}

}  // namespace

InputFile::InputFile(const std::string& path, const std::atomic<int>* cancelled) : path_(path), cancelled_(cancelled) {
  auto file = std::make_unique<FileSource>(path);
  budget_.took(file->size());
  file_ = file.get();
  source_ = std::move(file);
}

InputFile::InputFile(ReadBytes read, const std::atomic<int>* cancelled) : path_("-"), cancelled_(cancelled) {
  require_stream(read);
  source_ = std::make_unique<StreamSource>(std::move(read), budget_);
}

InputFile::~InputFile() = default;

void InputFile::each(EntrySink& sink, const EntryChoice& choice) {
  // The file outlives what reads it, for its hash.
  Walker(sink, choice, budget_, cancelled_).visit({path_, "", 0}, {}, std::make_unique<BorrowedSource>(*source_), file_);
}

std::uint64_t InputFile::hash() { return file_ ? file_->hash() : 0; }

std::unique_ptr<Entry> open_entry(const std::string& path, const std::atomic<int>* cancelled) {
  auto file = std::make_unique<FileSource>(path);
  FileSource* const opened = file.get();
  auto budget = std::make_unique<Budget>();
  budget->took(file->size());
  return open_whole(path, std::move(budget), std::move(file), opened, cancelled);
}

std::unique_ptr<Entry> open_stream(ReadBytes read, const std::atomic<int>* cancelled) {
  require_stream(read);
  auto budget = std::make_unique<Budget>();
  Budget& limits = *budget;
  return open_whole("-", std::move(budget), std::make_unique<StreamSource>(std::move(read), limits), nullptr, cancelled);
}

}  // namespace newsgrep
