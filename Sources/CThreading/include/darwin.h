// Part of swift-threading. Apache-2.0: see LICENSE.
//
// Darwin: compiles by inspection, UNTESTED. Nobody has run this file yet.

#ifndef CTHREADING_DARWIN_H
#define CTHREADING_DARWIN_H

#include <errno.h>
#include <mach/mach_time.h>
#include <os/os_sync_wait_on_address.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/sysctl.h>
#include <time.h>

static inline uint64_t ct_now(void);

/// As on Linux. The system's call takes a relative time, so a wait that is interrupted must come
/// back here to have it computed anew: the callers loop on their absolute deadline.
static inline int ct_futex_wait(const void *_Nonnull word, uint32_t expected, uint64_t deadline) {
    int result;
    if (deadline == UINT64_MAX) {
        result = os_sync_wait_on_address((void *)word, expected, 4, OS_SYNC_WAIT_ON_ADDRESS_NONE);
    } else {
        uint64_t now = ct_now();
        if (deadline <= now) return __atomic_load_n((const uint32_t *)word, __ATOMIC_RELAXED) == expected ? ETIMEDOUT : EAGAIN;
        result = os_sync_wait_on_address_with_timeout((void *)word, expected, 4, OS_SYNC_WAIT_ON_ADDRESS_NONE,
                                                      OS_CLOCK_MACH_ABSOLUTE_TIME, deadline - now);
    }
    if (result >= 0) return 0;
    return errno == EFAULT ? EINTR : errno;
}

static inline int ct_futex_wake(const void *_Nonnull word, int count) {
    // There is «one» and «all» only; one at a time until nobody is left gives the count.
    int woken = 0;
    while (woken < count && os_sync_wake_by_address_any((void *)word, 4, OS_SYNC_WAKE_BY_ADDRESS_NONE) == 0) woken++;
    return woken;
}

/// There is no such call: the sleeper is woken in place, and goes for the lock by itself.
static inline int ct_futex_move(const void *_Nonnull word, uint32_t expected, const void *_Nonnull target) {
    (void)expected;
    (void)target;
    return ct_futex_wake(word, 1);
}

/// There is no such call.
static inline int ct_register_expedited_fence(void) { return 0; }
static inline int ct_expedited_fence(void) { return 0; }

static inline uint64_t ct_native_id(void) {
    uint64_t id = 0;
    pthread_threadid_np(0, &id);
    return id;
}

/// Only the main thread can ask for its own.
static inline uint64_t ct_main_native_id(void) { return pthread_main_np() ? ct_native_id() : 0; }

static inline int ct_is_main_thread(void) { return pthread_main_np(); }

static inline void ct_set_system_name(const char *_Nonnull name) { pthread_setname_np(name); }

/// There are no affinity masks; all processors that are on.
static inline int ct_affinity_count(void) {
    int count = 0;
    size_t size = sizeof count;
    return sysctlbyname("hw.activecpu", &count, &size, 0, 0) == 0 ? count : 0;
}

/// As `ct_affinity_count`: a thread may run anywhere.
static inline int ct_most_processors(void) { return 65536; }

static inline int ct_affinity(int *_Nullable numbers, int most) {
    int count = ct_affinity_count();
    if (count > most) count = most;
    for (int i = 0; i < count; i++) numbers[i] = i;
    return count;
}

/// There is no such call.
static inline int ct_set_affinity(const int *_Nullable numbers, int count) {
    (void)numbers;
    (void)count;
    return ENOTSUP;
}

/// Niceness is the process's; a thread has a quality of service, which is something else.
static inline int ct_set_niceness(int niceness) {
    (void)niceness;
    return ENOTSUP;
}

#endif
