// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsgrep as a plain struct.
#pragma once

#include "searcher/query/parse.hpp"

#include <newsgrep/searcher.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

enum class SearchAction : std::uint8_t { search, count, show, explain, translate, fields, show_config, help, version };
enum class OutputFormat : std::uint8_t { text, json, csv, tsv, paths, pattern, exported };
enum class When : std::uint8_t { automatic, always, never };

struct SearchCommand {
  SearchAction action = SearchAction::search;
  OutputFormat output = OutputFormat::text;
  Request request;                      ///< without the query, which `arguments`, `expressions` and `query_file` make
  std::vector<std::string> arguments;   ///< the parts of the query
  std::vector<std::string> expressions; ///< of -e: any of them
  std::string query_file;               ///< of -f
  Reading reading = Reading::automatic;
  std::string synonyms;   ///< a file
  bool own_lists = true;  ///< the user's saved queries and synonyms count
  std::string db, show_id, pattern, hyperlink_format, pager;
  std::vector<std::string> colors;      ///< specifications of --colors, in order
  std::optional<std::uint64_t> limit;   ///< as given; UINT64_MAX for --all
  When color = When::automatic, paging = When::automatic;
  bool quiet = false, messages = true, null_terminated = false, line_buffered = false;
  bool verify = false;                  ///< the index, before it is searched
  bool local_zone = false;              ///< relative dates count in the zone of the machine
  std::string text;                     ///< what help and version print
  std::vector<std::string> idle;        ///< a sentence for each flag that changes nothing
};

/// `arguments` are those of the command line behind those of the configuration file. Throws Error(usage).
SearchCommand parse_search_command(const std::vector<std::string>& arguments);

}  // namespace newsgrep
