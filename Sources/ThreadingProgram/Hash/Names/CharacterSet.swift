// Part of swift-threading. Apache-2.0: see LICENSE.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The characters that a message may hold, as the environment's locale has it.
enum CharacterSet: Sendable {
    case utf8
    /// Any other; what all of them have in common is taken to be printable.
    case ascii

    /// What the environment names.
    ///
    /// A locale that is not installed counts as the C locale.
    static let ofEnvironment: CharacterSet = {
        // SAFETY: both return strings that are valid until the next `setlocale`, which is called
        // nowhere else, and this initialiser runs once.
        guard unsafe setlocale(LC_CTYPE, "") != nil, let name = unsafe nl_langinfo(CInt(CODESET)) else { return .ascii }
        return unsafe String(cString: name) == "UTF-8" ? .utf8 : .ascii
    }()

    /// Whether a terminal shows the character as itself.
    func canPrint(_ character: Unicode.Scalar) -> Bool {
        guard self == .utf8 else { return (0x20..<0x7F).contains(character.value) }
        switch character.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: return false
        default: return true
        }
    }
}
