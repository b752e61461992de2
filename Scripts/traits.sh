#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# The package traits Logging, Metrics and Lifecycle.
#
# 1. A package that depends on this one and switches none of them on fetches nothing of what they stand on.
# 2. One that switches on a single trait fetches what that one needs: so 1 would tell.
# 3. The tests of what they switch on (Tests/Ecosystem), in a build folder of their own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# resolve ARGUMENT: what a client fetches that writes this behind the address (`, traits: ["Logging"]`), a name a line.
resolve() {
    local client=$work/client
    rm -rf "$client"
    mkdir -p "$client/Sources/Client"
    cat >"$client/Package.swift" <<SWIFT
// swift-tools-version: 6.2
import PackageDescription
let package = Package(
    name: "Client",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-threading", path: "$root"$1)],
    targets: [
        .executableTarget(
            name: "Client",
            dependencies: [.product(name: "ThreadingFutures", package: "swift-threading")]
        )
    ]
)
SWIFT
    echo 'import ThreadingFutures' >"$client/Sources/Client/main.swift"
    swift package --package-path "$client" resolve >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
    ls "$client/.build/checkouts"
}

ecosystem='^swift-(log|metrics|service-lifecycle|async-algorithms)$'
without=$(resolve "")
if grep -E "$ecosystem" <<<"$without" >&2; then
    echo "    A client without traits fetches these: some dependency in Package.swift lost its condition." >&2
    exit 1
fi
for pair in Logging:swift-log Metrics:swift-metrics Lifecycle:swift-service-lifecycle; do
    fetched=$(resolve ", traits: [\"${pair%%:*}\"]")
    if ! grep -qx "${pair##*:}" <<<"$fetched"; then
        echo "A client with the trait ${pair%%:*} does not fetch ${pair##*:}, but: $fetched" >&2
        exit 1
    fi
done
echo "without traits a client fetches: $(tr '\n' ' ' <<<"$without")"

# The package manager does not look for files that have come to, or gone from, the package that this one depends on by its
# folder: so it plans anew each time.
rm -f .build-traits/debug.yaml
swift test --package-path Tests/Ecosystem --scratch-path .build-traits -Xswiftc -warnings-as-errors >"$work/log" 2>&1 ||
    { grep -vE '^\[|started\.$|^[◇✔]' "$work/log" >&2; exit 1; }
grep -E 'Test run with [0-9]+ test' "$work/log"
