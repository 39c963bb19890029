// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query.hpp"

#include "common/fields.hpp"
#include "searcher/query/lexer.hpp"

#include <cctype>

namespace newsgrep {
namespace {

bool is_leaf(const Query& query) {
  switch (query.kind) {
    case Query::Kind::all:
    case Query::Kind::any:
    case Query::Kind::prefer:
    case Query::Kind::none_of: return false;
    case Query::Kind::near: return query.field != nullptr;
    default: return true;
  }
}

std::string grouped(const Query& query) { return is_leaf(query) ? query.str() : "(" + query.str() + ")"; }

std::string joined(const std::vector<Query>& children, const char* between) {
  std::string out;
  for (const auto& child : children) {
    if (!out.empty()) out += between;
    out += child.kind == Query::Kind::none_of ? child.str() : grouped(child);
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

bool reads_as_word(const std::string& spelling, const std::string& text, bool prefix) {
  if (text.ends_with('\\')) return false;  // would take the sign that follows with it
  if (text.find_first_of("=+-!") == 0) return false;  // means something else after another sign
  std::vector<Diagnostic> troubles;
  const auto tokens = tokenise(spelling, troubles, false);
  return tokens.size() == 2 && tokens[0].kind == Token::Kind::word && tokens[0].text == text && tokens[0].prefix == prefix;
}

// A word as it can be typed: as it is, or with the signs in it, and whatever makes an operator of it, escaped.
std::string typed(const std::string& text, bool prefix) {
  const std::string star = prefix ? "*" : "";
  if (reads_as_word(text + star, text, prefix)) return text + star;
  std::string escaped = "\\";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (i > 0 && c < 0x80 && std::isalnum(c) == 0) escaped += '\\';
    escaped += text[i];
  }
  return escaped + star;
}

std::string near_text(const Query& query) {
  std::string out;
  for (const auto& child : query.children) {
    if (!out.empty()) out += (query.ordered ? " pre/" : " near/") + std::to_string(query.distance) + " ";
    out += child.str();
  }
  return query.field ? "(" + out + ")" : out;
}

std::string period_text(const Period& period) {
  const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
  return "date:" + end(period.first) + ".." + end(period.last);
}

std::string leaf_text(const Query& query) {
  switch (query.kind) {
    case Query::Kind::word: return (query.exact ? "=" : "") + typed(query.text, false);
    case Query::Kind::phrase: return quoted(query.text);
    case Query::Kind::prefix: return typed(query.text, true);
    case Query::Kind::near: return near_text(query);
    default: return {};
  }
}

}  // namespace

std::string Query::str() const {
  switch (kind) {
    case Kind::everything: return "*";
    case Kind::undated: return "date:none";
    case Kind::date: return period_text(period);
    case Kind::all: return joined(children, " AND ");
    case Kind::any: return joined(children, " OR ");
    case Kind::none_of: return "NOT " + grouped(children.front());
    case Kind::prefer: {
      std::string out = "+" + grouped(children.front());
      for (std::size_t i = 1; i < children.size(); ++i) out += " " + grouped(children[i]);
      return out;
    }
    default: return (field ? std::string(field->name) + ":" : std::string()) + leaf_text(*this);
  }
}

bool Query::operator==(const Query& other) const {
  return kind == other.kind && text == other.text && field == other.field && children == other.children && distance == other.distance &&
         ordered == other.ordered && exact == other.exact && period == other.period;
}

}  // namespace newsgrep
