// Part of swift-threading. Apache-2.0: see LICENSE.
//
// What the explorer cannot say in Swift: handing the token over behind Thread Sanitizer's back, the
// last words of a process that crashes in a schedule, and the end of a thread from within.

#ifndef CTHREADINGEXPLORER_H
#define CTHREADINGEXPLORER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: The token

/// Where a thread waits for its turn.
typedef struct {
    /// 0 no, 1 it may run, 2 it is to end.
    uint32_t word;
} ct_turn;

/// Waits until it is the caller's turn. Does not return if the thread is to end.
void ct_turn_wait(ct_turn *_Nonnull turn);

/// Waits until it is the caller's turn or the time is over; whether it is.
bool ct_turn_wait_until(ct_turn *_Nonnull turn, uint64_t deadline);

/// Gives the turn to the thread that waits there, or will.
void ct_turn_give(ct_turn *_Nonnull turn);

/// Makes the thread that waits there end, now or when it comes there.
void ct_turn_end(ct_turn *_Nonnull turn);

/// Ends the calling thread where it is. Nothing on its stack is released: it is given up, as a thread is
/// that sleeps for ever, only that its stack and its kernel thread are given back.
void ct_end_thread(void) __attribute__((noreturn));

// MARK: Thread Sanitizer

/// Whether the sanitizer is there.
bool ct_has_thread_sanitizer(void);

/// Between these the sanitizer sees no access of the calling thread, and nothing that orders.
void ct_hide(void);
void ct_reveal(void);

/// What the caller did before `ct_order_before(object)` is before what others do after `ct_order_after(object)`.
void ct_order_before(void *_Nonnull object);
void ct_order_after(void *_Nonnull object);

// MARK: The schedule, for a handler that may not allocate

/// A departure from the default schedule; `kind` is the character between the numbers.
typedef struct {
    int32_t thread, operation, target;
    char kind;
} ct_departure;

#define CT_DEPARTURES 4096

/// What is known of the schedule that a thread is in.
typedef struct {
    const char *_Nullable file;
    uint32_t line;
    uint32_t count;
    uint32_t races;
    ct_departure departures[CT_DEPARTURES];
} ct_notes;

ct_notes *_Nonnull ct_notes_make(const char *_Nonnull file, uint32_t line);
void ct_notes_free(ct_notes *_Nonnull notes);
void ct_notes_reset(ct_notes *_Nonnull notes);
void ct_notes_add(ct_notes *_Nonnull notes, int32_t thread, int32_t operation, char kind, int32_t target);

/// How many races the sanitizer has reported on threads with these notes.
uint32_t ct_notes_races(const ct_notes *_Nonnull notes);

/// Makes the notes those of the calling thread.
void ct_set_notes(ct_notes *_Nullable notes);

/// Has a crash of a thread with notes print its schedule before it goes its way. Once a process.
void ct_watch_crashes(void);

/// A number that no other call has returned, until all have been.
uint32_t ct_next_number(void);

// MARK: Processors

/// Keeps the calling thread on one processor; does nothing where that is not possible.
void ct_stay_on(int processor);

/// The processor that the calling thread is on; -1 where that is not known.
int ct_current_processor(void);

#endif
