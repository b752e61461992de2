#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Shows what the explorer's seam costs a lock that nobody else wants: nothing.
#
#   Scripts/fast-path.sh
#
# Builds a program in another package, with optimisation, that locks and unlocks in a loop: a `Lock` of this package, and
# a twin on `Synchronization.Atomic` that has never heard of an explorer. Prints the machine code of both loops, and fails
# unless they consist of the same instructions, two of them `lock cmpxchg`. Then counts the instructions of a pair of lock
# and unlock with valgrind, as the difference between a long and a short run, and fails if the two differ by more than 0.5.
#
# Installs valgrind and binutils if they are missing and it may; without valgrind, that part is left out.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fewer=100000
more=300000

if [ "$(uname -m)" != x86_64 ]; then
    echo "fast-path.sh: skipped: it reads the machine code of x86_64, and this is $(uname -m)."
    exit 0
fi

# ensure TOOL PACKAGE: whether the tool is there, after an attempt to install it if need be.
ensure() {
    command -v "$1" >/dev/null && return 0
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    echo "installing $2"
    { apt-get install -y -qq --no-install-recommends "$2" || { apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends "$2"; }; } >/dev/null 2>&1 </dev/null
    command -v "$1" >/dev/null
}

if ! ensure objdump binutils; then
    echo "fast-path.sh: objdump is missing: install binutils." >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/package/Sources/FastPath"
cd "$work/package"

# Named, since a package by path is otherwise called what its folder is called, and that may be anything.
cat >Package.swift <<SWIFT
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "FastPath",
    dependencies: [.package(name: "swift-threading", path: "$root")],
    targets: [
        .executableTarget(name: "FastPath", dependencies: [.product(name: "Threading", package: "swift-threading")])
    ],
    swiftLanguageModes: [.v6]
)
SWIFT
# The same versions of what the package depends on, without a look at what is newest.
[ ! -f "$root/Package.resolved" ] || cp "$root/Package.resolved" .

cat >Sources/FastPath/main.swift <<'SWIFT'
import Synchronization
import Threading

/// The same two compare-and-exchanges, and slow paths out of line; no explorer anywhere.
struct TwinWord: ~Copyable, Sendable {
    private let word = Atomic<UInt32>(0)

    @inline(__always) func lock() {
        if !word.compareExchange(
            expected: 0, desired: 1, successOrdering: .acquiring, failureOrdering: .relaxed
        ).exchanged { lockSlowly() }
    }

    @inline(__always) func unlock() {
        if !word.compareExchange(
            expected: 1, desired: 0, successOrdering: .releasing, failureOrdering: .relaxed
        ).exchanged { unlockSlowly() }
    }

    @inline(never) private func lockSlowly() {
        while !word.weakCompareExchange(
            expected: 0, desired: 1, successOrdering: .acquiring, failureOrdering: .relaxed
        ).exchanged {}
    }

    @inline(never) private func unlockSlowly() { word.store(0, ordering: .releasing) }
}

final class TwinLock: Sendable {
    private let word = TwinWord()

    @inline(__always) func lock() { word.lock() }
    @inline(__always) func unlock() { word.unlock() }
}

@inline(never) func pairsOfLock(_ lock: Lock, _ count: Int) {
    for _ in 0..<count {
        lock.lock()
        lock.unlock()
    }
}

@inline(never) func pairsOfTwin(_ lock: TwinLock, _ count: Int) {
    for _ in 0..<count {
        lock.lock()
        lock.unlock()
    }
}

guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]) else {
    fatalError("usage: FastPath lock|twin COUNT")
}
switch CommandLine.arguments[1] {
case "lock": pairsOfLock(Lock(), count)
case "twin": pairsOfTwin(TwinLock(), count)
default: fatalError("neither lock nor twin")
}
SWIFT

if ! swift build -c release --scratch-path "$work/build" >"$work/build.log" 2>&1; then
    cat "$work/build.log" >&2
    echo "The program does not build; see above." >&2
    exit 1
fi
program=$(swift build -c release --scratch-path "$work/build" --show-bin-path)/FastPath

# hot_loop FUNCTION: its loop, a line an instruction, without addresses and without padding: from where the first jump
# backwards leads to the last jump backwards.
hot_loop() {
    local symbol
    symbol=$(nm "$program" | awk -v name="$1" 'index($3, name) && !found++ { print $3 }')
    if [ -z "$symbol" ]; then
        echo "There is no function $1 in the program; the compiler has done away with it." >&2
        return 1
    fi
    objdump -d --no-show-raw-insn --disassemble="$symbol" "$program" | awk '
        function number(hex,   digits, i, value) {
            digits = "0123456789abcdef"
            for (i = 1; i <= length(hex); i++) value = value * 16 + index(digits, substr(hex, i, 1)) - 1
            return value
        }
        /^ *[0-9a-f]+:\t/ {
            address = $1
            sub(":", "", address)
            count++
            places[count] = number(address)
            text = $0
            sub(/^[^\t]*\t/, "", text)
            gsub(/[ \t]+/, " ", text)
            texts[count] = text
            if ($2 !~ /^j/ || $3 !~ /^[0-9a-f]+$/ || number($3) > places[count]) next
            if (!first || number($3) < first) first = number($3)
            last = places[count]
        }
        END {
            for (i = 1; i <= count; i++) {
                if (places[i] < first || places[i] > last || texts[i] ~ /nop/) continue
                text = texts[i]
                # Where a jump leads is where the loop happens to lie; who is called has its own name in each.
                if (text ~ /^j/) sub(/ .*/, "", text)
                if (text ~ /^call/) sub(/ [0-9a-f]+ /, " ", text)
                print text
            }
        }' | swift demangle --simplified
}

# What kind of instructions they are: `lock cmpxchg`, `je`.
mnemonics() {
    awk '{ print $1 == "lock" ? $1 " " $2 : $1 }' "$1"
}

for kind in Lock Twin; do
    hot_loop "pairsOf$kind" >"$work/$kind"
    mnemonics "$work/$kind" >"$work/$kind.mnemonics"
done

echo "The loop of lock() and unlock(), with optimisation: a Lock on the left, the twin without a seam on the right."
echo
pr -m -t -w 100 "$work/Lock" "$work/Twin" | expand | sed 's/ *$//; s/^/    /'
echo

status=0
for kind in Lock Twin; do
    locked=$(grep -c '^lock cmpxchg' "$work/$kind.mnemonics" || true)
    if [ "$locked" -ne 2 ] || [ "$(grep -c '^lock' "$work/$kind.mnemonics")" -ne 2 ]; then
        echo "$kind: the loop was to have two lock cmpxchg and no other locked instruction; it has $locked." >&2
        status=1
    fi
done
if ! diff "$work/Lock.mnemonics" "$work/Twin.mnemonics" >"$work/difference"; then
    cat "$work/difference" >&2
    echo "The loops differ (< Lock, > twin). Look at what Sources/ThreadingCore/Locks/LockWord.swift inlines." >&2
    status=1
else
    echo "The same $(wc -l <"$work/Lock.mnemonics") instructions in both, two of them lock cmpxchg."
fi

if ! ensure valgrind valgrind; then
    echo "valgrind is missing and could not be installed: the count of instructions is skipped."
    exit "$status"
fi

# Older valgrinds stop at debugging information of DWARF 5, and the count needs none: a copy without it is counted.
strip --strip-debug -o "$work/counted" "$program"

# instructions KIND COUNT: how many the whole run takes.
instructions() {
    if ! valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/counted" "$1" "$2" >"$work/valgrind.log" 2>&1; then
        cat "$work/valgrind.log" >&2
        echo "valgrind does not run the program; see above." >&2
        return 1
    fi
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/valgrind.log"
}

for kind in lock twin; do
    short=$(instructions "$kind" "$fewer")
    long=$(instructions "$kind" "$more")
    # The start of the process is in both, and takes a few instructions more or less each time.
    awk -v long="$long" -v short="$short" -v count=$((more - fewer)) 'BEGIN { printf "%.2f\n", (long - short) / count }' \
        >"$work/$kind.pair"
    echo "$kind: $(cat "$work/$kind.pair") instructions for lock() and unlock(), the loop's own included"
done
if ! awk -v one="$(cat "$work/lock.pair")" -v other="$(cat "$work/twin.pair")" \
    'BEGIN { difference = one - other; exit difference > 0.5 || difference < -0.5 }'; then
    echo "The counts differ by more than 0.5: the fast path does something that it need not." >&2
    status=1
fi
exit "$status"
