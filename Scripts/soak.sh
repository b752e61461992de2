#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Random operations on every kind of queue and pool, held against a ledger (Benchmarks/Sources/soak).
#
#   Scripts/soak.sh                          ten minutes
#   Scripts/soak.sh 2                        two minutes; 30s: thirty seconds
#   Scripts/soak.sh --sanitize=thread 5      under Thread Sanitizer; address for the other one
#   Scripts/soak.sh --only KIND --seed SEED  one kind again and again with one seed, as a violation says
#   Scripts/soak.sh --list                   the kinds
#
# The same seed makes the same operations; what the threads make of them differs from run to run.
# Ends with status 1 at the first violation, and says how to repeat it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

flags=()
scratch=.build-soak
arguments=()
for argument in "$@"; do
    case "$argument" in
        --sanitize=thread | --sanitize=address)
            flags+=("$argument")
            scratch=.build-soak-${argument#--sanitize=}-sanitizer
            ;;
        *) arguments+=("$argument") ;;
    esac
done

build=(swift build -c release --package-path Benchmarks --scratch-path "$scratch" --product soak "${flags[@]}")
log=$(mktemp)
note=$(mktemp)
trap 'rm -f "$log" "$note"' EXIT
# The package manager does not look for files that have come to, or gone from, the package that this one depends on by its
# folder: so it plans anew each time.
rm -f "$scratch/release.yaml"
"${build[@]}" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
program=$("${build[@]}" --show-bin-path)/soak

export TSAN_OPTIONS="second_deadlock_stack=1:halt_on_error=1:exitcode=1"
export ASAN_OPTIONS="halt_on_error=1:exitcode=1:detect_leaks=0"
# Where the program writes which round runs, for ends that leave it no time to say so.
export SOAK_NOTE=$note
status=0
"$program" "${arguments[@]}" || status=$?
case "$status" in
    0 | 64) exit "$status" ;;
esac
echo "soak.sh: status $status in the round that was run by: $(tr -s ' ' <"$note")" >&2
exit 1
