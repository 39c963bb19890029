// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/catalog.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/lock_holder.hpp"

#include <newsgrep/error.hpp>

#include <nlohmann/json.hpp>

#include <fstream>

namespace newsgrep {
namespace fs = std::filesystem;
using nlohmann::json;
namespace {

json to_json(const SegmentEntry& segment) {
  return {{"id", segment.id},         {"articles", segment.articles}, {"text_bytes", segment.text_bytes},
          {"undated", segment.undated}, {"oldest", segment.oldest},   {"newest", segment.newest},
          {"manifest", segment.manifest}, {"dead", segment.dead},     {"dead_count", segment.dead_count},
          {"dead_sum", segment.dead_sum},
          {"symbols", segment.symbols}, {"terms", segment.terms}};
}

bool plain_name(const std::string& name) {
  return name.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz.-") == std::string::npos && name.find("..") == std::string::npos;
}

std::string name_of(const json& value) {
  auto name = value.get<std::string>();
  if (!plain_name(name)) throw Error(ErrorCode::corrupt, "the catalog names a file it may not name");
  return name;
}

// Other kinds of number would be taken for one, however large.
template <class Number>
void take_number(const json& value, Number& number) {
  if (!value.is_number_integer()) throw Error(ErrorCode::corrupt, "the catalog has something else in place of a number");
  value.get_to(number);
}

template <class Number>
Number number_of(const json& value) {
  Number number{};
  take_number(value, number);
  return number;
}

SegmentEntry segment_from(const json& value) {
  SegmentEntry segment;
  segment.id = name_of(value.at("id"));
  segment.dead = name_of(value.at("dead"));
  take_number(value.at("articles"), segment.articles);
  take_number(value.at("text_bytes"), segment.text_bytes);
  take_number(value.at("undated"), segment.undated);
  take_number(value.at("oldest"), segment.oldest);
  take_number(value.at("newest"), segment.newest);
  take_number(value.at("manifest"), segment.manifest);
  take_number(value.at("dead_count"), segment.dead_count);
  take_number(value.at("dead_sum"), segment.dead_sum);
  take_number(value.at("symbols"), segment.symbols);
  take_number(value.at("terms"), segment.terms);
  return segment;
}

// Segments that disagree on which words have terms of their own would be searched wrongly without a sign of it.
void require_same_terms(const fs::path& folder, const Catalog& catalog) {
  const TableEntry* terms = newest_table(catalog.tables, TableKind::terms);
  for (const auto& segment : catalog.segments)
    if (!terms || segment.terms != terms->checksum)
      throw Error(ErrorCode::corrupt, "segment " + segment.id + " in " + folder.string() + " was written with other terms than the rest of the index",
                  repair_hint(folder));
}

void require_symbols(const fs::path& folder, const Catalog& catalog) {
  for (const auto& segment : catalog.segments)
    if (!find_table(catalog.tables, TableKind::symbols, segment.symbols))
      throw Error(ErrorCode::corrupt,
                  "segment " + segment.id + " in " + folder.string() + " needs table of symbols " + std::to_string(segment.symbols) +
                      ", which the catalog does not name",
                  repair_hint(folder));
}

// Catalogs from before there were layouts name none.
Layout layout_from(const json& value) {
  const auto layout = find_layout(value.value("layout", to_string(Layout::lean)));
  if (!layout) throw Error(ErrorCode::corrupt, "the catalog names a layout that does not exist");
  return *layout;
}

Catalog catalog_from(const json& value) {
  Catalog catalog;
  take_number(value.at("generation"), catalog.generation);
  catalog.layout = layout_from(value);
  for (const auto& segment : value.at("segments")) catalog.segments.push_back(segment_from(segment));
  for (const auto& name : value.at("inventories")) catalog.inventories.push_back(name_of(name));
  for (const auto& entry : value.at("tables"))
    catalog.tables.push_back({table_kind(entry.at("kind").get<std::string>()), number_of<std::uint32_t>(entry.at("number")), number_of<std::uint64_t>(entry.at("checksum"))});
  value.at("stemmers").get_to(catalog.stemmers);
  catalog.place = place_from(value);
  return catalog;
}

}  // namespace

const char* to_string(Layout layout) { return layout == Layout::stock ? "stock" : "default"; }

std::optional<Layout> find_layout(std::string_view name) {
  for (const Layout layout : {Layout::lean, Layout::stock})
    if (name == to_string(layout)) return layout;
  return std::nullopt;
}

fs::path catalog_path(const fs::path& folder) { return folder / "catalog.json"; }
fs::path catalog_copy_path(const fs::path& folder) { return folder / "catalog.copy"; }
fs::path segment_path(const fs::path& folder, std::string_view id) { return folder / "segments" / id; }
fs::path inventory_path(const fs::path& folder, std::string_view name) { return folder / "inventory" / name; }

namespace {

bool is_own_catalog(const fs::path& file) {
  std::error_code error;
  constexpr std::uintmax_t largest = 64 << 20;
  const auto size = fs::file_size(file, error);
  if (error || size > largest) return false;
  const auto body = nlohmann::json::parse(read_file(file), nullptr, false);
  return body.is_object() && body.contains("schema") && body.contains("checksum") && body.contains("catalog");
}

}  // namespace

bool has_own_catalog(const fs::path& folder) { return is_own_catalog(catalog_path(folder)) || is_own_catalog(catalog_copy_path(folder)); }

namespace {

bool begins_as_manifest(const fs::path& file) {
  std::string begin(18, '\0');
  return std::ifstream(file, std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == "newsgrep manifest ";
}

bool is_ours(const fs::path& folder) {
  if (folder.filename() == ".newsgrep" || !lock_holder(folder).empty()) return true;
  const auto segments = numbered_entries(folder / "segments");
  return std::any_of(segments.begin(), segments.end(), [&](std::uint64_t id) { return begins_as_manifest(segment_path(folder, std::to_string(id)) / "manifest"); });
}

// No run makes segments or lists of files without a catalog, or a copy of one were it of generation 0, beside them.
bool has_lost_catalog(const fs::path& folder) {
  std::error_code error;
  for (const auto& path : {catalog_path(folder), catalog_copy_path(folder)})
    if (fs::exists(path, error) || error) return false;
  return (!numbered_entries(folder / "segments").empty() || !numbered_entries(folder / "inventory").empty()) && is_ours(folder);
}

}  // namespace

bool is_index_folder(const fs::path& folder) {
  std::error_code error;
  if (!lock_holder(folder).empty()) return true;
  if (!fs::is_directory(folder / "segments", error) && !fs::is_directory(folder / "inventory", error)) return false;
  try {
    return has_lost_catalog(folder) || (fs::is_directory(folder / "segments", error) && has_own_catalog(folder));
  } catch (const Error&) {
    return true;  // it cannot be read, and nothing in an index is news
  }
}

namespace {

// A copy of generation 0 is what a first build leaves that ended just before it had a catalog.
bool has_copy(const fs::path& folder, std::error_code& error) {
  if (!fs::exists(catalog_copy_path(folder), error)) return false;
  try {
    return read_catalog_copy(folder).generation > 0;
  } catch (const Error&) {
    return true;
  }
}

}  // namespace

bool has_index(const fs::path& folder) {
  std::error_code error;
  const bool found = fs::exists(catalog_path(folder), error) || (!error && has_copy(folder, error));
  if (!error) return found || has_lost_catalog(folder);
  throw refusal("open", folder, error.value());
}

void refuse_half_built(const fs::path& folder) {
  const auto holder = lock_holder(folder);
  if (holder.empty()) return;
  if (FolderLock(folder / "lock", FolderLock::Mode::shared).held())
    throw Error(ErrorCode::no_index, folder.string() + " is an index whose first build was not finished", "build it: " + build_command(folder));
  throw Error(ErrorCode::no_index, folder.string() + " is being built by " + holder, "try again when it is done");
}

namespace {

// Whose writing a death of the machine has undone: empty, nothing but zeros, or the beginning of what a lock says.
bool is_unfinished_lock(const fs::path& file) {
  constexpr std::uintmax_t longest = 512;
  constexpr std::string_view begin = "process ";
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > longest) return false;
  const std::string bytes = read_file(file);
  return bytes.starts_with(begin) || begin.starts_with(bytes) || bytes.find_first_not_of('\0') == std::string::npos;
}

}  // namespace

bool is_as_new(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error) throw refusal("open", folder, error.value());
  return std::all_of(begin(at), end(at), [](const fs::directory_entry& entry) {
    const auto name = entry.path().filename();
    return (name == "lock" && is_unfinished_lock(entry.path())) || name == "catalog.copy.new";
  });
}

fs::path find_index(const fs::path& path) {
  for (const auto& folder : {path, path / ".newsgrep"}) {
    if (has_index(folder)) return folder;
    refuse_half_built(folder);
  }
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const char* what = fs::exists(path, error) ? " is no folder, so no index" : ", so no index";
    throw Error(ErrorCode::no_index, (fs::exists(path, error) ? "" : "there is no folder ") + path.string() + what, "make one: newsgrep-index FOLDER");
  }
  const bool for_index = path.filename() == ".newsgrep" || is_as_new(path) || is_index_folder(path);
  throw Error(ErrorCode::no_index, "there is no index in " + path.string(), "make one: " + (for_index ? build_command(path) : "newsgrep-index " + in_shell_words(path.string())));
}

namespace {

// Its checksum holds.
Catalog sound_catalog(const fs::path& folder, const fs::path& path, const json& body) {
  try {
    return catalog_from(body);
  } catch (const Error& error) {
    throw Error(error.code(), path.string() + ": " + error.what(), repair_hint(folder));
  }
}

Catalog read_catalog_file(const fs::path& folder, const fs::path& path) {
  const std::string text = read_file(path);
  try {
    const json value = json::parse(text);
    for (const char* number : {"schema", "checksum"})
      if (!value.at(number).is_number_integer()) throw Error(ErrorCode::corrupt, path.string() + " is damaged", repair_hint(folder));
    const int found = value.at("schema").get<int>();
    if (found != schema)
      throw Error(ErrorCode::version,
                  folder.string() + " has index schema " + std::to_string(found) + ", this newsgrep reads schema " + std::to_string(schema),
                  (found > schema ? "read it with the newer newsgrep that wrote it; or " : "") + rebuild_hint(folder) + ", with each PATH that is to be in it");
    const json& body = value.at("catalog");
    if (value.at("checksum").get<std::uint64_t>() != checksum(body.dump()))
      throw Error(ErrorCode::corrupt, path.string() + " is damaged", repair_hint(folder));
    Catalog catalog = sound_catalog(folder, path, body);
    require_same_terms(folder, catalog);
    require_symbols(folder, catalog);
    return catalog;
  } catch (const json::exception&) {
    throw Error(ErrorCode::corrupt, path.string() + " is damaged", repair_hint(folder));
  }
}

}  // namespace

Catalog read_catalog(const fs::path& folder) {
  std::error_code error;
  const auto path = catalog_path(folder);
  if (!fs::exists(path, error) && !error && has_copy(folder, error))
    throw Error(ErrorCode::corrupt, path.string() + " is gone", repair_hint(folder));
  if (has_lost_catalog(folder))
    throw Error(ErrorCode::corrupt, folder.string() + " is an index that has lost its catalog: catalog.json and catalog.copy are both gone",
                "make it again from the articles that are stored: " + indexer_of(folder) + " --repair");
  return read_catalog_file(folder, path);
}

Catalog read_catalog_copy(const fs::path& folder) { return read_catalog_file(folder, catalog_copy_path(folder)); }

void keep_catalog_copy(const fs::path& folder) {
  const std::string now = read_file(catalog_path(folder));
  std::error_code error;
  if (fs::exists(catalog_copy_path(folder), error) && read_file(catalog_copy_path(folder)) == now) return;
  replace_file(catalog_copy_path(folder), now);
}

namespace {

std::string text_of(const Catalog& catalog) {
  json body = {{"generation", catalog.generation}, {"layout", to_string(catalog.layout)},
               {"segments", json::array()},        {"inventories", catalog.inventories},
               {"tables", json::array()},          {"stemmers", catalog.stemmers}};
  put_place(body, catalog.place);
  for (const auto& segment : catalog.segments) body["segments"].push_back(to_json(segment));
  for (const auto& table : catalog.tables)
    body["tables"].push_back({{"kind", to_string(table.kind)}, {"number", table.number}, {"checksum", table.checksum}});
  const json value = {{"schema", schema}, {"checksum", checksum(body.dump())}, {"catalog", body}};
  return value.dump(1) + "\n";
}

}  // namespace

ArchivePlace place_on_disk(const fs::path& folder) {
  for (const auto read : {read_catalog, read_catalog_copy}) {
    try {
      return read(folder).place;
    } catch (const Error&) {
    }
  }
  return {};
}

void begin_catalog(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(catalog_copy_path(folder), error)) replace_file(catalog_copy_path(folder), text_of({}));
}

void publish_catalog(const fs::path& folder, Catalog catalog) {
  begin_catalog(folder);  // a catalog always has a copy
  catalog.place = renewed(folder, catalog.place);
  const std::string text = text_of(catalog);
  replace_file(catalog_path(folder), text);
  replace_file(catalog_copy_path(folder), text);
}

void Tombstones::kill(std::uint32_t document) {
  if (document >= bits_.size()) bits_.resize(document + 1);
  count_ += !bits_[document];
  bits_[document] = true;
}

std::string Tombstones::bytes() const {
  std::string out;
  std::uint32_t last = 0;
  for (std::uint32_t document = 0; document < bits_.size(); ++document) {
    if (!bits_[document]) continue;
    put_number(out, document - last);
    last = document;
  }
  return out;
}

Tombstones Tombstones::from(std::string_view bytes, std::uint64_t documents) {
  Tombstones dead;
  ByteReader in(bytes);
  for (std::uint64_t document = 0; !in.done();) {
    const std::uint64_t step = in.number();
    if (step == 0 || step > documents - document) throw Error(ErrorCode::corrupt, "a tombstone file is damaged");
    document += step;
    dead.kill(static_cast<std::uint32_t>(document));
  }
  return dead;
}

Tombstones read_tombstones(const fs::path& folder, const SegmentEntry& segment) {
  if (segment.dead.empty()) return {};
  const auto path = segment_path(folder, segment.id) / segment.dead;
  const std::string bytes = read_sealed(path, "tombstones");
  if (checksum(bytes) != segment.dead_sum) throw Error(ErrorCode::corrupt, path.string() + " is not the one the catalog names", repair_hint(folder));
  return Tombstones::from(bytes, segment.articles);
}

}  // namespace newsgrep
