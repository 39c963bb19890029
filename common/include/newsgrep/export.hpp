// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

/// Marks what the shared library exports. Everything else is hidden.
#if defined(_WIN32)
#define NEWSGREP_EXPORT
#else
#define NEWSGREP_EXPORT __attribute__((visibility("default")))
#endif
