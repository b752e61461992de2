// Part of swift-threading. Apache-2.0: see LICENSE.

#ifndef CTHREADING_HOOKS_H
#define CTHREADING_HOOKS_H

#include <stdint.h>

// These live in C because a lazily initialised Swift global goes through swift_once at each access,
// which Thread Sanitizer takes for a happens-before edge: it would hide the very races that a test
// under the sanitizer is to find. `initial-exec` makes an access one `mov` from the thread pointer.
#define CT_THREAD_LOCAL extern _Thread_local __attribute__((tls_model("initial-exec")))

/// The explorer that runs the calling thread. Null in production: the seam.
CT_THREAD_LOCAL void *_Nullable ct_seam_slot;
static inline void *_Nullable ct_seam(void) { return ct_seam_slot; }
static inline void ct_set_seam(void *_Nullable seam) { ct_seam_slot = seam; }

/// The record of the calling thread, where it has one already.
CT_THREAD_LOCAL void *_Nullable ct_thread_slot;
static inline void *_Nullable ct_thread(void) { return ct_thread_slot; }
static inline void ct_set_thread(void *_Nullable record) { ct_thread_slot = record; }

/// What the calling thread's waits take heed of: a request to stop. Null where nobody can ask.
CT_THREAD_LOCAL void *_Nullable ct_stop_slot;
static inline void *_Nullable ct_stop(void) { return ct_stop_slot; }
static inline void ct_set_stop(void *_Nullable state) { ct_stop_slot = state; }

/// Where the calling thread keeps what it forks for others to steal. Null outside a fork of a pool.
CT_THREAD_LOCAL void *_Nullable ct_fork_slot;
static inline void *_Nullable ct_fork(void) { return ct_fork_slot; }
static inline void ct_set_fork(void *_Nullable seat) { ct_fork_slot = seat; }
/// Until when a thread that the calling one has woken may still be on its way, in nanoseconds; zero if none is.
CT_THREAD_LOCAL uint64_t ct_wakes_until_slot;
static inline uint64_t ct_wakes_until(void) { return ct_wakes_until_slot; }
static inline void ct_set_wakes_until(uint64_t time) { ct_wakes_until_slot = time; }
/// How many of the calling thread's next wake-ups it does not wait for, since it has waited in vain; and how many it passed
/// over the last time.
CT_THREAD_LOCAL uint32_t ct_passed_wakes_slot[2];
static inline uint32_t ct_passed_wakes(int which) { return ct_passed_wakes_slot[which]; }
static inline void ct_set_passed_wakes(int which, uint32_t count) { ct_passed_wakes_slot[which] = count; }
/// Which worker of which pool the calling thread is. Null where it is none.
CT_THREAD_LOCAL void *_Nullable ct_worker_slot;
static inline void *_Nullable ct_worker(void) { return ct_worker_slot; }
static inline void ct_set_worker(void *_Nullable worker) { ct_worker_slot = worker; }

/// What a recorder of timelines keeps with the calling thread. Null until one has recorded it.
CT_THREAD_LOCAL void *_Nullable ct_recorder_slot;
static inline void *_Nullable ct_recorder(void) { return ct_recorder_slot; }
static inline void ct_set_recorder(void *_Nullable mark) { ct_recorder_slot = mark; }

/// A number that no other thread of the process has had or will have. Never zero. The address of a slot would do
/// for living threads only: a lock that a thread has left locked would seem to be held by the next with the same stack.
CT_THREAD_LOCAL uintptr_t ct_identity_slot;
uintptr_t ct_take_identity(void);
static inline uintptr_t ct_thread_identity(void) { return ct_identity_slot ? ct_identity_slot : ct_take_identity(); }
/// The same, or zero if the thread has none yet: without a call.
static inline uintptr_t ct_known_identity(void) { return ct_identity_slot; }

/// Whether the calling thread is in the middle of what an observer does. What it does there is not observed.
CT_THREAD_LOCAL int ct_observing_flag;
static inline int ct_observing(void) { return ct_observing_flag; }
static inline void ct_set_observing(int observing) { ct_observing_flag = observing; }

/// Who is told of threads that go to sleep, start and end. Null by default.
extern void *_Nullable ct_observer_slot;
// Acquiring: whoever sees the pointer sees the object that it points to.
static inline void *_Nullable ct_observer(void) { return __atomic_load_n(&ct_observer_slot, __ATOMIC_ACQUIRE); }
static inline void *_Nullable ct_exchange_observer(void *_Nullable observer) {
    return __atomic_exchange_n(&ct_observer_slot, observer, __ATOMIC_ACQ_REL);
}

/// Whether locks that are made now tell who takes and releases them. A hint for their birth: relaxed.
extern int ct_tracks_locks_flag;
static inline int ct_tracks_locks(void) { return __atomic_load_n(&ct_tracks_locks_flag, __ATOMIC_RELAXED); }
static inline void ct_set_tracks_locks(int tracks) { __atomic_store_n(&ct_tracks_locks_flag, tracks, __ATOMIC_RELAXED); }

/// Whether the heavy side of a pair of fences does the work of the light one. Set once, and never taken back.
extern int ct_has_expedited_fence_flag;
static inline int ct_has_expedited_fence(void) {
    // Relaxed: whoever does not see it set yet has the stronger fence, which is good with either of the other side.
    return __atomic_load_n(&ct_has_expedited_fence_flag, __ATOMIC_RELAXED);
}
static inline void ct_set_has_expedited_fence(void) {
    __atomic_store_n(&ct_has_expedited_fence_flag, 1, __ATOMIC_RELAXED);
}
/// Holds the compiler alone.
static inline void ct_compiler_fence(void) { __asm__ volatile("" ::: "memory"); }
static inline void ct_light_fence(void) {
    if (ct_has_expedited_fence()) ct_compiler_fence();
    else __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/// How many processors this process may run on: what decides whether spinning can help at all.
extern int ct_usable_processors_count;
static inline int ct_usable_processors(void) { return ct_usable_processors_count; }

/// Until when yields are expected to take long, in nanoseconds. A hint at what is faster: relaxed.
extern uint64_t ct_no_yields_before_time;
static inline uint64_t ct_no_yields_before(void) { return __atomic_load_n(&ct_no_yields_before_time, __ATOMIC_RELAXED); }
static inline void ct_set_no_yields_before(uint64_t time) {
    __atomic_store_n(&ct_no_yields_before_time, time, __ATOMIC_RELAXED);
}

/// Calls `action(argument)` when the calling thread ends; once a thread, for threads not ours.
int ct_at_thread_exit(void (*_Nonnull action)(void *_Nullable), void *_Nullable argument);

#endif
