// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/searcher.hpp>

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "searcher/address.hpp"
#include "searcher/database.hpp"
#include "searcher/feedback.hpp"
#include "searcher/match.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/snippet.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace newsgrep {
namespace {

using Clock = std::chrono::steady_clock;

ParseOptions parse_options(const Request& request) {
  using namespace std::chrono;
  ParseOptions options;
  options.now = request.now != 0 ? sys_seconds{seconds{request.now}} : floor<seconds>(system_clock::now());
  options.zone = minutes{request.zone};
  options.any_word = request.any_word;
  options.strict = request.strict;
  if (request.date_order == "dmy") options.date_order = ParseOptions::DateOrder::day_month;
  options.dialect = request.dialect;
  options.saved = &request.saved;
  options.synonyms = &request.synonyms;
  options.week_start = weekday_named(request.week_start).value_or(Monday);
  if (request.date_order == "mdy") options.date_order = ParseOptions::DateOrder::month_day;
  return options;
}

// One end of the range that --since and --until make; troubles name the option.
void add_bound(Parsed& parsed, const char* option, const std::string& text, bool upper, Period& period, const ParseOptions& options) {
  if (text.empty()) return;
  const ParsedPeriod bound = parse_period(text, options);
  Diagnostic diagnostic = bound.diagnostic;
  if (bound.undated) diagnostic = {Severity::error, "bad_date", "\"" + text + "\" is no date", "date:none in the query finds articles without a date", {}, 0, 0, 0};
  if (!diagnostic.kind.empty()) {
    diagnostic.message = std::string(option) + ": " + diagnostic.message;
    parsed.diagnostics.push_back(std::move(diagnostic));
  }
  if (bound.failed || bound.undated) return;
  (upper ? period.last : period.first) = upper ? bound.period.last : bound.period.first;
}

// Moves a tree to where its text stands in a longer one.
void shift(Query& query, std::size_t by) {
  query.begin += by;
  query.end += by;
  for (auto& child : query.children) shift(child, by);
}

Query joined(Query::Kind kind, std::vector<Query> children) {
  if (children.size() == 1) return std::move(children.front());
  Query query;
  query.kind = kind;
  query.end = children.back().end;
  query.children = std::move(children);
  return query;
}

// The query and its alternatives as one text and one tree. Each is read on its own: no quote or parenthesis of one reaches into another.
class Reader {
 public:
  explicit Reader(const Request& request) : options_(parse_options(request)) {
    const bool alone = request.any_of.empty(), empty = trim(request.query).empty();
    std::vector<Query> both, any;
    if (alone) text_ = request.query;
    if (!empty) both.push_back(alone ? read(request.query, 0) : add("(", request.query, ")"));
    if (!empty && !alone) text_ += " (";
    for (const auto& one : request.any_of) any.push_back(add(any.empty() ? "(" : " OR (", one, ")"));
    if (!empty && !alone) text_ += ")";
    if (!any.empty()) both.push_back(joined(Query::Kind::any, std::move(any)));
    if (!both.empty()) parsed_.query = joined(request.any_word ? Query::Kind::any : Query::Kind::all, std::move(both));
    limit_prefixes(parsed_);
  }

  const std::string& text() const { return text_; }
  Parsed& parsed() { return parsed_; }

 private:
  Query add(const char* before, const std::string& text, const char* after) {
    text_ += before;
    const std::size_t at = text_.size();
    text_ += text + after;
    return read(text, at);
  }

  Query read(const std::string& text, std::size_t at) {
    Parsed one = parse_query(text, options_);
    for (auto& diagnostic : one.diagnostics) {
      diagnostic.begin += at;
      diagnostic.end += at;
      parsed_.diagnostics.push_back(std::move(diagnostic));
    }
    for (auto& difference : one.differences) {
      difference.begin += at;
      difference.end += at;
      parsed_.differences.push_back(std::move(difference));
    }
    if (parsed_.sort && one.sort && *one.sort != *parsed_.sort)
      parsed_.diagnostics.push_back({Severity::warning, "two_orders", "the queries ask for different orders; the first one counts", "", {}, 0, at, at + text.size()});
    if (!parsed_.sort) parsed_.sort = one.sort;
    shift(one.query, at);
    return std::move(one.query);
  }

  ParseOptions options_;
  std::string text_;
  Parsed parsed_;
};

const char* name_of(Sort sort) { return sort == Sort::newest ? "newest" : sort == Sort::oldest ? "oldest" : "relevance"; }

// The option goes before the query.
void settle_sort(Parsed& parsed, const Request& request) {
  if (request.sort && parsed.sort && *request.sort != *parsed.sort)
    parsed.diagnostics.push_back({Severity::warning, "two_orders", std::string("--sort ") + name_of(*request.sort) + " goes before sort: in the query", "", {}, 0, 0, 0});
  parsed.sort = request.sort.value_or(parsed.sort.value_or(Sort::relevance));
}

// Query text and options as one tree; `text`, if it is wanted, is what places in it speak of.
Parsed understand(const Request& request, std::string* text = nullptr) {
  const ParseOptions options = parse_options(request);
  Reader reader(request);
  if (text) *text = reader.text();
  const bool empty = trim(request.query).empty() && request.any_of.empty();
  Parsed parsed = std::move(reader.parsed());
  settle_sort(parsed, request);
  Period period;
  add_bound(parsed, "--since", request.since, false, period, options);
  add_bound(parsed, "--until", request.until, true, period, options);
  if (period == Period{}) return parsed;
  Query date;
  date.kind = Query::Kind::date;
  date.period = period;
  if (empty) {
    parsed.query = std::move(date);
    return parsed;
  }
  Query both;
  both.kind = Query::Kind::all;
  both.end = parsed.query.end;
  both.children = {std::move(parsed.query), std::move(date)};
  parsed.query = std::move(both);
  return parsed;
}

Parsed understand_or_throw(const Request& request) {
  Parsed parsed = understand(request);
  for (const auto& diagnostic : parsed.diagnostics)
    if (diagnostic.severity == Severity::error) throw Error(ErrorCode::query, diagnostic.message, diagnostic.hint);
  return parsed;
}

// The same query about articles without a date: every date filter at its top is turned round. Nothing when there is none.
std::optional<Query> undated_instead(const Query& query) {
  if (query.kind == Query::Kind::date && query.which == Query::Which::published) {
    Query undated = query;
    undated.kind = Query::Kind::undated;
    return undated;
  }
  if (query.kind != Query::Kind::all) return std::nullopt;
  Query copy = query;
  bool any = false;
  for (auto& child : copy.children)
    if (auto turned = undated_instead(child)) {
      child = std::move(*turned);
      any = true;
    }
  return any ? std::optional(copy) : std::nullopt;
}

// The same query with each phrase as the words in it. Nothing when there is no phrase.
std::optional<Query> words_instead(const Query& query) {
  Query copy = query;
  if (query.kind == Query::Kind::phrase && QueryWords(query).plain()) {
    Words words;
    words.read(query.text);
    copy.kind = Query::Kind::all;
    copy.children.clear();
    for (const auto& word : words.words()) {
      Query child;
      child.kind = Query::Kind::word;
      child.exact = true;
      child.text = word.term;
      child.field = query.field;
      copy.children.push_back(std::move(child));
    }
    return copy.children.empty() ? std::nullopt : std::optional(copy);
  }
  bool any = false;
  if (query.kind == Query::Kind::none_of || is_decided_in_field(query.kind)) return std::nullopt;
  for (auto& child : copy.children)
    if (auto changed = words_instead(child)) {
      child = std::move(*changed);
      any = true;
    }
  return any ? std::optional(copy) : std::nullopt;
}

void collect_dates(const Query& query, std::string_view text, std::vector<std::string>& dates) {
  if (query.kind == Query::Kind::date) {
    const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
    const std::string typed = query.end > query.begin && query.end <= text.size() ? std::string(text.substr(query.begin, query.end - query.begin)) + " = " : "";
    dates.push_back(typed + end(query.period.first) + ".." + end(query.period.last));
  }
  for (const auto& child : query.children) collect_dates(child, text, dates);
}

}  // namespace

struct Searcher::Impl {
  std::filesystem::path folder;
  OpenOptions options;
  mutable std::mutex mutex;
  std::shared_ptr<const Generation> generation;
  mutable std::vector<std::unique_ptr<Database>> idle;

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
      for (const auto& records : database_->generation().records) records.require_whole();
    }
    ~Borrowed() {
      const std::lock_guard lock(impl_.mutex);
      if (&database_->generation() == impl_.generation.get()) impl_.idle.push_back(std::move(database_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Database& operator*() const { return *database_; }
    Database* operator->() const { return database_.get(); }

   private:
    const Impl& impl_;
    std::unique_ptr<Database> database_;
  };

  static bool learns(const Request& request, const Parsed& parsed) { return request.any_word && request.feedback && *parsed.sort == Sort::relevance; }

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

  static void count_hits(Database& database, const Query& query, const Request& request, Response& response) {
    constexpr std::chrono::milliseconds quick{50};
    const bool exact = request.count == Request::Count::exact;
    const auto deadline = exact ? std::nullopt : std::optional(quick);
    const Counted counted = Match(database, query, request).count(deadline);
    response.count = response.hits.empty() ? counted.count : std::max<std::uint64_t>(counted.count, request.offset + response.hits.size());
    response.count_exact = counted.exact;
    if (database.generation().undated() > 0)
      if (const auto undated = undated_instead(query)) response.undated = Match(database, *undated, request).count(deadline).count;
    if (response.count == 0)
      if (const auto words = words_instead(query)) response.all_words = Match(database, *words, request).count(deadline).count;
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
  if (request.count != Request::Count::none) Impl::count_hits(*database, parsed.query, request, response);
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
  match.each(*parsed.sort, request.offset,
             [&](const Found& found) { return hit(Impl::make_hit(*database, found, parsed.query, matcher, request)) && --left > 0; });
}

std::uint64_t Searcher::count(const Request& request) const {
  const Parsed parsed = understand_or_throw(request);
  const Impl::Borrowed database(*impl_);
  return Match(*database, parsed.query, request).count(std::nullopt).count;
}

namespace {

QueryExplanation explanation_of(const Parsed& parsed, std::string text) {
  QueryExplanation explanation;
  explanation.text = std::move(text);
  explanation.tree = parsed.query.str();
  collect_dates(parsed.query, explanation.text, explanation.dates);
  explanation.diagnostics = parsed.diagnostics;
  explanation.differences = parsed.differences;
  explanation.sort = *parsed.sort;
  return explanation;
}

}  // namespace

QueryExplanation translate(const Request& request) {
  std::string text;
  const Parsed parsed = understand(request, &text);
  return explanation_of(parsed, std::move(text));
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
    for (auto& [term, weight] : match.learn_from_best()) explanation.telling.emplace_back(std::move(term), weight);
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
    return article;
  });
}

std::optional<Article> Searcher::article_at(std::string_view address) const {
  const Impl::Borrowed database(*impl_);
  const std::string absolute = (address.starts_with('/') ? "" : database->generation().base) + std::string(address);
  auto match = find_address(*database, absolute);
  if (!match.exact && match.within == 1) match = find_address(*database, match.first_within);
  if (!match.exact && match.within > 1)
    throw Error(ErrorCode::query, std::to_string(match.within) + " articles lie in " + std::string(address), "name one of them: " + match.first_within);
  if (!match.exact) return std::nullopt;
  Article article;
  database->read(*match.exact, article);
  return article;
}

bool Searcher::refresh() {
  std::shared_ptr<const Generation> present;
  {
    const std::lock_guard lock(impl_->mutex);
    present = impl_->generation;
  }
  auto newest = open_generation(impl_->folder, impl_->options.verify, present.get());
  const std::lock_guard lock(impl_->mutex);
  if (newest->catalog.generation == impl_->generation->catalog.generation) return false;
  impl_->generation = std::move(newest);
  impl_->idle.clear();
  return true;
}

std::uint64_t Searcher::generation() const { return impl_->generation->catalog.generation; }
std::uint64_t Searcher::articles() const { return impl_->generation->articles(); }
const std::filesystem::path& Searcher::folder() const { return impl_->folder; }

}  // namespace newsgrep
