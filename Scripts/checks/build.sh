#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Everything, tests too, with warnings as errors, Sendable said for every public type, and every import declared in
# Package.swift. The package manager silences the warnings of the packages that we depend on, and gives them none of
# these flags, so only ours count.
# A build folder of its own: with other flags, that of `swift build` would be built anew each time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# In this order: what is said later holds, and the first would make a mere warning of its own again.
swift build --build-tests --scratch-path .build-strict \
    --explicit-target-dependency-import-check error \
    -Xswiftc -Wwarning -Xswiftc ExplicitSendable -Xswiftc -warnings-as-errors
