#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Everything, tests too, with warnings as errors (one of them for public types that do not say whether they are
# Sendable), and every import declared in Package.swift. The package manager silences the warnings of the packages that
# we depend on, and gives them no such flag, so only ours count.
# A build folder of its own: with other flags, that of `swift build` would be built anew each time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

swift build --build-tests --scratch-path .build-strict \
    --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
