#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The style that swift format can check, with its strict rules on (.swift-format).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

paths=(Package.swift)
for folder in Sources Tests Snippets Examples Benchmarks; do
    [ ! -d "$folder" ] || paths+=("$folder")
done

if ! swift format lint --strict --recursive --parallel "${paths[@]}"; then
    echo "Most of this mends itself: swift format --in-place --recursive --parallel ${paths[*]}" >&2
    exit 1
fi
