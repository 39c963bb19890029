// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stop_signals.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

constexpr std::array stop_signals{SIGINT, SIGTERM, SIGHUP};

bool stays_ignored(int signal) {
  struct sigaction present {};
  return signal == SIGHUP && ::sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

}  // namespace

void on_stop_signals(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  for (const int one : stop_signals)
    if (!stays_ignored(one)) ::sigaction(one, &action, nullptr);
}

void end_on_stop_signals() { on_stop_signals(SIG_DFL); }

bool is_stop_signal(int signal) { return std::find(stop_signals.begin(), stop_signals.end(), signal) != stop_signals.end(); }

StopSignalsHeld::StopSignalsHeld() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int one : stop_signals) ::sigaddset(&held, one);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

StopSignalsHeld::~StopSignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace newsgrep
