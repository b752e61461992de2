// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

#if os(Linux)
/// Ten thousand threads at once: made, parked, asked to stop by one token, joined (parity F2, 4.1.4).
@Suite struct ManyThreadsTests {
    /// In a process of its own, so that the memory is theirs: the smallest stack, of which two pages or three are
    /// touched, and the record.
    @Test(.timeLimit(.minutes(15))) func tenThousandThreads_areParkedStoppedAndJoined() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let count = 10_000
            blocking {
                let (stop, parked, never) = (StopSource(), Semaphore(value: 0), Event())
                let before = residentBytes()
                let threads = (0..<count).map { _ in
                    NativeThread.spawn(stackSize: 16 << 10) {
                        StopToken.withCurrent(stop.token) {
                            parked.signal()
                            return !never.wait(for: nil)
                        }
                    }
                }
                for _ in 0..<count { parked.wait() }
                precondition(Set(NativeThread.all).isSuperset(of: threads.map(\.thread)))
                SystemProcess.writeError("[\((residentBytes() - before) / count) bytes each]")
                stop.requestStop()
                precondition(threads.allSatisfy { $0.join() })
            }
        }
        #expect(result.errorText.contains(" bytes each]"))
        print("10,000 threads parked at once:", result.errorText)
    }
}

/// The process's memory that is in use, as the kernel counts it.
private func residentBytes() -> Int {
    // «VmRSS:     12345 kB»
    let lines = SystemFile.text("/proc/self/status")?.split(separator: "\n") ?? []
    let words = lines.first { $0.hasPrefix("VmRSS:") }?.split(separator: " ") ?? []
    return words.count > 1 ? (Int(words[1]) ?? 0) << 10 : 0
}
#endif
