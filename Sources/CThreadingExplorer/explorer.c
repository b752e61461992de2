// Part of swift-threading. Apache-2.0: see LICENSE.

#define _GNU_SOURCE
#include "CThreadingExplorer.h"
#include "CThreading.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

// The sanitizer must not see how the token goes from thread to thread: it would take that for an
// ordering of the program's own, and no race would be left.
#define CT_UNSEEN __attribute__((disable_sanitizer_instrumentation, noinline))

enum { CT_NO_TURN = 0, CT_TURN = 1, CT_LAST_TURN = 2 };

CT_UNSEEN bool ct_turn_wait_until(ct_turn *turn, uint64_t deadline) {
    for (;;) {
        // Acquiring: what the thread before did, in the explorer and in the program, is ours to read.
        uint32_t seen = __atomic_load_n(&turn->word, __ATOMIC_ACQUIRE);
        if (seen == CT_LAST_TURN) ct_end_thread();
        if (seen == CT_TURN) {
            // Relaxed: only the token's holder gives turns, and that is this thread now.
            __atomic_store_n(&turn->word, CT_NO_TURN, __ATOMIC_RELAXED);
            return true;
        }
        if (ct_futex_wait(&turn->word, CT_NO_TURN, deadline) == ETIMEDOUT && deadline != UINT64_MAX) return false;
    }
}

CT_UNSEEN void ct_turn_wait(ct_turn *turn) { ct_turn_wait_until(turn, UINT64_MAX); }

CT_UNSEEN void ct_turn_give(ct_turn *turn) {
    // Releasing: see above.
    __atomic_store_n(&turn->word, CT_TURN, __ATOMIC_RELEASE);
    ct_futex_wake(&turn->word, 1);
}

CT_UNSEEN void ct_turn_end(ct_turn *turn) {
    __atomic_store_n(&turn->word, CT_LAST_TURN, __ATOMIC_RELEASE);
    ct_futex_wake(&turn->word, 1);
}

// MARK: Thread Sanitizer

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CT_SANITIZED 1
#endif
#endif

static _Thread_local __attribute__((tls_model("initial-exec"))) ct_notes *ct_own_notes;

#ifdef CT_SANITIZED
// The sanitizer's own interface: compiler-rt, include/sanitizer/tsan_interface.h and tsan_interface_ann.cpp.
void __tsan_acquire(void *object);
void __tsan_release(void *object);
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
void AnnotateIgnoreSyncBegin(const char *file, int line);
void AnnotateIgnoreSyncEnd(const char *file, int line);

static _Thread_local int ct_hidden;

bool ct_has_thread_sanitizer(void) { return true; }

CT_UNSEEN void ct_hide(void) {
    if (ct_hidden++) return;
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    AnnotateIgnoreSyncBegin(__FILE__, __LINE__);
}

CT_UNSEEN void ct_reveal(void) {
    if (--ct_hidden) return;
    AnnotateIgnoreSyncEnd(__FILE__, __LINE__);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
}

// The sanitizer leaves an ordering out while it ignores: these must be told in the open.
CT_UNSEEN void ct_order_before(void *object) {
    int depth = ct_hidden;
    if (depth) AnnotateIgnoreSyncEnd(__FILE__, __LINE__);
    __tsan_release(object);
    if (depth) AnnotateIgnoreSyncBegin(__FILE__, __LINE__);
}

CT_UNSEEN void ct_order_after(void *object) {
    int depth = ct_hidden;
    if (depth) AnnotateIgnoreSyncEnd(__FILE__, __LINE__);
    __tsan_acquire(object);
    if (depth) AnnotateIgnoreSyncBegin(__FILE__, __LINE__);
}

/// The sanitizer calls this for each report, on the thread that has found the race.
CT_UNSEEN void __tsan_on_report(void *report) {
    (void)report;
    if (ct_own_notes) __atomic_fetch_add(&ct_own_notes->races, 1, __ATOMIC_RELAXED);
}

CT_UNSEEN static void ct_reveal_all(void) {
    if (ct_hidden) {
        ct_hidden = 1;
        ct_reveal();
    }
}
#else
bool ct_has_thread_sanitizer(void) { return false; }
void ct_hide(void) {}
void ct_reveal(void) {}
void ct_order_before(void *object) { (void)object; }
void ct_order_after(void *object) { (void)object; }
static void ct_reveal_all(void) {}
#endif

void ct_end_thread(void) {
    // The sanitizer complains of a thread that ends while it is ignored.
    ct_reveal_all();
    ct_own_notes = 0;
    pthread_exit(0);
}

// MARK: The schedule

ct_notes *ct_notes_make(const char *file, uint32_t line) {
    ct_notes *notes = calloc(1, sizeof *notes);
    if (!notes) abort();
    notes->file = file;
    notes->line = line;
    return notes;
}

void ct_notes_free(ct_notes *notes) { free(notes); }

void ct_notes_reset(ct_notes *notes) { notes->count = 0; }

void ct_notes_add(ct_notes *notes, int32_t thread, int32_t operation, char kind, int32_t target) {
    if (notes->count == CT_DEPARTURES) return;
    notes->departures[notes->count] = (ct_departure){thread, operation, target, kind};
    notes->count++;
}

CT_UNSEEN uint32_t ct_notes_races(const ct_notes *notes) { return __atomic_load_n(&notes->races, __ATOMIC_RELAXED); }

void ct_set_notes(ct_notes *notes) { ct_own_notes = notes; }

// MARK: Crashes

static const int ct_crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV, SIGBUS};
#define CT_CRASH_SIGNALS (sizeof ct_crash_signals / sizeof ct_crash_signals[0])
static struct sigaction ct_crash_actions_before[CT_CRASH_SIGNALS];

typedef struct {
    char text[512];
    size_t length;
} ct_line;

// Nothing but writes to the stack and write(2): this runs in a signal handler of a process that is broken.
static void ct_line_flush(ct_line *line) {
    ct_write_error(line->text, line->length);
    line->length = 0;
}

static void ct_line_add(ct_line *line, const char *text) {
    for (; *text; text++) {
        if (line->length == sizeof line->text) ct_line_flush(line);
        line->text[line->length++] = *text;
    }
}

static void ct_line_add_thread(ct_line *line, int32_t number) {
    char digits[12];
    size_t at = sizeof digits - 1;
    digits[at] = 0;
    if (number < 0) {
        ct_line_add(line, "t"); // the clock
        return;
    }
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    ct_line_add(line, digits + at);
}

static void ct_tell_schedule(const ct_notes *notes) {
    ct_line line = {.length = 0};
    ct_line_add(&line, "\nthe process crashes in an exploration, at ");
    ct_line_add(&line, notes->file ? notes->file : "?");
    ct_line_add(&line, ":");
    ct_line_add_thread(&line, (int32_t)notes->line);
    ct_line_add(&line, "; to see it again: explore(replaying: \"");
    for (uint32_t i = 0; i < notes->count; i++) {
        const ct_departure *departure = &notes->departures[i];
        const char kind[2] = {departure->kind, 0};
        if (i) ct_line_add(&line, ",");
        ct_line_add_thread(&line, departure->thread);
        ct_line_add(&line, "@");
        ct_line_add_thread(&line, departure->operation);
        ct_line_add(&line, kind);
        ct_line_add_thread(&line, departure->target);
    }
    ct_line_add(&line, notes->count < CT_DEPARTURES ? "\")\n" : "\"), and more than fit here\n");
    ct_line_flush(&line);
}

static void ct_on_crash(int signal_number, siginfo_t *info, void *context) {
    ct_notes *notes = ct_own_notes;
    ct_own_notes = 0; // once, should the way on crash as well
    if (notes) ct_tell_schedule(notes);
    for (size_t i = 0; i < CT_CRASH_SIGNALS; i++) {
        if (ct_crash_signals[i] != signal_number) continue;
        struct sigaction *before = &ct_crash_actions_before[i];
        if ((before->sa_flags & SA_SIGINFO) && before->sa_sigaction) {
            before->sa_sigaction(signal_number, info, context);
            return;
        }
        if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
            before->sa_handler(signal_number);
            return;
        }
    }
    // Nobody else: the signal comes again when the instruction does, and then ends the process.
    signal(signal_number, SIG_DFL);
    if (info->si_code <= 0) raise(signal_number);
}

static void ct_install_crash_handlers(void) {
    for (size_t i = 0; i < CT_CRASH_SIGNALS; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = ct_on_crash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        sigaction(ct_crash_signals[i], &action, &ct_crash_actions_before[i]);
    }
}

void ct_watch_crashes(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, ct_install_crash_handlers);
}

CT_UNSEEN uint32_t ct_next_number(void) {
    static uint32_t last;
    // Relaxed: a number that stands for itself.
    return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

// MARK: Processors

#if defined(__linux__)
void ct_stay_on(int processor) {
    cpu_set_t set;
    if (processor < 0 || processor >= CPU_SETSIZE) return;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    // A refusal costs time only.
    (void)sched_setaffinity(0, sizeof set, &set);
}

int ct_current_processor(void) { return sched_getcpu(); }
#else
// Darwin has no such calls that a program may make: threads go where the system wants them.
void ct_stay_on(int processor) { (void)processor; }
int ct_current_processor(void) { return -1; }
#endif
