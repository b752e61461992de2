// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a queue did not do what it was asked.
///
/// That a queue is full or empty is no error but an answer: the forms that do not wait for ever return
/// `false` or `nil`.
///
/// **Python**: `queue.ShutDown`; its `queue.Full` and `queue.Empty` are those answers.
public enum QueueError: Error, Sendable, Equatable {
    /// The queue was closed: nothing is put into it any more, and nothing is left to get.
    case closed
}

extension QueueError: CustomStringConvertible {
    /// A sentence that says what is the matter.
    public var description: String {
        switch self {
        case .closed: "the queue is closed"
        }
    }
}
