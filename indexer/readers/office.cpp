// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/office.hpp"

#include "common/utf8.hpp"
#include "indexer/containers/archive.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/text.hpp"
#include "indexer/readers/text_entry.hpp"
#include "indexer/readers/xml.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_bytes = 64u << 20, most_part = 64u << 20;

class MemoryStorage : public Storage {
 public:
  explicit MemoryStorage(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read_at(std::uint64_t offset, char* to, std::size_t size) override {
    const auto part = bytes_.substr(std::min<std::uint64_t>(offset, bytes_.size()), size);
    std::copy(part.begin(), part.end(), to);
    return part.size();
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

std::string bytes_of(Source& source) {
  constexpr std::size_t block = 64 * 1024;
  std::string bytes;
  for (std::size_t got = block; got > 0;) {
    const auto size = bytes.size();
    bytes.resize(size + block);
    got = source.read(bytes.data() + size, block);
    bytes.resize(size + got);
    if (bytes.size() > most_part)
      throw Error(ErrorCode::corrupt,
                  "unpacks to more than " + std::to_string(most_part >> 20) + " MiB, the limit for one document");
  }
  return bytes;
}

struct Parts {
  std::string content, properties;
};

Parts parts_of(const std::string& bytes) {
  MemoryStorage storage(bytes);
  Budget budget;
  budget.took(bytes.size());
  Archive archive(ContainerKind::zip, storage, budget);
  Parts parts;
  while (archive.next()) {
    const bool content = archive.name() == "word/document.xml" || archive.name() == "content.xml";
    const bool properties = archive.name() == "docProps/core.xml" || archive.name() == "meta.xml";
    if (content) parts.content = bytes_of(*archive.content());
    if (properties) parts.properties = bytes_of(*archive.content());
  }
  return parts;
}

// "w:p", "text:p" -> "p"
std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}

template <std::size_t size>
bool one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Each paragraph on a line of its own.
class DocumentText {
 public:
  void walk(const XmlNode& node) {
    constexpr std::array<std::string_view, 9> left_out{"del",     "delText",         "instrText",
                                                       "fldData", "tracked-changes", "annotation",
                                                       "note",    "Fallback",        "sequence-decls"};
    for (const auto& child : node.children) {
      if (child->is_text()) {
        text_ += in_words_ ? collapse_space(child->text) : std::string();
        continue;
      }
      const auto name = local_name(child->name);
      if (one_of(name, left_out)) continue;
      if (name == "tab" || name == "s") text_ += " ";
      if (name == "br" || name == "line-break" || name == "cr") text_ += "\n";
      if (name == "noBreakHyphen") text_ += "-";
      const bool paragraph = name == "p" || name == "h";
      const bool words = name == "t" || (paragraph && is_open(*child)) || in_words_;
      const bool before = std::exchange(in_words_, words && name != "pPr" && name != "rPr");
      walk(*child);
      in_words_ = before;
      if (paragraph) text_ += "\n";
      if (name == "tc" || name == "table-cell") join_cell();
    }
  }

  std::string take() { return std::move(text_); }

 private:
  // In Open Document the words stand in the paragraph itself, in Office Open XML in runs.
  static bool is_open(const XmlNode& node) { return node.name.starts_with("text:"); }

  static std::string collapse_space(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
  }

  // Cells of a row stand in one line.
  void join_cell() {
    if (text_.ends_with('\n')) text_.back() = ' ';
  }

  std::string text_;
  bool in_words_ = false;
};

}  // namespace

Likeness sniff_office(std::string_view head) {
  if (!head.starts_with("PK\3\4")) return Likeness::no;
  const bool open = head.find("mimetypeapplication/vnd.oasis.opendocument.text") != std::string_view::npos;
  return open || head.find("word/document.xml") != std::string_view::npos ? Likeness::surely : Likeness::no;
}

void read_office(Entry& entry, ArticleSink& sink) {
  const Parts parts = parts_of(read_all(entry, most_bytes));
  Skips skips(sink);
  DocumentText text;
  TextEntry content(parts.content), properties(parts.properties);
  for_each_xml(content, skips, {"document", "document-content"}, [&](const XmlRecord& record) {
    text.walk(record.node);
    return true;
  });
  Article declared;
  if (!parts.properties.empty())
    for_each_xml(properties, skips, {"coreProperties", "document-meta"}, [&](const XmlRecord& record) {
      if (const auto* title = record.node.anywhere("dc:title")) declared.title = title->words();
      return true;
    });
  skips.finish();
  read_text_of_document(text.take(), declared, entry, sink);
}

}  // namespace newsgrep
