#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Runs the library tests under a sanitizer and fails on any report.
#
#   Scripts/sanitize.sh            Thread Sanitizer: data races, lock-order inversions
#   Scripts/sanitize.sh address    Address Sanitizer: use after free, overruns
#
# The suites that start compilers or whole programs are left out: the sanitizer does not look into other processes.
# Before the tests, a program with a fault that must be found proves that the sanitizer looks at all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sanitizer=${1:-thread}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case "$sanitizer" in
    thread)
        report='WARNING: ThreadSanitizer'
        cat >"$work/faulty.swift" <<'SWIFT'
import Glibc

nonisolated(unsafe) var number = 0

let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
    for _ in 0..<1_000_000 { number += 1 }
    return nil
}
var first = pthread_t()
var second = pthread_t()
pthread_create(&first, nil, body, nil)
pthread_create(&second, nil, body, nil)
pthread_join(first, nil)
pthread_join(second, nil)
print(number)
SWIFT
        ;;
    address)
        report='ERROR: AddressSanitizer'
        cat >"$work/faulty.swift" <<'SWIFT'
let pointer = UnsafeMutablePointer<Int>.allocate(capacity: 1)
pointer.initialize(to: Int(CommandLine.argc))
pointer.deallocate()
print(pointer.pointee)
SWIFT
        ;;
    *)
        echo "sanitize.sh: '$sanitizer' is neither thread nor address." >&2
        exit 64
        ;;
esac

# A report names the lock order both ways, and the run goes on to the next report; the exit status says that there was one.
export TSAN_OPTIONS="second_deadlock_stack=1:halt_on_error=0:exitcode=66"
# Leaks are not looked for: tests of the end of a process leave it from the middle of what runs, the test runner's own
# objects among it, and every one of those would count.
export ASAN_OPTIONS="halt_on_error=1:exitcode=66:detect_leaks=0"
# What runs under a sanitizer runs many times slower, which is not the same as hanging.
export THREADING_TEST_DELAY_FACTOR=10

swiftc -sanitize="$sanitizer" -o "$work/faulty" "$work/faulty.swift"
"$work/faulty" >"$work/faulty.log" 2>&1 || true
if ! grep -q "$report" "$work/faulty.log"; then
    cat "$work/faulty.log" >&2
    echo "The $sanitizer sanitizer does not report a fault that is there, so its silence about ours would say nothing." >&2
    exit 1
fi
echo "The sanitizer is awake: $(grep -m 1 -o "$report: .*" "$work/faulty.log")"

# The suites that start compilers or whole programs are not even built (Package.swift), nor is what only they need.
export THREADING_LIBRARIES_ONLY=1

status=0
scratch=.build-$sanitizer-sanitizer
skipped=()
# It wants memory that was freed to be used again, which Address Sanitizer sees to that it is not.
[ "$sanitizer" != address ] || skipped=(--skip 'lock_atTheAddressOfOneThatIsGone')
# Of the explorer's own tests, those whose programs have races on purpose are left out, and those that only run long.
swift test --sanitize="$sanitizer" --scratch-path "$scratch" \
    --skip 'Gallery' --skip 'SanitizedExplorations' --skip 'WaiterListExplorations' --skip 'CrossCheck' \
    --skip 'ReadWriteGateExplorations/threeThreads' --skip 'WatchedVariable' "${skipped[@]}" 2>&1 |
    tee "$work/tests.log" || status=$?

reports=$(grep -c "$report" "$work/tests.log" || true)
if [ "$reports" -gt 0 ]; then
    grep -A 12 "$report" "$work/tests.log" | head -n 60 | swift demangle --simplified >&2
    echo "$reports report(s). The first is above; each names the two places that are at odds." >&2
    exit 1
fi
if [ "$status" -ne 0 ]; then
    echo "No report, but the tests fail under the $sanitizer sanitizer; see above." >&2
    exit "$status"
fi
if ! grep -qE 'Test run with [1-9][0-9]* tests?' "$work/tests.log"; then
    echo "No test ran, so nothing was looked at. Are the tests where the --skip patterns above leave them?" >&2
    exit 1
fi
echo "No report from the $sanitizer sanitizer: $(grep -oE 'Test run with .*' "$work/tests.log" | tail -n 1)"

[ "$sanitizer" = thread ] || exit 0

# The explorer makes the sanitizer see races in every schedule: programs that race on purpose, and must be told.
swift test --sanitize=thread --scratch-path "$scratch" --skip-build --filter SanitizedExplorations \
    >"$work/explorer.log" 2>&1 || true
if ! grep -qE 'Test run with [1-9][0-9]* tests? .*passed' "$work/explorer.log"; then
    tail -n 40 "$work/explorer.log" >&2
    echo "The explorer does not find the races that it must find under Thread Sanitizer, or finds some that are none." >&2
    exit 1
fi
echo "The explorer tells races on plain memory: $(grep -oE 'Test run with .*' "$work/explorer.log" | tail -n 1)"
