#!/bin/sh
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Compares `threading hash` with `find | xargs sha512sum` on as many processes as there are
# processors, and with the speed of OpenSSL's SHA-512.
#
#     Scripts/compare-hash.sh [RUNS]
#
# Makes two trees in a temporary directory: 1 GiB of files of mixed sizes, and 50,000 files of
# 1 KiB. Runs the two programs in turns, so that whatever else the machine does hits both, checks
# that they print the same, and prints the medians of wall time and of processor time. Says "over"
# and fails where the ratio of the wall times is above 0.95.
set -eu

runs=${1:-7}
cores=$(nproc)
root=$(cd "$(dirname "$0")/.." && pwd)
program=$root/.build/release/threading
work=$(mktemp -d "${TMPDIR:-/tmp}/compare-hash.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

(cd "$root" && swift build -c release --product threading >"$work/build.log" 2>&1) || {
    cat "$work/build.log"
    exit 1
}

# Sizes from 200 bytes to 96 MiB, most of them small and most of the bytes in the large ones. The
# content is of no importance to a digest, as long as it is not a hole in the file.
make_mixed() {
    mkdir -p "$1"
    head -c 100663296 /dev/urandom >"$work/noise"
    number=0
    total=0
    while [ "$total" -lt 1073741824 ]; do
        directory=$1/$((number % 23))
        mkdir -p "$directory"
        case $((number % 40)) in
        0) size=$((16777216 + number * 524288 % 83886080)) ;;
        [1-5]) size=$((1048576 + number * 65537 % 3145728)) ;;
        *) size=$((200 + number * 7919 % 262144)) ;;
        esac
        head -c "$size" "$work/noise" >"$directory/file-$number"
        total=$((total + size))
        number=$((number + 1))
    done
    echo "$number files, $total bytes"
}

make_small() {
    mkdir -p "$1"
    head -c 51200000 /dev/urandom >"$work/noise"
    (cd "$1" && split -a 4 -b 1024 "$work/noise" && for letter in a b c d e f g h i j k l m n o p q r s t u v w x y z; do
        mkdir "d$letter"
        find . -maxdepth 1 -name "x?$letter*" -exec mv -t "d$letter" {} +
    done)
    find "$1" -type f | wc -l | sed 's/$/ files of 1024 bytes/'
}

# The wall time and the processor time of a command, in milliseconds.
measure() {
    /usr/bin/env bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >"$0"' "$1" "$2" "$3" "$4" 2>"$work/time"
    awk '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 }' "$work/time"
}

median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

cat >"$work/ours" <<SCRIPT
exec "$program" hash "\$1"
SCRIPT
cat >"$work/theirs" <<SCRIPT
find "\$1" -type f -print0 | xargs -0 -P$cores -n 64 sha512sum
SCRIPT

status=0
compare() {
    tree=$work/$1
    echo "$1: $("make_$1" "$tree")"
    : >"$work/ours.times"
    : >"$work/theirs.times"
    measure "$work/ours.out" sh "$work/ours" "$tree" >/dev/null # warms the files
    for _ in $(seq "$runs"); do
        measure "$work/ours.out" sh "$work/ours" "$tree" >>"$work/ours.times"
        measure "$work/theirs.out" sh "$work/theirs" "$tree" >>"$work/theirs.times"
    done
    sort "$work/ours.out" >"$work/ours.sorted"
    sort "$work/theirs.out" >"$work/theirs.sorted"
    cmp "$work/ours.sorted" "$work/theirs.sorted"
    for who in ours theirs; do
        wall=$(cut -d' ' -f1 "$work/$who.times" | median)
        busy=$(cut -d' ' -f2 "$work/$who.times" | median)
        eval "${who}_wall=$wall"
        echo "  $who: median $wall ms wall, $busy ms of processor time; wall of each run: $(cut -d' ' -f1 "$work/$who.times" | tr '\n' ' ')"
    done
    awk -v ours="$ours_wall" -v theirs="$theirs_wall" 'BEGIN {
        ratio = ours / theirs
        printf "  ratio %.2f (at most 0.95: %s)\n", ratio, ratio <= 0.95 ? "yes" : "over"
        exit ratio > 0.95
    }' || status=1
}

echo "$runs runs of each, $cores processors"
compare mixed
mixed_wall=$ours_wall
mixed_bytes=$(find "$work/mixed" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
if command -v openssl >/dev/null; then
    openssl speed -evp sha512 -bytes 131072 -seconds 3 2>/dev/null | awk -v bytes="$mixed_bytes" -v wall="$mixed_wall" -v cores="$cores" '
        /^sha512/ {
            sub(/k$/, "", $2)
            openssl = $2 * 1000
            ours = bytes / wall * 1000
            printf "  %.0f MB/s; openssl speed -evp sha512: %.0f MB/s a core; ratio to %d cores of it %.2f\n", ours / 1e6, openssl / 1e6, cores, ours / openssl / cores
        }'
fi
rm -rf "$work/mixed"
compare small
exit "$status"
