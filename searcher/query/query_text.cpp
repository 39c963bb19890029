// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_text.hpp"

#include "common/utf8.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

char32_t folded(char32_t c) {
  switch (c) {
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0xAB: case 0xBB: case 0x2033: return '"';
    case 0x2018: case 0x2019: case 0x201A: case 0x2032: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    default: break;
  }
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c < 0x20 || is_space(c)) return ' ';
  return c;
}

}  // namespace

QueryText::QueryText(std::string_view typed, std::vector<Diagnostic>& diagnostics_of, const ParseOptions& read_with)
    : diagnostics(diagnostics_of), options(read_with) {
  for (std::size_t place = 0; place < typed.size();) {
    const std::size_t start = place, before = text.size();
    append_char(text, folded(next_char(typed, place)));
    origin.insert(origin.end(), text.size() - before, start);
  }
  origin.push_back(typed.size());
}

bool QueryText::skip_spaces() {
  while (at < text.size() && text[at] == ' ') ++at;
  return at < text.size();
}

std::size_t QueryText::past_spaces(std::size_t place) const { return std::min(text.find_first_not_of(' ', place), text.size()); }

std::string_view QueryText::run_at(std::size_t place) const { return std::string_view(text).substr(place, std::min(text.find_first_of(" ()", place), text.size()) - place); }

bool QueryText::after_operand() const {
  if (tokens.empty()) return false;
  const auto kind = tokens.back().kind;
  return kind == Token::Kind::word || kind == Token::Kind::phrase || kind == Token::Kind::close ||
         kind == Token::Kind::within_leading || kind == Token::Kind::weight || kind == Token::Kind::saved;
}

Token& QueryText::add(Token::Kind kind, std::size_t begin, std::size_t end) {
  Token& token = tokens.emplace_back();
  token.kind = kind;
  token.text = text.substr(begin, end - begin);
  token.begin = origin[begin];
  token.end = origin[end];
  return token;
}

void QueryText::report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
  diagnostics.push_back({severity, kind, std::move(message), std::move(hint), {}, 0, origin[begin], origin[end]});
}

void QueryText::repaired(const char* kind, std::string message, std::size_t begin, std::size_t end) {
  if (options.strict) message.resize(std::min(message.find(';'), message.size()));  // what is wrong, without the repair
  report(options.strict ? Severity::error : Severity::warning, kind, std::move(message), "", begin, end);
}

}  // namespace newsgrep
