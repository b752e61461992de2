// Part of swift-threading. Apache-2.0: see LICENSE.

import Crypto
import Threading
import ThreadingQueues

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The pipeline put together: a walker, hashing threads, a writer, and those who watch over them.
///
/// The main thread waits for the writer alone. When all went well the others have ended before it;
/// when not, some may be blocked in a read that never returns, which is why they are daemons: the
/// process does not wait for them at its end.
struct HashRun {
    let plan: HashPlan

    /// Does it all, and returns the exit status.
    func run() -> Int32 {
        // Before any thread starts, so that all of them have the signals blocked.
        let signals = EndingSignals()
        let endsByBrokenPipe = EndingSignals.catchBrokenPipes()
        let screen = Screen()
        let output: CInt
        do throws(FileFailure) {
            output = try openOutput()
        } catch {
            screen.print(Message(plan.output ?? .standardInput, error.text))
            return EXIT_FAILURE
        }

        // Before the queues and locks that it is to hear of.
        let recording: TraceRecording?
        do throws(TraceFailure) {
            recording = try plan.trace.map { name throws(TraceFailure) in try TraceRecording(name) }
        } catch {
            screen.print(Message(error.name, error.text))
            return EXIT_FAILURE
        }
        let channels = Channels(workers: plan.workerCount)
        let writerIsDone = Event()
        let watch = signals.watch {
            channels.stopAll()
            // The rest of a fifth of a second is for the bar and for the system.
            _ = writerIsDone.wait(for: .milliseconds(120))
            screen.takeAway(for: .milliseconds(30))
            // Longer, where a timeline is wanted: as long as its writing takes.
            _ = finish(recording, screen)
        }
        let counters = plan.showsProgress && Terminal.canShowBar ? ProgressCounters() : nil
        let isOver = Event()
        let bar = counters.map { counters in
            NativeThread.spawn(name: "progress", daemon: true) {
                ProgressBar(counters: counters, screen: screen, isOver: isOver).run()
            }
        }

        let outputStatus = try? FileStatus(of: output)
        startProducer(channels, counters)
        startSurvey(channels, counters)
        startWorkers(channels, counters, [outputStatus, recording?.fileStatus].compactMap(\.self))
        let ending = startWriter(channels, output, outputStatus, screen, writerIsDone).join()

        isOver.set()
        bar?.join()
        // The process is being ended, by the signal.
        if case .stopped = ending { watch.join() }
        screen.takeAway()
        let isTraced = finish(recording, screen)
        let status = exitStatus(of: ending, screen, endsByBrokenPipe)
        return isTraced ? status : EXIT_FAILURE
    }

    /// Writes the timeline, if there is to be one; false if it could not be written.
    private func finish(_ recording: TraceRecording?, _ screen: Screen) -> Bool {
        do throws(TraceFailure) {
            try recording?.finish()
            return true
        } catch {
            screen.print(Message(error.name, error.text))
            return false
        }
    }

    private func openOutput() throws(FileFailure) -> CInt {
        guard let name = plan.output else { return STDOUT_FILENO }
        return try OpenFile.descriptor(name, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY)
    }

    private func startProducer(_ channels: Channels, _ counters: ProgressCounters?) {
        let plan = plan
        NativeThread.spawn(name: "walker", daemon: true) {
            var feed = Feed(channels, progress: plan.canBeSurveyed ? nil : counters)
            // Fails when the pipeline has been stopped; there is nothing to do about it here.
            if let check = plan.check {
                let producer = CheckListProducer(lists: plan.paths, algorithm: plan.format.algorithm, options: check)
                try? producer.run(&feed)
            } else {
                let list = plan.list.map { (name: $0, delimiter: plan.format.endsInZero ? 0 : UInt8(ascii: "\n")) }
                try? TreeProducer(paths: plan.paths, list: list, openLevels: Self.openLevels).run(&feed)
            }
            if !plan.canBeSurveyed { counters?.totalIsKnown() }
            channels.jobs.close()
        }
    }

    private func startSurvey(_ channels: Channels, _ counters: ProgressCounters?) {
        guard let counters, plan.canBeSurveyed else { return }
        let survey = TreeSurvey(
            paths: plan.paths,
            openLevels: Self.openLevels,
            counters: counters,
            stop: channels.stop
        )
        NativeThread.spawn(name: "survey", daemon: true) { survey.run() }
    }

    private func startWorkers(_ channels: Channels, _ counters: ProgressCounters?, _ outputs: [FileStatus]) {
        switch plan.format.algorithm {
        case .sha256: startWorkers(by: SHA256.self, channels, counters, outputs)
        case .sha384: startWorkers(by: SHA384.self, channels, counters, outputs)
        case .sha512: startWorkers(by: SHA512.self, channels, counters, outputs)
        }
    }

    private func startWorkers<Function: HashFunction>(
        by function: Function.Type,
        _ channels: Channels,
        _ counters: ProgressCounters?,
        _ outputs: [FileStatus]
    ) {
        let format: JobFormat =
            if let check = plan.check {
                .check(CheckLineFormat(report: check.report), ignoresMissing: check.ignoresMissing)
            } else {
                .lines(plan.format)
            }
        for number in 1...plan.workerCount {
            let worker = HashWorker<Function>(
                channels: channels,
                format: format,
                progress: counters,
                outputs: outputs,
                bufferSize: plan.bufferSize
            )
            NativeThread.spawn(name: "hasher-\(number)", daemon: true) { worker.run() }
        }
    }

    private func startWriter(
        _ channels: Channels,
        _ output: CInt,
        _ status: FileStatus?,
        _ screen: Screen,
        _ isDone: Event
    ) -> JoinHandle<Writer.Ending, Never> {
        let plan = plan
        return NativeThread.spawn(name: "writer", daemon: true) { () -> Writer.Ending in
            defer { isDone.set() }
            let sharesTerminal = plan.output == nil && Terminal.isStandardOutput
            let lines = LineOutput(output, status: status, screen: sharesTerminal ? screen : nil)
            var writer = Writer(channels, output: lines, screen: screen, check: plan.check, isOrdered: plan.isOrdered)
            return writer.run()
        }
    }

    private func exitStatus(of ending: Writer.Ending, _ screen: Screen, _ endsByBrokenPipe: Bool) -> Int32 {
        switch ending {
        case .finished(let isSuccess):
            return isSuccess ? EXIT_SUCCESS : EXIT_FAILURE
        case .failed(.brokenPipe) where endsByBrokenPipe:
            EndingSignals.end(by: SIGPIPE)
        case .failed(let failure):
            screen.print(plan.output.map { Message($0, failure.text) } ?? Message("write error: \(failure.text)"))
            return EXIT_FAILURE
        case .stopped:
            return EXIT_FAILURE  // not reached: see `run`
        }
    }

    #if canImport(Glibc)
    private static var openFiles: __rlimit_resource_t { CInt(RLIMIT_NOFILE.rawValue) }
    #else
    private static var openFiles: CInt { RLIMIT_NOFILE }
    #endif

    /// How many directories the walker keeps open: few where the process may open few files.
    private static var openLevels: Int {
        var limit = rlimit()
        // SAFETY: the call fills in one `rlimit`, which outlives it.
        guard unsafe getrlimit(Self.openFiles, &limit) == 0 else { return 16 }
        return max(1, min(128, Int(clamping: limit.rlim_cur) / 4))
    }
}
