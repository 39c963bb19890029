// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/mail_parts.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace newsgrep {
namespace {

constexpr std::size_t most_message = 64u << 20;

// "Jane Doe <jane@example.org>", "jane@example.org (Jane Doe)" -> "Jane Doe"; an address alone has no name.
std::string sender_name(std::string_view from) {
  auto name = trim(from.substr(0, from.find('<')));
  if (const auto open = name.find('('); open != std::string_view::npos && name.ends_with(')') && name.find('@') < open)
    name = name.substr(open + 1, name.size() - open - 2);
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return name.find('@') == std::string_view::npos ? collapse(name) : std::string();
}

// "Daily Brief <daily.list.example.org>" -> "Daily Brief"
std::string list_name(std::string_view list) {
  auto name = trim(list.substr(0, list.find('<')));
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return collapse(name);
}

std::string_view without_marks(std::string_view subject) {
  for (bool again = true; again;) {
    again = false;
    subject = trim(subject);
    for (const std::string_view mark : {"fwd:", "fw:", "wg:", "tr:"})
      if (subject.size() > mark.size() && iequals(subject.substr(0, mark.size()), mark)) {
        subject.remove_prefix(mark.size());
        again = true;
      }
  }
  return subject;
}

// Lines that end with a space go on in the next one (RFC 3676).
std::string without_soft_ends(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(' ')) line.remove_prefix(1);
    out += line;
    if (!line.ends_with(' ') || line == "-- ") out += '\n';
  }
  return out;
}

// What stands below "-- " is the sender's signature.
std::string_view without_signature(std::string_view text) {
  for (const std::string_view mark : {"\n-- \n", "\n--\n"})
    if (const auto at = text.rfind(mark); at != std::string_view::npos) return text.substr(0, at);
  return text;
}

// What programs that send newsletters put around them: "View in browser: https://...", "Unsubscribe".
bool is_list_link(std::string_view paragraph) {
  constexpr std::size_t longest = 120;
  constexpr std::array<std::string_view, 18> phrases{
      "view in browser",         "view this email in",    "view online",        "read online",
      "open in browser",         "unsubscribe",           "manage preferences", "manage your subscription",
      "update your preferences", "im browser ansehen",    "im browser öffnen",  "abmelden",
      "newsletter abbestellen",  "dans votre navigateur", "se désabonner",      "se désinscrire",
      "ver en el navegador",     "darse de baja"};
  const auto words = ascii_lower(trim(paragraph.substr(0, std::min(paragraph.find("http"), paragraph.size()))));
  constexpr std::size_t most_beside = 24;
  return words.size() <= longest && std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
           return words.find(phrase) != std::string::npos && words.size() <= phrase.size() + most_beside;
         });
}

// The first and the last paragraphs may be such links.
std::string without_list_links(std::string text) {
  while (!text.empty()) {
    const auto end = std::min(text.find("\n\n"), text.size());
    if (!is_list_link(std::string_view(text).substr(0, end))) break;
    text.erase(0, std::min(end + 2, text.size()));
  }
  for (auto begin = text.rfind("\n\n");
       begin != std::string::npos && is_list_link(std::string_view(text).substr(begin + 2)); begin = text.rfind("\n\n"))
    text.resize(begin);
  return text;
}

std::string text_of(const MailTexts& texts, std::string_view title) {
  const std::string plain = paragraphs_of(without_signature(texts.flowed ? without_soft_ends(texts.plain) : texts.plain));
  if (texts.html.empty()) return plain;
  std::string shown = article_text(texts.html, title);
  if (shown.ends_with("\n\n--")) shown.resize(shown.size() - 4);
  // Programs put in a line that says no more than that there is HTML.
  return 2 * plain.size() >= shown.size() ? plain : shown;
}

std::string_view without_brackets(std::string_view id) {
  id = trim(id);
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  return id;
}

// `too_deep` gets the number of parts that were passed over.
Draft article_of(std::string_view message, bool explain, std::size_t& too_deep) {
  const MailHeaders headers(message);
  Collector collector("mail");
  collector.offer(Role::title, 0, "Subject", without_marks(headers["subject"]));
  collector.offer(Role::date, 0, "Date", headers["date"]);
  collector.offer(Role::byline, 0, "From", sender_name(headers["from"]));
  collector.offer(Role::source, 0, "List-Id", list_name(headers["list-id"]));
  collector.offer(Role::source, 1, "Organization", headers["organization"]);
  collector.offer(Role::id, 0, "Message-ID", without_brackets(headers["message-id"]));
  collector.offer(Role::url, 0, "Archived-At", without_brackets(headers["archived-at"]));
  collector.offer(Role::url, 1, "Content-Location", headers["content-location"]);
  collector.offer(Role::section, 0, "X-Section", headers["x-section"]);
  collector.offer(Role::language, 0, "Content-Language", headers["content-language"]);
  Draft draft = collector.take(explain);
  Article& article = draft.article;
  if (!article.url.starts_with("http")) article.url.clear();
  draft.global_id = !article.native_id.empty();
  const MailTexts texts = mail_texts(headers, message);
  too_deep = texts.too_deep;
  article.text = without_list_links(text_of(texts, article.title));
  for (auto words = headers["keywords"]; !words.empty();) {
    const auto end = std::min(words.find(','), words.size());
    add_once(article.tags, collapse(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return draft;
}

bool is_header_line(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<long>(colon), [](char c) { return c > 32 && c < 127; });
}

// Names of the header lines in front, in small letters; empty when the text does not begin with such lines.
std::vector<std::string> header_names(std::string_view head) {
  std::vector<std::string> names;
  constexpr std::size_t enough = 300;
  while (!head.empty() && names.size() < enough) {
    const auto end = std::min(head.find('\n'), head.size());
    auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !names.empty()) continue;
    if (!is_header_line(line)) return head.empty() ? names : std::vector<std::string>();
    names.push_back(ascii_lower(line.substr(0, line.find(':'))));
  }
  return names;
}

bool has_name(const std::vector<std::string>& names, std::string_view wanted) { return std::find(names.begin(), names.end(), wanted) != names.end(); }

std::string_view behind_blank_lines(std::string_view head) {
  for (std::string_view line; !head.empty();) {
    const auto end = head.find('\n');
    line = head.substr(0, end);
    if (!trim(line).empty() || end == std::string_view::npos) break;
    head.remove_prefix(end + 1);
  }
  return head;
}

// "From jane@example.org Tue May  5 18:30:00 2020"
bool begins_message(std::string_view line) {
  constexpr std::string_view from = "From ";
  return line.starts_with(from) && line.find(':') != std::string_view::npos && line.find_first_of("0123456789") != std::string_view::npos;
}

// Cuts a folder into its messages; what is no folder is one message.
class MailFolder {
 public:
  MailFolder(Entry& entry, Skips& skips) : entry_(entry), skips_(skips) {}

  /// `each` gets a message, its number and its line.
  template <class Each>
  void run(Each&& each) {
    std::string pending;
    std::size_t searched = 0;
    bool go_on = true, last = false;
    while (go_on && !last) {
      const auto block = entry_.read();
      last = block.empty();
      pending.append(block);
      std::size_t at = 0;
      for (std::size_t end; go_on && ((end = pending.find('\n', std::max(at, searched))) != std::string::npos || (last && at < pending.size()));) {
        end = std::min(end, pending.size());
        go_on = take_line(std::string_view(pending).substr(at, end - at), end < pending.size(), each);
        at = std::min(end + 1, pending.size());
      }
      pending.erase(0, at);
      // Of a line that no message has room for the rest is not needed.
      if (pending.size() > most_message) pending.resize(most_message + 1);
      searched = pending.size();
    }
    if (go_on) deliver(each);
  }

 private:
  template <class Each>
  bool take_line(std::string_view line, bool ended, Each& each) {
    ++line_;
    auto bare = line;
    if (bare.ends_with('\r')) bare.remove_suffix(1);
    const bool begins = blank_ && begins_message(bare);
    blank_ = bare.empty() || (blank_ && message_.empty() && trim(bare).empty());
    if (message_.empty() && trim(bare).empty()) return true;
    if (begins) {
      const bool go_on = deliver(each);
      start_ = line_;
      return go_on;
    }
    if (message_.empty() && start_ == 0) start_ = line_;
    // A folder marks lines of a text that begin as a message does.
    if (line.starts_with(">From ")) line.remove_prefix(1);
    if (message_.size() + line.size() > most_message) {
      too_large_ = true;
      return true;
    }
    message_.append(line);
    if (ended) message_ += '\n';
    return true;
  }

  template <class Each>
  bool deliver(Each& each) {
    if (message_.empty() && !too_large_) return true;
    const auto message = std::exchange(message_, {});
    ++number_;
    if (std::exchange(too_large_, false)) {
      skips_.add("too_large", "is larger than " + std::to_string(most_message >> 20) + " MiB", number_, start_);
      return true;
    }
    return each(std::string_view(message), number_, start_);
  }

  Entry& entry_;
  Skips& skips_;
  std::string message_;
  std::uint64_t line_ = 0, start_ = 0, number_ = 0;
  bool blank_ = true, too_large_ = false;
};

}  // namespace

Likeness sniff_mail(std::string_view head) {
  head = behind_blank_lines(head);
  const auto end = head.find('\n');
  const bool folder = begins_message(head.substr(0, end)) && end != std::string_view::npos;
  if (folder) head.remove_prefix(end + 1);
  const auto names = header_names(head);
  if (!has_name(names, "from") && !has_name(names, "received") && !has_name(names, "return-path")) return Likeness::no;
  constexpr std::array<std::string_view, 6> of_programs{"message-id", "received",          "mime-version",
                                                        "newsgroups", "nntp-posting-host", "lines"};
  const bool sent =
      std::any_of(of_programs.begin(), of_programs.end(), [&](std::string_view name) { return has_name(names, name); });
  return sent && (has_name(names, "subject") || has_name(names, "date")) ? Likeness::surely : Likeness::no;
}

void read_mail(Entry& entry, ArticleSink& sink) {
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t count = 0;
  MailFolder(entry, skips).run([&](std::string_view message, std::uint64_t number, std::uint64_t line) {
    ++count;
    std::size_t too_deep = 0;
    Draft draft = article_of(message, sink.explain(), too_deep);
    draft.line = line;
    if (too_deep > 0)
      skips.add("too_deep", std::to_string(too_deep) + (too_deep == 1 ? " part" : " parts") + " of the message beyond 20 parts within parts left out",
                number, line);
    if (draft.article.text.empty()) {
      if (too_deep == 0) skips.add("no_text", "a message without text", number, line);
      return true;
    }
    return articles.add(std::move(draft), number);
  });
  articles.finish(count == 1);
  skips.finish();
}

}  // namespace newsgrep
