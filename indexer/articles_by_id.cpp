// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/articles_by_id.hpp"

#include "common/terms.hpp"
#include "common/xapian.hpp"

namespace newsgrep {

void find_articles(const std::filesystem::path& folder, const SegmentEntry& segment, const std::vector<std::uint64_t>& ids,
                   const std::function<void(const Records&, std::uint64_t, std::uint32_t)>& found) {
  const auto path = segment_path(folder, segment.id);
  guarded("reading segment " + segment.id, [&] {
    const Xapian::Database database(path.string());
    const Records records(path);
    for (const auto id : ids) {
      const std::string term = id_term(id_text(id));
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
        if (records.id(*at) == id) found(records, id, *at);
    }
  });
}

}  // namespace newsgrep
