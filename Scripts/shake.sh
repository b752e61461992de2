#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The tests, with threads that begin late and come late to the kernel by chance: finds what a test takes for granted of
# the order of threads, which a busy machine does not give. Linux only.
#
#   Scripts/shake.sh                        the tests but for those that only take long, three times
#   Scripts/shake.sh 20 --filter Condition  twenty times those whose names contain it
#   SHAKE_SEED=7 Scripts/shake.sh 1         other delays; SHAKE_START, SHAKE_FUTEX, SHAKE_ONE_IN: see shake/delays.c
#
# Not part of CI. A test that hangs is given up after fifteen minutes and says what every thread waits for; one that hangs
# in a process of its own ends with its round, after half an hour.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=3
if [[ "${1:-}" =~ ^[0-9]+$ ]]; then
    rounds=$1
    shift
fi
# Compiling, exploring and stress do not depend on it, and the tour measures time.
[ "$#" -gt 0 ] || set -- --skip 'CompileFailTests|ExplorerTests|Stress|Tour'

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
clang -O2 -Wall -Werror -shared -fPIC -o "$folder/delays.so" Scripts/shake/delays.c -ldl
swift build --build-tests
tests=$(swift build --show-bin-path)/swift-threadingPackageTests.xctest

export THREADING_EXPLORE_TIME_FACTOR=30
first=${SHAKE_SEED:-1}
for ((seed = first; seed < first + rounds; seed++)); do
    echo "== seed $seed"
    status=0
    SHAKE_SEED=$seed LD_PRELOAD="$folder/delays.so" \
        timeout 30m "$tests" --testing-library swift-testing "$@" >"$folder/log" 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then
        grep -vE '^(◇|✔)' "$folder/log" >&2 || true
        again="SHAKE_SEED=$seed"
        for name in SHAKE_START SHAKE_FUTEX SHAKE_ONE_IN; do
            [ -z "${!name:-}" ] || again+=" $name=${!name}"
        done
        echo "shake.sh: status $status. The same delays: $again Scripts/shake.sh 1 ${*@Q}" >&2
        exit 1
    fi
    tail -n 1 "$folder/log"
done
