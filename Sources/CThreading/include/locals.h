// Part of swift-threading. Apache-2.0: see LICENSE.

#ifndef CTHREADING_LOCALS_H
#define CTHREADING_LOCALS_H

#include <stddef.h>

#include "hooks.h"

/// What the calling thread has for one thread local: whose it is, and where the value is.
typedef struct {
    const void *_Nullable key;
    void *_Nullable storage;
} ct_local;

/// The values that the calling thread has for thread locals: one table for all of them. A key of the system for each
/// would run out at 1,024, of which C libraries want some.
CT_THREAD_LOCAL ct_local *_Nullable ct_local_entries;
CT_THREAD_LOCAL size_t ct_local_count;

/// Who keeps that table.
CT_THREAD_LOCAL void *_Nullable ct_locals_slot;
static inline void *_Nullable ct_locals(void) { return ct_locals_slot; }
static inline void ct_set_locals(void *_Nullable table) { ct_locals_slot = table; }

static inline void ct_set_local_entries(ct_local *_Nullable entries, size_t count) {
    ct_local_entries = entries;
    ct_local_count = count;
}

/// Where the calling thread's value is; null if it has none.
static inline void *_Nullable ct_find_local(size_t index, const void *_Nonnull key) {
    return index < ct_local_count && ct_local_entries[index].key == key ? ct_local_entries[index].storage : 0;
}

#endif
