// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing
import Threading
import ThreadingCore
import ThreadingTestSupport

/// A thread's names, numbers and states, and who is listed.
@Suite struct NativeThreadTests {
    // MARK: Names

    /// T1, T7.
    @Test func spawn_withAName_hasIt() async throws {
        let (outside, inside) = try await onThread {
            let handle = NativeThread.spawn(name: "worker-7") { NativeThread.current.name }
            return (handle.thread.name, handle.join())
        }
        #expect(outside == "worker-7")
        #expect(inside == "worker-7")
    }

    /// T1: numbered from a global counter.
    @Test func spawn_withoutAName_isNumbered() async throws {
        let names = try await onThread {
            (0..<3).map { _ in
                let handle = NativeThread.spawn {}
                handle.join()
                return handle.thread.name
            }
        }
        let numbers = names.map { $0.hasPrefix("Thread-") ? Int($0.dropFirst(7)) ?? 0 : 0 }
        #expect(numbers[0] > 0)
        #expect(numbers[0] < numbers[1] && numbers[1] < numbers[2])
    }

    /// T7: it need not be unique, and may be anything.
    @Test(arguments: ["", "same", "same", "a\0b", "😀"]) func name_whateverItIs_isKeptWhole(name: String) async throws {
        let kept = try await onThread { NativeThread.spawn(name: name) { NativeThread.current.name }.join() }
        #expect(kept == name)
    }

    /// T7.
    @Test func name_setFromOutside_isReadInside() async throws {
        let names = try await onThread {
            let renamed = Event()
            let handle = NativeThread.spawn(name: "before") {
                let first = NativeThread.current.name
                renamed.wait()
                return [first, NativeThread.current.name]
            }
            // The first name may have been read or not.
            handle.thread.name = "after"
            renamed.set()
            return handle.join()
        }
        #expect(names[1] == "after")
    }

    #if os(Linux)
    private func systemName(_ thread: NativeThread) -> String? {
        thread.nativeID.flatMap { SystemFile.text("/proc/self/task/\($0)/comm") }
    }

    /// T7: the system shows it from the start, 15 bytes of it, cut at a whole character.
    @Test(
        arguments: [("plain", "plain"), ("0123456789abcdefgh", "0123456789abcde"), ("ünïcödé-ünïcödé", "ünïcödé-ün")]
    ) func name_atTheStart_reachesTheSystem(name: String, shown: String) async throws {
        let comm = try await onThread {
            NativeThread.spawn(name: name) { self.systemName(.current) }.join()
        }
        #expect(comm == shown + "\n")
    }

    /// T7: from the moment at which the thread itself sets it.
    @Test func name_setByTheThreadItself_reachesTheSystem() async throws {
        let comm = try await onThread {
            NativeThread.spawn(name: "old") {
                NativeThread.current.name = "new"
                return self.systemName(.current)
            }.join()
        }
        #expect(comm == "new\n")
    }

    /// T7: another thread's new name stays inside the process.
    @Test func name_setByAnotherThread_doesNotReachTheSystem() async throws {
        let comm = try await onThread {
            let renamed = Event()
            let ready = Event()
            let handle = NativeThread.spawn(name: "mine") {
                ready.set()
                renamed.wait()
                return self.systemName(.current)
            }
            ready.wait()
            handle.thread.name = "theirs"
            renamed.set()
            return handle.join()
        }
        #expect(comm == "mine\n")
    }

    /// T8, F6: what the system calls it.
    @Test func nativeID_ofARunningThread_isOneOfTheProcesss() async throws {
        let isListed = try await onThread {
            NativeThread.spawn { SystemFile.text("/proc/self/task/\(NativeThread.current.nativeID ?? 0)/stat") != nil }
                .join()
        }
        #expect(isListed)
    }

    /// T8, F4, F6: the main thread has begun to run, whether or not it has asked for itself.
    @Test func nativeID_ofMain_isTheProcesss() {
        #expect(NativeThread.main.nativeID == SystemProcess.id)
    }
    #endif

    // MARK: Numbers and flags

    /// F5: no other thread has or will have it.
    @Test func id_ofThreadsThatCameAndWent_isNeverGivenAgain() async throws {
        let ids = try await onThread {
            (0..<50).map { _ in NativeThread.spawn { NativeThread.current.id }.join() }
        }
        #expect(Set(ids).count == 50)
        #expect(!ids.contains(NativeThread.main.id))
    }

    /// T8: kept after the end.
    @Test func nativeID_afterTheEnd_isKept() async throws {
        let (inside, after) = try await onThread {
            let handle = NativeThread.spawn { NativeThread.current.nativeID }
            return (handle.join(), handle.thread.nativeID)
        }
        #expect(inside != nil)
        #expect(inside == after)
    }

    /// T9: not inherited.
    @Test func isDaemon_isWhatWasAskedForAndNotInherited() async throws {
        let flags = try await onThread {
            NativeThread.spawn(daemon: true) {
                [NativeThread.current.isDaemon, NativeThread.spawn { NativeThread.current.isDaemon }.join()]
            }.join()
        }
        #expect(flags == [true, false])
        #expect(!NativeThread.main.isDaemon)
    }

    /// T6.
    @Test func isAlive_duringAndAfter_isTrueThenFalse() async throws {
        let (during, after) = try await onThread {
            let handle = NativeThread.spawn { NativeThread.current.isAlive }
            return (handle.join(), handle.thread.isAlive)
        }
        #expect(during)
        #expect(!after)
    }

    /// T10: the name, whether it runs, whether it is a daemon, the number.
    @Test func description_duringAndAfter_saysWhatItIs() async throws {
        let (during, after, id) = try await onThread {
            let handle = NativeThread.spawn(name: "shown", daemon: true) { "\(NativeThread.current)" }
            return (handle.join(), "\(handle.thread)", handle.thread.id)
        }
        #expect(during == "<NativeThread \"shown\" running daemon \(id)>")
        #expect(after == "<NativeThread \"shown\" ended daemon \(id)>")
    }

    /// T10, F4.
    @Test func description_ofMain_saysThatItRuns() {
        #expect("\(NativeThread.main)" == "<NativeThread \"MainThread\" running 1>")
    }

    /// Two names of one thread are one element of a set.
    @Test func equality_isIdentity() async throws {
        let (isSame, isOther) = try await onThread {
            let one = NativeThread.spawn(name: "x") { NativeThread.current }
            let other = NativeThread.spawn(name: "x") { NativeThread.current }
            return (Set([one.join(), one.thread]).count == 1, one.thread != other.thread)
        }
        #expect(isSame)
        #expect(isOther)
    }

    // MARK: Who is there

    /// F3.
    @Test func current_onAThreadOfOurs_isItsRecord() async throws {
        let isSame = try await onThread {
            let handle = NativeThread.spawn { NativeThread.current }
            return handle.join() == handle.thread
        }
        #expect(isSame)
    }

    /// F4.
    @Test func main_fromAnyThread_isTheFirstThread() async throws {
        let main = try await onThread { NativeThread.main }
        #expect(main == NativeThread.main)
        #expect(main.name == "MainThread")
        #expect(main.isMain && !main.isForeign && main.isAlive)
        #expect(NativeThread.all.first == main)
    }

    /// F1, F2: those that live, in the order of their start; not those that ended.
    @Test func all_listsTheLivingInOrder() async throws {
        let (living, started, ended) = try await onThread {
            let over = Event()
            let handles = (0..<4).map { number in NativeThread.spawn(daemon: number == 1) { over.wait() } }
            let living = NativeThread.all
            over.set()
            for handle in handles { handle.join() }
            return (living, handles.map(\.thread), NativeThread.all)
        }
        #expect(living.filter(started.contains) == started)
        #expect(!ended.contains(where: started.contains))
    }

    /// F2: a thread is listed from before its body until after it, and so can see itself.
    @Test func all_fromInsideABody_containsTheCaller() async throws {
        let contains = try await onThread {
            NativeThread.spawn { NativeThread.all.contains(.current) }.join()
        }
        #expect(contains)
    }

    /// T3, F2: 1,000 alive at once, each with its own place, and all gone after their joins.
    @Test func spawn_ofAThousand_keepsThemAllAlive() async throws {
        let (listed, sum, left) = try await onThread {
            let over = Event()
            let arrived = Semaphore(value: 0)
            let handles = (0..<1_000).map { number in
                NativeThread.spawn(stackSize: 256 << 10) {
                    arrived.signal()
                    over.wait()
                    return number
                }
            }
            for _ in handles { arrived.wait() }
            let mine = Set(handles.map(\.thread))
            let listed = NativeThread.all.filter(mine.contains).count
            over.set()
            let sum = handles.reduce(0) { $0 + $1.join() }
            return (listed, sum, NativeThread.all.filter(mine.contains).count)
        }
        #expect(listed == 1_000)
        #expect(sum == 499_500)
        #expect(left == 0)
    }

    // MARK: Sleep

    /// X2.
    @Test(arguments: [.zero, .seconds(-5)] as [Duration]) func sleep_forNothing_returns(duration: Duration) async throws
    {
        try await onThread { NativeThread.sleep(for: duration) }
    }

    /// X1: not before the time.
    @Test func sleep_lastsAtLeastAsLongAsAsked() async throws {
        let slept = try await onThread {
            let start = ContinuousClock.now
            NativeThread.sleep(for: Delay.short)
            return ContinuousClock.now - start
        }
        #expect(slept >= Delay.short)
    }
}
