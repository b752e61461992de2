// Part of swift-threading. Apache-2.0: see LICENSE.
//
// Linux: tested.

#ifndef CTHREADING_LINUX_H
#define CTHREADING_LINUX_H

#include <linux/futex.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <errno.h>
#include <time.h>

#ifndef SYS_futex
// The 32-bit systems that came after 2020 have only the call with 64-bit times.
#define SYS_futex SYS_futex_time64
#endif

// `unistd.h` declares it only where _GNU_SOURCE was defined before the first system header.
extern long syscall(long number, ...);

/// Sleeps while `*word == expected`, until somebody wakes it or the monotonic clock reads `deadline`
/// nanoseconds (UINT64_MAX: never). Zero when woken, else EAGAIN, EINTR or ETIMEDOUT.
/// FUTEX_WAIT_BITSET, since only that form takes an absolute deadline.
static inline int ct_futex_wait(const void *_Nonnull word, uint32_t expected, uint64_t deadline) {
    struct timespec until = {(time_t)(deadline / 1000000000u), (long)(deadline % 1000000000u)};
    long result = syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected,
                          deadline == UINT64_MAX ? 0 : &until, 0, FUTEX_BITSET_MATCH_ANY);
    return result < 0 ? errno : 0;
}

/// Wakes at most `count` sleepers, the longest asleep first; how many were woken.
static inline int ct_futex_wake(const void *_Nonnull word, int count) {
    long result = syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, 0, 0, 0);
    return result < 0 ? 0 : (int)result;
}

/// Moves one sleeper of `word`, if `*word == expected`, to the sleepers of `target` without waking it:
/// to their end, unless the kernel keeps both words in one bucket and leaves it its place there. Whether
/// there was one.
static inline int ct_futex_move(const void *_Nonnull word, uint32_t expected, const void *_Nonnull target) {
    return syscall(SYS_futex, word, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE_FLAG, 0, (unsigned long)1, target, expected) > 0;
}

/// Asks the kernel for fences on all processors that run this process; whether it has them. For the whole process, once.
static inline int ct_register_expedited_fence(void) {
#ifdef SYS_membarrier
    return syscall(SYS_membarrier, 1 << 4 /* REGISTER_PRIVATE_EXPEDITED */, 0, 0) == 0;
#else
    return 0;
#endif
}

/// Every thread of the process has passed a full fence between the beginning and the end of this; false if not.
static inline int ct_expedited_fence(void) {
#ifdef SYS_membarrier
    return syscall(SYS_membarrier, 1 << 3 /* PRIVATE_EXPEDITED */, 0, 0) == 0;
#else
    return 0;
#endif
}

static inline uint64_t ct_native_id(void) { return (uint64_t)syscall(SYS_gettid); }

/// The number of the thread that the program began with, from any thread; zero where that is not known.
static inline uint64_t ct_main_native_id(void) { return (uint64_t)getpid(); }

static inline int ct_is_main_thread(void) { return syscall(SYS_gettid) == (long)getpid(); }

/// Names the calling thread for the system; the kernel keeps 15 bytes.
static inline void ct_set_system_name(const char *_Nonnull name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

/// How many processors the affinity mask of the process allows; zero where that is not known.
static inline int ct_affinity_count(void) {
    unsigned long mask[1024]; // 65,536 processors; the kernel refuses a mask shorter than its own
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    int count = 0;
    for (long i = 0; i < bytes / (long)sizeof mask[0]; i++) count += __builtin_popcountl(mask[i]);
    return count;
}

/// The numbers of processors begin at zero and are less than this.
static inline int ct_most_processors(void) { return 65536; }

/// Writes the numbers of the processors that the calling thread may run on, in order; how many.
static inline int ct_affinity(int *_Nullable numbers, int most) {
    unsigned long mask[1024];
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    int count = 0, width = 8 * sizeof mask[0];
    for (long i = 0; i < bytes * 8 && count < most; i++) {
        if (mask[i / width] >> (i % width) & 1) numbers[count++] = (int)i;
    }
    return count;
}

/// Keeps the calling thread on these processors; zero, or the error number.
static inline int ct_set_affinity(const int *_Nullable numbers, int count) {
    unsigned long mask[1024] = {0};
    int width = 8 * sizeof mask[0];
    for (int i = 0; i < count; i++) mask[numbers[i] / width] |= 1ul << (numbers[i] % width);
    return syscall(SYS_sched_setaffinity, 0, sizeof mask, mask) < 0 ? errno : 0;
}

/// Sets the niceness of the calling thread alone: Linux has one for each, whatever POSIX says of processes; zero, or the
/// error number.
static inline int ct_set_niceness(int niceness) {
    return syscall(SYS_setpriority, 0 /* PRIO_PROCESS */, syscall(SYS_gettid), niceness) < 0 ? errno : 0;
}

#endif
