#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The rows of Documentation/Parity.md that are taken over (C or A) and that no test names in a comment.
# Prints them and fails if there are any.
#
#   Scripts/parity.sh         the rows without a test
#   Scripts/parity.sh all     every row, with how many comments of tests name it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rows=$(awk -F'|' '$4 ~ /^ *[CA] *$/ { gsub(/ /, "", $2); print $2 }' Documentation/Parity.md)
if [ -z "$rows" ]; then
    echo "parity.sh: no rows found in Documentation/Parity.md" >&2
    exit 1
fi

# «/// B2, B3: …» and «// X1-X3», the comments only: a name in code is no claim. A range stands for all its rows.
named=$(grep -rhoE --include='*.swift' '//.*' Tests |
    grep -oE '\b[A-Z][0-9]+(-[A-Z]?[0-9]+)?\b' |
    awk -F- '{
        letter = substr($1, 1, 1); first = substr($1, 2) + 0
        last = NF > 1 ? $2 : first; sub(/^[A-Z]/, "", last)
        for (n = first; n <= last + 0 && n < first + 100; n++) print letter n
    }' | sort | uniq -c)

missing=0
while read -r row; do
    count=$(awk -v row="$row" '$2 == row { print $1 }' <<<"$named")
    if [ "${1:-}" = all ]; then echo "$row ${count:-0}"; fi
    if [ -z "$count" ]; then
        [ "${1:-}" = all ] || echo "$row has no test: $(grep -F "| $row |" Documentation/Parity.md)"
        missing=$((missing + 1))
    fi
done <<<"$rows"

[ "${1:-}" != all ] || exit 0
[ "$missing" -eq 0 ] || { echo "$missing row(s) of parity without a test." >&2; exit 1; }
echo "$(wc -l <<<"$rows") rows of parity, each named by a test"
