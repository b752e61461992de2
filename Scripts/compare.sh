#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The table of Documentation/Performance.md, with this package and what Swift programs use otherwise; no other language.
#
#   Scripts/compare.sh                       everything, five rounds: some ten minutes
#   Scripts/compare.sh --rounds 3 lock       the scenarios whose names begin with lock
#   Scripts/compare.sh --help                the rest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=(swift build -c release --package-path Benchmarks)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The package manager does not look for files that have come to, or gone from, the package that this one depends on by its
# folder: so it plans anew each time.
rm -f Benchmarks/.build/release.yaml
for product in peer compare; do
    "${build[@]}" --product "$product" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
done
"$("${build[@]}" --show-bin-path)/compare" "$@"
