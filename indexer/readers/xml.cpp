// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/xml_bytes.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <newsgrep/error.hpp>

#include <algorithm>
#include <mutex>

namespace newsgrep {
namespace {

constexpr std::size_t most_record = 16u << 20;    // bytes of names and texts
constexpr std::size_t most_waiting = 16u << 20;  // bytes of a single tag
constexpr std::size_t most_around = 1000;        // elements outside of records; what is told of a whole file stands in front
constexpr std::size_t most_open = 1'000'000;     // elements within one another, which the parser keeps the names of
constexpr int most_namespaces = 2000;            // declared by open elements; the parser looks through them for each one
constexpr std::size_t deepest = 200;              // what lies deeper is taken for the text of the element around it

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

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
    if (record_ && name == record_->name && is_record(local)) {
      end_record();
      if (!go_on_) return;  // the stopped parser has given up the bytes that the attributes lie in
    }
    ++depth_;
    if (!record_ && is_record(local)) begin_record();
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

  XmlBytes text_;
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

}  // namespace

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
