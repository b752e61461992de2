// Part of swift-threading. Apache-2.0: see LICENSE.

internal import CThreadingExplorer
internal import Synchronization
internal import ThreadingCore

extension Conductor {
    /// The explorer's own code begins: hidden from the sanitizer until ``leave()``.
    func enter() {
        ct_hide()
        // Relaxed: a thread that was given up must only come to see it at some time.
        if isAbandoned.load(ordering: .relaxed) { ct_end_thread() }
    }

    func leave() { ct_reveal() }

    // MARK: Numbers

    /// The rest of 31 bits is for the schedule: an object would have to be kept over exactly 32,768 of them to be
    /// taken for another.
    private static var indexBits: UInt32 { 16 }

    func makeManaged(_ kind: ManagedObject.Kind) -> Int32 {
        counts[kind, default: 0] += 1
        var object = ManagedObject(kind: kind, number: counts[kind, default: 0])
        object.made = recorder?.location()
        objects.append(object)
        if objects.count > 1 << Self.indexBits { fail(.misuse, "the test makes more than 65,535 objects") }
        return Int32(objects.count - 1)
    }

    /// What the program keeps: the object's number, and the schedule's so that an old one is told.
    func publicNumber(_ object: Int32) -> UInt32 { epoch << Self.indexBits | UInt32(object) }

    /// The object of a number that the program has kept.
    func resolve(_ number: UInt32) -> Int32 {
        let index = number & (1 << Self.indexBits - 1)
        guard number >> Self.indexBits == epoch, index < objects.count else {
            fail(
                .misuse,
                """
                \(me.name) used an object that was made in another schedule or exploration; \
                make everything that the threads share in the body
                """
            )
        }
        return Int32(index)
    }

    package func makeObject(_ kind: Seam.ObjectKind) -> UInt32 {
        enter()
        defer { leave() }
        let object =
            switch kind {
            case .lock: makeManaged(.lock)
            case .condition: makeManaged(.condition)
            case .cell: makeManaged(.cell)
            case .stop: makeManaged(.stop)
            }
        return publicNumber(object)
    }

    package func local<Object: AnyObject>(_ make: () -> Object) -> Object {
        enter()
        defer { leave() }
        let type = ObjectIdentifier(Object.self)
        if let known = locals[type] as? Object { return known }
        let object = make()
        locals[type] = object
        return object
    }

    // MARK: Cells

    package func access(_ cell: UInt32, _ kind: Seam.AccessKind) {
        enter()
        defer { leave() }
        let cell = resolve(cell)
        let operation: Operation =
            switch kind {
            case .load: .load
            case .store: .store
            case .update: .update
            }
        stand(before: operation, cell)
        if kind == .load {
            note(.read, cell)
            noteLook()
        } else {
            note(.write, cell)
        }
        record(operation, cell)
    }

    package func accessChangedNothing(_ cell: UInt32) {
        enter()
        defer { leave() }
        let cell = resolve(cell)
        trace.weakenLastAccess(cell)
        changes -= 1
        noteLook()
        recorder?.remark(.failed)
    }

    // MARK: Variables

    func makeVariable(_ name: String?) -> UInt32 {
        enter()
        defer { leave() }
        let variable = makeManaged(.variable)
        objects[Int(variable)].name = name
        watchesVariables = true
        return publicNumber(variable)
    }

    func touch(_ variable: UInt32, isWrite: Bool) {
        enter()
        defer { leave() }
        let variable = resolve(variable)
        stand(before: isWrite ? .write : .read, variable)
        note(isWrite ? .write : .read, variable)
        if !isWrite { noteLook() }
        record(isWrite ? .write : .read, variable)
    }

    // MARK: The test's own words

    /// The conductor of the calling thread; `what` was called.
    static func current(_ what: StaticString) -> Conductor {
        guard let conductor = Seam.current as? Conductor else {
            Misuse.stop(
                "\(what) was called by a thread that no exploration runs; it belongs in the body of explore { }"
            )
        }
        return conductor
    }

    func choose(_ count: Int) -> Int {
        enter()
        defer { leave() }
        if let recorder { me.location = recorder.location() }
        let picked = chooseValue(count)
        record(.choose, Int32(picked))
        return picked
    }

    func failExpectation(_ message: String, _ fileID: StaticString, _ line: UInt) -> Never {
        enter()
        let sentence = message.isEmpty ? "an expectation did not hold" : message
        failureSite = "\(fileID):\(line)"
        fail(.expectation, "\(sentence), in \(me.name) at \(failureSite)")
    }
}
