// Part of swift-threading. Apache-2.0: see LICENSE.

#include "CThreading.h"

// Swift hands a closure to a parameter as two words, and gets such a pair back in two registers. Swift declares this
// function; C has no type for its parameter.
__attribute__((swiftcall)) struct ct_closure ct_closure_words(void *_Nonnull code, void *_Nullable context) {
    return (struct ct_closure){code, context};
}
