// SPDX-License-Identifier: GPL-2.0-or-later
// JSON lines; every key is described in SCHEMA.md beside this file.
#include "common/article_values.hpp"
#include "common/json_text.hpp"
#include "common/utf8.hpp"
#include "searcher/render/render.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace newsgrep {
namespace {

using json = nlohmann::ordered_json;

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) out += at + i <= bytes.size() ? letters[three >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

// A path is bytes; what is no UTF-8 cannot be a JSON string.
json path_json(const std::string& path) {
  if (valid_prefix(path) == path.size()) return path;
  return {{"bytes", base64(path)}};
}

json ranges_json(const std::vector<Range>& ranges) {
  json out = json::array();
  for (const auto& range : ranges) out.push_back({range.begin, range.end});
  return out;
}

json passage_json(const Passage& passage) {
  return {{"text", passage.text}, {"offset", passage.offset}, {"matches", ranges_json(passage.matches)}, {"cut_before", passage.cut_before}, {"cut_after", passage.cut_after}};
}

class JsonRenderer : public Renderer {
 public:
  JsonRenderer(const RenderOptions& options, Write write) : options_(options), write_(std::move(write)) {}

  bool begin(const QueryHead& head) override {
    name_ = head.name;
    json repairs = json::array();
    if (head.diagnostics)
      for (const auto& diagnostic : *head.diagnostics)
        repairs.push_back({{"at", diagnostic.begin}, {"end", diagnostic.end}, {"kind", diagnostic.kind}, {"message", diagnostic.message}});
    return put("begin", {{"query", head.text}, {"parsed", head.tree}, {"repairs", repairs}});
  }

  bool hit(const Hit& hit) override {
    const Article& article = hit.article;
    json out = {{"id", article.id}, {"path", path_json(shown_address(article, options_))}};
    each_value(article, [&](std::string_view name, const auto& value) { out[name] = value; });
    if (hit.score > 0) out["score"] = hit.score;
    out["title_matches"] = ranges_json(hit.title_matches);
    out["passages"] = json::array();
    for (const auto& passage : hit.passages) out["passages"].push_back(passage_json(passage));
    return put("hit", out);
  }

  bool end(const Response& response) override {
    json out = {{"count", response.count}, {"count_exact", response.count_exact}, {"undated_left_out", response.undated}, {"undated_left_out_exact", response.undated_exact}, {"more", response.more}, {"milliseconds", std::round(response.seconds * 1e6) / 1e3}};
    if (response.all_words) {
      out["all_words"] = *response.all_words;
      out["all_words_exact"] = response.all_words_exact;
    }
    if (!response.hints.empty()) out["hints"] = response.hints;
    return put("summary", out);
  }

 private:
  bool put(const char* type, const json& values) {
    json record = {{"v", 1}, {"type", type}};
    if (!name_.empty()) record["name"] = name_;
    record.update(values);
    return write_(escaped_controls(record.dump(-1, ' ', false, json::error_handler_t::replace)) + "\n");
  }

  RenderOptions options_;
  Write write_;
  std::string name_;
};

}  // namespace

std::unique_ptr<Renderer> json_renderer(const RenderOptions& options, Renderer::Write write) {
  return std::make_unique<JsonRenderer>(options, std::move(write));
}

}  // namespace newsgrep
