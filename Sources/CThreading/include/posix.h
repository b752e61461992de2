// Part of swift-threading. Apache-2.0: see LICENSE.
//
// What Linux and Darwin share.

#ifndef CTHREADING_POSIX_H
#define CTHREADING_POSIX_H

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/// Nanoseconds of the monotonic clock that deadlines are told in.
static inline uint64_t ct_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/// Tells the processor that this thread spins.
static inline void ct_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb" ::: "memory");
#endif
}

/// Fetches what is at the address for this processor alone: it is about to read and then to change it.
///
/// Without it, to read it is one way through the processors' caches, and to change it another.
static inline void ct_fetch_for_change(const void *_Nonnull address) {
#if defined(__x86_64__)
    // Older compilers' own would be a fetch for reading where the oldest processors are not to be excluded; to those,
    // this does nothing.
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
#else
    __builtin_prefetch(address, 1);
#endif
}

static inline void ct_yield(void) { sched_yield(); }

/// Sleeps so many nanoseconds, fewer than a second, or until a signal.
static inline void ct_nap(long nanoseconds) {
    struct timespec time = {0, nanoseconds};
    nanosleep(&time, 0);
}

/// Starts a detached thread; zero, or the error number. A stack size of zero is the system's own.
static inline int ct_start_thread(size_t stack, void *_Nullable (*_Nonnull body)(void *_Nullable),
                                  void *_Nullable argument) {
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error) return error;
    // Detached: the end of a thread is told by a word of ours, which can be waited for with a
    // deadline and by many; waiting for the system's own costs 12 us more a thread.
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (stack) error = pthread_attr_setstacksize(&attributes, stack);
    pthread_t thread;
    if (!error) error = pthread_create(&thread, &attributes, body, argument);
    pthread_attr_destroy(&attributes);
    return error;
}

/// The smallest stack that the system accepts.
static inline size_t ct_least_stack(void) {
    long size = sysconf(_SC_THREAD_STACK_MIN);
    return size > 0 ? (size_t)size : (size_t)PTHREAD_STACK_MIN;
}

static inline size_t ct_page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

static inline int64_t ct_process_id(void) { return (int64_t)getpid(); }

static inline int ct_at_exit(void (*_Nonnull handler)(void)) { return atexit(handler); }

/// Reads the start of a small file; the bytes read, or -1.
static inline long ct_read_file(const char *_Nonnull path, char *_Nonnull buffer, size_t capacity) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    size_t length = 0;
    while (length < capacity) {
        ssize_t count = read(file, buffer + length, capacity - length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        length += (size_t)count;
    }
    close(file);
    return (long)length;
}

/// Writes a message to standard error as a whole where the system lets it. Errors are ignored: there
/// is nobody left to tell.
static inline void ct_write_error(const char *_Nonnull text, size_t length) {
    while (length > 0) {
        ssize_t count = write(STDERR_FILENO, text, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

// Descriptors that are readable or not, for poll and its like: `ct_open_readable` is the system's own.

/// Makes it readable. Full is readable enough.
static inline void ct_make_readable(int file) {
    uint64_t one = 1;
    while (write(file, &one, sizeof one) < 0 && errno == EINTR) {}
}

/// Makes it unreadable: takes out whatever is in it.
static inline void ct_make_unreadable(int file) {
    char bytes[512];
    while (1) {
        ssize_t count = read(file, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count < (ssize_t)sizeof bytes) return;
    }
}

static inline void ct_close(int file) { close(file); }

#endif
