// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/indexer.hpp>

namespace newsgrep {

/// See Indexer::watch(); `options.cancelled` is there. Changes what holds for the first run only.
void watch_archive(IndexOptions& options, const WatchEvents& events, const Pace& pace);

}  // namespace newsgrep
