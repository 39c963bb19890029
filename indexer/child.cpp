// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/child.hpp"

#include "common/bytes.hpp"
#include "common/stop_signals.hpp"

#include <newsgrep/error.hpp>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>

namespace newsgrep {
namespace {

[[noreturn]] void fail(const std::string& doing) {
  throw Error(ErrorCode::io, doing + ": cannot start a process: " + std::strerror(errno));
}

// An Error with its code, message and hint, or code 0 and the result.
std::string answer_of(const std::function<std::string()>& work) {
  std::string answer;
  try {
    const std::string result = work();
    put_number(answer, 0);
    put_text(answer, result);
    return answer;
  } catch (const Error& error) {
    put_number(answer, static_cast<std::uint64_t>(error.code()));
    put_text(answer, error.what());
    put_text(answer, error.hint());
  } catch (const std::exception& error) {
    put_number(answer, static_cast<std::uint64_t>(ErrorCode::internal));
    put_text(answer, error.what());
    put_text(answer, "");
  }
  return answer;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

// A signal may come just before this waits.
bool wait_for_bytes(int fd, const std::atomic<int>* cancelled) {
  constexpr int look_every_ms = 100;
  pollfd polled{fd, POLLIN, 0};
  while (!cancelled || cancelled->load() == 0)
    if (::poll(&polled, 1, cancelled ? look_every_ms : -1) > 0) return true;
  return false;
}

// Until the other end is closed, or cancelled.
std::string read_all(int fd, const std::atomic<int>* cancelled) {
  std::string bytes;
  char buffer[1 << 14];
  while (wait_for_bytes(fd, cancelled)) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  return bytes;
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// What this process has a handler for ends its child, which looks at no count of signals.
pid_t fork_to_be_stopped() {
  const StopSignalsHeld held;
  const pid_t child = ::fork();
  if (child == 0) end_on_stop_signals();
  return child;
}

}  // namespace

std::string done_by_child(const std::string& doing, const std::function<std::string()>& work, const std::atomic<int>* cancelled) {
  int ends[2];
  if (::pipe(ends) != 0) fail(doing);
  const pid_t parent = ::getpid();
  const pid_t child = fork_to_be_stopped();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);  // it died before that
    ::close(ends[0]);
    write_all(ends[1], answer_of(work));
    ::_exit(0);
  }
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    fail(doing);
  }
  const std::string bytes = read_all(ends[0], cancelled);
  ::close(ends[0]);
  const bool stopped = cancelled && cancelled->load() > 0;
  if (stopped) ::kill(child, SIGKILL);
  const int status = status_of(child);
  if (stopped || (WIFSIGNALED(status) && is_stop_signal(WTERMSIG(status)))) throw Error(ErrorCode::cancelled, doing + " was stopped");
  if (WIFSIGNALED(status))
    throw Error(ErrorCode::corrupt, doing + " died of signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) + ")");
  ByteReader answer(bytes);
  const auto code = answer.number();
  const std::string text(answer.text());
  if (code != 0) throw Error(static_cast<ErrorCode>(code), text, std::string(answer.text()));
  return text;
}

}  // namespace newsgrep
