// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/changing_archive.hpp"

#include <charconv>
#include <fstream>
#include <iterator>

namespace newsgrep::testing {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view marker_word = "marker";

std::string url_of(unsigned article) { return "https://paper.example.com/" + std::to_string(article); }

// Enough of it that a dictionary for compression is trained.
std::string filler(unsigned article, unsigned state, const std::string& language, int words) {
  std::string text;
  std::mt19937 random(article * 7919 + state);
  for (int i = 0; i < words; ++i) text += (i % 40 == 39 ? "\\n\\n" : " ") + language + std::to_string(random() % 3000);
  return text;
}

}  // namespace

std::string marker(unsigned state) { return std::string(marker_word) + std::to_string(state); }

unsigned marked_state(const std::string& text) {
  unsigned state = UINT32_MAX;
  if (text.starts_with(marker_word)) std::from_chars(text.data() + marker_word.size(), text.data() + text.size(), state);
  return state;
}

ChangingArchive::ChangingArchive(std::uint64_t seed, unsigned states, unsigned translated) : random_(seed), translated_(translated) {
  constexpr unsigned first_files = 20;
  Files files;
  for (unsigned state = 0; state < states; ++state) {
    if (state > 0) change(files, state);
    if (state == translated) rewrite(files, state);
    while (files.size() < first_files) add_file(files, state);
    files_.push_back(files);
    auto& contents = contents_.emplace_back();
    for (const auto& [name, file] : files)
      for (const auto& [article, written] : file) contents[url_of(article)] = written;
  }
}

void ChangingArchive::add_file(Files& files, unsigned state) {
  File& file = files["part-" + std::to_string(names_++) + ".jsonl"];
  for (unsigned count = 20 + random_() % 40; count > 0; --count) file[articles_++] = state;
}

// A file goes, a file comes, and in three of them articles are rewritten, dropped and added.
void ChangingArchive::change(Files& files, unsigned state) {
  files.erase(std::next(files.begin(), static_cast<long>(random_() % files.size())));
  add_file(files, state);
  for (int i = 0; i < 3; ++i) {
    File& file = std::next(files.begin(), static_cast<long>(random_() % files.size()))->second;
    for (auto at = file.begin(); at != file.end();) {
      const auto fate = random_() % 10;
      if (fate < 2) at->second = state;
      at = fate == 9 ? file.erase(at) : std::next(at);
    }
    file[articles_++] = state;
  }
}

void ChangingArchive::rewrite(Files& files, unsigned state) {
  for (auto& [name, file] : files)
    for (auto& [article, written] : file) written = state;
}

std::string ChangingArchive::text(unsigned article, unsigned state) const {
  return marker(state) + (state < translated_ ? filler(article, state, "word", 220) : filler(article, state, "mot", 500));
}

std::string ChangingArchive::lines(const File& file) const {
  std::string out;
  for (const auto& [article, state] : file)
    out += R"({"url": ")" + url_of(article) + R"(", "title": "Article )" + std::to_string(article) + R"(", "date": "20)" +
           std::to_string(10 + article % 15) + R"(-03-0)" + std::to_string(1 + article % 9) + R"(", "text": ")" +
           text(article, state) + "\"}\n";
  return out;
}

void ChangingArchive::write(const fs::path& folder, unsigned from, unsigned state) const {
  fs::create_directories(folder);
  const Files none;
  const Files& before = from == state ? none : files_[from];
  for (const auto& [name, file] : before)
    if (!files_[state].contains(name)) fs::remove(folder / name);
  for (const auto& [name, file] : files_[state])
    if (const auto old = before.find(name); old == before.end() || old->second != file)
      std::ofstream(folder / name, std::ios::binary) << lines(file);
}

}  // namespace newsgrep::testing
