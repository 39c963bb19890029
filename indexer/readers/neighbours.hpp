// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <memory>
#include <string>
#include <vector>

namespace newsgrep {

/// The files around an entry that is a file of its own: for formats of which one file describes others. What lies in a
/// container, or comes as a stream, has none.
class Neighbours {
 public:
  virtual ~Neighbours() = default;

  /// The file at a path relative to the folder of this one; null where there is none. Throws Error when it cannot be
  /// opened.
  virtual std::unique_ptr<Entry> beside(const std::string& relative) const = 0;

  /// The documents of the archive, as paths for beside(), that may tell what this one holds where it is a page of a newspaper.
  virtual const std::vector<std::string>& contents() const = 0;
};

/// Null for an entry that has none.
inline const Neighbours* neighbours_of(const Entry& entry) { return dynamic_cast<const Neighbours*>(&entry); }

}  // namespace newsgrep
