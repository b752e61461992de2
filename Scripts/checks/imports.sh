#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# Each floor imports only what stands below it, and none but the program imports Foundation or Dispatch.
# The build cannot tell: a module that is built already can be imported by any other.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

floors=(CThreading ThreadingCore Threading ThreadingQueues ThreadingFutures ThreadingDiagnostics CThreadingExplorer ThreadingExplorer ThreadingProgram)
failures=0

for ((floor = 0; floor < ${#floors[@]}; floor++)); do
    module=${floors[floor]}
    [ -d "Sources/$module" ] || continue
    above=$(IFS='|' && echo "${floors[*]:floor}")
    forbidden="$above"
    # The rest of what is built on Dispatch, by whatever name it comes.
    [ "$module" = ThreadingProgram ] || forbidden="$above|Foundation[A-Za-z]*|Dispatch|CDispatch|XCTest|Testing"
    # `import M`, `public import M`, `@testable import M`, `import struct M.Type`, several on one line.
    found=$(grep -rnE --include='*.swift' \
        "(^|[; ])import +((struct|class|enum|protocol|typealias|func|let|var) +)?($forbidden)([.; ]|\$)" \
        "Sources/$module" | grep -vE '^[^:]*:[0-9]+: *//' || true)
    if [ -n "$found" ]; then
        echo "$found" >&2
        echo "    $module stands on ${floors[*]:0:floor} and imports nothing else of ours, and no Foundation or Dispatch." >&2
        failures=1
    fi
done

# C has floors too: what the header includes is what every module above sees.
if [ -d Sources/CThreading ] && grep -rnE '#[ ]*include +[<"](dispatch|Block|Foundation|CoreFoundation)' Sources/CThreading >&2; then
    echo "    CThreading includes system headers only." >&2
    failures=1
fi

[ "$failures" -eq 0 ] || exit 1
echo "$(grep -rhE --include='*.swift' '^([a-z@]+ )*import ' Sources | wc -l) imports in ${#floors[@]} floors"
