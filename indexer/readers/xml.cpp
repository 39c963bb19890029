// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/xml_escapes.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <newsgrep/error.hpp>

#include <algorithm>
#include <array>
#include <mutex>

namespace newsgrep {
namespace {

constexpr std::size_t most_record = 16u << 20;    // bytes of names and texts
constexpr std::size_t most_foreign = 256u << 20;  // of a file that is not in UTF-8
constexpr std::size_t most_waiting = 16u << 20;  // bytes of a single tag
constexpr std::size_t most_around = 1000;        // elements outside of records; what is told of a whole file stands in front
constexpr std::size_t most_open = 1'000'000;     // elements within one another, which the parser keeps the names of
constexpr int most_namespaces = 2000;            // declared by open elements; the parser looks through them for each one
constexpr std::size_t deepest = 200;              // what lies deeper is taken for the text of the element around it
constexpr std::size_t head_size = 64 * 1024;

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

// --- bytes to UTF-8 ---

// The encoding that an XML declaration names.
std::string declared_encoding(std::string_view head) {
  constexpr std::size_t enough = 400;
  head = head.substr(0, enough);
  const auto declaration = head.find("<?xml");
  const auto end = head.find("?>");
  const auto at = declaration == std::string_view::npos ? declaration : head.find("encoding", declaration);
  if (at == std::string_view::npos || end == std::string_view::npos || at > end) return {};
  const auto open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = head.find(head[open], open + 1);
  return close == std::string_view::npos ? std::string() : ascii_lower(head.substr(open + 1, close - open - 1));
}

bool may_be_utf8(std::string_view head) {
  const auto valid = valid_prefix(head);
  const bool cut_within = head.size() >= head_size - 4 && valid + 4 > head.size();
  return (valid == head.size() || cut_within) && head.find('\0') == std::string_view::npos;
}

// Hands over the bytes of an entry as UTF-8 that XML allows, without its declaration.
class XmlText {
 public:
  explicit XmlText(Entry& entry) : entry_(entry) {
    const auto head = entry.head(head_size);
    const auto encoding = declared_encoding(head);
    const bool utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii";
    if (utf8 && may_be_utf8(head)) return;
    Decoded decoded = decode(read_all(entry, most_foreign), encoding);
    repairs_ += decoded.repairs;
    pending_ = std::move(decoded.text);
    whole_ = true;
  }

  /// Empty at the end.
  std::string next() {
    std::string text;
    while (text.empty()) {
      const bool last = !refill();
      const std::size_t whole = last ? pending_.size() : pending_.size() - unfinished_char();
      text = pending_.substr(0, whole);
      pending_.erase(0, whole);
      if (last && text.empty()) return rewritten({}, true);
      repairs_ += static_cast<std::uint32_t>(repair_utf8(text));
      if (first_ && !last && text.size() < least_first && !is_complete(text)) {
        pending_.insert(0, text);
        text.clear();
        continue;
      }
      if (first_) strip_declaration(text);
      first_ = false;
      repairs_ += clean_controls(text);
      text = rewritten(text, last);
      if (last) return text;
    }
    return text;
  }

  std::uint32_t take_repairs() { return std::exchange(repairs_, 0); }

  /// ", within a comment that begins in line 3" when the text ends so.
  std::string within() const {
    const auto unfinished = escapes_.unfinished();
    return unfinished.empty() ? unfinished : ", within " + unfinished;
  }

 private:
  static constexpr std::size_t least_first = 1024;

  std::string rewritten(std::string_view text, bool last) {
    auto out = escapes_.rewrite(text, last);
    repairs_ += escapes_.take_repairs();
    return out;
  }

  // Another block; false when there is none.
  bool refill() {
    if (whole_) return false;
    const auto block = entry_.read();
    pending_.append(block);
    return !block.empty();
  }

  // Whether enough of the beginning is there to see a declaration.
  static bool is_complete(std::string_view text) { return text.find("?>") != std::string_view::npos; }

  // Bytes at the end that begin a character whose rest is still to come.
  std::size_t unfinished_char() const {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, pending_.size()); ++back) {
      const auto byte = static_cast<unsigned char>(pending_[pending_.size() - back]);
      if (byte < 0x80) return 0;
      if (byte < 0xC0) continue;
      const std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return size > back ? back : 0;
    }
    return 0;
  }

  // The parser gets UTF-8, whatever the declaration says; lines stay counted.
  static void strip_declaration(std::string& text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    const auto begin = text.find_first_not_of(" \t\r\n\x01\x02");
    if (begin == std::string::npos || text.compare(begin, 5, "<?xml") != 0) return;
    const auto end = text.find("?>", begin);
    if (end == std::string::npos) return;
    std::replace_if(text.begin(), text.begin() + static_cast<long>(end) + 2, [](char c) { return c != '\n'; }, ' ');
  }

  static std::uint32_t clean_controls(std::string& text) {
    std::uint32_t count = 0;
    for (char& c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x20 || byte == '\n' || byte == '\t' || byte == '\r') continue;
      c = ' ';
      ++count;
    }
    return count;
  }

  Entry& entry_;
  XmlEscapes escapes_;
  std::string pending_;
  bool whole_ = false, first_ = true;
  std::uint32_t repairs_ = 0;
};

// --- the parser ---

class XmlParser {
 public:
  XmlParser(Entry& entry, Skips& skips, std::initializer_list<std::string_view> records, const EachXmlRecord& each)
      : text_(entry), skips_(skips), records_(records), each_(each) {
    static std::once_flag once;
    std::call_once(once, [] { xmlInitParser(); });
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = on_start;
    handler.endElementNs = on_end;
    handler.characters = handler.ignorableWhitespace = on_text;
    handler.cdataBlock = on_text;
    handler.comment = on_comment;
    handler.serror = on_error;
    context_.reset(xmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr));
    if (!context_) throw Error(ErrorCode::internal, "the XML parser cannot be made");
    // Limits of our own stand for those that "huge" takes away. There are no entities any more, only numbers, which
    // "noent" puts in.
    xmlCtxtUseOptions(context_.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                          XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT | XML_PARSE_HUGE);
  }

  std::uint64_t run() {
    // Around all that the file holds, be it one document or several, one behind the other.
    constexpr std::string_view around = "<all>";
    parse(around.data(), around.size());
    // In pieces of one size, as what the parser makes of broken documents depends on where they end.
    std::string waiting;
    for (std::string block; go_on_ && !halted_ && !(block = text_.next()).empty();) {
      waiting += block;
      std::size_t at = 0;
      for (std::size_t size; go_on_ && !halted_ && waiting.size() - at >= (size = piece_size()); at += size) parse(waiting.data() + at, size);
      waiting.erase(0, at);
    }
    if (go_on_ && !halted_ && !waiting.empty()) parse(waiting.data(), waiting.size());
    if (go_on_) finish();
    return number_;
  }

  // The parser searches all of a tag for its end whenever it gets more of it: what it gets doubles.
  std::size_t piece_size() const {
    constexpr std::size_t piece = 1 << 16;
    return std::max(piece, waiting_bytes_);
  }

 private:
  struct Free {
    void operator()(xmlParserCtxt* context) const {
      if (context->myDoc) xmlFreeDoc(context->myDoc);
      xmlFreeParserCtxt(context);
    }
  };

  void parse(const char* bytes, std::size_t size) {
    waiting_bytes_ += size;
    if (waiting_bytes_ > most_waiting) return halt("a single tag is larger than " + std::to_string(most_waiting >> 20) + " MiB");
    xmlParseChunk(context_.get(), bytes, static_cast<int>(size), 0);
    halted_ = halted_ || context_->disableSAX != 0 || context_->instate == XML_PARSER_EOF;
  }

  // Limits that stand for those of the parser.
  void halt(std::string why) {
    if (std::exchange(halted_, true)) return;
    error_ = std::move(why);
    halt_line_ = line();
    xmlStopParser(context_.get());
  }

  void finish() {
    const auto within = text_.within();
    if (halted_ && !stopped_) {
      report("bad_xml", "is not XML from here on: " + error_, halt_line_ > 0 ? halt_line_ : line());
    } else if (record_) {
      report(too_large_ ? "too_large" : "unfinished", too_large_ ? large_message() : "the file ends in the middle of an article" + within, record_line_);
    } else if (!within.empty() || (depth_ > 0 && all_errors_ == 0)) {
      report("unfinished", (depth_ > 0 ? "the file ends before its last element does" : "the file ends") + within, line());
    } else if (!seen_root_) {
      report("bad_xml", "is not XML" + (error_.empty() ? std::string() : ": " + error_), error_line_);
    }
  }

  void report(const char* kind, std::string message, std::uint64_t at_line) {
    skips_.add(kind, std::move(message), number_ + 1, at_line);
    // A file of which nothing can be read is none without records.
    if (record_ || number_ == 0) ++number_;
  }

  static std::string large_message() { return "is larger than " + std::to_string(most_record >> 20) + " MiB"; }

  std::uint64_t line() const { return context_->input && context_->input->line > 0 ? static_cast<std::uint64_t>(context_->input->line) : 0; }

  bool is_record(std::string_view name) const { return std::find(records_.begin(), records_.end(), name) != records_.end(); }

  // --- elements ---

  std::string name_of(std::string_view local, std::string_view prefix, std::string_view space) const {
    constexpr std::string_view xhtml = "http://www.w3.org/1999/xhtml";
    if (prefix.empty() || space == xhtml || (!space.empty() && space == root_space_)) return std::string(local);
    return std::string(prefix).append(":").append(local);
  }

  void start(std::string_view local, std::string_view prefix, std::string_view space, int attributes, const xmlChar** list) {
    waiting_bytes_ = 0;
    if (!go_on_ || halted_) return;
    if (depth_ >= most_open) return halt("more than " + std::to_string(most_open) + " elements lie within one another");
    if (context_->nsNr > 2 * most_namespaces) return halt("open elements declare more than " + std::to_string(most_namespaces) + " namespaces");
    if (!std::exchange(begun_, true)) return;
    if (depth_ == 0) begin_document(space);
    std::string name = name_of(local, prefix, space);
    // Where an end tag is missing, the next record would lie within the one before.
    if (record_ && name == record_->name && is_record(local)) end_record();
    ++depth_;
    if (!record_ && go_on_ && is_record(local)) begin_record();
    errors_ += stack_.size() == deepest;
    if (stack_.size() >= deepest || too_large_) return;
    XmlNode* parent = stack_.empty() ? &root_ : stack_.back().node;
    if (!record_ && root_is_full()) return;
    root_nodes_ += !record_;
    XmlNode* node = nullptr;
    if (parent == &root_ && root_.is("?") && !record_) {
      node = &root_;
    } else if (record_ && record_depth_ == depth_) {
      node = record_.get();
    } else {
      parent->children.push_back(std::make_unique<XmlNode>());
      node = parent->children.back().get();
    }
    node->name = std::move(name);
    count(node->name.size() + sizeof(XmlNode));
    for (int i = 0; i < attributes; ++i, list += 5) {
      const auto attribute = view(list[0]), attribute_prefix = view(list[1]);
      const std::string_view value(reinterpret_cast<const char*>(list[3]), static_cast<std::size_t>(list[4] - list[3]));
      count(attribute.size() + value.size());
      node->attributes.emplace_back(attribute_prefix.empty() ? std::string(attribute) : std::string(attribute_prefix).append(":").append(attribute), value);
    }
    stack_.push_back({node, depth_});
  }

  void begin_document(std::string_view space) {
    seen_root_ = true;
    root_space_ = space;
    root_ = XmlNode();
    root_.name = "?";
    root_bytes_ = root_nodes_ = 0;
  }

  bool root_is_full() const { return root_bytes_ > most_record || root_nodes_ > most_around; }

  void end() {
    waiting_bytes_ = 0;
    if (!go_on_ || depth_ == 0) return;
    if (!stack_.empty() && stack_.back().depth == depth_) stack_.pop_back();
    if (record_ && depth_ == record_depth_) end_record();
    --depth_;
  }

  void begin_record() {
    record_ = std::make_unique<XmlNode>();
    record_->name = "?";
    record_depth_ = depth_;
    record_line_ = line();
    record_bytes_ = 0;
    too_large_ = false;
  }

  void end_record() {
    while (!stack_.empty() && stack_.back().depth >= record_depth_) stack_.pop_back();
    const auto record = std::move(record_);
    ++number_;
    if (too_large_) {
      too_large_ = false;
      skips_.add("too_large", large_message(), number_, record_line_);
      return;
    }
    const auto repairs = std::exchange(errors_, 0) + text_.take_repairs();
    go_on_ = each_({*record, root_, number_, record_line_, repairs});
    if (go_on_) return;
    stopped_ = true;
    xmlStopParser(context_.get());
  }

  void add_text(std::string_view text) {
    if (!go_on_ || too_large_ || stack_.empty() || (!record_ && root_is_full())) return;
    auto& children = stack_.back().node->children;
    if (children.empty() || !children.back()->is_text()) {
      children.push_back(std::make_unique<XmlNode>());
      count(sizeof(XmlNode));
    }
    children.back()->text.append(text);
    count(text.size());
  }

  void count(std::size_t bytes) {
    if (!record_) {
      root_bytes_ += bytes;
      return;
    }
    record_bytes_ += bytes;
    if (record_bytes_ <= most_record) return;
    too_large_ = true;
    record_->children.clear();
    while (!stack_.empty() && stack_.back().depth >= record_depth_) stack_.pop_back();
  }

  // --- what the parser calls ---

  static XmlParser& self(void* user) { return *static_cast<XmlParser*>(user); }

  static void on_start(void* user, const xmlChar* local, const xmlChar* prefix, const xmlChar* space, int, const xmlChar**,
                       int attributes, int, const xmlChar** list) {
    self(user).start(view(local), view(prefix), view(space), attributes, list);
  }
  static void on_end(void* user, const xmlChar*, const xmlChar*, const xmlChar*) { self(user).end(); }
  static void on_text(void* user, const xmlChar* text, int size) {
    self(user).waiting_bytes_ = 0;
    self(user).add_text(std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)));
  }
  static void on_comment(void* user, const xmlChar*) { self(user).waiting_bytes_ = 0; }
  static void on_error(void* user, xmlError* error) {
    auto& parser = self(user);
    if (!error || error->level < XML_ERR_ERROR) return;
    ++parser.errors_;
    ++parser.all_errors_;
    parser.error_ = one_line(trim(error->message ? error->message : "an error"));
    parser.error_line_ = error->line > 0 ? static_cast<std::uint64_t>(error->line) : 0;
  }

  struct Open {
    XmlNode* node;
    std::size_t depth;
  };

  XmlText text_;
  Skips& skips_;
  std::vector<std::string_view> records_;
  const EachXmlRecord& each_;
  std::unique_ptr<xmlParserCtxt, Free> context_;
  XmlNode root_;
  std::unique_ptr<XmlNode> record_;
  std::vector<Open> stack_;
  std::string root_space_, error_;
  std::size_t depth_ = 0, record_depth_ = 0, record_bytes_ = 0, root_bytes_ = 0, root_nodes_ = 0, waiting_bytes_ = 0;
  std::uint64_t number_ = 0, record_line_ = 0, error_line_ = 0, halt_line_ = 0;
  std::uint32_t errors_ = 0, all_errors_ = 0;  // since the last record; in all
  bool begun_ = false, go_on_ = true, halted_ = false, stopped_ = false, seen_root_ = false, too_large_ = false;
};

void append_words(const XmlNode& node, std::string& out) {
  if (node.is_text()) {
    out += node.text;
    return;
  }
  const bool apart = !stands_in_line(node.name);
  if (apart) out += ' ';
  for (const auto& child : node.children) append_words(*child, out);
  if (apart) out += ' ';
}

void append_raw(const XmlNode& node, std::string& out) {
  out += node.text;
  for (const auto& child : node.children) append_raw(*child, out);
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
}

void append_markup(const XmlNode& node, std::string& out) {
  if (node.is_text()) return append_escaped(node.text, out);
  out.append("<").append(node.name);
  for (const auto& [name, value] : node.attributes) {
    if (value.find_first_of("\"<>&") == std::string::npos) out.append(" ").append(name).append("=\"").append(value).append("\"");
  }
  out += '>';
  for (const auto& child : node.children) append_markup(*child, out);
  if (node.name != "br" && node.name != "img" && node.name != "hr") out.append("</").append(node.name).append(">");
}

void collect(const XmlNode& node, std::string_view name, std::vector<const XmlNode*>& found) {
  for (const auto& child : node.children) {
    if (child->is(name))
      found.push_back(child.get());
    else
      collect(*child, name, found);
  }
}

}  // namespace

bool stands_in_line(std::string_view name) {
  constexpr std::array<std::string_view, 52> names{
      "a",         "abbr",     "acronym",    "alt-code",   "b",        "big",      "bold",     "chron",        "cite",
      "city",      "classifier", "code",     "copyrite",   "country",  "del",      "denom",    "em",           "event",
      "font",      "frac",     "frac-den",   "frac-num",   "frac-sep", "function", "i",        "ins",          "lang",
      "location",  "mark",     "money",      "name.family", "name.given", "num",   "numer",    "object.title", "org",
      "person",    "postaddr", "pronounce",  "q",          "region",   "small",    "span",     "state",        "strong",
      "sub",       "sublocation", "sup",     "time",       "u",        "virtloc",  "wbr"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const auto& one : children)
    if (one->is(wanted)) return one.get();
  return nullptr;
}

const XmlNode* XmlNode::find(std::string_view path) const {
  const auto slash = path.find('/');
  const auto first = path.substr(0, slash);
  if (slash == std::string_view::npos) return child(first);
  for (const auto& one : children)
    if (one->is(first))
      if (const auto* found = one->find(path.substr(slash + 1))) return found;
  return nullptr;
}

const XmlNode* XmlNode::anywhere(std::string_view wanted) const {
  for (const auto& one : children) {
    if (one->is(wanted)) return one.get();
    if (const auto* found = one->anywhere(wanted)) return found;
  }
  return nullptr;
}

std::vector<const XmlNode*> XmlNode::all(std::string_view wanted) const {
  std::vector<const XmlNode*> found;
  collect(*this, wanted, found);
  return found;
}

std::string_view XmlNode::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return value;
  return {};
}

std::string XmlNode::words() const {
  std::string out;
  for (const auto& one : children) append_words(*one, out);
  return collapse(out);
}

std::string XmlNode::words_of(std::string_view path) const {
  const auto* found = find(path);
  return found ? found->words() : std::string();
}

std::string_view XmlNode::attribute_of(std::string_view path, std::string_view wanted) const {
  const auto* found = find(path);
  return found ? found->attribute(wanted) : std::string_view();
}

std::string XmlNode::raw_text() const {
  std::string out;
  append_raw(*this, out);
  return out;
}

std::string XmlNode::markup() const {
  std::string out;
  for (const auto& one : children) append_markup(*one, out);
  return out;
}

std::uint64_t for_each_xml(Entry& entry, Skips& skips, std::initializer_list<std::string_view> records,
                           const EachXmlRecord& each) {
  return XmlParser(entry, skips, records, each).run();
}

std::string xml_root(std::string_view head) {
  std::string decoded;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    decoded = decode(std::string(head)).text;
    head = decoded;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (;;) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    if (head.size() < 2 || head[0] != '<') return {};
    std::string_view end = head.starts_with("<!--") ? "-->" : head[1] == '?' ? "?>" : "";
    if (head[1] == '!' && end.empty()) {
      // A document type may hold declarations in brackets.
      const auto bracket = head.find('['), close = head.find('>');
      end = bracket < close ? "]" : ">";
      const auto at = head.find(end);
      if (at == std::string_view::npos) return {};
      head.remove_prefix(at + 1);
      if (end == "]") head.remove_prefix(std::min(head.find('>'), head.size() - 1) + 1);
      continue;
    }
    if (end.empty()) break;
    const auto at = head.find(end);
    if (at == std::string_view::npos) return {};
    head.remove_prefix(at + end.size());
  }
  auto name = head.substr(1, head.find_first_of(" \t\r\n/>", 1) - 1);
  if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return std::string(name);
}

}  // namespace newsgrep
