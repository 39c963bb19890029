// SPDX-License-Identifier: GPL-2.0-or-later
// newsgrep-replay SOURCE: tries each target on its folder in tests/fuzz/corpus, and on everything in corpora/broken. Says which input it
// was when one ends the process.
#include "tests/fuzz/target.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace newsgrep::fuzz {
namespace {

namespace fs = std::filesystem;

char present[1024];

void tell(int signal) {
  const auto length = ::write(STDERR_FILENO, present, std::strlen(present));
  std::signal(signal, SIG_DFL);
  std::raise(length < 0 ? SIGKILL : signal);
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_regular_file()) files.push_back(at->path());
  std::sort(files.begin(), files.end());
  return files;
}

// In memory of exactly its size, so that a sanitizer sees the first byte read too many.
void replay(const Target& target, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto exact = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), exact.get());
  const std::string name = "while " + target.name + " was tried on " + file.string() + "\n";
  std::strncpy(present, name.c_str(), sizeof present - 1);
  target.run({exact.get(), bytes.size()});
}

}  // namespace
}  // namespace newsgrep::fuzz

int main(int count, char** values) {
  using namespace newsgrep::fuzz;
  if (count != 2) {
    std::cerr << "newsgrep-replay SOURCE\n";
    return 2;
  }
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) std::signal(signal, tell);
  const fs::path source = values[1], corpus = source / "tests" / "fuzz" / "corpus";
  const auto broken = files_below(source / "corpora" / "broken");
  std::size_t tried = 0, without = 0;
  for (const auto& target : targets()) {
    const auto kept = files_below(corpus / target.name);
    if (kept.empty()) std::cerr << target.name << " has no inputs in " << corpus.string() << '\n', ++without;
    for (const auto* files : {&kept, &broken})
      for (const auto& file : *files) replay(target, file), ++tried;
  }
  std::cout << tried << " inputs replayed\n";
  return tried > 0 && without == 0 ? 0 : 1;
}
