// Part of swift-threading. Apache-2.0: see LICENSE.

#include "CThreading.h"

_Thread_local __attribute__((tls_model("initial-exec"))) ct_local *ct_local_entries;
_Thread_local __attribute__((tls_model("initial-exec"))) size_t ct_local_count;
_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_locals_slot;
