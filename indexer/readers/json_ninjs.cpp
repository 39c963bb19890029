// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_ninjs.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/nitf.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/text_entry.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml.hpp"
#include "indexer/readers/xml_text.hpp"

#include <initializer_list>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

std::string_view string_of(dom::object object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// The first of several names that says something: version 1 has small letters, later ones humps.
std::string_view first_of(dom::object object, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys)
    if (const auto text = string_of(object, key); !text.empty()) return text;
  return {};
}

// Calls `each` for the objects of an array, or those that an object holds by names.
template <class Each>
void for_objects(dom::object object, std::string_view key, Each&& each) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return;
  dom::object inner;
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    for (const auto element : list)
      if (element.get(inner) == simdjson::SUCCESS) each(inner);
  } else if (dom::object named; value.get(named) == simdjson::SUCCESS) {
    for (const auto field : named)
      if (field.value.get(inner) == simdjson::SUCCESS) each(inner);
  }
}

class NinjsReader {
 public:
  NinjsReader(dom::object item, bool explain) : item_(item), explain_(explain), collector_("ninjs") {}

  Draft read() {
    offer_texts();
    offer_dates();
    offer_origin();
    Draft draft = collector_.take(explain_);
    draft.standfirst_in_story = true;
    Article& article = draft.article;
    draft.global_id = draft.global_id || !string_of(item_, "uri").empty();
    article.dateline = collapse(first_of(item_, {"dateline", "located"}));
    article.tags = tags();
    const auto description = description_of(item_, true);
    if (is_picture(item_)) add_once(article.captions, article_text(description, {}));
    if (!had_text_) return draft;
    article.standfirst = standfirst_beside(article_text(description_of(item_, false), article.title), article.text);
    for_objects(item_, "associations", [&](dom::object one) {
      if (is_picture(one)) add_once(article.captions, article_text(description_of(one, true), {}));
    });
    return draft;
  }

 private:
  static bool is_picture(dom::object item) {
    const auto type = string_of(item, "type");
    return type == "picture" || type == "graphic" || type == "video" || type == "photo";
  }

  static std::string_view role_value(dom::object item, std::string_view list, std::initializer_list<std::string_view> roles) {
    std::string_view any;
    for (const auto role : roles)
      for_objects(item, list, [&](dom::object one) {
        if (any.empty() && string_of(one, "role") == role) any = string_of(one, "value");
      });
    return any;
  }

  static std::string description_of(dom::object item, bool caption) {
    const auto value = caption ? role_value(item, "descriptions", {"caption", "text", "summary"}) : role_value(item, "descriptions", {"summary", "lead", "abstract", "text"});
    if (!value.empty()) return std::string(value);
    for (const std::string_view key : {"description_caption", "description_caption_xhtml"})
      if (const auto text = string_of(item, key); caption && !text.empty()) return std::string(text);
    return std::string(first_of(item, {"description_text", "description_xhtml", "description_html", "description_summary"}));
  }

  static std::string text_of_nitf(std::string_view value) {
    struct NoSink : ArticleSink {
      bool article(Draft&&) override { return true; }
      void skipped(Diagnostic&&) override {}
    } sink;
    TextEntry entry(value);
    Skips skips(sink);
    std::string text;
    for_each_xml(entry, skips, {"nitf"}, [&](const XmlRecord& record) {
      text = nitf_article(record.node, false).article.text;
      return false;
    });
    return text;
  }

  void offer_texts() {
    collector_.offer(Role::title, 0, "headline", string_of(item_, "headline"));
    collector_.offer(Role::title, 1, "headlines", role_value(item_, "headlines", {"main", "headline", "medium", "short"}));
    for_objects(item_, "headlines", [&](dom::object one) { collector_.offer(Role::title, 2, "headlines", string_of(one, "value")); });
    collector_.offer(Role::title, 3, "title", first_of(item_, {"title", "name", "slugline"}));
    std::size_t preference = 0;
    for (const std::string_view key : {"body_xhtml", "body_html", "body_richhtml5", "body_text"}) collector_.offer(Role::text, preference++, key, string_of(item_, key));
    for_objects(item_, "bodies", [&](dom::object body) {
      const auto type = first_of(body, {"contentType", "contenttype"});
      if (!type.empty() && !type.starts_with("text/") && type.find("html") == std::string_view::npos && type.find("xml") == std::string_view::npos) return;
      const auto value = string_of(body, "value");
      if (const bool nitf = ascii_lower(type).find("nitf") != std::string::npos; nitf || value.find("<nitf") != std::string_view::npos)
        collector_.offer(Role::text, preference + 2, "bodies", text_of_nitf(value));
      else
        collector_.offer(Role::text, preference + (type.find("html") == std::string_view::npos), "bodies", value);
    });
    had_text_ = collector_.has(Role::text);
    if (!had_text_) collector_.offer(Role::text, 50, "description", description_of(item_, is_picture(item_)));
    collector_.offer(Role::byline, 0, "byline", first_of(item_, {"byline", "by"}));
    std::vector<std::string> authors;
    for_objects(item_, "authors", [&](dom::object author) { add_once(authors, collapse(string_of(author, "name"))); });
    collector_.offer(Role::byline, 1, "authors", joined_names(authors));
  }

  void offer_dates() {
    const auto first = first_of(item_, {"firstcreated", "firstCreated", "firstpublished", "contentcreated", "contentCreated"});
    const auto version = first_of(item_, {"versioncreated", "versionCreated"});
    collector_.offer(Role::date, 0, "firstcreated", first);
    collector_.offer(Role::date, 1, "versioncreated", version);
    if (!first.empty() && first != version) collector_.offer(Role::updated, 0, "versioncreated", version);
  }

  void offer_origin() {
    const auto uri = first_of(item_, {"uri", "guid"});
    collector_.offer(Role::id, 0, "uri", uri);
    collector_.offer(Role::source, 0, "provider", first_of(item_, {"provider", "source"}));
    for (const std::string_view list : {"infosource", "infosources", "infoSources"})
      for_objects(item_, list, [&](dom::object one) { collector_.offer(Role::source, 1, list, string_of(one, "name")); });
    collector_.offer(Role::source, 2, "copyrightholder", first_of(item_, {"copyrightholder", "copyrightHolder", "creditline"}));
    collector_.offer(Role::language, 0, "language", string_of(item_, "language"));
    for (const std::string_view list : {"service", "services"})
      for_objects(item_, list, [&](dom::object one) { collector_.offer(Role::section, 1, list, string_of(one, "name")); });
    for (const std::string_view list : {"subject", "subjects"})
      for_objects(item_, list, [&](dom::object one) {
        if (string_of(one, "rel") == "category") collector_.offer(Role::section, 0, list, string_of(one, "name"));
      });
  }

  std::vector<std::string> tags() const {
    std::vector<std::string> tags;
    if (dom::array words; item_.at_key("keywords").get(words) == simdjson::SUCCESS)
      for (const auto element : words)
        if (std::string_view word; element.get(word) == simdjson::SUCCESS) add_once(tags, collapse(word));
    for (const std::string_view list : {"subject", "subjects", "genre", "genres", "person", "people", "organisation", "organisations", "place", "places", "event", "events", "object", "objects"})
      for_objects(item_, list, [&](dom::object one) { add_once(tags, collapse(string_of(one, "name"))); });
    return tags;
  }

  dom::object item_;
  bool explain_;
  Collector collector_;
  bool had_text_ = false;
};

bool has(dom::object object, std::string_view key) { return object.at_key(key).error() == simdjson::SUCCESS; }

}  // namespace

bool is_ninjs(dom::object object) {
  if (string_of(object, "uri").empty() && string_of(object, "guid").empty()) return false;
  for (const std::string_view key : {"standard", "$standard"})
    if (dom::object standard; object.at_key(key).get(standard) == simdjson::SUCCESS && string_of(standard, "name") == "ninjs") return true;
  for (const std::string_view key : {"versioncreated", "versionCreated", "pubstatus", "pubStatus", "firstcreated", "body_xhtml", "description_xhtml", "bodies", "eventDetails"})
    if (has(object, key)) return has(object, "headline") || has(object, "headlines") || has(object, "title") || has(object, "bodies") || has(object, "type");
  return false;
}

std::string why_no_ninjs_article(dom::object object) {
  const auto status = ascii_lower(first_of(object, {"pubstatus", "pubStatus"}));
  for (const std::string_view known : {"canceled", "cancelled", "withheld", "withdrawn"})
    if (status == known) return "declared " + status + " by the provider";
  const bool body = has(object, "bodies") || has(object, "body_xhtml") || has(object, "body_html") || has(object, "body_text");
  if (string_of(object, "type") == "event" || (has(object, "eventDetails") && !body)) return "announcing an event";
  if (string_of(object, "type") == "planning") return "planning coverage";
  return {};
}

Draft ninjs_article(dom::object object, bool explain) { return NinjsReader(object, explain).read(); }

}  // namespace newsgrep
