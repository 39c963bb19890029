// SPDX-License-Identifier: GPL-2.0-or-later
// Archives and crawls made in memory.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep::testing {

using Members = std::vector<std::pair<std::string, std::string>>;

/// A page that is read as one article with that headline.
inline std::string news_page(const std::string& title) {
  return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><article><h1>" + title +
         "</h1><p>The council met on the quay in the week of the storm and talked about the ferry until the evening.</p></article></body></html>";
}

/// `format` is tar, zip or 7zip as libarchive names them; `filter` none, gzip, bzip2, xz or zstd. A name that ends with a slash is a folder.
inline std::string make_archive(const std::string& format, const Members& members, const std::string& filter = "none",
                                const std::function<void(archive*)>& prepare = {}) {
  archive* writer = archive_write_new();
  std::string out;
  const auto append = [](archive*, void* to, const void* bytes, size_t size) -> la_ssize_t {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  };
  const auto must = [&](int result) {
    if (result < ARCHIVE_WARN) throw std::runtime_error(archive_error_string(writer));
  };
  must(archive_write_set_format_by_name(writer, format == "tar" ? "gnutar" : format.c_str()));
  if (filter != "none") must(archive_write_add_filter_by_name(writer, filter.c_str()));
  must(archive_write_set_bytes_in_last_block(writer, 1));
  if (prepare) prepare(writer);
  must(archive_write_open(writer, &out, nullptr, append, nullptr));
  for (const auto& [name, bytes] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, name.ends_with('/') ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    must(archive_write_header(writer, entry));
    if (!bytes.empty() && archive_write_data(writer, bytes.data(), bytes.size()) < 0) throw std::runtime_error(archive_error_string(writer));
    archive_entry_free(entry);
  }
  must(archive_write_close(writer));
  archive_write_free(writer);
  return out;
}

/// Bytes as a gzip or zstd file.
inline std::string packed(const std::string& bytes, const std::string& filter = "gzip") { return make_archive("raw", {{"x", bytes}}, filter); }

struct Record {
  std::string type = {}, url = {}, block = {}, content_type = "application/http; msgtype=response", time = "2020-03-01T04:50:41Z", more = {};
};

inline std::string warc_record(const Record& record, const std::string& version = "1.0") {
  return "WARC/" + version + "\r\nWARC-Type: " + record.type + "\r\nWARC-Target-URI: " + record.url + "\r\nWARC-Date: " + record.time +
         "\r\nContent-Type: " + record.content_type + "\r\n" + record.more + "Content-Length: " + std::to_string(record.block.size()) + "\r\n\r\n" + record.block + "\r\n\r\n";
}

/// What a server answers.
inline std::string http_answer(const std::string& body, const std::string& type = "text/html", const std::string& more = "", int status = 200) {
  return "HTTP/1.1 " + std::to_string(status) + " Word\r\nContent-Type: " + type + "\r\n" + more + "\r\n" + body;
}

}  // namespace newsgrep::testing
