// Part of swift-threading. Apache-2.0: see LICENSE.

/// One of the operations among which ``select(_:)`` chooses, and what is done after it.
///
/// Made by ``BlockingQueue/receiving(_:)``, ``BlockingQueue/receiving(_:whenClosed:)`` and
/// ``BlockingQueue/sending(_:unsent:then:)``; for one selection.
public struct SelectCase<Outcome> {
    let operation: SelectOperation

    /// After it was done.
    let finish: () throws -> Outcome

    /// After its queue was found closed, where that is an answer.
    let end: (() throws -> Outcome)?

    /// After another was chosen, or none.
    let giveBack: () -> Void
}

@available(*, unavailable)
extension SelectCase: Sendable {}

extension BlockingQueue {
    /// A case that takes an element.
    ///
    /// Left out of the selection when the queue is closed and empty.
    ///
    /// - Parameter body: what to do with the element, without any lock.
    /// - Returns: the case.
    public final func receiving<Outcome>(_ body: @escaping (sending Element) throws -> Outcome) -> SelectCase<Outcome> {
        receiving(body, end: nil)
    }

    /// A case that takes an element, or sees that there will be no more.
    ///
    /// - Parameters:
    ///   - body: what to do with the element, without any lock.
    ///   - end: what to do if the queue is closed and empty.
    /// - Returns: the case.
    public final func receiving<Outcome>(
        _ body: @escaping (sending Element) throws -> Outcome,
        whenClosed end: @escaping () throws -> Outcome
    ) -> SelectCase<Outcome> {
        receiving(body, end: end)
    }

    private func receiving<Outcome>(
        _ body: @escaping (sending Element) throws -> Outcome,
        end: (() throws -> Outcome)?
    ) -> SelectCase<Outcome> {
        let operation = ReceiveOperation(self, endsAtClose: end != nil)
        return SelectCase(
            operation: operation,
            finish: {
                guard let element = operation.takeElement() else { throw QueueError.closed }
                // Sound: it was sent to the queue, and the queue no longer has it.
                nonisolated(unsafe) let sent = element
                return try body(unsafe sent)
            },
            end: end,
            giveBack: {}
        )
    }

    /// A case that puts an element.
    ///
    /// Left out of the selection when the queue is closed. The queue's policy does not count: the case waits for room.
    ///
    /// - Parameters:
    ///   - element: what to put; nobody else uses it any more.
    ///   - unsent: is given the element back if another case was chosen, or none.
    ///   - body: what to do when it is put, without any lock.
    /// - Returns: the case.
    public final func sending<Outcome>(
        _ element: consuming sending Element,
        unsent: @escaping (sending Element) -> Void = { _ in },
        then body: @escaping () throws -> Outcome
    ) -> SelectCase<Outcome> {
        let operation = SendOperation(self, element)
        return SelectCase(
            operation: operation,
            finish: body,
            end: nil,
            giveBack: {
                guard let element = operation.takeElement() else { return }
                // Sound: it was sent to the operation, which no longer has it.
                nonisolated(unsafe) let sent = element
                unsent(unsafe sent)
            }
        )
    }
}
