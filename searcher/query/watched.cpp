// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/watched.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Every number that a document may have.
class Watch : public Xapian::PostingSource {
 public:
  explicit Watch(std::function<void()> look_around) : look_around_(std::move(look_around)) {}

  Watch* clone() const override { return new Watch(look_around_); }

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
  }

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { skip_to(at_ + 1, 0); }
  void skip_to(Xapian::docid document, double) override {
    look_around_();
    at_ = std::max(at_, document);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

 private:
  std::function<void()> look_around_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0, at_ = 0;
};

}  // namespace

Xapian::Query watched(const Xapian::Query& query, std::function<void()> look_around) {
  return {Xapian::Query::OP_FILTER, query, Xapian::Query((new Watch(std::move(look_around)))->release())};
}

}  // namespace newsgrep
