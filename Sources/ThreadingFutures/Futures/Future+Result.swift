// Part of swift-threading. Apache-2.0: see LICENSE.

internal import ThreadingCore

/// What a future becomes, for those who write it and those who have waited.
extension Future {
    /// What is known of a body: that it is a value in two words.
    @usableFromInline
    struct Body: @unchecked Sendable {
        // Unchecked: it was sent, and goes from the submitter to whoever claims the future.
        @usableFromInline let call: () throws -> Value

        @inlinable
        init(_ call: consuming @escaping () throws -> Value) { self.call = call }
    }

    /// Where a thing of this type is in the room.
    ///
    /// Sound: it is used as that type only which `contents` says, by those who may.
    @inlinable @inline(__always)
    func place<Thing>(for type: Thing.Type) -> UnsafeMutablePointer<Thing> {
        unsafe roomAddress.assumingMemoryBound(to: Thing.self)
    }

    /// Whether a value is kept in the room itself.
    @inlinable @inline(__always)
    static var fits: Bool {
        MemoryLayout<Value>.size <= 2 * MemoryLayout<UInt>.size
            && MemoryLayout<Value>.alignment <= MemoryLayout<UInt>.alignment
    }

    @inlinable
    func keep(_ body: consuming @escaping () throws -> Value) {
        unsafe place(for: Body.self).initialize(to: Body(body))
        contents = .body
    }

    // MARK: For those who write it

    /// Does the work, for the one who has claimed it.
    ///
    /// A function of its own, so that what the body captured is destroyed before anybody who waits
    /// for the result goes on.
    @inlinable
    func perform() {
        // Moved out first: the result comes in its place.
        let call = unsafe place(for: Body.self).move().call
        contents = .nothing
        do { write(try call()) } catch { write(error) }
    }

    /// Whether this is the result.
    @discardableResult
    func finish(_ result: Result<Value, any Error>) -> Bool {
        finish {
            switch result {
            case .success(let value): write(value)
            case .failure(let error): write(error)
            }
        }
    }

    @inlinable
    func write(_ value: consuming Value) {
        if Self.fits {
            unsafe place(for: Value.self).initialize(to: value)
            contents = .value
        } else {
            let box = UnsafeMutablePointer<Value>.allocate(capacity: 1)
            unsafe box.initialize(to: value)
            unsafe place(for: UnsafeMutablePointer<Value>.self).initialize(to: box)
            contents = .boxedValue
        }
    }

    // MARK: For those who wait

    /// The result by the deadline.
    func outcome(by deadline: Deadline) -> Result<Value, any Error>? {
        wait(until: deadline) ? readOutcome : nil
    }

    /// The result, for those who know that it has ended, and ask what became of it.
    @usableFromInline
    var readOutcome: Result<Value, any Error> {
        if contents == .error { state.noteRead() }
        return thereIs
    }

    private var thereIs: Result<Value, any Error> {
        switch contents {
        case .value: return unsafe .success(place(for: Value.self).pointee)
        case .boxedValue: return unsafe .success(place(for: UnsafeMutablePointer<Value>.self).pointee.pointee)
        case .error: return unsafe .failure(place(for: (any Error).self).pointee)
        case .nothing, .body: return .failure(FutureError.cancelled)
        }
    }

    /// The result, for those who were told that it has ended; nil if it has not.
    func settled() -> Result<Value, any Error>? {
        isDone ? readOutcome : nil
    }

    /// Has the observer told of the end.
    ///
    /// - Parameters:
    ///   - isReading: whether this is to ask what became of it.
    ///   - body: called once, by the thread that ends the future, without a lock.
    /// - Returns: by which to remove it; nil if the future has ended, and the body was called.
    @discardableResult
    func observe(isReading: Bool = true, _ body: @escaping @Sendable (Result<Value, any Error>) -> Void) -> UInt64? {
        let number = addObserver(isReading: isReading) { future in
            // Sound: it is this one.
            body(unsafe unsafeDowncast(future, to: Future<Value>.self).thereIs)
        }
        if number == nil { body(thereIs) }
        return number
    }
}
