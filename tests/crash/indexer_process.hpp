// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// newsgrep-index as a process of its own, which can be killed.
class IndexerProcess {
 public:
  /// `environment` holds NAME=VALUE.
  IndexerProcess(const std::string& program, std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    arguments.insert(arguments.begin(), program);
    std::vector<char*> pointers;
    for (auto& one : arguments) pointers.push_back(one.data());
    pointers.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      if (::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0) ::_exit(127);
      for (auto& one : environment) ::putenv(one.data());
      ::execv(program.c_str(), pointers.data());
      ::_exit(127);
    }
  }

  bool running() {
    if (!ended_) ended_ = ::waitpid(process_, &status_, WNOHANG) == process_;
    return !ended_;
  }
  void kill() {
    if (running()) ::kill(process_, SIGKILL);
  }
  int wait() {
    if (!ended_) ::waitpid(process_, &status_, 0);
    ended_ = true;
    return status_;
  }

 private:
  pid_t process_ = -1;
  int status_ = 0;
  bool ended_ = false;
};

}  // namespace newsgrep::testing
