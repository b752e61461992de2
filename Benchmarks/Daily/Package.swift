// swift-tools-version: 6.2
// Part of swift-threading. Apache-2.0: see LICENSE.

import PackageDescription

/// For daily work: what a change does to the short ways, before and after it.
///
///     cd Benchmarks/Daily
///     swift package benchmark                                    what everything takes now
///     swift package benchmark baseline update before             keep it under a name
///     swift package benchmark baseline compare before            what has changed since
///     swift package benchmark baseline check before              fails where that is too much: 5 % more instructions,
///                                                                a system call, twice the time
let package = Package(
    name: "Daily",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-threading", path: "../.."),
        // Without its traits, which replace the allocator and the runtime's reference counting.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Daily",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "Threading", package: "swift-threading"),
                .product(name: "ThreadingQueues", package: "swift-threading"),
                .product(name: "ThreadingFutures", package: "swift-threading"),
            ],
            path: "Benchmarks/Daily",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    ],
    swiftLanguageModes: [.v6]
)
