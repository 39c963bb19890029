// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/guard.hpp"

#include "common/glass.hpp"
#include "common/bytes.hpp"
#include "common/files.hpp"
#include "common/xapian.hpp"
#include "indexer/glass/version.hpp"

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

class Removed {
 public:
  explicit Removed(fs::path path) : path_(std::move(path)) {}
  ~Removed() {
    std::error_code error;
    fs::remove_all(path_, error);
  }

 private:
  fs::path path_;
};

// False: this Xapian does not make databases of the kind.
bool make_stock_database(const fs::path& path) {
  return guarded("making a database to look at", [&] {
    try {
      Xapian::WritableDatabase(path.string(),
                               Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC)
          .close();
      return true;
    } catch (const Xapian::FeatureUnavailableError&) {
      return false;
    } catch (const Xapian::InvalidArgumentError&) {
      return false;
    }
  });
}

// The stamp, then a UUID, the revision, and of the first table: root, flags, entries, size of blocks.
bool like_ours(std::string_view version_file) {
  if (!version_file.starts_with(glass::stamp())) return false;
  ByteReader in(version_file.substr(glass::stamp().size()));
  in.take(glass::uuid_bytes);
  for (int passed = 0; passed < 4; ++passed) in.number();
  return in.number() == GlassRoot().block_size >> 11;
}

bool probe(const fs::path& scratch) {
  const fs::path path = scratch / "stock-database";
  const Removed removed(path);
  return make_stock_database(path) && fs::exists(path / "iamglass") && like_ours(read_file(path / "iamglass"));
}

}  // namespace

bool glass_is_known(const fs::path& scratch) {
  static const bool known = probe(scratch);
  return known;
}

}  // namespace newsgrep
