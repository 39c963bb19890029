// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/searcher.hpp>

#include "common/utf8.hpp"
#include "searcher/address.hpp"
#include "searcher/database.hpp"
#include "searcher/feedback.hpp"
#include "searcher/match.hpp"
#include "searcher/nothing_found.hpp"
#include "searcher/snippet.hpp"
#include "searcher/understanding.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace newsgrep {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

struct Searcher::Impl {
  std::filesystem::path folder;
  OpenOptions options;
  mutable std::mutex mutex;
  std::shared_ptr<const Generation> generation;
  mutable std::vector<std::unique_ptr<Database>> idle;

  std::shared_ptr<const Generation> present() const {
    const std::lock_guard lock(mutex);
    return generation;
  }

  // A database of the present generation for the calling thread; it goes back to the pool at the end of the call.
  class Borrowed {
   public:
    explicit Borrowed(const Impl& impl) : impl_(impl) {
      std::shared_ptr<const Generation> newest;
      {
        const std::lock_guard lock(impl.mutex);
        newest = impl.generation;
        if (!impl.idle.empty()) {
          database_ = std::move(impl.idle.back());
          impl.idle.pop_back();
        }
      }
      if (!database_) database_ = std::make_unique<Database>(newest);
    }
    ~Borrowed() {
      const std::lock_guard lock(impl_.mutex);
      if (&database_->generation() == impl_.generation.get()) impl_.idle.push_back(std::move(database_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Database& operator*() const { return *database_; }
    Database* operator->() const { return database_.get(); }

    /// To be called before the answer is given.
    void require_whole() const { database_->generation().require_whole(); }

   private:
    const Impl& impl_;
    std::unique_ptr<Database> database_;
  };

  static bool learns(const Request& request, const Parsed& parsed) {
    return request.any_word && request.feedback && *parsed.sort == Sort::relevance;
  }

  // `matcher` is made when the first passage is wanted.
  static Hit make_hit(Database& database, const Found& found, const Query& query, std::optional<Matcher>& matcher, const Request& request) {
    Hit hit;
    hit.score = found.score;
    const auto part = request.passages > 0 || request.whole_text ? RecordReader::Part::whole : RecordReader::Part::without_text;
    guarded("reading an article", [&] { database.read(found.place, hit.article, part); });
    if (request.passages > 0) {
      if (!matcher) matcher.emplace(query, database.generation().unit_test());
      const auto record = database.codes(found.place);
      const Matches matches = record ? matcher->find(*record) : matcher->find(hit.article);
      hit.passages = passages(hit.article.text, matches.text, request.passages, request.passage_length);
      for (const auto& mark : matches.title) hit.title_matches.push_back({mark.begin, mark.end});
    }
    if (!request.whole_text) hit.article.text.clear();
    return hit;
  }

  // All of them, if the hits show that there are no more.
  static std::optional<std::uint64_t> shown_to_be_all(const Request& request, const Response& response) {
    const bool last = !response.more && (request.offset == 0 || !response.hits.empty());
    return last ? std::optional(request.offset + response.hits.size()) : std::nullopt;
  }

  static void count_hits(Database& database, const Query& query, Match& match, const Request& request, Response& response) {
    constexpr std::chrono::milliseconds quick{50};
    const bool exact = request.count == Request::Count::exact;
    const auto deadline = exact ? std::nullopt : std::optional(quick);
    const auto all = shown_to_be_all(request, response);
    const Counted counted = all ? Counted{*all, true} : match.count(deadline);
    response.count = response.hits.empty() ? counted.count : std::max<std::uint64_t>(counted.count, request.offset + response.hits.size());
    response.count_exact = counted.exact;
    if (database.generation().undated() > 0)
      if (const auto undated = undated_instead(query)) {
        const Counted counted_undated = Match(database, *undated, request).count(deadline);
        response.undated = counted_undated.count;
        response.undated_exact = counted_undated.exact;
      }
    if (response.count > 0) return;
    if (const auto words = words_instead(query)) {
      const Counted counted_words = Match(database, *words, request).count(deadline);
      response.all_words = counted_words.count;
      response.all_words_exact = counted_words.exact;
    }
    if (response.count_exact && response.all_words.value_or(0) == 0) response.hints = why_nothing(database, query, request, response.undated);
  }
};

Searcher::Searcher(const std::filesystem::path& index, OpenOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->folder = find_index(index);
  impl_->options = options;
  impl_->generation = open_generation(impl_->folder, options.verify);
}

Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Response Searcher::search(const Request& request) const {
  const auto start = Clock::now();
  Parsed parsed = understand_or_throw(request);
  const Impl::Borrowed database(*impl_);
  Response response;
  response.diagnostics = std::move(parsed.diagnostics);
  Match match(*database, parsed.query, request);
  if (Impl::learns(request, parsed)) match.learn_from_best();
  const std::uint64_t one_more = request.limit == UINT64_MAX ? request.limit : request.limit + 1;
  auto found = match.find(*parsed.sort, request.offset, one_more);
  response.more = found.size() > request.limit;
  if (response.more) found.resize(request.limit);
  std::optional<Matcher> matcher;
  for (const auto& one : found) response.hits.push_back(Impl::make_hit(*database, one, parsed.query, matcher, request));
  if (request.count != Request::Count::none) Impl::count_hits(*database, parsed.query, match, request, response);
  database.require_whole();
  response.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return response;
}

void Searcher::each(const Request& request, const std::function<bool(Hit&&)>& hit) const {
  const Parsed parsed = understand_or_throw(request);
  const Impl::Borrowed database(*impl_);
  Match match(*database, parsed.query, request);
  if (Impl::learns(request, parsed)) match.learn_from_best();
  std::optional<Matcher> matcher;
  std::uint64_t left = request.limit == 0 ? UINT64_MAX : request.limit;
  match.each(*parsed.sort, request.offset, [&](const Found& found) {
    return hit(Impl::make_hit(*database, found, parsed.query, matcher, request)) && --left > 0;
  });
  database.require_whole();
}

std::uint64_t Searcher::count(const Request& request) const {
  const Parsed parsed = understand_or_throw(request);
  const Impl::Borrowed database(*impl_);
  const auto count = Match(*database, parsed.query, request).count(std::nullopt).count;
  database.require_whole();
  return count;
}

QueryExplanation Searcher::explain(const Request& request) const {
  std::string text;
  const Parsed parsed = understand(request, &text);
  QueryExplanation explanation = explanation_of(parsed, std::move(text));
  const Impl::Borrowed database(*impl_);
  Match match(*database, parsed.query, request);
  const Plan& plan = match.plan();
  for (const auto& term : plan.terms) explanation.terms.emplace_back(term, database->frequency(term));
  explanation.xapian = guarded("describing the query", [&] { return plan.candidates.get_description(); });
  if (Impl::learns(request, parsed) && !parsed.failed())
    for (auto& one : match.learn_from_best()) explanation.telling.emplace_back(std::move(one.term), one.weight);
  database.require_whole();
  return explanation;
}

std::optional<Article> Searcher::article(std::string_view id) const {
  constexpr std::size_t shortest = 4, whole = 16;
  const std::string wanted = ascii_lower(id);
  if (wanted.size() < shortest || wanted.size() > whole || wanted.find_first_not_of("0123456789abcdef") != std::string::npos)
    return std::nullopt;
  const Impl::Borrowed database(*impl_);
  return guarded("looking for an article", [&]() -> std::optional<Article> {
    const auto places = database->with_id(wanted, 2);
    if (places.empty()) return std::nullopt;
    if (places.size() > 1)
      throw Error(ErrorCode::query, "several articles have an id that begins with " + wanted, "give more of its digits");
    Article article;
    database->read(places.front(), article);
    database.require_whole();
    return article;
  });
}

std::optional<Article> Searcher::article_at(std::string_view address) const {
  const Impl::Borrowed database(*impl_);
  const bool is_input = address == "-" || address.starts_with("-#") || address.starts_with("-!");  // lies in no folder
  const std::string absolute = (address.starts_with('/') || is_input ? "" : database->generation().base) + std::string(address);
  auto match = find_address(*database, absolute);
  if (!match.exact && match.within == 1) match = find_address(*database, match.first_within);
  if (!match.exact && match.within > 1)
    throw Error(ErrorCode::query, std::to_string(match.within) + " articles lie in " + std::string(address), "name one of them: " + match.first_within);
  if (!match.exact) return std::nullopt;
  Article article;
  database->read(*match.exact, article);
  database.require_whole();
  return article;
}

bool Searcher::refresh() {
  const auto present = impl_->present();
  if (read_catalog(impl_->folder) == present->catalog) return false;
  auto newest = open_generation(impl_->folder, impl_->options.verify, present.get());
  const std::lock_guard lock(impl_->mutex);
  impl_->generation = std::move(newest);
  impl_->idle.clear();
  return true;
}

std::uint64_t Searcher::generation() const { return impl_->present()->catalog.generation; }
std::uint64_t Searcher::articles() const { return impl_->present()->articles(); }
const std::filesystem::path& Searcher::folder() const { return impl_->folder; }

}  // namespace newsgrep
