// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/damage/answers.hpp"

#include "common/bytes.hpp"
#include "indexer/child.hpp"

#include <newsgrep/searcher.hpp>

#include <algorithm>
#include <functional>

namespace newsgrep::testing {
namespace fs = std::filesystem;
namespace {

std::string hits(const Searcher& searcher, const std::string& query, Sort sort, bool whole) {
  Request request;
  request.query = query;
  request.sort = sort;
  request.limit = 0;
  request.whole_text = whole;
  request.passages = whole ? 0 : 2;
  std::string out;
  searcher.each(request, [&](Hit&& hit) {
    out += hit.article.id + ' ' + hit.article.address() + ' ' + hit.article.title + ' ' + hit.article.published.iso() + ' ' + hit.article.text + '\n';
    for (const auto& passage : hit.passages) out += "  " + passage.text + '\n';
    return true;
  });
  return out;
}

std::string number(const Searcher& searcher, const std::string& query) {
  Request request;
  request.query = query;
  return std::to_string(searcher.count(request));
}

std::vector<std::function<std::string(const Searcher&)>> questions() {
  std::vector<std::function<std::string(const Searcher&)>> all;
  for (const char* query : {"word12 word13", "marker1", "marker3 OR word100", "word200* NOT marker0", "\"word1 word2\"", "mot7 OR mot8", "date:2014-03 article", "title:12",
                            "since:2018 (word5 OR word6 OR mot5)"}) {
    const std::string text = query;
    for (const auto sort : {Sort::relevance, Sort::newest, Sort::oldest})
      all.push_back([text, sort](const Searcher& searcher) { return hits(searcher, text, sort, false); });
    all.push_back([text](const Searcher& searcher) { return number(searcher, text); });
  }
  all.push_back([](const Searcher& searcher) { return hits(searcher, "", Sort::newest, true); });
  all.push_back([](const Searcher& searcher) { return std::to_string(searcher.articles()); });
  return all;
}

std::string ask_all(const fs::path& index, bool verify) {
  std::string bytes;
  std::optional<Searcher> searcher;
  for (const auto& question : questions()) {
    try {
      if (!searcher) searcher.emplace(index, OpenOptions{verify});
      const std::string answer = question(*searcher);
      put_number(bytes, 1);
      put_text(bytes, answer);
    } catch (const Error&) {
      put_number(bytes, 0);
    }
  }
  return bytes;
}

}  // namespace

Answers answers(const fs::path& index, bool verify) {
  Answers all;
  try {
    const std::string bytes = done_by_child("asking", [&] { return ask_all(index, verify); });
    for (ByteReader in(bytes); !in.done();) all.push_back(in.number() == 0 ? std::nullopt : std::optional(std::string(in.text())));
  } catch (const Error&) {  // it died
    all.clear();
  }
  return all;
}

std::string to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::same: return "same answers";
    case Outcome::failed: return "errors";
    case Outcome::wrong: return "wrong answers";
    case Outcome::crashed: return "crashed";
  }
  return {};
}

std::vector<std::size_t> answered_wrongly(const Answers& sound, const Answers& damaged) {
  std::vector<std::size_t> wrong;
  for (std::size_t i = 0; i < std::min(sound.size(), damaged.size()); ++i)
    if (damaged[i] && *damaged[i] != *sound[i]) wrong.push_back(i);
  return wrong;
}

Outcome compare(const Answers& sound, const Answers& damaged) {
  if (damaged.size() != sound.size()) return Outcome::crashed;
  if (!answered_wrongly(sound, damaged).empty()) return Outcome::wrong;
  return std::all_of(damaged.begin(), damaged.end(), [](const auto& answer) { return answer.has_value(); }) ? Outcome::same : Outcome::failed;
}

Contents contents_of(const fs::path& index) {
  Contents contents;
  Request request;
  request.limit = 0;
  request.passages = 0;
  request.whole_text = true;
  Searcher(index).each(request, [&](Hit&& hit) {
    const bool once = contents.emplace(hit.article.url, marked_state(hit.article.text)).second;
    if (!once) contents[hit.article.url + " again"] = 0;
    return true;
  });
  return contents;
}

}  // namespace newsgrep::testing
