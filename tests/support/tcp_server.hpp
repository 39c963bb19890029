// SPDX-License-Identifier: GPL-2.0-or-later
// A database behind Xapian's own server.
#pragma once

#include "common/xapian.hpp"

#include <cstdio>
#include <filesystem>

namespace newsgrep::testing {

/// Serves one connection with xapian-tcpsrv on a port of this machine that nobody else has.
class TcpServer {
 public:
  static bool installed();

  /// Returns when the server listens. Throws std::runtime_error if it does not.
  explicit TcpServer(const std::filesystem::path& database);
  ~TcpServer();
  TcpServer(const TcpServer&) = delete;
  TcpServer& operator=(const TcpServer&) = delete;

  /// To be called once; what is opened must be gone before the server is.
  Xapian::Database open() const;

 private:
  unsigned port_;
  std::FILE* output_;
};

}  // namespace newsgrep::testing
