// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// What a thread is to be like.
@Suite struct ThreadOptionsTests {
    /// T1, T9, F7, 4.1.50: as with the parameters of the shorter calls.
    @Test func spawn_withOptions_isWhatTheySay() async throws {
        let (name, isDaemon, plain) = try await onThread {
            let options = ThreadOptions(name: "optional", stackSize: 1 << 20, isDaemon: true)
            let (name, isDaemon) = NativeThread.spawn(options) {
                (NativeThread.current.name, NativeThread.current.isDaemon)
            }.join()
            let plain = try NativeThread.start(ThreadOptions()) { NativeThread.current.isDaemon }.join()
            return (name, isDaemon, plain)
        }
        #expect(name == "optional")
        #expect(isDaemon)
        #expect(!plain)
    }

    /// F7: the size is this thread's, and no other's.
    @Test func stackSize_ofOneThread_isNotThatOfTheNext() async throws {
        let isUnchanged = try await onThread {
            NativeThread.spawn(stackSize: 1 << 20) {}.join()
            // Two MiB of frames, which would not go into the other's one.
            func depth(_ left: Int) -> Int {
                unsafe withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 8) { buffer in
                    unsafe buffer[0] = 1
                    return unsafe left == 0 ? 0 : depth(left - 1) + Int(buffer[0])
                }
            }
            return NativeThread.spawn { depth(2_000) }.join() == 2_000
        }
        #expect(isUnchanged)
    }

    /// T3, 4.1.50: what is refused is told, with options as without.
    @Test func start_withAStackThatTheSystemRefuses_throws() async throws {
        let error = try await onThread {
            do throws(ThreadStartError) {
                try NativeThread.start(ThreadOptions(stackSize: 1 << 60, niceness: 19)) { preconditionFailure("ran") }
                return nil as ThreadStartError?
            } catch {
                return error
            }
        }
        #expect(error?.code != nil)
    }

    #if os(Linux)
    /// The scheduler's number for the calling thread, from the eighteenth field.
    private static func niceness() -> Int? {
        // «tid (name) S …», where the name may hold anything but the last bracket.
        let stat = SystemFile.text("/proc/thread-self/stat")
        let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 16 ? Int(fields[16]) : nil
    }

    /// T12, 4.1.50: of that thread alone, and there before the body.
    @Test func niceness_isSetBeforeTheBodyAndForThisThreadAlone() async throws {
        let (before, inside, after) = try await onThread {
            let before = Self.niceness()
            let inside = try NativeThread.start(ThreadOptions(niceness: 19)) { Self.niceness() }.join()
            return (before, inside, Self.niceness())
        }
        #expect(inside == 19)
        #expect(before == after)
        #expect(before != nil)
    }

    /// T12, 4.1.50: on one of those that this thread may use.
    @Test func processors_areSetBeforeTheBodyAndForThisThreadAlone() async throws {
        let (before, chosen, inside, after) = try await onThread {
            let before = NativeThread.usableProcessors
            let chosen: Set<Int> = [before.max() ?? 0]
            let inside = try NativeThread.start(ThreadOptions(processors: chosen)) {
                NativeThread.usableProcessors
            }.join()
            return (before, chosen, inside, NativeThread.usableProcessors)
        }
        #expect(inside == chosen)
        #expect(before == after)
        #expect(before.count >= NativeThread.availableProcessors)
    }

    /// T12, T3, 4.1.50: a processor that there is not is no silent loss, alone or with others.
    @Test(arguments: [[65_535], [0, 65_535], [1 << 40]] as [Set<Int>])
    func processors_thatThereAreNot_makeTheStartThrow(processors: Set<Int>) async throws {
        let (error, isListed, isDestroyed) = try await onThread {
            let destroyed = Event()
            let name = "nowhere \(processors)"
            let probe = DeinitProbe { destroyed.set() }
            var refusal: ThreadStartError?
            do throws(ThreadStartError) {
                try NativeThread.start(ThreadOptions(name: name, processors: processors)) {
                    withExtendedLifetime(probe) { preconditionFailure("it was run") }
                }
            } catch {
                refusal = error
            }
            _ = consume probe
            return (refusal, NativeThread.all.contains { $0.name == name }, destroyed.isSet)
        }
        #expect(
            error?.description.hasPrefix("the operating system refused to start a thread (EINVAL: processors") == true
        )
        #expect(!isListed)
        #expect(isDestroyed)
    }

    /// T12, 4.1.50: a privilege that the process has not, if it has not.
    @Test func niceness_thatIsRefused_makesTheStartThrow() async throws {
        let (error, niceness) = try await onThread {
            do throws(ThreadStartError) {
                let inside = try NativeThread.start(ThreadOptions(niceness: -20)) { Self.niceness() }.join()
                return (nil as ThreadStartError?, inside)
            } catch {
                return (error, nil as Int?)
            }
        }
        // Some who run this have the privilege.
        if let error {
            #expect(error.description.contains("a niceness of -20 takes a privilege"))
        } else {
            #expect(niceness == -20)
        }
    }

    /// Z12, T3: a start that waits for the thread's answer gets one, whatever becomes of the thread; and when it throws,
    /// the body has gone.
    @Test func start_ofManyThreadsThatAreRefusedOrEndAtOnce_neverHangs() async throws {
        let (refused, ended) = try await onThread {
            var refused = 0
            var ended = 0
            for round in 0..<400 {
                let options = ThreadOptions(niceness: 19, processors: round.isMultiple(of: 2) ? [65_535] : nil)
                let destroyed = Event()
                do throws(ThreadStartError) {
                    try Self.start(options, capturing: DeinitProbe { destroyed.set() }).join()
                    ended += 1
                } catch {
                    refused += destroyed.isSet ? 1 : 0
                }
            }
            return (refused, ended)
        }
        #expect(refused == 200)
        #expect(ended == 200)
    }

    private static func start(
        _ options: ThreadOptions,
        capturing probe: DeinitProbe
    ) throws(ThreadStartError) -> JoinHandle<Void, Never> {
        try NativeThread.start(options) { withExtendedLifetime(probe) {} }
    }
    #endif

    /// T12, 4.1.50: the system would take the nearest in silence.
    @Test func niceness_outOfItsRange_stopsTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.spawn(ThreadOptions(niceness: 20)) {}
        }
        #expect(result.errorText.contains("a niceness is between -20 and 19, not 20"))
    }

    /// T12, 4.1.50.
    @Test func processors_thatAreNone_stopTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.spawn(ThreadOptions(processors: [])) {}
        }
        #expect(result.errorText.contains("a thread needs a processor to run on, and its options name none"))
    }

    /// T12, 4.1.50.
    @Test func processors_withANegativeNumber_stopTheProgramWithASentence() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            NativeThread.spawn(ThreadOptions(processors: [0, -1])) {}
        }
        #expect(result.errorText.contains("the numbers of processors begin at 0, and a thread's options name -1"))
    }
}
