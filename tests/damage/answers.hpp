// SPDX-License-Identifier: GPL-2.0-or-later
// What a program that uses the library gets from an index.
#pragma once

#include "tests/crash/changing_archive.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// One for each question; nothing: it failed with an Error. None at all: the process died.
using Answers = std::vector<std::optional<std::string>>;

/// Asked by a process of its own.
Answers answers(const std::filesystem::path& index, bool verify);

enum class Outcome { same, failed, wrong, crashed };
std::string to_string(Outcome outcome);

/// `failed`: some questions did, and the others are answered alike.
Outcome compare(const Answers& sound, const Answers& damaged);

/// The numbers of the questions that got another answer, and no Error.
std::vector<std::size_t> answered_wrongly(const Answers& sound, const Answers& damaged);

/// What a sound index holds.
Contents contents_of(const std::filesystem::path& index);

}  // namespace newsgrep::testing
