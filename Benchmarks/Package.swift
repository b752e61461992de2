// swift-tools-version: 6.2
// Part of swift-threading. Apache-2.0: see LICENSE.

import PackageDescription

/// Benchmarks, apart from the library so that nobody who uses it builds them.
///
///     swift run -c release --package-path Benchmarks fairness
///     swift run -c release --package-path Benchmarks peer
///     Scripts/soak.sh
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-threading", path: "..")
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
        // Speaks the protocol of the programs that measure other libraries, so that all run in turns.
        .executableTarget(
            name: "peer",
            dependencies: [
                .product(name: "Threading", package: "swift-threading"),
                .product(name: "ThreadingQueues", package: "swift-threading"),
                .product(name: "ThreadingFutures", package: "swift-threading"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
