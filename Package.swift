// swift-tools-version: 6.2
// Part of swift-threading. Apache-2.0: see LICENSE.

import PackageDescription

/// Whether warnings are errors: in CI and in `Scripts/check.sh build`.
let isStrict = Context.environment["THREADING_STRICT"] != nil

/// What every Swift target is built with; the links say what each feature changes.
let settings: [SwiftSetting] = [
    .treatAllWarnings(as: isStrict ? .error : .warning),
    .strictMemorySafety(),  // SE-0458
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
    // Off by default: a public type that does not say whether it is Sendable.
    .treatWarning("ExplicitSendable", as: isStrict ? .error : .warning),
]

let package = Package(
    name: "swift-threading",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "Threading", targets: ["Threading"]),
        .library(name: "ThreadingQueues", targets: ["ThreadingQueues"]),
        .library(name: "ThreadingFutures", targets: ["ThreadingFutures"]),
        .library(name: "ThreadingDiagnostics", targets: ["ThreadingDiagnostics"]),
        .library(name: "ThreadingExplorer", targets: ["ThreadingExplorer"]),
        .executable(name: "threading", targets: ["ThreadingProgram"]),
    ],
    // Off by default, and what they stand on is not even fetched then. Documentation/Decisions/0035.
    traits: [
        .trait(name: "Logging", description: "Pools and unhandled errors of threads log through swift-log."),
        .trait(name: "Metrics", description: "Pools export their figures through swift-metrics."),
        .trait(name: "Lifecycle", description: "A pool is a service of swift-service-lifecycle."),
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The floors, from the ground up. Each imports only what stands above it in this list.
        .target(name: "CThreading"),
        .target(name: "ThreadingCore", dependencies: ["CThreading"], swiftSettings: settings),
        .target(
            name: "Threading",
            dependencies: ["ThreadingCore"],
            // Lifetimes: only a function that says what its result depends on can make a value that cannot escape,
            // here a ThreadScope. Whoever uses the module needs no flag. Documentation/Decisions/0009.
            swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]
        ),
        .target(
            name: "ThreadingQueues",
            dependencies: [
                "Threading", "ThreadingCore", .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ThreadingFutures",
            dependencies: [
                "Threading", "ThreadingCore", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Logging"])),
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["Lifecycle"])
                ),
            ],
            swiftSettings: settings
        ),

        // Beside the floors: a program's threads seen from outside, by the observer hook.
        .target(
            name: "ThreadingDiagnostics",
            dependencies: ["CThreading", "Threading", "ThreadingCore"],
            swiftSettings: settings
        ),

        // For tests: runs one under many interleavings. The C target defines what Thread Sanitizer calls on a
        // report, so only programs that import the explorer have it.
        .target(name: "CThreadingExplorer", dependencies: ["CThreading"]),
        .target(
            name: "ThreadingExplorer",
            dependencies: ["CThreadingExplorer", "CThreading", "ThreadingCore"],
            swiftSettings: settings
        ),

        // The program. It is not called `threading` as its product is: where the file system
        // ignores case, its build folder would be that of the module `Threading`.
        .executableTarget(
            name: "ThreadingProgram",
            dependencies: [
                "CThreading", "Threading", "ThreadingQueues", "ThreadingFutures", "ThreadingDiagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            // The programs that the tour shows. `Shown` is a link to `Programs`: the same files are
            // compiled there and embedded here, so that what is shown is what runs.
            resources: [.embedInCode("Tour/Shown"), .embedInCode("Tour/Refused")],
            swiftSettings: settings
        ),

        // What every test target shares: threads that never block the test runner, a watchdog.
        .target(
            name: "ThreadingTestSupport",
            dependencies: ["Threading", "ThreadingCore"],
            path: "Tests/ThreadingTestSupport",
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingCoreTests",
            dependencies: ["ThreadingCore", "CThreading", "Threading", "ThreadingTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingTests",
            dependencies: ["Threading", "ThreadingCore", "ThreadingTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingQueuesTests",
            dependencies: ["ThreadingQueues", "Threading", "ThreadingCore", "ThreadingTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingFuturesTests",
            dependencies: ["ThreadingFutures", "Threading", "ThreadingCore", "ThreadingTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingDiagnosticsTests",
            dependencies: [
                "ThreadingDiagnostics", "ThreadingFutures", "ThreadingQueues", "Threading", "ThreadingCore",
                "ThreadingTestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ExplorerTests",
            dependencies: [
                "ThreadingExplorer", "ThreadingFutures", "ThreadingQueues", "Threading", "ThreadingCore",
                "ThreadingTestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ThreadingProgramTests",
            dependencies: [
                "ThreadingProgram", "ThreadingTestSupport", "Threading", "ThreadingQueues",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CompileFailTests",
            dependencies: [
                "Threading", "ThreadingQueues", "ThreadingFutures", "ThreadingDiagnostics", "ThreadingTestSupport",
            ],
            exclude: ["Programs"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The sanitizers do not look into other processes, so their runs leave these tests out (Scripts/sanitize.sh), and need not
// build the program with its cryptography.
if Context.environment["THREADING_LIBRARIES_ONLY"] != nil {
    let left: Set = ["ThreadingProgram", "ThreadingProgramTests", "CompileFailTests"]
    package.targets.removeAll { left.contains($0.name) }
    package.products.removeAll { $0.name == "threading" }
}
