// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/book.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/text_entry.hpp"
#include "indexer/readers/xml.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_bytes = 64u << 20;

// False when it is larger than `most`.
bool append_all(Source& source, std::size_t most, std::string& bytes) {
  constexpr std::size_t block = 64 * 1024;
  for (std::size_t got = block; got > 0;) {
    const auto size = bytes.size();
    bytes.resize(size + block);
    got = source.read(bytes.data() + size, block);
    bytes.resize(size + got);
    if (bytes.size() > most) return false;
  }
  return true;
}

class Unheard : public ArticleSink {
 public:
  bool article(Draft&&) override { return true; }
  void skipped(Diagnostic&&) override {}
};

template <class Each>
void for_each_element(std::string_view xml, std::initializer_list<std::string_view> names, Each&& each) {
  Unheard nobody;
  Skips skips(nobody);
  TextEntry entry(xml);
  for_each_xml(entry, skips, names, [&](const XmlRecord& record) {
    each(record.node);
    return true;
  });
}

// "opf:item" -> "item"
std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

// Of words with spaces between.
bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// What a reader might miss when it is no chapter; a book's other parts are its pictures, styles and lists of files.
bool is_page(std::string_view name) {
  const auto lower = ascii_lower(name.substr(name.rfind('.') + 1));
  return lower == "xhtml" || lower == "html" || lower == "htm";
}

BookPlan read_package(std::string_view package, std::string_view path) {
  BookPlan plan;
  std::map<std::string, std::string, std::less<>> files;  // by their ids
  std::vector<std::string> order;
  for_each_element(package, {"item", "itemref"}, [&](const XmlNode& node) {
    if (local_name(node.name) == "itemref") {
      order.emplace_back(node.attribute("idref"));
      return;
    }
    const auto file = path_in_book(node.attribute("href"), path);
    if (has_word(node.attribute("properties"), "nav")) plan.contents = file;
    files.emplace(node.attribute("id"), file);
  });
  std::unordered_set<std::string> seen;
  for (const auto& id : order)
    if (const auto file = files.find(id); file != files.end() && seen.insert(file->second).second) plan.chapters.push_back(file->second);
  return plan;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = at + 2 < text.size() && text[at] == '%' ? hex_value(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
    out += low >= 0 ? static_cast<char>(high * 16 + low) : text[at];
    at += low >= 0 ? 2 : 0;
  }
  return out;
}

}  // namespace

std::string path_in_book(std::string_view link, std::string_view base) {
  std::string path(base.substr(0, base.rfind('/') + 1));
  const std::string file = percent_decoded(link.substr(0, link.find('#')));
  for (std::string_view rest = file; !rest.empty();) {
    const auto part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (part == "..")
      path.resize(path.size() < 2 ? 0 : path.rfind('/', path.size() - 2) + 1);
    else if (part != "." && !part.empty())
      path.append(part).append(rest.empty() ? "" : "/");
  }
  return path;
}

bool describes_book(std::string_view name) {
  return name == "mimetype" || name.starts_with("META-INF/") || name.ends_with(".opf") || name.ends_with(".ncx");
}

BookPlan plan_of(Archive& archive) {
  constexpr std::size_t most_package = 8u << 20;
  std::map<std::string, std::string, std::less<>> packages;
  std::unordered_set<std::string> too_large;
  std::string container, package;
  try {
    while (archive.next()) {
      const auto& name = archive.name();
      const bool listed = name == "META-INF/container.xml";
      if (archive.encrypted() || !(listed || name.ends_with(".opf"))) continue;
      std::string bytes;
      if (append_all(*archive.content(), most_package, bytes)) (listed ? container : packages[name]) = std::move(bytes);
      else too_large.insert(name);
    }
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) throw;
  }
  for_each_element(container, {"rootfile"}, [&](const XmlNode& node) {
    if (package.empty()) package = node.attribute("full-path");
  });
  if (const auto found = packages.find(package); found != packages.end()) return read_package(found->second, package);
  BookPlan plan;
  for (const auto& name : {package, std::string("META-INF/container.xml")})
    if (too_large.count(name) > 0) plan.trouble = name + " is larger than " + std::to_string(most_package >> 20) + " MiB, the limit: the book is read in the order of its zip";
  return plan;
}

BookContents contents_of(Archive& archive, const BookPlan& plan, const Budget& budget) {
  const std::unordered_set<std::string_view> wanted(plan.chapters.begin(), plan.chapters.end());
  BookContents book;
  std::size_t total = 0;
  const auto must_end = [&](const Error& error) { return error.code() == ErrorCode::cancelled || budget.spent(); };
  const auto take = [&](BookContents::Chapter& chapter) {
    try {
      if (append_all(*archive.content(), most_bytes - total, chapter.bytes)) return;
      chapter = {{}, "the chapters of the book are larger than " + std::to_string(most_bytes >> 20) + " MiB together, the limit", {}};
    } catch (const Error& error) {
      if (must_end(error) || archive.broken()) throw;
      chapter = {{}, error.what(), error.hint()};
    }
  };
  try {
    while (archive.next()) {
      const auto& name = archive.name();
      if (wanted.count(name) == 0) {
        book.others += is_page(name) && name != plan.contents;
      } else if (archive.encrypted()) {
        if (book.encrypted++ == 0) book.first_encrypted = name;
      } else if (const auto [chapter, is_first] = book.chapters.try_emplace(name); is_first) {
        take(chapter->second);
        total += chapter->second.bytes.size();
      }
    }
  } catch (const Error& error) {
    if (must_end(error)) throw;
    book.damage = std::current_exception();
  }
  return book;
}

}  // namespace newsgrep
