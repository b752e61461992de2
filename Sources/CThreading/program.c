// Part of swift-threading. Apache-2.0: see LICENSE.

#define _GNU_SOURCE
#include "CThreading.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#if defined(__has_include)
#if __has_include(<execinfo.h>)
#include <execinfo.h>
#define CT_HAS_BACKTRACE 1
#endif
#endif

// MARK: Calls

#ifdef CT_HAS_BACKTRACE
int ct_call_stack(uintptr_t *addresses, int most) { return backtrace((void **)addresses, most); }
#else
// musl has no such call.
int ct_call_stack(uintptr_t *addresses, int most) {
    (void)addresses;
    (void)most;
    return 0;
}
#endif

bool ct_image(uintptr_t address, uintptr_t *base, char *path, size_t capacity) {
    Dl_info info;
    if (!dladdr((void *)address, &info) || !info.dli_fbase || !info.dli_fname) return false;
    *base = (uintptr_t)info.dli_fbase;
    // The program itself goes by the name that it was called by.
    if (info.dli_fname[0] == '/') {
        snprintf(path, capacity, "%s", info.dli_fname);
        return true;
    }
    ssize_t length = readlink("/proc/self/exe", path, capacity - 1);
    if (length <= 0) return false;
    path[length] = 0;
    return true;
}

// Of the standard library, which exports it for tools; no header has it.
extern char *swift_demangle(const char *name, size_t length, char *buffer, size_t *capacity, uint32_t flags);

long ct_demangle(const char *name, char *buffer, size_t capacity) {
    size_t length = capacity;
    if (!swift_demangle(name, strlen(name), buffer, &length, 0)) return -1;
    return (long)strlen(buffer);
}

long ct_symbol(uintptr_t address, char *buffer, size_t capacity) {
    Dl_info info;
    if (!dladdr((void *)address, &info) || !info.dli_sname) return -1;
    snprintf(buffer, capacity, "%s", info.dli_sname);
    return (long)strlen(buffer);
}

long ct_read_command(const char *command, char *buffer, size_t capacity) {
    FILE *output = popen(command, "r");
    if (!output) return -1;
    size_t length = fread(buffer, 1, capacity, output);
    return pclose(output) == 0 ? (long)length : -1;
}

// MARK: The system

#if defined(__linux__)
char ct_thread_state(uint64_t native_id) {
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/self/task/%llu/stat", (unsigned long long)native_id);
    long length = ct_read_file(path, text, sizeof text - 1);
    if (length <= 0) return 0;
    text[length] = 0;
    // After the name, which is in brackets and may hold brackets itself.
    const char *end = strrchr(text, ')');
    return end && end[1] == ' ' ? end[2] : 0;
}
#else
char ct_thread_state(uint64_t native_id) {
    (void)native_id;
    return 0;
}
#endif

int64_t ct_wall_seconds(uint32_t *nanoseconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *nanoseconds = (uint32_t)now.tv_nsec;
    return (int64_t)now.tv_sec;
}

// MARK: SIGQUIT

// A handler may do next to nothing; it writes a byte to a pipe that a thread reads. The pipe is made once and never
// closed: a handler may be about to write to it whenever that would be.
static int ct_quit_pipe[2] = {-1, -1};
static struct sigaction ct_quit_before;
static pthread_once_t ct_quit_once = PTHREAD_ONCE_INIT;
static int ct_quit_error;

static void ct_quit_open(void) {
    if (pipe(ct_quit_pipe)) {
        ct_quit_error = errno;
        return;
    }
    for (int end = 0; end < 2; end++) fcntl(ct_quit_pipe[end], F_SETFD, FD_CLOEXEC);
    // A full pipe holds dumps for a long time to come: one more is not waited for in a handler.
    fcntl(ct_quit_pipe[1], F_SETFL, O_NONBLOCK);
}

static void ct_on_quit(int number) {
    (void)number;
    int error = errno;
    ssize_t count = write(ct_quit_pipe[1], "", 1);
    (void)count;
    errno = error;
}

int ct_quit_catch(void) {
    pthread_once(&ct_quit_once, ct_quit_open);
    if (ct_quit_error) return ct_quit_error;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = ct_on_quit;
    // Whoever is in a system call is not to notice where the system can help it.
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGQUIT, &action, &ct_quit_before) ? errno : 0;
}

void ct_quit_release(void) { sigaction(SIGQUIT, &ct_quit_before, 0); }

bool ct_quit_wait(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGQUIT);
    pthread_sigmask(SIG_UNBLOCK, &signals, 0);
    char byte;
    ssize_t count;
    do count = read(ct_quit_pipe[0], &byte, 1);
    while (count < 0 && errno == EINTR);
    return count == 1;
}
