// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/identity.hpp"

#include "common/files.hpp"
#include "common/utf8.hpp"

#include <array>

namespace newsgrep {
namespace {

bool is_tracking(std::string_view parameter) {
  constexpr std::array<std::string_view, 22> names{"fbclid", "gclid",  "gclsrc", "dclid",   "msclkid", "yclid",  "twclid", "gbraid", "wbraid", "mc_cid", "mc_eid",
                                                   "cmpid",  "ocid",   "igshid", "mkt_tok", "_hsenc",  "_hsmi",  "_ga",    "_gl",    "xtor",   "ns_mchannel", "at_medium"};
  const auto name = ascii_lower(parameter.substr(0, parameter.find('=')));
  if (name.starts_with("utm_")) return true;
  for (const auto known : names)
    if (name == known) return true;
  return false;
}

std::string kept_parameters(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    if (!parameter.empty() && !is_tracking(parameter)) kept.append(kept.empty() ? "?" : "&").append(parameter);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return kept;
}

// Behind # stands a place in a page; but behind #!/ and #/ the page itself, of sites that make theirs in the browser.
std::string_view page_in_fragment(std::string_view url) {
  auto fragment = url.substr(std::min(url.find('#'), url.size()));
  while (fragment.ends_with('/')) fragment.remove_suffix(1);
  const bool names_page = fragment.size() > 2 && (fragment.starts_with("#!/") || fragment.starts_with("#/"));
  return names_page ? fragment : std::string_view();
}

std::string key(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) out.append(part).push_back('\0');
  return out;
}

// Never of more: an id outlives what a later version stores beside it.
std::uint64_t content_hash(const Article& article) {
  return checksum(key({article.title, article.text, article.url, article.byline, article.source, article.section, article.published.iso()}));
}

}  // namespace

std::string canonical_url(std::string_view url) {
  const auto scheme = ascii_lower(url.substr(0, std::min(url.find("://"), url.size())));
  if (scheme != "http" && scheme != "https") return {};
  url.remove_prefix(scheme.size() + 3);
  const auto page = page_in_fragment(url);
  url = url.substr(0, url.find('#'));
  const auto query_at = std::min(url.find('?'), url.size());
  const auto query = kept_parameters(url.substr(std::min(query_at + 1, url.size())));
  auto place = url.substr(0, query_at);
  const auto host_end = std::min(place.find('/'), place.size());
  auto host = ascii_lower(place.substr(0, host_end));
  for (const std::string_view port : {":80", ":443"})
    if (host.ends_with(port)) host.resize(host.size() - port.size());
  auto path = place.substr(host_end);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (host.empty() || (path.empty() && query.empty() && page.empty())) return {};
  return host.append(path).append(query).append(page);
}

std::uint64_t Identities::of(const Article& article, bool global_id) {
  if (const auto url = canonical_url(article.url); !url.empty()) return checksum(key({"url", url}));
  if (!article.native_id.empty() && global_id) return checksum(key({"id", article.native_id}));
  const std::string_view entry = article.entry.starts_with('!') ? std::string_view(article.entry) : std::string_view();
  const auto container = entry.substr(0, entry.rfind('#'));
  if (!article.native_id.empty()) return checksum(key({"local", article.path, container, article.native_id}));
  const auto content = content_hash(article);
  const auto count = same_[content]++;
  return checksum(key({"content", article.path, container, std::to_string(content), std::to_string(count)}));
}

}  // namespace newsgrep
