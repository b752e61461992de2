#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Everything, tests too, with warnings as errors (one of them for public types that do not say whether they are
# Sendable), and every import declared in Package.swift, which reads THREADING_STRICT.
#
# CI has THREADING_STRICT in its environment from its first build on, so that this one has nothing left to compile.
# Elsewhere it has a build folder of its own: that of `swift build` would be built anew each time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

scratch=.build
[ -n "${THREADING_STRICT:-}" ] || scratch=.build-strict
THREADING_STRICT=1 swift build --build-tests --scratch-path "$scratch" --explicit-target-dependency-import-check error
