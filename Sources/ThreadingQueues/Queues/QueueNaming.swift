// Part of swift-threading. Apache-2.0: see LICENSE.

internal import Synchronization
internal import ThreadingCore

/// Tells observers what a queue and those who wait in it are called.
enum QueueNaming {
    private static let unnamed = Atomic(0)

    static func tell(_ name: String?, of queue: UInt, notEmpty: UInt, notFull: UInt, allDone: UInt) {
        // Relaxed: a number that nobody else has; nothing else is read by it.
        let name = name ?? "queue \(unnamed.wrappingAdd(1, ordering: .relaxed).newValue)"
        Observation.tell { observer in
            observer.object(queue, isCalled: name)
            observer.object(notEmpty, isCalled: "an element of \(name)")
            observer.object(notFull, isCalled: "room in \(name)")
            observer.object(allDone, isCalled: "the tasks of \(name)")
        }
    }
}
