// Part of swift-threading. Apache-2.0: see LICENSE.

#include "CThreading.h"

_Thread_local __attribute__((tls_model("initial-exec"))) void *ct_locals_slot;
