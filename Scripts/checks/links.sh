#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The libraries need no Foundation and no Dispatch: read from what was built, not from what is imported.
#
# 1. The compiler writes into each object file which libraries it asks the linker for. None of the floors may ask
#    for Foundation, Dispatch or the blocks runtime.
# 2. A program that uses every library is linked, and what it needs directly is looked at. Only directly: on Linux,
#    Swift's own concurrency runtime needs libdispatch, so every Swift program that has a task loads it (ldd shows it).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! command -v readelf >/dev/null; then
    echo "readelf is missing: install binutils (this check reads ELF files, so it runs on Linux)." >&2
    exit 1
fi

swift build -c release
build=$(swift build -c release --show-bin-path)
floors=(ThreadingCore Threading ThreadingQueues ThreadingFutures)
forbidden='Foundation|dispatch|Dispatch|BlocksRuntime'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The list that the program was linked from: the folders also hold what source files left that are gone.
list=$build/threading.product/Objects.LinkFileList
if [ ! -f "$list" ]; then
    echo "$list is missing; this script must learn where the package manager lists the objects now." >&2
    exit 1
fi
sed "s/^['\"]//; s/['\"]\$//; s/\\\\ / /g" "$list" >"$work/all"

for floor in "${floors[@]}"; do
    grep -F "/$floor.build/" "$work/all" >"$work/$floor" || true
    asked=$(while read -r object; do
        readelf -p .swift1_autolink_entries "$object" 2>/dev/null | grep -o '\-l.*' || true
    done <"$work/$floor" | sort -u | tr '\n' ' ')
    # A Swift module asks for the standard library at least; one that asks for nothing was not read.
    if [[ "$asked" != *-lswiftCore* ]]; then
        echo "$floor: no link list found in $build/$floor.build; this script must learn where it is now." >&2
        exit 1
    fi
    echo "$floor asks for: $asked"
    if grep -qE "$forbidden" <<<"$asked"; then
        echo "    Some import in Sources/$floor brings it in. Search for what needs it and do without." >&2
        exit 1
    fi
done

cat >"$work/main.swift" <<'SWIFT'
import Threading
import ThreadingFutures
import ThreadingQueues

let queue = BlockingQueue<Int>(capacity: 1)
let pool = ThreadPool(threads: 1)
let square = pool.submit { 7 * 7 }
let thread = NativeThread.spawn { try queue.put(try square.result()) }
print(try queue.get())
try thread.join()
pool.shutdown()
SWIFT
# The packages that we depend on, as an archive: the linker takes from it what is needed.
grep -vE '/C?Threading[A-Za-z]*\.build/' "$work/all" | tr '\n' '\0' | xargs -0 ar rcs "$work/libDependencies.a"
mapfile -t objects < <(cat "${floors[@]/#/$work/}" && grep -F /CThreading.build/ "$work/all")
swiftc -swift-version 6 -O -o "$work/program" "$work/main.swift" "${objects[@]}" -L"$work" -lDependencies \
    -I "$build/Modules" -Xcc -fmodule-map-file=Sources/CThreading/include/module.modulemap
printed=$("$work/program")
needed=$(readelf -d "$work/program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | tr '\n' ' ')
echo "a program with every library printed $printed and needs: $needed"
if [ "$printed" != 49 ]; then
    echo "    It was to print 49." >&2
    exit 1
fi
if grep -qE "$forbidden" <<<"$needed"; then
    echo "    A library of ours, or one that we depend on, brings it in." >&2
    exit 1
fi
