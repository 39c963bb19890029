// SPDX-License-Identifier: GPL-2.0-or-later
#include "corpora/news_files.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>

namespace made_news {
namespace {
namespace fs = std::filesystem;
using std::string;
using std::string_view;

std::ofstream open_new(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out) throw std::runtime_error("cannot make " + path.string());
  return out;
}

void close(std::ofstream& out) {
  if (!out.is_open()) return;
  out.close();
  if (!out) throw std::runtime_error("cannot write: is the disk full?");
}

string json_string(string_view text) {
  string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + "\"";
}

string html_text(string_view text) {
  string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

string json_line(const Article& article) {
  string out;
  const auto put = [&](string_view key, string_view value) {
    (out += out.empty() ? "{\"" : ", \"").append(key) += "\": ";
    out += json_string(value);
  };
  put("url", article.url);
  put("date", article.date());
  put("title", article.title);
  put("author", article.byline);
  put("source", article.source);
  put("section", article.section);
  put("language", "en");
  put("text", article.text);
  return out + "}\n";
}

string page(const Article& article) {
  string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + html_text(article.title) + " | " +
               html_text(article.source) + "</title>\n";
  const auto meta = [&](string_view property, string_view content) {
    (out += "<meta property=\"").append(property) += "\" content=\"" + html_text(content) + "\">\n";
  };
  out += "<link rel=\"canonical\" href=\"" + html_text(article.url) + "\">\n";
  meta("og:type", "article");
  meta("og:title", article.title);
  meta("og:site_name", article.source);
  meta("article:published_time", article.date());
  meta("article:section", article.section);
  out += "<meta name=\"author\" content=\"" + html_text(article.byline) +
         "\">\n</head>\n<body>\n"
         "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li><li><a "
         "href=\"/business\">Business</a></li></ul></nav>\n"
         "<article>\n<h1>" +
         html_text(article.title) + "</h1>\n";
  for (string_view rest = article.text; !rest.empty();) {
    const auto end = std::min(rest.find("\n\n"), rest.size());
    out += "<p>" + html_text(rest.substr(0, end)) + "</p>\n";
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return out + "</article>\n<footer><a href=\"/terms\">Terms of use</a> <a href=\"/contact\">Contact</a></footer>\n</body>\n</html>\n";
}

string plain(const Article& article) {
  return "Title: " + article.title + "\nByline: By " + article.byline + "\nDate: " + article.date() + "\nSource: " + article.source +
         "\nSection: " + article.section + "\nLanguage: en\nURL: " + article.url + "\n\n" + article.text + "\n";
}

// Many articles a file, as crawlers leave them.
class Lines : public Files {
 public:
  explicit Lines(fs::path folder) : folder_(std::move(folder)) {}

  std::uint64_t add(const Article& article) override {
    constexpr std::uint64_t articles_a_file = 2000;
    if (count_++ % articles_a_file == 0) {
      close(out_);
      char name[32];
      std::snprintf(name, sizeof name, "%06u.jsonl", static_cast<unsigned>((count_ - 1) / articles_a_file));
      out_ = open_new(folder_ / name);
    }
    const string line = json_line(article);
    out_ << line;
    return line.size();
  }
  void finish() override { close(out_); }

 private:
  fs::path folder_;
  std::ofstream out_;
  std::uint64_t count_ = 0;
};

// A file an article, in the folders of a paper's days.
class Single : public Files {
 public:
  Single(fs::path folder, string (*form)(const Article&), string ending)
      : folder_(std::move(folder)), form_(form), ending_(std::move(ending)) {}

  std::uint64_t add(const Article& article) override {
    const string bytes = form_(article);
    std::ofstream out = open_new(folder_ / (article.url.substr(article.url.find("//") + 2) + ending_));
    out << bytes;
    close(out);
    return bytes.size();
  }

 private:
  fs::path folder_;
  string (*form_)(const Article&);
  string ending_;
};

}  // namespace

std::unique_ptr<Files> make_files(string_view format, const fs::path& folder) {
  fs::create_directories(folder);
  if (!fs::is_empty(folder)) throw std::runtime_error(folder.string() + " is not empty");
  if (format == "jsonl") return std::make_unique<Lines>(folder);
  if (format == "html") return std::make_unique<Single>(folder, page, ".html");
  if (format == "text") return std::make_unique<Single>(folder, plain, ".txt");
  throw std::runtime_error("--format: jsonl, html or text, not " + string(format));
}

}  // namespace made_news
