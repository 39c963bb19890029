// SPDX-License-Identifier: GPL-2.0-or-later
// Memory that is free goes back to the operating system, so that the next stage of a run does not come on top of it.
#pragma once

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace newsgrep {

inline void release_freed_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace newsgrep
