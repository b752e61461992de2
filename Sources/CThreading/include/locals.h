// Part of swift-threading. Apache-2.0: see LICENSE.

#ifndef CTHREADING_LOCALS_H
#define CTHREADING_LOCALS_H

#include "hooks.h"

/// The values that the calling thread has for thread locals: one table for all of them. A key of the system for each
/// would run out at 1,024, of which C libraries want some.
CT_THREAD_LOCAL void *_Nullable ct_locals_slot;
static inline void *_Nullable ct_locals(void) { return ct_locals_slot; }
static inline void ct_set_locals(void *_Nullable table) { ct_locals_slot = table; }

#endif
