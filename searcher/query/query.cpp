// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query.hpp"

#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/tree.hpp"

#include <cctype>
#include <cstdio>

namespace newsgrep {
namespace {

bool stands_alone(const Query& query) {
  if (query.weight != 1) return true;
  switch (query.kind) {
    case Query::Kind::all:
    case Query::Kind::any:
    case Query::Kind::prefer:
    case Query::Kind::none_of: return false;
    case Query::Kind::near:
    case Query::Kind::apart: return query.field != nullptr;
    default: return true;
  }
}

std::string grouped(const Query& query) { return stands_alone(query) ? query.str() : "(" + query.str() + ")"; }

std::string joined(const std::vector<Query>& children, const char* between) {
  std::string out;
  for (const auto& child : children) {
    if (!out.empty()) out += between;
    out += child.kind == Query::Kind::none_of ? child.str() : grouped(child);
  }
  return out;
}

std::string between(char open, const std::string& text, char close) {
  std::string out(1, open);
  for (const char c : text) {
    if (c == close || c == '\\') out += '\\';
    out += c;
  }
  return out + close;
}

bool reads_as(const std::string& spelling, const std::string& text, bool prefix, bool pattern) {
  if (text.ends_with('\\') || text.ends_with('=')) return false;  // would take the sign that follows with it
  if (text.find_first_of("=+-!@") == 0) return false;  // may mean something else behind another sign or a field
  if (text.starts_with('/') && !(pattern && text.size() > 2 && text.ends_with('/')))
    return false;  // or with what follows
  const auto is_it = [&](const Token& token) {
    return token.kind == Token::Kind::word && token.text == text && token.prefix == prefix && token.pattern == pattern;
  };
  std::vector<Diagnostic> troubles;
  const auto alone = tokenise(spelling, troubles, {}),
             amid = tokenise("x " + spelling + " x", troubles, {});  // some are operators only there
  return alone.size() == 2 && is_it(alone[0]) && amid.size() == 4 && is_it(amid[1]);
}

// With a backslash in front, and in front of every sign in it but those in `kept`.
std::string escaped(const std::string& text, std::string_view kept) {
  std::string out;
  for (const char sign : text) {
    const auto c = static_cast<unsigned char>(sign);
    const bool keeps = kept.find(sign) != std::string_view::npos;
    if (out.empty() ? !keeps : c < 0x80 && std::isalnum(c) == 0 && !keeps) out += '\\';
    out += sign;
  }
  return out;
}

// A word as it can be typed: as it is, or with the signs in it, and whatever makes an operator of it, escaped.
std::string typed(const std::string& text, bool prefix) {
  const std::string star = prefix ? "*" : "";
  if (reads_as(text + star, text, prefix, false)) return text + star;
  return escaped(text, "") + star;
}

std::string typed_pattern(const std::string& text) { return reads_as(text, text, false, true) ? text : escaped(text, "*?[]$~!"); }

std::string with_letters(const Query& query, std::string text) {
  switch (query.letters) {
    case Query::Letters::any: break;
    case Query::Letters::some_capital: return "caps(" + text + ")";
    case Query::Letters::all_capitals: return "allcaps(" + text + ")";
    case Query::Letters::no_capital: return "nocaps(" + text + ")";
  }
  return text;
}

std::string operation(const Query& query) {
  const std::string negated = query.kind == Query::Kind::apart ? "not " : "";
  if (query.reach == Query::Reach::sentence) return negated + "/s";
  if (query.reach == Query::Reach::paragraph) return negated + "/p";
  return negated + (query.ordered ? "pre/" : query.kind == Query::Kind::apart ? "w/" : "near/") + std::to_string(query.distance);
}

std::string near_text(const Query& query) {
  std::string out;
  for (const auto& child : query.children) {
    if (!out.empty()) out += " " + operation(query) + " ";
    const bool negates =
        child.kind == Query::Kind::word && iequals(child.text, "not");  // would be a part of the operator
    out += negates ? "(" + grouped(child) + ")" : grouped(child);
  }
  return query.field ? "(" + out + ")" : out;
}

std::string counted_text(const char* name, const Query& query) {
  return name + std::to_string(query.distance) + "(" + query.children.front().str() + ")";
}

std::string date_name(Query::Which which) {
  switch (which) {
    case Query::Which::seen:
      return "seen";
    case Query::Which::modified:
      return "modified";
    case Query::Which::published:
      break;
  }
  return "date";
}

std::string period_text(const Period& period) {
  const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
  return end(period.first) + ".." + end(period.last);
}

std::string leaf_text(const Query& query) {
  switch (query.kind) {
    case Query::Kind::word: return (query.exact ? "=" : "") + typed(query.text, false);
    case Query::Kind::phrase: return query.stemmed ? between('{', query.text, '}') : between('"', query.text, '"');
    case Query::Kind::prefix: return typed(query.text, true);
    case Query::Kind::pattern: return typed_pattern(query.text);
    case Query::Kind::anchored:
      return query.text;
    case Query::Kind::window: return between('"', query.text, '"') + "~" + std::to_string(query.distance);
    case Query::Kind::near:
    case Query::Kind::apart: return near_text(query);
    case Query::Kind::at_least: return counted_text("atleast", query);
    case Query::Kind::leading: return counted_text("first", query);
    case Query::Kind::quoted: return "quote:(" + query.children.front().str() + ")";
    default: return {};
  }
}

}  // namespace

std::string Query::str() const {
  if (weight != 1) {
    Query plain = *this;
    plain.weight = 1;
    char number[32];
    std::snprintf(number, sizeof number, "^%.10g", weight);
    return grouped(plain) + number;
  }
  switch (kind) {
    case Kind::everything: return "*";
    case Kind::undated:
      return date_name(which) + ":none";
    case Kind::date:
      return date_name(which) + ":" + period_text(period);
    case Kind::length: return "words:" + (least ? std::to_string(*least) : "") + ".." + (most ? std::to_string(*most) : "");
    case Kind::site: return "site:" + text;
    case Kind::has: return "has:" + std::string(field->name);
    case Kind::all: return joined(children, " AND ");
    case Kind::any: return joined(children, " OR ");
    case Kind::none_of: return "NOT " + grouped(children.front());
    case Kind::prefer: {
      std::string out = "+" + grouped(children.front());
      for (std::size_t i = 1; i < children.size(); ++i) out += " " + grouped(children[i]);
      return out;
    }
    case Kind::leading:
      if (reach == Reach::paragraph)
        return "lead" + (distance == paragraphs_of_lead ? "" : std::to_string(distance)) + ":(" +
               children.front().str() + ")";
      [[fallthrough]];
    default: return (field ? std::string(field->name) + ":" : std::string()) + with_letters(*this, leaf_text(*this));
  }
}

bool Query::operator==(const Query& other) const {
  return kind == other.kind && text == other.text && field == other.field && children == other.children &&
         distance == other.distance && least == other.least && most == other.most && reach == other.reach &&
         ordered == other.ordered && exact == other.exact && stemmed == other.stemmed && letters == other.letters &&
         weight == other.weight && period == other.period && which == other.which;
}

bool is_leaf(Query::Kind kind) {
  switch (kind) {
    case Query::Kind::word:
    case Query::Kind::phrase:
    case Query::Kind::prefix:
    case Query::Kind::pattern:
    case Query::Kind::window: return true;
    default: return false;
  }
}

bool is_decided_in_field(Query::Kind kind) {
  switch (kind) {
    case Query::Kind::near:
    case Query::Kind::apart:
    case Query::Kind::at_least:
    case Query::Kind::leading:
    case Query::Kind::quoted:
    case Query::Kind::anchored:
      return true;
    default: return is_leaf(kind);
  }
}

}  // namespace newsgrep
