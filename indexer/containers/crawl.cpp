// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/containers/crawl.hpp"

#include "common/utf8.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_header = 1 << 20, time_digits = 14;

std::uint64_t number_of(std::string_view text, bool& valid) {
  std::uint64_t value = 0;
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  valid = !text.empty() && error == std::errc() && end == text.data() + text.size();
  return value;
}

// "2016-09-26T21:18:09.123Z" -> "20160926211809"; shorter times as far as they go.
std::string digits_of(std::string_view time) {
  std::string digits;
  for (const char c : time.substr(0, time.find('.')))
    if (c >= '0' && c <= '9' && digits.size() < time_digits) digits += c;
  return digits;
}

// Spaces apart; the URL may hold some.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    if (end > 0) words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

bool is_time(std::string_view word) {
  constexpr std::size_t shortest = 12;
  return (word.size() == time_digits || word.size() == shortest) && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "URL address time type ... length", of both versions.
bool parse_arc_line(std::string_view line, CrawlRecord& record) {
  const auto words = words_of(line);
  constexpr std::size_t fewest = 5;
  if (words.size() < fewest || line.find(':') > line.find(' ')) return false;
  std::size_t time = 2;
  while (time < words.size() && !is_time(words[time])) ++time;
  if (time + 2 >= words.size()) return false;
  bool valid = false;
  record.length = number_of(words.back(), valid);
  const auto address = words[time - 1];
  record.url = trim(line.substr(0, static_cast<std::size_t>(address.data() - line.data())));
  record.time = words[time];
  record.content_type = words[time + 1];
  record.type = record.url.starts_with("http") ? "response" : record.url.starts_with("filedesc:") ? "filedesc" : record.url.starts_with("dns:") ? "dns" : "resource";
  return valid;
}

std::string count_text(std::uint64_t count, const std::string& what) { return std::to_string(count) + " " + what; }

// The path of a URL, without what follows a question mark.
std::string_view path_of(std::string_view url) {
  const auto host = url.find("://");
  const auto path = host == std::string_view::npos ? host : url.find('/', host + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(path, url.find_first_of("?#", path) - path);
}

Date date_of(std::string_view digits) {
  Date date;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    if (at + size <= digits.size()) std::from_chars(digits.data() + at, digits.data() + at + size, value);
    return value;
  };
  if (digits.size() < time_digits - 2) return date;
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(6, 2)))};
  if (!day.ok() || number(8, 2) > 23 || number(10, 2) > 59 || number(12, 2) > 60) return date;
  date.year = static_cast<std::int16_t>(number(0, 4));
  date.month = static_cast<std::uint8_t>(number(4, 2));
  date.day = static_cast<std::uint8_t>(number(6, 2));
  date.hour = static_cast<std::uint8_t>(number(8, 2));
  date.minute = static_cast<std::uint8_t>(number(10, 2));
  date.second = static_cast<std::uint8_t>(number(12, 2));
  date.precision = digits.size() == time_digits ? Precision::second : Precision::minute;
  date.zone = std::int16_t{0};
  return date;
}

}  // namespace

// The block of the present record.
class Crawl::Block : public Source {
 public:
  explicit Block(Crawl& crawl) : crawl_(crawl) {}

  std::size_t read(char* to, std::size_t size) override {
    if (crawl_.left_ == 0) return 0;
    std::size_t got = 0;
    try {
      got = crawl_.lines_.read(to, static_cast<std::size_t>(std::min<std::uint64_t>(size, crawl_.left_)));
    } catch (...) {
      crawl_.broken_ = true;
      throw;
    }
    if (got == 0) crawl_.break_off("the file ends within the record of");
    crawl_.left_ -= got;
    return got;
  }

 private:
  Crawl& crawl_;
};

Crawl::Crawl(ContainerKind kind, std::unique_ptr<Source> source, Budget& budget)
    : kind_(kind), source_(std::move(source)), budget_(budget), lines_(*source_) {}
Crawl::~Crawl() = default;

void Crawl::break_off(const std::string& what) {
  broken_ = true;
  throw Error(ErrorCode::corrupt, what + " " + (record_.url.empty() ? "number " + std::to_string(number_) : record_.url) + " (record " +
                                      std::to_string(number_) + ", byte " + std::to_string(record_.offset) + ")");
}

void Crawl::skip_block() {
  if (!block_) return;
  std::array<char, 16 * 1024> rest;
  while (block_->read(rest.data(), rest.size()) > 0) {
  }
}

// Goes on to where a record begins, when what should be its first line is none.
void Crawl::find_next(std::string line) {
  const std::uint64_t begin = lines_.position() - line.size();
  if (strays_++ == 0) first_stray_ = "behind record " + std::to_string(number_) + ", near byte " + std::to_string(begin);
  const auto is_header = [&](std::string_view ahead) {
    CrawlRecord record;
    return kind_ == ContainerKind::warc ? ahead.starts_with("WARC/") : parse_arc_line(ahead.substr(0, ahead.find('\n')), record);
  };
  constexpr std::size_t longest = 4096;
  while (!is_header(lines_.peek(longest)) && lines_.line(line)) {
  }
  stray_bytes_ += lines_.position() - begin;
}

bool Crawl::read_warc_header() {
  std::string line;
  for (;;) {
    record_.offset = lines_.position();
    if (!lines_.line(line)) return false;
    if (line.starts_with("WARC/")) break;
    if (!trim(line).empty()) find_next(line);
  }
  HeaderFields fields;
  std::size_t bytes = 0;
  while (lines_.line(line) && !line.empty()) {
    fields.add(line);
    if ((bytes += line.size()) > most_header) break_off("too long a header has the record of");
  }
  bool valid = false;
  record_.length = number_of(fields.get("content-length"), valid);
  record_.type = ascii_lower(fields.get("warc-type"));
  record_.url = fields.get("warc-target-uri");
  if (record_.url.starts_with('<') && record_.url.ends_with('>')) record_.url = record_.url.substr(1, record_.url.size() - 2);
  record_.time = digits_of(fields.get("warc-date"));
  record_.content_type = fields.get("content-type");
  record_.truncated = fields.get("warc-truncated");
  if (record_.truncated.empty() && fields.get("warc-segment-number") == "1") record_.truncated = "continued elsewhere";
  if (valid) return true;
  record_.length = 0;
  record_.type = "unreadable";
  find_next("");
  return true;
}

bool Crawl::read_arc_header() {
  std::string line;
  for (;;) {
    record_.offset = lines_.position();
    if (!lines_.line(line)) return false;
    if (parse_arc_line(line, record_)) return true;
    if (!trim(line).empty()) find_next(line);
  }
}

bool Crawl::next_record() {
  in_block_.reset();
  skip_block();
  block_.reset();
  record_ = {};
  response_ = {};
  if (!(kind_ == ContainerKind::warc ? read_warc_header() : read_arc_header())) return false;
  ++number_;
  left_ = record_.length;
  block_ = std::make_unique<Block>(*this);
  in_block_ = std::make_unique<LineSource>(*block_);
  budget_.entry();
  return true;
}

bool Crawl::next() {
  try {
    while (next_record())
      if (is_page()) return true;
    return false;
  } catch (...) {
    broken_ = true;
    throw;
  }
}

bool Crawl::is_page() {
  if (record_.type == "revisit") {
    ++revisits_;
    return false;
  }
  if (record_.type != "response" && record_.type != "resource" && record_.type != "conversion") {
    pass_over(record_.type.empty() ? "without a type" : record_.type);
    return false;
  }
  if (path_of(record_.url) == "/robots.txt") {
    pass_over("robots.txt");
    return false;
  }
  constexpr int found = 200;
  response_ = read_http_header(*in_block_);
  if (response_.status != 0 && response_.status != found) {
    pass_over("with status " + std::to_string(response_.status));
    return false;
  }
  if (!has_text_type()) return false;
  if (!record_.truncated.empty() && cut_++ == 0) first_cut_ = record_.url;
  return true;
}

// Scripts and styles are text, but no news; what is declared as bytes is looked at.
bool Crawl::has_text_type() {
  const std::string type = media_type(response_.status != 0 ? response_.fields.get("content-type") : std::string_view(record_.content_type));
  constexpr std::string_view texts[] = {"text/html", "text/plain", "text/xml", "text/json", "text/csv", "text/tab-separated-values", "text/markdown",
                                        "application/xml", "application/xhtml+xml", "application/json", "application/x-ndjson", "application/jsonl",
                                        "message/rfc822", "application/octet-stream", "application/http", "unknown", "no-type", "unk", ""};
  if (std::find(std::begin(texts), std::end(texts), type) != std::end(texts)) return true;
  if ((type.ends_with("+xml") || type.ends_with("+json")) && !type.starts_with("image/")) return true;
  pass_over(type.substr(0, 80));
  return false;
}

std::string Crawl::name() const { return record_.url + "@" + record_.time; }

Origin Crawl::origin() const {
  Origin origin;
  origin.crawled = true;
  origin.partial = !record_.truncated.empty();
  origin.url = record_.url;
  origin.captured = date_of(record_.time);
  origin.charset = charset_parameter(response_.status != 0 ? response_.fields.get("content-type") : std::string_view(record_.content_type));
  return origin;
}

std::unique_ptr<Source> Crawl::content() {
  std::unique_ptr<Source> body = std::make_unique<BorrowedSource>(*in_block_);
  return response_.status != 0 ? http_body(std::move(body), response_.fields, budget_) : std::move(body);
}

std::vector<Diagnostic> Crawl::notes() const {
  std::vector<Diagnostic> notes;
  if (strays_ > 0)
    notes.push_back({Severity::warning, "stray_bytes", "no record begins where one should, " + first_stray_ + (strays_ > 1 ? " and " + count_text(strays_ - 1, "times more") : "") +
                                                           ": records are damaged or have a wrong length; left out " + count_text(stray_bytes_, "bytes"), "", "", 0, 0, 0});
  if (cut_ > 0)
    notes.push_back({Severity::notice, "cut_off", count_text(cut_, cut_ == 1 ? "page was" : "pages were") + " stored only in part by the crawler, first " + first_cut_, "", "", 0, 0, 0});
  if (revisits_ > 0)
    notes.push_back({Severity::notice, "revisit", count_text(revisits_, revisits_ == 1 ? "record says" : "records say") +
                                                      " only that a page was the same as in an earlier record (revisit)", "", "", 0, 0, 0});
  if (passed_over_.empty()) return notes;
  std::string list;
  for (const auto& [what, count] : passed_over_) list += (list.empty() ? "" : ", ") + count_text(count, what);
  notes.push_back({Severity::notice, "passed_over", "passed over records that are no pages: " + list, "", "", 0, 0, 0});
  return notes;
}

}  // namespace newsgrep
