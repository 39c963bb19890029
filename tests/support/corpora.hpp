// SPDX-License-Identifier: GPL-2.0-or-later
// Where the archives lie that tests read.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace newsgrep::testing {

/// A folder of the project's own corpora.
std::filesystem::path own_corpus(std::string_view name);

/// The folder of real news beside the project, or that NEWSGREP_CORPORA names, where it is present.
std::optional<std::filesystem::path> real_corpora();

/// One of its folders, where it is present.
std::optional<std::filesystem::path> real_corpus(std::string_view name);

}  // namespace newsgrep::testing
