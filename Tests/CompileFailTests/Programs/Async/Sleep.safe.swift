// Part of swift-threading. Apache-2.0: see LICENSE.

// A sleeping thread of the cooperative pool is one that others miss.

func run() async throws {
    try await Task.sleep(for: .milliseconds(1))
}
