#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The rules for files that no tool knows: CONTRIBUTING.md says why each is there.
# Looks at the files that git knows or would add, so build folders never count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

failures=0
fail() {
    echo "$1" >&2
    failures=$((failures + 1))
}

mapfile -t files < <(git ls-files --cached --others --exclude-standard | while read -r file; do
    [ ! -f "$file" ] || echo "$file"
done)
mapfile -t swift < <(printf '%s\n' "${files[@]}" | grep '\.swift$')
mapfile -t tests < <(printf '%s\n' "${swift[@]}" | grep '^Tests/' | grep -v '/Programs/')

# forbid PATTERN WHY EXCEPT FILE...: reports each line of the files that has the pattern and not the exception.
# The scripts of this folder name the patterns themselves, so they are left out.
forbid() {
    local pattern=$1 why=$2 except=$3 found
    shift 3
    found=$(printf '%s\n' "$@" | grep -v '^Scripts/checks/' | tr '\n' '\0' |
        xargs -0 grep -nHIE -- "$pattern" /dev/null | grep -vE -- "$except" || true)
    [ -z "$found" ] || fail "$found
    $why"
}
nothing='^$'

banner='// Part of swift-threading. Apache-2.0: see LICENSE.'
for file in "${swift[@]}"; do
    first=$(head -n 1 "$file")
    # The package manager wants its own line at the top of a manifest.
    case "$first" in '// swift-tools-version:'*) first=$(sed -n 2p "$file") ;; esac
    [ "$first" = "$banner" ] || fail "$file:1: begin with the line: $banner"

    lines=$(wc -l <"$file")
    if [ "$lines" -gt 400 ]; then
        fail "$file: $lines lines; 400 is the end. Divide it by theme: Type+Theme.swift"
    elif [ "$lines" -gt 300 ]; then
        echo "$file: $lines lines; think of dividing it (400 is the end)"
    fi
done

forbid '\b(TODO|FIXME|XXX)\b' "Do it now, or file an issue." "$nothing" "${files[@]}"

# Those of the standard library are called wrappingAdd and wrappingSubtract; the plain names trap on overflow.
forbid '\.(add|subtract)\([^)]*ordering:' "Write wrappingAdd or wrappingSubtract." "$nothing" "${swift[@]}"

forbid '\b(usleep|nanosleep|(Thread|Task)\.sleep)\b' \
    "Tests do not sleep: wait for what shall happen (Tests/ThreadingTestSupport). Where sleeping itself is tested, say so on the line: // sleeps: WHY" \
    '// sleeps: ' "${tests[@]}"

forbid '(^|[^A-Za-z0-9_.])/(work|root|home|Users)/[A-Za-z]' "Name no folder of one machine." "$nothing" "${files[@]}"

# What the compiler is told to believe is said to be true: in a comment on the line,
# within the three above it, or, for a type, in the three lines below, beside the fields that it speaks of. Plain
# comments count, and those of the documentation that speak of a guard.
for file in "${swift[@]}"; do
    case "$file" in Sources/* | Tests/ThreadingTestSupport/*) ;; *) continue ;; esac
    found=$(awk -v file="$file" '
        function said(text) {
            return text ~ /(^|[ \t])\/\/ / || text ~ /^ *\/\/\/ .*([Gg]uard|[Uu]nchecked|[Ss]afe to share|held|lock)/
        }
        { lines[NR] = $0 }
        END {
            for (line = 1; line <= NR; line++) {
                code = lines[line]
                sub(/^[ \t]*\/\/.*/, "", code)
                if (code !~ /@unchecked Sendable|nonisolated\(unsafe\)/) continue
                type = code ~ /(class|struct|enum|extension) /
                found = 0
                for (near = line - 3; near <= line + (type ? 3 : 0); near++) if (said(lines[near])) found = 1
                if (!found) print file ":" line ":" lines[line]
            }
        }' "$file")
    [ -z "$found" ] || fail "$found
    Say in a comment what makes it sound: who guards it."
done

if [ -f README.md ] && [ "$(wc -l <README.md)" -gt 120 ]; then
    fail "README.md: $(wc -l <README.md) lines; 120 is the end. Move what is too long to Documentation/."
fi

if [ "$failures" -gt 0 ]; then
    echo "$failures rule(s) broken." >&2
    exit 1
fi
echo "${#files[@]} files, ${#swift[@]} of them Swift"
