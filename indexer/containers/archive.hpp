// SPDX-License-Identifier: GPL-2.0-or-later
// tar, zip and 7z as libarchive reads them: entry after entry, nothing is ever written to disk under an entry's name.
#pragma once

#include "indexer/containers/kind.hpp"
#include "indexer/containers/source.hpp"

#include <memory>
#include <string>

namespace newsgrep {

class Archive {
 public:
  /// From front to back, for tar.
  Archive(ContainerKind kind, std::unique_ptr<Source> source, Budget& budget);
  /// From any place, for zip and 7z; `storage` must outlive it.
  Archive(ContainerKind kind, Storage& storage, Budget& budget);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// Goes on to the next regular file; false at the end. Throws Error(corrupt) naming the entry behind which the archive
  /// is damaged, Error(io) when the whole of it is encrypted.
  bool next();

  const std::string& name() const;  ///< as it is stored, any bytes; without "./" in front
  bool encrypted() const;           ///< the present entry

  /// The bytes of the present entry, good until next(). Its Error ends the entry; if broken() holds afterwards, the archive too.
  std::unique_ptr<Source> content();
  bool broken() const;

 private:
  struct Impl;
  class Content;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgrep
