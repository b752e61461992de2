#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# What the short ways cost, counted and not timed, so that it is the same on any machine (Benchmarks/Costs).
#
#   Scripts/checks/speed.sh              fails if an operation costs more than Scripts/checks/speed.limits allows
#   Scripts/checks/speed.sh --measure    prints what each costs, in the form of that file
#
# For each operation valgrind's callgrind runs a short and a long program; the difference, divided by the operations, is
# free of what starting and ending costs. Counted are instructions, and calls: of the allocator (malloc and its kin), of
# reference counting (swift_retain, swift_release and theirs), of checks for exclusive access (swift_beginAccess), and of
# what looks up generic types (metadata and witness tables) as code does that was not specialised.
#
# Installs valgrind if it is missing and it may; without valgrind it says so and passes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

limits=Scripts/checks/speed.limits
fewer=2000
more=6000

if [ "$(uname -m)" != x86_64 ]; then
    echo "speed.sh: skipped: the limits are of x86_64, and this is $(uname -m)."
    exit 0
fi
if ! command -v valgrind >/dev/null; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        { apt-get install -y -qq --no-install-recommends valgrind || { apt-get update -qq &&
            apt-get install -y -qq --no-install-recommends valgrind; }; } >/dev/null 2>&1 || true
    fi
    if ! command -v valgrind >/dev/null; then
        echo "speed.sh: skipped: valgrind is missing, and cannot be installed here."
        exit 0
    fi
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The package manager does not look for files that have come to, or gone from, the package that this one depends on by its
# folder: so it plans anew each time.
rm -f .build-costs/release.yaml
build=(swift build -c release --package-path Benchmarks/Costs --scratch-path .build-costs)
"${build[@]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
# Without its debug information, which valgrind does not read in all of the compiler's forms.
program=$work/costs
strip --strip-debug -o "$program" "$("${build[@]}" --show-bin-path)/costs"

# counts OPERATION NUMBER: instructions, and calls of the four kinds, in one run.
counts() {
    local out=$work/$1.$2
    if ! valgrind --tool=callgrind --callgrind-out-file="$out" "$program" "$1" "$2" >"$work/log" 2>&1; then
        cat "$work/log" >&2
        return 1
    fi
    awk '
        /^(totals|summary):/ { instructions = $2 }
        # A name is written out where its number first appears.
        /^c?fn=\(/ {
            called = /^cfn/
            text = $0
            sub(/^c?fn=/, "", text)
            number = text
            sub(/\).*/, ")", number)
            if (text ~ / /) { name = text; sub(/^[^ ]* /, "", name); names[number] = name }
            if (called) callee = names[number]
        }
        /^calls=/ {
            split($0, parts, /[= ]/)
            if (callee ~ /^(malloc|calloc|realloc|posix_memalign|aligned_alloc)$/) allocations += parts[2]
            if (callee ~ /^swift_(bridgeObject|nonatomic_|unknownObject)?[rR]e(tain|lease)(_n)?$/) references += parts[2]
            if (callee ~ /^swift_beginAccess$/) checks += parts[2]
            if (callee ~ /^(swift_getGenericMetadata|swift_getWitnessTable|swift_getAssociatedTypeWitness|swift_conformsToProtocol.*|swift_dynamicCast.*|swift_getTypeByMangledName.*)$/) generics += parts[2]
        }
        END { print instructions + 0, allocations + 0, references + 0, checks + 0, generics + 0 }' "$out"
}

measured=$work/measured
for operation in $("$program"); do
    short=$(counts "$operation" "$fewer")
    long=$(counts "$operation" "$more")
    awk -v name="$operation" -v short="$short" -v long="$long" -v number="$((more - fewer))" 'BEGIN {
        split(short, a)
        split(long, b)
        printf "%-14s", name
        for (i = 1; i <= 5; i++) { value = (b[i] - a[i]) / number; printf " %9.2f", value < 0.005 ? 0 : value }
        print ""
    }' >>"$measured"
done

heading='# operation   instructions allocations references exclusivity generics'
if [ "${1:-}" = --measure ]; then
    echo "$heading"
    cat "$measured"
    exit 0
fi

echo "${heading#\# }"
cat "$measured"
awk '
    /^#/ || NF == 0 { next }
    FILENAME == ARGV[1] { for (i = 2; i <= 6; i++) limit[$1, i] = $i; known[$1] = 1; next }
    !($1 in known) { print "    " $1 " has no limits yet."; bad = 1; next }
    {
        split("instructions allocations references exclusivity generics", kinds, " ")
        for (i = 2; i <= 6; i++) if ($i > limit[$1, i]) {
            printf "    %s: %s %s an operation, and %s are allowed.\n", $1, $i, kinds[i - 1], limit[$1, i]
            bad = 1
        }
    }
    END { exit bad }' "$limits" "$measured" || {
    echo "    See which code was added to the short way: callgrind_annotate, or the disassembly of .build-costs. If it must" >&2
    echo "    be so, say why in the commit that changes $limits." >&2
    exit 1
}
