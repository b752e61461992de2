// Part of swift-threading. Apache-2.0: see LICENSE.
//
// The program seen from within: where its threads are, and what the system has them do.

#ifndef CTHREADING_PROGRAM_H
#define CTHREADING_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The addresses of the calls that the calling thread is in, the innermost first; how many.
int ct_call_stack(uintptr_t *_Nonnull addresses, int most);

/// The file that the code at the address was loaded from, and where its first byte is; false if it is from none.
bool ct_image(uintptr_t address, uintptr_t *_Nonnull base, char *_Nonnull path, size_t capacity);

/// The mangled name of the function at the address; its length, or -1. Functions that the program does not export have
/// none here.
long ct_symbol(uintptr_t address, char *_Nonnull buffer, size_t capacity);

/// A mangled name as it is written in Swift; its length, or -1 if it is none.
long ct_demangle(const char *_Nonnull name, char *_Nonnull buffer, size_t capacity);

/// Runs a command of the shell and gives what it prints, cut off at the capacity; its length, or -1.
long ct_read_command(const char *_Nonnull command, char *_Nonnull buffer, size_t capacity);

/// How the system's thread with this number is: R runs or could, S or D sleeps, 0 is not known.
char ct_thread_state(uint64_t native_id);

/// Seconds since 1970 by the clock on the wall.
int64_t ct_wall_seconds(uint32_t *_Nonnull nanoseconds);

// MARK: SIGQUIT

/// Has SIGQUIT counted and nothing else; zero, or the error number. Whoever is to hear of it calls `ct_quit_wait`.
int ct_quit_catch(void);

/// Gives SIGQUIT back what it did before.
void ct_quit_release(void);

/// Waits for the next SIGQUIT, on a thread of its own that takes it where all others block it; false if that fails.
bool ct_quit_wait(void);

#endif
