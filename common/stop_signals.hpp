// SPDX-License-Identifier: GPL-2.0-or-later
// The signals that ask a program to end: ^C, what a system sends before it kills, and what comes when a terminal is closed.
#pragma once

#include <csignal>

namespace newsgrep {

/// Has `handler` called for SIGINT, SIGTERM and SIGHUP; not for a SIGHUP that is ignored, as nohup leaves it.
void on_stop_signals(void (*handler)(int));

/// From the next one on they end the process at once, but for a SIGHUP that is ignored. May be called in a handler.
void end_on_stop_signals();

bool is_stop_signal(int signal);

/// Keeps them waiting in this thread for as long as it lives.
class StopSignalsHeld {
 public:
  StopSignalsHeld();
  ~StopSignalsHeld();
  StopSignalsHeld(const StopSignalsHeld&) = delete;
  StopSignalsHeld& operator=(const StopSignalsHeld&) = delete;

 private:
  sigset_t before_;
};

}  // namespace newsgrep
