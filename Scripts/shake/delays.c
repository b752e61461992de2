// Part of swift-threading. Apache-2.0: see LICENSE.
//
// Loaded before a program (Scripts/shake.sh): threads begin late, and come late to the futex and back from it, by chance.
// What a busy machine does once in a thousand runs happens so in every second one.
//
//   SHAKE_START   one thread in two begins up to so many microseconds late; 10,000 unless said otherwise
//   SHAKE_FUTEX   a futex call, or its return, is delayed up to so many microseconds: 500,
//   SHAKE_ONE_IN  one in so many: 4
//   SHAKE_SEED    the same seed draws the same delays for the first thread, for the second and so on: 1. What the
//                 threads make of them differs from run to run.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int (*real_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
static long (*real_syscall)(long, ...);
static uint64_t start_microseconds, futex_microseconds, one_in, seed;

static uint64_t setting(const char *name, uint64_t otherwise) {
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void load(void) {
    real_create = dlsym(RTLD_NEXT, "pthread_create");
    real_syscall = dlsym(RTLD_NEXT, "syscall");
    start_microseconds = setting("SHAKE_START", 10000);
    futex_microseconds = setting("SHAKE_FUTEX", 500);
    one_in = setting("SHAKE_ONE_IN", 4);
    if (one_in == 0) one_in = 1;
    seed = setting("SHAKE_SEED", 1);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

// xorshift64 (Marsaglia 2003): one state a thread, from the seed and which thread it is.
static uint64_t chance(void) {
    static __thread uint64_t state;
    static _Atomic uint64_t threads;
    // Relaxed: only that no two have the same number.
    if (state == 0) {
        uint64_t number = atomic_fetch_add_explicit(&threads, 1, memory_order_relaxed) + 1;
        state = (seed * 0x9e3779b97f4a7c15 ^ number * 0xbf58476d1ce4e5b9) | 1;
    }
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

// By yielding: a thread that slept here would look to a test as if it slept on what it waits for, and a signal to it
// would be lost.
static void delay(uint64_t microseconds) {
    if (microseconds == 0) return;
    int error = errno;
    uint64_t end = now() + chance() % (microseconds * 1000);
    while (now() < end) real_syscall(SYS_sched_yield);
    errno = error;
}

struct body {
    void *(*run)(void *);
    void *argument;
};

static void *run_late(void *pointer) {
    struct body body = *(struct body *)pointer;
    free(pointer);
    if (chance() % 2 == 0) delay(start_microseconds);
    return body.run(body.argument);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument) {
    if (!real_create) load();
    struct body *body = malloc(sizeof *body);
    if (!body) return EAGAIN;
    *body = (struct body){run, argument};
    int error = real_create(thread, attributes, run_late, body);
    if (error) free(body);
    return error;
}

// Takes six numbers, whatever was passed, and passes them on, as the C library's own does: right where all are in
// registers of 64 bits.
long syscall(long number, ...) {
    if (!real_syscall) load();
    va_list list;
    va_start(list, number);
    long a[6];
    for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
    va_end(list);
    int is_futex = number == SYS_futex;
    if (is_futex && chance() % one_in == 0) delay(futex_microseconds);
    long result = real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (is_futex && chance() % one_in == 0) delay(futex_microseconds);
    return result;
}
