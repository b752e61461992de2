// Part of swift-threading. Apache-2.0: see LICENSE.

#include "CThreading.h"

_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_seam_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_thread_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_stop_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_worker_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_recorder_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_fork_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) uint64_t ct_wakes_until_slot;
_Thread_local __attribute__((tls_model("initial-exec"))) uint32_t ct_passed_wakes_slot[2];
void *ct_observer_slot;
int ct_has_expedited_fence_flag;
int ct_tracks_locks_flag;
uint64_t ct_no_yields_before_time;
int ct_usable_processors_count = 1;
_Thread_local __attribute__((tls_model("initial-exec"))) int ct_observing_flag;
_Thread_local __attribute__((tls_model("initial-exec"))) uintptr_t ct_identity_slot;

// Before main, and so before there is a second thread: later reads need no ordering.
__attribute__((constructor)) static void ct_count_processors(void) {
    int count = ct_affinity_count();
    if (count > 0) ct_usable_processors_count = count;
}

// Relaxed: numbers are to be different, and order nothing.
static uintptr_t ct_last_identity;
uintptr_t ct_take_identity(void) {
    return ct_identity_slot = __atomic_add_fetch(&ct_last_identity, 1, __ATOMIC_RELAXED);
}

// One key for the process, made at its first use; a thread that was never seen never pays.
static pthread_once_t ct_exit_once = PTHREAD_ONCE_INIT;
static pthread_key_t ct_exit_key;
static int ct_exit_error;
static void (*ct_exit_action)(void *);

// Relaxed: the thread that ends here stored the action itself, before it set its key; others may store it meanwhile.
static void ct_run_exit_action(void *argument) { __atomic_load_n(&ct_exit_action, __ATOMIC_RELAXED)(argument); }
static void ct_make_exit_key(void) { ct_exit_error = pthread_key_create(&ct_exit_key, ct_run_exit_action); }

int ct_at_thread_exit(void (*action)(void *), void *argument) {
    __atomic_store_n(&ct_exit_action, action, __ATOMIC_RELAXED); // always the same function
    int error = pthread_once(&ct_exit_once, ct_make_exit_key);
    if (!error) error = ct_exit_error;
    return error ? error : pthread_setspecific(ct_exit_key, argument);
}
