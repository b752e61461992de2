// swift-tools-version: 6.2
// Part of swift-threading. Apache-2.0: see LICENSE.

import PackageDescription

/// Benchmarks, apart from the library so that nobody who uses it builds them.
///
///     swift run -c release --package-path Benchmarks fairness
///     Scripts/compare.sh
///     Scripts/soak.sh
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-threading", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // What the others are made of: for `peer` alone.
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        .executableTarget(
            name: "fairness",
            dependencies: [.product(name: "Threading", package: "swift-threading")]
        ),
        .executableTarget(
            name: "soak",
            dependencies: [
                .product(name: "Threading", package: "swift-threading"),
                .product(name: "ThreadingQueues", package: "swift-threading"),
                .product(name: "ThreadingFutures", package: "swift-threading"),
                .product(name: "ThreadingDiagnostics", package: "swift-threading"),
            ]
        ),
        // Prints the table of what `peer` measures.
        .executableTarget(
            name: "compare",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]
        ),
        // Speaks the protocol of the programs that measure other libraries, so that all run in turns. What Swift programs
        // use otherwise is measured by the same loops.
        .executableTarget(
            name: "peer",
            dependencies: [
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Threading", package: "swift-threading"),
                .product(name: "ThreadingQueues", package: "swift-threading"),
                .product(name: "ThreadingFutures", package: "swift-threading"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
