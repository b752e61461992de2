#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The documentation of each public module, built by DocC with warnings as errors: links that lead nowhere, symbols that
# no topic lists, parameters that are not described. Needs only the toolchain, no plugin.
# The pages are left in .build/documentation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

swift build
build=$(swift build --show-bin-path)
target=$(swiftc -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
output=.build/documentation

tool() {
    # Beside the compiler where the toolchain is not in the path.
    command -v "$1" || find -L "$(dirname "$(readlink -f "$(command -v swiftc)")")" -name "$1" -print -quit
}
extract=$(tool swift-symbolgraph-extract)
docc=$(tool docc)
if [ -z "$extract" ] || [ -z "$docc" ]; then
    echo "swift-symbolgraph-extract or docc is missing: both come with the Swift toolchain." >&2
    exit 1
fi

for module in Threading ThreadingQueues ThreadingFutures ThreadingDiagnostics ThreadingExplorer; do
    rm -rf "$output/$module"
    mkdir -p "$output/$module/symbols"
    "$extract" -module-name "$module" -I "$build/Modules" -target "$target" -minimum-access-level public -skip-synthesized-members \
        -Xcc -fmodule-map-file=Sources/CThreading/include/module.modulemap \
        -Xcc -fmodule-map-file="$build/CThreadingExplorer.build/module.modulemap" \
        -output-dir "$output/$module/symbols"
    if ! "$docc" convert "Sources/$module/$module.docc" --warnings-as-errors --analyze \
        --additional-symbol-graph-dir "$output/$module/symbols" \
        --fallback-display-name "$module" --fallback-bundle-identifier "swift-threading.$module" \
        --output-path "$output/$module/$module.doccarchive"; then
        echo "    See above; the pages of $module are in Sources/$module/$module.docc." >&2
        exit 1
    fi
    echo "$module: $(find "$output/$module/$module.doccarchive/data" -name '*.json' | wc -l) pages"
done
