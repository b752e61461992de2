// swift-tools-version: 6.2
// Part of swift-threading. Apache-2.0: see LICENSE.

import PackageDescription

/// What `Scripts/checks/speed.sh` counts the instructions of; apart from the other benchmarks, whose dependencies CI need
/// not build.
let package = Package(
    name: "Costs",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-threading", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "costs",
            dependencies: [
                .product(name: "Threading", package: "swift-threading"),
                .product(name: "ThreadingQueues", package: "swift-threading"),
                .product(name: "ThreadingFutures", package: "swift-threading"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
