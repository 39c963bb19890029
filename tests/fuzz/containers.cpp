// SPDX-License-Identifier: GPL-2.0-or-later
// Archives and crawls: whatever the bytes are, what they hold comes out, or a reason why not.
#include "indexer/containers/kind.hpp"
#include "indexer/containers/open.hpp"
#include "tests/fuzz/target.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cstring>

namespace newsgrep::fuzz {
namespace {

constexpr std::size_t longest_input = 1 << 20;

class Listing : public EntrySink {
 public:
  void container(std::string_view kind) override { list_.append(kind).append(":"); }

  bool entry(Entry& entry) override {
    require(list_.empty() == entry.name().empty(), "an entry has a name if it lies in a container, and only then");
    require(entry.name().empty() || entry.name().front() == '!', "a name within a container can be told from a path");
    std::uint64_t size = 0;
    const std::string head(entry.head(1000));
    for (std::string_view block; !(block = entry.read()).empty(); size += block.size())
      require(size > 0 || block.starts_with(head) || head.starts_with(block), "what was looked at is read");
    list_.append(entry.name()).append(" ").append(std::to_string(size)).append("\n");
    return true;
  }

  void skipped(Diagnostic&& diagnostic) override {
    require(!diagnostic.message.empty(), "what is left out has a reason");
    failed_ = failed_ || diagnostic.severity != Severity::notice;
  }

  const std::string& list() const { return list_; }
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }

 private:
  std::string list_;
  bool failed_ = false;
};

Listing list(std::string_view bytes, std::size_t portion) {
  Listing listing;
  const auto take = [&](char* to, std::size_t size) {
    size = std::min({size, bytes.size(), portion});
    std::memcpy(to, bytes.data(), size);
    bytes.remove_prefix(size);
    return size;
  };
  try {
    InputFile(take, nullptr).each(listing, {});
  } catch (const Error& error) {
    require(std::strlen(error.what()) > 0, "a failure has a reason");
    listing.fail();
  }
  return listing;
}

void try_container(std::string_view bytes) {
  if (bytes.size() > longest_input) return;
  const auto whole = list(bytes, longest_input), parts = list(bytes, 1000);
  if (whole.failed() || parts.failed()) return;  // how much of damaged data can be read depends on the portions
  require(whole.list() == parts.list(), "what a container holds does not depend on the portions in which it comes");
}

}  // namespace

void add_containers(std::vector<Target>& targets) { targets.push_back({"container", try_container}); }

}  // namespace newsgrep::fuzz
