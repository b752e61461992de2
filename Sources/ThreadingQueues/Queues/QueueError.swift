// Part of swift-threading. Apache-2.0: see LICENSE.

/// Why a queue did not do what it was asked.
///
/// That a queue is full or empty is no error but an answer: the forms that do not wait for ever return
/// `false` or `nil`.
///
/// **Python**: `queue.ShutDown`; its `queue.Full` and `queue.Empty` are those answers.
public enum QueueError: Error, Sendable {
    /// The queue was closed: nothing is put into it any more, and nothing is left to get.
    case closed

    /// The queue was full, and its policy is ``QueueFullPolicy/reject``.
    case full

    /// The queue's storage threw this, such as the comparison of a ``BlockingPriorityQueue``; the queue is as it was.
    case refused(any Error)
}

extension QueueError: Equatable {
    /// Two refusals are equal if their errors say the same.
    ///
    /// - Parameters:
    ///   - left: an error.
    ///   - right: another.
    /// - Returns: whether they are equal.
    public static func == (left: QueueError, right: QueueError) -> Bool {
        switch (left, right) {
        case (.closed, .closed), (.full, .full): true
        case (.refused(let one), .refused(let other)): "\(one)" == "\(other)"
        case (.closed, _), (.full, _), (.refused, _): false
        }
    }
}

extension QueueError: CustomStringConvertible {
    /// A sentence that says what is the matter.
    public var description: String {
        switch self {
        case .closed: "the queue is closed"
        case .full: "the queue is full"
        case .refused(let error): "the queue could not take or give the element: \(error)"
        }
    }
}
