// SPDX-License-Identifier: GPL-2.0-or-later
// newsgrep-corpus: made-up news, of any size, from a seed. Words follow Zipf's law; people, places and organisations come up again
// and again; several papers print what an agency sent, each with small changes. Stands alone.
#include "corpora/made_news.hpp"
#include "corpora/news_files.hpp"

#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr const char* help = R"(newsgrep-corpus - makes an archive of invented news, of any size

  newsgrep-corpus --articles 1000 DIR              a thousand articles as JSON lines
  newsgrep-corpus --megabytes 500 --seed 7 DIR     half a gigabyte, other articles
  newsgrep-corpus --articles 200 --format html DIR the same articles as the first 200 of above, as web pages

  --articles N     stop after N articles
  --megabytes N    stop when the files hold N MB (10^6 bytes)
  --seed N         which articles: the same seed gives the same bytes, everywhere (default 1)
  --format NAME    jsonl (default), html or text: the same articles in each
  DIR              is made; must be empty if it is there

Use it to see how indexing and searching grow with the archive:

  newsgrep-corpus --megabytes 1000 /tmp/news && newsgrep-index /tmp/news
)";

struct Command {
  std::uint64_t articles = UINT64_MAX, bytes = UINT64_MAX, seed = 1;
  std::string format = "jsonl", folder;
};

std::uint64_t number(std::string_view option, const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument(std::string(option) + ": \"" + text + "\" is no number");
  return value;
}

Command parse(const std::vector<std::string>& arguments) {
  Command command;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (++i == arguments.size()) throw std::invalid_argument(one + " needs a value");
      return arguments[i];
    };
    if (one == "--articles") command.articles = number(one, value());
    else if (one == "--megabytes") command.bytes = number(one, value()) * 1'000'000;
    else if (one == "--seed") command.seed = number(one, value());
    else if (one == "--format") command.format = value();
    else if (one.starts_with("-") || !command.folder.empty()) throw std::invalid_argument("what is " + one + "?");
    else command.folder = one;
  }
  if (command.folder.empty()) throw std::invalid_argument("where to? name a folder");
  if (command.articles == UINT64_MAX && command.bytes == UINT64_MAX) throw std::invalid_argument("how much? --articles N or --megabytes N");
  return command;
}

void make(const Command& command) {
  made_news::News news(command.seed);
  const auto files = made_news::make_files(command.format, command.folder);
  std::uint64_t bytes = 0, articles = 0;
  while (articles < command.articles && bytes < command.bytes) {
    bytes += files->add(news.next());
    ++articles;
  }
  files->finish();
  std::cout << articles << " articles, " << bytes << " bytes\n";
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  for (const auto& one : arguments)
    if (one == "--help" || one == "-h") return std::cout << help, 0;
  try {
    make(parse(arguments));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "newsgrep-corpus: " << error.what() << "\nhint: newsgrep-corpus --help\n";
    return 2;
  }
}
