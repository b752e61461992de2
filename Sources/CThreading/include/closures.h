// Part of swift-threading. Apache-2.0: see LICENSE.

#ifndef CTHREADING_CLOSURES_H
#define CTHREADING_CLOSURES_H

/// A Swift closure `(UnsafeMutableRawPointer) -> Void`: its code, and what that finds in the context register.
struct ct_closure {
    void *_Nonnull code;
    void *_Nullable context;
};

/// Calls it. `swiftcall` and `swift_context` are the compiler's own names for how Swift calls what it calls.
static inline void ct_call_closure(struct ct_closure closure, void *_Nonnull argument) {
    typedef __attribute__((swiftcall)) void (*body)(void *_Nonnull, __attribute__((swift_context)) void *_Nullable);
    ((body)closure.code)(argument, closure.context);
}

#endif
