// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/candidates.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace newsgrep {
namespace {

using Kind = CandidateTree::Kind;

constexpr Xapian::docid none = std::numeric_limits<Xapian::docid>::max();
constexpr std::size_t few_terms = 16;  // of one word, whose lists stand open side by side

}  // namespace

class DocumentList {
 public:
  virtual ~DocumentList() = default;

  /// The first document from there on, or the one it stands at if that is behind; `none` at the end. Those that weigh less than `least` may be
  /// passed over.
  Xapian::docid skip_to(Xapian::docid document, double least = 0) {
    if (document > at_) at_ = move_to(document, least);
    return at_;
  }
  Xapian::docid at() const { return at_; }
  /// Of the document it stands at, which has that length.
  virtual double weight(std::uint32_t length) const = 0;
  /// Its weight is no greater, whatever its length.
  virtual double most() const = 0;
  /// No document weighs more.
  virtual double limit() const = 0;

 protected:
  virtual Xapian::docid move_to(Xapian::docid document, double least) = 0;

 private:
  Xapian::docid at_ = 0;
};

namespace {

using Lists = std::vector<std::unique_ptr<DocumentList>>;

// Sums of bounds and of weights are rounded each in its own order.
constexpr double slack = 1e-9;
bool falls_short(double bound, double least) { return bound < least * (1 - slack); }

class FewTerms final : public DocumentList {
 public:
  FewTerms(const CandidateTree& word, const PostingLists& lists, const std::function<void()>& look_around) : word_(word), look_around_(look_around) {
    for (const auto& term : *word.word.terms) {
      Counted counted{lists.of(term.name), term.times};
      if (!counted.at.at_end()) postings_.push_back(std::move(counted));
    }
  }

  double weight(std::uint32_t length) const override { return word_.score ? word_.factor * word_.score->of(count(), length) : 0; }
  double most() const override { return word_.score ? word_.factor * word_.score->most(count()) : 0; }
  double limit() const override { return word_.score ? word_.factor * word_.score->limit() : 0; }

 private:
  std::uint32_t count() const {
    std::uint64_t sum = 0;
    for (const auto& posting : postings_)
      if (posting.at.document() == at()) sum += std::uint64_t{posting.at.times()} * posting.times;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, std::numeric_limits<std::uint32_t>::max()));
  }

  struct Counted {
    PostingList at;
    unsigned times;  // that each occurrence counts
  };

  Xapian::docid move_to(Xapian::docid document, double) override {
    constexpr unsigned often = 4096;
    if (++steps_ % often == 0) look_around_();
    Xapian::docid first = none;
    for (auto& posting : postings_) {
      posting.at.skip_to(document);
      first = std::min(first, posting.at.document());
    }
    return first;
  }

  const CandidateTree& word_;
  const std::function<void()>& look_around_;
  std::vector<Counted> postings_;
  unsigned steps_ = 0;
};

class ManyTerms final : public DocumentList {
 public:
  ManyTerms(const CandidateTree& word, const PostingLists& lists, const Records& records, const std::function<void()>& look_around)
      : list_(word.word.terms, look_around), factor_(word.score ? word.factor : 0), limit_(word.score ? word.factor * word.score->limit() : 0) {
    if (word.score) list_.weigh(*word.score, records);
    list_.go_through(lists);
  }

  double weight(std::uint32_t) const override { return most(); }
  double most() const override { return factor_ > 0 ? factor_ * list_.weight() : 0; }
  double limit() const override { return limit_; }

 private:
  Xapian::docid move_to(Xapian::docid document, double) override {
    list_.skip_to(document, 0);
    return list_.at_end() ? none : list_.document();
  }

  AnyTerm list_;
  double factor_, limit_;
};

// Of several lists.
class Joined : public DocumentList {
 public:
  explicit Joined(Lists lists) : lists_(std::move(lists)) {
    for (const auto& list : lists_) limit_ += list->limit();
  }

  // Added up as the query has them, so that scores do not hang on which segment a document is in.
  double weight(std::uint32_t length) const override {
    double sum = 0;
    for (const auto& list : lists_)
      if (list->at() == at()) sum += list->weight(length);
    return sum;
  }
  double most() const override { return most_of(at()); }
  double limit() const override { return limit_; }

 protected:
  // Of a document that some of them stand at.
  double most_of(Xapian::docid document) const {
    double sum = 0;
    for (const auto& list : lists_)
      if (list->at() == document) sum += list->most();
    return sum;
  }

  Lists lists_;

 private:
  double limit_ = 0;
};

class AllOf final : public Joined {
 public:
  // The rarest child leads.
  AllOf(const CandidateTree& all, Lists lists) : Joined(std::move(lists)), order_(lists_.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return all.children[a].frequency < all.children[b].frequency; });
  }

 private:
  Xapian::docid move_to(Xapian::docid document, double least) override {
    if (falls_short(limit(), least)) return none;
    for (;; ++document) {
      document = agree(document);
      if (document == none || least == 0 || !falls_short(most_of(document), least)) return document;
    }
  }

  Xapian::docid agree(Xapian::docid document) {
    for (std::size_t agreed = 0; agreed < order_.size();) {
      const auto at = lists_[order_[agreed]]->skip_to(document);
      if (at == none) return none;
      agreed = at == document || agreed == 0 ? agreed + 1 : 0;
      document = at;
    }
    return document;
  }

  std::vector<std::size_t> order_;
};

// Lists from the lightest to the heaviest.
class ByLimit {
 public:
  explicit ByLimit(std::vector<DocumentList*> lists) : lists_(std::move(lists)) {
    std::stable_sort(lists_.begin(), lists_.end(), [](const auto* a, const auto* b) { return a->limit() < b->limit(); });
    for (const auto* list : lists_) limits_.push_back(limits_.back() + list->limit());
  }

  std::size_t size() const { return lists_.size(); }
  DocumentList& operator[](std::size_t number) const { return *lists_[number]; }
  /// Of the first so many together.
  double limit(std::size_t count) const { return limits_[count]; }

  /// Whether a document may weigh so much that has `most` at most without these. They are asked from the heaviest on, as long as those that are left may
  /// still make the difference.
  bool weighs_enough(Xapian::docid document, double least, double most) const {
    for (auto list = lists_.size(); list-- > 0;) {
      if (falls_short(most + limits_[list + 1], least)) return false;
      if (lists_[list]->skip_to(document) == document) most += lists_[list]->most();
    }
    return !falls_short(most, least);
  }

 private:
  std::vector<DocumentList*> lists_;
  std::vector<double> limits_{0};
};

std::vector<DocumentList*> from(const Lists& lists, std::size_t first) {
  std::vector<DocumentList*> found;
  for (; first < lists.size(); ++first) found.push_back(lists[first].get());
  return found;
}

class AnyOf final : public Joined {
 public:
  explicit AnyOf(Lists lists) : Joined(std::move(lists)), by_limit_(from(lists_, 0)) {}

 private:
  // What only the lightest lists have, which fall short all together, is not looked for: these are asked about what the others have.
  Xapian::docid move_to(Xapian::docid document, double least) override {
    while (light_ < by_limit_.size() && falls_short(by_limit_.limit(light_ + 1), least)) ++light_;
    for (;; ++document) {
      Xapian::docid first = none;
      for (auto list = light_; list < by_limit_.size(); ++list) first = std::min(first, by_limit_[list].skip_to(document));
      document = first;
      if (document == none || by_limit_.weighs_enough(document, least, 0)) return document;
    }
  }

  ByLimit by_limit_;
  std::size_t light_ = 0;  // so many fall short together
};

class Perhaps final : public Joined {
 public:
  explicit Perhaps(Lists lists) : Joined(std::move(lists)), wanted_(*lists_.front()), more_(from(lists_, 1)) {}

 private:
  Xapian::docid move_to(Xapian::docid document, double least) override {
    const double without_more = std::max(0.0, least * (1 - slack) - more_.limit(more_.size()));
    for (;; ++document) {
      document = wanted_.skip_to(document, without_more);
      if (document == none || more_.weighs_enough(document, least, wanted_.most())) return document;
    }
  }

  DocumentList& wanted_;
  ByLimit more_;
};

class Without final : public DocumentList {
 public:
  explicit Without(Lists lists) : wanted_(std::move(lists[0])), unwanted_(std::move(lists[1])) {}

  double weight(std::uint32_t length) const override { return wanted_->weight(length); }
  double most() const override { return wanted_->most(); }
  double limit() const override { return wanted_->limit(); }

 private:
  Xapian::docid move_to(Xapian::docid document, double least) override {
    for (;; ++document) {
      document = wanted_->skip_to(document, least);
      if (document == none || unwanted_->skip_to(document) != document) return document;
    }
  }

  std::unique_ptr<DocumentList> wanted_, unwanted_;
};

class Everything final : public DocumentList {
 public:
  explicit Everything(Xapian::docid last) : last_(last) {}

  double weight(std::uint32_t) const override { return 0; }
  double most() const override { return 0; }
  double limit() const override { return 0; }

 private:
  Xapian::docid move_to(Xapian::docid document, double) override { return document > last_ ? none : document; }

  Xapian::docid last_;
};

std::unique_ptr<DocumentList> open(const CandidateTree& tree, const PostingLists& postings, const Records& records, const std::function<void()>& look_around) {
  look_around();
  Lists lists;
  for (const auto& child : tree.children) lists.push_back(open(child, postings, records, look_around));
  switch (tree.kind) {
    case Kind::word:
      if (tree.word.terms->size() <= few_terms) return std::make_unique<FewTerms>(tree, postings, look_around);
      return std::make_unique<ManyTerms>(tree, postings, records, look_around);
    case Kind::all: return std::make_unique<AllOf>(tree, std::move(lists));
    case Kind::any: return std::make_unique<AnyOf>(std::move(lists));
    case Kind::without: return std::make_unique<Without>(std::move(lists));
    case Kind::perhaps: return std::make_unique<Perhaps>(std::move(lists));
    case Kind::everything: break;
  }
  return std::make_unique<Everything>(postings.last_document());
}

}  // namespace

Candidates::Candidates(const CandidateTree& tree, const PostingLists& lists, const Records& records, const std::function<void()>& look_around)
    : records_(records), look_around_(look_around), list_(open(tree, lists, records, look_around_)) {}

Candidates::~Candidates() = default;

bool Candidates::next(double least) {
  at_ = list_->skip_to(at_ + 1, least);
  return at_ != none;
}

double Candidates::weight() const { return list_->weight(records_.length(at_)); }

}  // namespace newsgrep
