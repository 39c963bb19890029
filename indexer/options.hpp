// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsgrep-index as a plain struct.
#pragma once

#include <newsgrep/indexer.hpp>

#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

enum class IndexAction { update, watch, dry_run, extract, stats, check, repair, backup, compact, help, version };
enum class ProgressStyle { automatic, json, none };

struct IndexCommand {
  IndexAction action = IndexAction::update;
  IndexOptions options;        ///< `db` is settled later, from `db` below and the paths
  std::string db;              ///< as typed; empty when not given
  std::string files_from;      ///< empty: not given; "-" is standard input
  bool null_separated = false;
  bool explain = false, failures = false, json = false, quiet = false, messages = true;
  ProgressStyle progress = ProgressStyle::automatic;
  std::optional<double> wait;  ///< seconds to wait for the lock
  bool full_check = false;
  std::string backup;          ///< the folder it goes into
  std::string text;            ///< what help and version print
};

/// Throws Error(usage) with the nearest flag for an unknown one.
IndexCommand parse_index_command(const std::vector<std::string>& arguments);

}  // namespace newsgrep
