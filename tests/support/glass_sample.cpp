// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/glass_sample.hpp"

#include "common/files.hpp"
#include "indexer/glass/positions.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/glass/version.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <sstream>

namespace newsgrep::testing {
namespace fs = std::filesystem;
namespace {

using Inverted = std::map<std::string, std::map<std::uint32_t, const SampleTerm*>>;

Inverted inverted(const Sample& sample) {
  Inverted out;
  for (const auto& [id, document] : sample.documents)
    for (const auto& [term, occurrence] : document.terms) out[term][id] = &occurrence;
  return out;
}

std::uint32_t length_of(const SampleDocument& document) {
  std::uint32_t length = 0;
  for (const auto& [term, occurrence] : document.terms) length += occurrence.wdf;
  return length;
}

void write_values(const Sample& sample, PostlistTable& table) {
  std::map<std::string, std::pair<std::uint32_t, std::map<std::uint32_t, std::string>>> by_last, by_code;
  for (const auto& [id, document] : sample.documents) {
    for (const auto& [slot, value] : document.values) {
      std::string last, code;
      glass::put_uint_last(last, slot);
      glass::put_uint(code, slot);
      for (auto* slots : {&by_last[last], &by_code[code]}) {
        slots->first = slot;
        slots->second[id] = value;
      }
    }
  }
  for (const auto& [key, slot] : by_last) {
    const auto lesser = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto [lowest, highest] = std::minmax_element(slot.second.begin(), slot.second.end(), lesser);
    table.value_statistics(slot.first, static_cast<std::uint32_t>(slot.second.size()), lowest->second, highest->second);
  }
  for (const auto& [key, slot] : by_code) {
    table.begin_values(slot.first);
    for (const auto& [id, value] : slot.second) table.value(id, value);
  }
}

void write_postings(const Inverted& terms, PostlistTable& table) {
  for (const auto& [term, postings] : terms) {
    std::uint32_t occurrences = 0;
    for (const auto& [id, occurrence] : postings) occurrences += occurrence->wdf;
    table.begin_term(term, static_cast<std::uint32_t>(postings.size()), occurrences);
    for (const auto& [id, occurrence] : postings) table.posting(id, occurrence->wdf);
    table.end_term();
  }
}

GlassRoot write_termlists(const Sample& sample, const fs::path& file, Termlists termlists, std::uint32_t block_size) {
  TermlistTable table(file,
                      termlists == Termlists::huffman ? TermlistTable::Packing::huffman : TermlistTable::Packing::plain,
                      block_size);
  for (const auto& [id, document] : sample.documents) {
    std::vector<GlassTerm> terms;
    for (const auto& [term, occurrence] : document.terms) terms.push_back({term, occurrence.wdf});
    std::string tag;
    put_termlist(tag, length_of(document), terms);
    if (termlists != Termlists::slots_only) table.document(id, tag);
    std::vector<std::uint32_t> slots;
    for (const auto& [slot, value] : document.values) slots.push_back(slot);
    table.slots(id, slots);
  }
  return table.finish();
}

}  // namespace

void write_directly(const Sample& sample, const fs::path& folder, Termlists termlists, std::uint32_t block_size,
                    const ChunkSizes& chunks) {
  fs::create_directories(folder);
  GlassDatabase database;
  database.identity.fill(0xFF);
  const Inverted terms = inverted(sample);

  PostlistTable postlist(folder / "postlist.glass", chunks, block_size);
  for (const auto& [name, value] : sample.metadata) postlist.metadata(name, value);
  write_values(sample, postlist);
  for (const auto& [id, document] : sample.documents) postlist.length(id, length_of(document));
  write_postings(terms, postlist);
  database.postlist = postlist.finish();
  database.statistics = postlist.statistics();

  PositionTable positions(folder / "position.glass", block_size);
  for (const auto& [term, postings] : terms)
    for (const auto& [id, occurrence] : postings) {
      if (occurrence->positions.empty()) continue;
      std::string tag;
      put_positions(tag, occurrence->positions);
      positions.add(term, id, tag);
    }
  database.position = positions.finish();

  GlassTable docdata(folder / "docdata.glass", block_size);
  for (const auto& [id, document] : sample.documents)
    if (!document.data.empty()) docdata.add(glass::document_key(id), document.data);
  database.docdata = docdata.finish();

  if (termlists != Termlists::none)
    database.termlist = write_termlists(sample, folder / "termlist.glass", termlists, block_size);
  write_version_file(folder, database);
}

namespace {

Xapian::Document document_of(const SampleDocument& sample) {
  Xapian::Document document;
  for (const auto& [term, occurrence] : sample.terms) {
    for (const std::uint32_t position : occurrence.positions) document.add_posting(term, position, 0);
    document.add_term(term, occurrence.wdf);
  }
  for (const auto& [slot, value] : sample.values) document.add_value(slot, value);
  document.set_data(sample.data);
  return document;
}

}  // namespace

void write_through_xapian(const Sample& sample, const fs::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  for (const auto& [name, value] : sample.metadata) database.set_metadata(name, value);
  for (const auto& [id, document] : sample.documents) database.replace_document(id, document_of(document));
  database.commit();
}

namespace {

void list_totals(const Xapian::Database& database, std::ostream& out) {
  out << "documents " << database.get_doccount() << " last " << database.get_lastdocid() << " average "
      << database.get_avlength() << " total " << database.get_total_length() << " lengths "
      << database.get_doclength_lower_bound() << ".." << database.get_doclength_upper_bound() << " positions "
      << database.has_positions() << '\n';
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    out << "metadata " << *key << ' ' << database.get_metadata(*key) << '\n';
}

void list_terms(const Xapian::Database& database, std::ostream& out) {
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    out << "term " << *term << ' ' << term.get_termfreq() << ' ' << database.get_collection_freq(*term) << ' '
        << database.get_wdf_upper_bound(*term) << '\n';
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      out << "posting " << *posting << ' ' << posting.get_wdf() << ' ' << posting.get_doclength() << ':';
      for (auto at = posting.positionlist_begin(); at != posting.positionlist_end(); ++at) out << ' ' << *at;
      out << '\n';
    }
  }
}

void list_values(const Xapian::Database& database, std::ostream& out) {
  for (const Xapian::valueno slot : {0u, 1u, 2u, 127u, 128u, 129u, 300u, 65536u}) {
    out << "slot " << slot << ' ' << database.get_value_freq(slot) << ' ' << database.get_value_lower_bound(slot)
        << ".." << database.get_value_upper_bound(slot) << '\n';
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
      out << "value " << value.get_docid() << ' ' << *value << '\n';
  }
}

void list_documents(const Xapian::Database& database, std::ostream& out) {
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const Xapian::Document document = database.get_document(*id);
    out << "document " << *id << ' ' << database.get_doclength(*id) << ' ' << database.get_unique_terms(*id) << ' '
        << document.get_data() << '\n';
    for (auto term = database.termlist_begin(*id); term != database.termlist_end(*id); ++term)
      out << *term << ' ' << term.get_wdf() << '\n';
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      out << value.get_valueno() << '=' << *value << '\n';
  }
}

}  // namespace

std::string content(const fs::path& folder) { return content(Xapian::Database(folder.string())); }

std::string content(const Xapian::Database& database) {
  std::ostringstream out;
  list_totals(database, out);
  list_terms(database, out);
  list_values(database, out);
  try {
    list_documents(database, out);
  } catch (const Xapian::Error& error) {  // without term lists
    out << error.get_msg();
  }
  return out.str();
}

void update_through_xapian(const fs::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  const Xapian::docid last = database.get_lastdocid();
  const auto delete_document = [&](Xapian::docid id) {
    try {
      database.delete_document(id);
    } catch (const Xapian::DocNotFoundError&) {
    }
  };
  for (const auto& [id, document] : random_sample(600, 77).documents) {
    if (id % 3 == 0)
      database.replace_document(id * 4, document_of(document));
    else
      database.add_document(document_of(document));
    if (id % 2 == 0) delete_document(1 + id * 7919 % (last + 1));
    if (id % 150 == 0) database.commit();
  }
  database.set_metadata("name", std::string(5000, 'x'));
  database.set_metadata("numbers", "");
  database.add_spelling("word");
  database.add_synonym("word", "term");
  database.commit();
}

void compact(const fs::path& from, const fs::path& to) {
  Xapian::Database(from.string()).compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER);
}

std::string first_difference(const std::string& a, const std::string& b) {
  if (a == b) return {};
  const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const std::size_t from = at < 100 ? 0 : at - 100;
  return a.substr(from, 200) + "\n<>\n" + b.substr(from, 200);
}

std::string complaints(const fs::path& folder) {
  std::ostringstream out;
  const std::size_t errors = Xapian::Database::check(folder.string(), 0, &out);
  return errors == 0 ? std::string() : std::to_string(errors) + " errors\n" + out.str();
}

Sample random_sample(unsigned documents, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  Sample sample;
  sample.metadata = {{"name", "random"}, {"numbers", std::to_string(seed)}};
  for (std::uint32_t id = 1; id <= documents; ++id) {
    SampleDocument& document = sample.documents[id];
    std::uint32_t position = 0;
    for (unsigned i = below(200); i > 0; --i) {
      position += 1 + (below(10) == 0 ? below(1000) : 0);
      auto& occurrence = document.terms["w" + std::to_string(below(1 + below(5000)))];
      ++occurrence.wdf;
      occurrence.positions.push_back(position);
    }
    document.terms["Q" + std::to_string(id)];
    if (below(3) > 0) document.values[0] = std::to_string(below(1'000'000));
    if (below(9) == 0) document.values[300] = std::string(1 + below(300), 'v');
    if (below(5) > 0) document.data = std::string(below(3000), static_cast<char>('a' + below(26)));
  }
  return sample;
}

namespace {

std::vector<std::uint32_t> counted(std::uint32_t first, std::uint32_t size) {
  std::vector<std::uint32_t> positions(size);
  std::iota(positions.begin(), positions.end(), first);
  return positions;
}

void add_odd_terms(SampleDocument& document) {
  for (const std::string& term :
       {std::string(1, '\0'), std::string("a\0", 2), std::string("a"), std::string("a\0b", 3), std::string("a\xFF"),
        std::string("\xFF\xFE"), std::string("\0\xE0", 2), std::string(122, '\0'), std::string(245, 'k'),
        std::string(244, 'k') + "\xFF", std::string(242, 'k') + std::string("\0z", 2)})
    document.terms[term] = {3, {1, 7, 1000}};
  document.terms["often"] = {100'000, counted(1, 100'000)};
  document.terms["far"] = {4, {1, 2'147'483'647, 2'147'483'650, 4'294'967'294}};
  document.terms["first"] = {1, {0}};
  document.terms["both"] = {2, {0, 1}};
  document.terms["edge"] = {126, {}};
  document.terms["edgf"] = {127, {}};
  document.terms["edgg"] = {128, {}};
}

}  // namespace

Sample edge_sample() {
  Sample sample;
  sample.metadata["long"] = std::string(1 << 20, 'm');
  sample.metadata[std::string("\0\xFF name", 7)] = std::string("\0 value", 7);
  sample.metadata[std::string(240, 'n')] = "x";
  add_odd_terms(sample.documents[5]);
  for (std::uint32_t id = 6; id < 60'006; ++id) sample.documents[id].terms["everywhere"].wdf = id % 300;
  for (std::uint32_t i = 0; i < 20'000; ++i)
    sample.documents[70'000].terms["term" + std::to_string(i * 7919)] = {i % 140, {i}};
  sample.documents[70'001];
  for (const std::uint32_t id : {200'000u, 2'097'151u, 2'097'152u, 5'000'000u}) {
    sample.documents[id].terms["a"] = {1, {5}};
    sample.documents[id].data = std::string(id % 1000, '\0') + std::to_string(id);
    for (const std::uint32_t slot : {0u, 1u, 127u, 128u, 129u, 300u, 65536u})
      sample.documents[id].values[slot] = std::string(id % 7 + 1, '\xFF');
    sample.documents[id].values[2] = std::string(5000, 'v');
  }
  return sample;
}

}  // namespace newsgrep::testing
