// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/tcp_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace newsgrep::testing {
namespace {

unsigned free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no port for xapian-tcpsrv");
  return ntohs(address.sin_port);
}

bool wait_for(std::FILE* output, std::string_view said) {
  char line[256];
  while (std::fgets(line, sizeof line, output))
    if (std::string_view(line).starts_with(said)) return true;
  return false;
}

}  // namespace

bool TcpServer::installed() { return std::system("xapian-tcpsrv --version >/dev/null 2>&1") == 0; }

// A server that nobody connects to ends by itself.
TcpServer::TcpServer(const std::filesystem::path& database) : port_(free_port()) {
  const std::string command = "exec timeout 120 xapian-tcpsrv --one-shot --interface 127.0.0.1 --port " +
                              std::to_string(port_) + " '" + database.string() + "'";
  output_ = ::popen(command.c_str(), "r");
  if (output_ && wait_for(output_, "Listening")) return;
  if (output_) ::pclose(output_);
  throw std::runtime_error("xapian-tcpsrv does not listen");
}

TcpServer::~TcpServer() { ::pclose(output_); }

Xapian::Database TcpServer::open() const { return Xapian::Remote::open("127.0.0.1", port_); }

}  // namespace newsgrep::testing
