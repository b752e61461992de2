// Part of swift-threading. Apache-2.0: see LICENSE.
//
// The ground floor: system calls and constants that Swift cannot import, and the few thread-local
// and global pointers that must not be Swift globals. Nothing here decides anything.

#ifndef CTHREADING_H
#define CTHREADING_H

#include "closures.h"
#include "hooks.h"
#include "locals.h"
#include "posix.h"
#include "program.h"

#if defined(__linux__)
#include "linux.h"
#elif defined(__APPLE__)
#include "darwin.h"
#else
#error "swift-threading runs on Linux and compiles for Darwin; there is no waiting core for this system yet"
#endif

#endif
