// SPDX-License-Identifier: GPL-2.0-or-later
// For people: on a terminal headings and passages, in a pipe one line an article.
#include "common/utf8.hpp"
#include "searcher/render/render.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

class TextRenderer : public Renderer {
 public:
  TextRenderer(const RenderOptions& options, Write write) : options_(options), write_(std::move(write)) {}

  bool begin(const QueryHead& head) override {
    name_ = one_line(head.name);
    return name_.empty() || !options_.terminal || write_("== " + name_ + "\n\n");
  }

  bool hit(const Hit& hit) override { return write_(options_.terminal ? block(hit) : line(hit)); }

 private:
  std::string paint(std::string_view codes, const std::string& text) const {
    return options_.color && !codes.empty() ? "\x1B[" + std::string(codes) + "m" + text + "\x1B[0m" : text;
  }

  // Matches are marked before controls are stripped: the pieces are made printable one by one.
  std::string marked(std::string_view text, const std::vector<Range>& matches, std::string_view around = {}) const {
    std::string out;
    std::size_t at = 0;
    const auto add = [&](std::string_view codes, std::size_t end) {
      if (end > at) out += paint(codes, one_line(text.substr(at, end - at)));
      at = end;
    };
    for (const auto& match : matches) {
      add(around, match.begin);
      add(options_.colors.match, match.end);
    }
    add(around, text.size());
    return out;
  }

  std::string passage(const Passage& passage) const {
    return (passage.cut_before ? "... " : "") + marked(passage.text, passage.matches) + (passage.cut_after ? " ..." : "");
  }

  std::string link(const Hit& hit, const std::string& text) const {
    if (!options_.color || options_.hyperlink_format == "none") return text;
    const Article& article = hit.article;
    const bool path_wanted = options_.hyperlink_format == "{path}";
    const bool url = !path_wanted && article.url.starts_with("http");
    const std::string target = url ? encoded(article.url) : article.path.starts_with('/') ? "file://" + encoded(article.path, "%#?") : "";
    return target.empty() ? text : "\x1B]8;;" + target + "\x1B\\" + text + "\x1B]8;;\x1B\\";
  }

  // The target of a hyperlink may hold printable ASCII only; `also` are characters that mean something in a URL, but not in this part.
  static std::string encoded(std::string_view target, std::string_view also = {}) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : target) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte > 0x20 && byte < 0x7F && also.find(c) == std::string_view::npos) out += c;
      else out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
  }

  std::string block(const Hit& hit) const {
    const Article& article = hit.article;
    std::string date = article.published.iso().substr(0, 10);
    if (date.empty()) date = "no date";
    std::string head = paint(options_.colors.date, date);
    if (!article.source.empty()) head += "  " + paint(options_.colors.source, one_line(article.source));
    const std::string title = article.title.empty() ? "(no headline)" : marked(article.title, hit.title_matches, options_.colors.title);
    std::string out = head + "  " + link(hit, title) + "\n";
    for (const auto& one : hit.passages) out += wrapped(passage(one), options_.width, "    ");
    out += "    " + paint(options_.colors.path, one_line(shown_address(article, options_)) + "  " + article.id) + "\n\n";
    return out;
  }

  // name of the query if there are several, date, source, headline, passage, address, separated by tabs
  std::string line(const Hit& hit) const {
    const Article& article = hit.article;
    std::string out = name_.empty() ? "" : name_ + "\t";
    out += article.published.iso().substr(0, 10) + "\t" + one_line(article.source) + "\t" + marked(article.title, hit.title_matches) + "\t";
    if (!hit.passages.empty()) out += passage(hit.passages.front());
    return out + "\t" + one_line(shown_address(article, options_)) + "\n";
  }

  RenderOptions options_;
  Write write_;
  std::string name_;
};

}  // namespace

std::string wrapped(const std::string& text, std::size_t width, const std::string& indent) {
  std::string out = indent, word;
  std::size_t column = indent.size(), word_width = 0;
  const auto end_word = [&] {
    if (column + 1 + word_width > width && column > indent.size()) {
      out += "\n" + indent;
      column = indent.size();
    } else if (column > indent.size()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word_width;
    word.clear();
    word_width = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\x1B') {
      const auto end = std::min(text.find('m', at), text.size() - 1) + 1;
      word.append(text, at, end - at);
      at = end;
    } else if (text[at] == ' ') {
      end_word();
      ++at;
    } else {
      const std::size_t start = at;
      next_char(text, at);
      word.append(text, start, at - start);
      ++word_width;
    }
  }
  end_word();
  return out + "\n";
}

std::unique_ptr<Renderer> text_renderer(const RenderOptions& options, Renderer::Write write) {
  return std::make_unique<TextRenderer>(options, std::move(write));
}

}  // namespace newsgrep
