// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/archive.hpp"

#include "indexer/containers/seven_zip.hpp"

#include <newsgrep/error.hpp>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::size_t block_size = 256 * 1024;

// libarchive converts names to the charset of the thread's locale; outside of UTF-8 most would be lost.
class Utf8Names {
 public:
  Utf8Names() : before_(locale() ? ::uselocale(locale()) : locale_t{}) {}
  ~Utf8Names() {
    if (before_) ::uselocale(before_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  static locale_t locale() {
    static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return utf8;
  }

  locale_t before_;
};

constexpr const char* unpack_hint = "unpack it with its password, and index the folder";

}  // namespace

struct Archive::Impl {
  Impl(ContainerKind kind, std::unique_ptr<Source> from, Storage* at, Budget& limits)
      : source(std::move(from)), storage(at), budget(limits), input(block_size) {
    if (kind == ContainerKind::seven_zip && storage) check_seven_zip_list(*storage);
    const Utf8Names names;
    archive* const handle = owned.get();
    switch (kind) {
      case ContainerKind::tar: archive_read_support_format_tar(handle); break;
      case ContainerKind::seven_zip: archive_read_support_format_7zip(handle); break;
      default: archive_read_support_format_zip(handle); break;
    }
    archive_read_set_read_callback(handle, feed);
    archive_read_set_callback_data(handle, this);
    if (storage) archive_read_set_seek_callback(handle, seek);
    if (storage) archive_read_set_skip_callback(handle, skip);
    if (archive_read_open1(handle) != ARCHIVE_OK) fail();
  }

  archive* handle() const { return owned.get(); }

  static la_ssize_t feed(archive* from, void* self, const void** bytes) {
    auto& me = *static_cast<Impl*>(self);
    try {
      *bytes = me.input.data();
      const std::size_t got = me.storage ? me.storage->read_at(me.position, me.input.data(), me.input.size())
                                         : me.source->read(me.input.data(), me.input.size());
      me.position += got;
      return static_cast<la_ssize_t>(got);
    } catch (...) {
      me.failure = std::current_exception();
      archive_set_error(from, EIO, "cannot be read");
      return -1;
    }
  }

  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    auto& me = *static_cast<Impl*>(self);
    const auto base = whence == SEEK_SET ? 0 : static_cast<la_int64_t>(whence == SEEK_CUR ? me.position : me.storage->size());
    if (base + offset < 0) return ARCHIVE_FATAL;
    me.position = static_cast<std::uint64_t>(base + offset);
    return base + offset;
  }

  static la_int64_t skip(archive*, void* self, la_int64_t bytes) {
    auto& me = *static_cast<Impl*>(self);
    const auto left = me.storage->size() - std::min(me.position, me.storage->size());
    const auto taken = std::min(left, static_cast<std::uint64_t>(std::max<la_int64_t>(bytes, 0)));
    me.position += taken;
    return static_cast<la_int64_t>(taken);
  }

  // The archive cannot be read any further.
  [[noreturn]] void fail() {
    is_broken = true;
    if (failure) std::rethrow_exception(failure);
    const char* text = archive_error_string(handle());
    if (is_about_encryption(text)) throw Error(ErrorCode::io, "the archive is encrypted: newsgrep knows no passwords", unpack_hint);
    throw Error(ErrorCode::corrupt, "the archive is damaged " + place() + ": " +
                                        (text ? text : "it ends too early"));
  }

  // Behind the damaged content of an entry: a zip says at its end where each begins.
  bool can_go_on() const { return archive_format(handle()) == ARCHIVE_FORMAT_ZIP && !failure; }

  std::string place() const { return name.empty() ? "at its start" : (within ? "within " : "behind ") + name; }

  // Asked before it has found out the format, libarchive 3.6 follows a pointer to nowhere.
  bool is_about_encryption(const char* text) const {
    return (entry && archive_read_has_encrypted_entries(handle()) > 0) || (text && (std::strstr(text, "ncrypt") || std::strstr(text, "Crypto")));
  }

  bool next() {
    const Utf8Names names;
    within = false;
    for (;;) {
      const int result = archive_read_next_header(handle(), &entry);
      if (result == ARCHIVE_EOF) return false;
      if (result == ARCHIVE_RETRY) continue;
      if (result < ARCHIVE_WARN) fail();
      budget.entry();
      if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || archive_entry_symlink(entry)) continue;
      take_name();
      return within = true;
    }
  }

  void take_name() {
    const char* stored = archive_entry_pathname(entry);
    if (!stored) stored = archive_entry_pathname_utf8(entry);
    name = stored ? stored : "";
    while (name.starts_with("./")) name.erase(0, 2);
    if (name.empty()) name = "unnamed";
  }

  std::unique_ptr<Source> source;
  Storage* storage;
  Budget& budget;
  std::vector<char> input;
  std::uint64_t position = 0;
  std::unique_ptr<archive, decltype(&archive_read_free)> owned{archive_read_new(), archive_read_free};
  archive_entry* entry = nullptr;  // the present one
  std::string name;                // likewise
  bool within = false;             // its content is being read
  std::exception_ptr failure;
  bool is_broken = false;
};

class Archive::Content : public BlockSource {
 public:
  explicit Content(Impl& archive) : archive_(archive) {}

 private:
  // Holes of sparse files are left out: what was never written is no news, and may be endless.
  void next_block() override {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(archive_.handle(), &bytes, &size, &offset);
    if (result == ARCHIVE_RETRY) return next_block();
    if (result == ARCHIVE_FATAL && !archive_.can_go_on()) archive_.fail();
    if (result < ARCHIVE_WARN) fail();
    finished_ = result == ARCHIVE_EOF;
    if (finished_) return;
    block_ = {static_cast<const char*>(bytes), size};
    archive_.budget.made(size);
  }

  [[noreturn]] void fail() {
    finished_ = true;
    const char* text = archive_error_string(archive_.handle());
    if (archive_entry_is_encrypted(archive_.entry)) throw Error(ErrorCode::io, "is encrypted: newsgrep knows no passwords", unpack_hint);
    throw Error(ErrorCode::corrupt, std::string("is damaged: ") + (text ? text : "it ends too early"));
  }

  Impl& archive_;
};

Archive::Archive(ContainerKind kind, std::unique_ptr<Source> source, Budget& budget)
    : impl_(std::make_unique<Impl>(kind, std::move(source), nullptr, budget)) {}
Archive::Archive(ContainerKind kind, Storage& storage, Budget& budget)
    : impl_(std::make_unique<Impl>(kind, nullptr, &storage, budget)) {}
Archive::~Archive() = default;

bool Archive::next() { return impl_->next(); }
const std::string& Archive::name() const { return impl_->name; }
bool Archive::encrypted() const { return archive_entry_is_encrypted(impl_->entry) != 0; }
std::unique_ptr<Source> Archive::content() { return std::make_unique<Content>(*impl_); }
bool Archive::broken() const { return impl_->is_broken; }

}  // namespace newsgrep
