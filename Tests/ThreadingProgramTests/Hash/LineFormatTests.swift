// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingProgram

@Suite struct LineFormatTests {
    private let digits = Array("0123abcd".utf8)

    private func line(_ name: String, _ format: LineFormat = LineFormat()) -> String {
        String(decoding: format.line(name: FileName(name.utf8), digits: digits), as: UTF8.self)
    }

    @Test func line_ofPlainName_hasTwoBlanks() {
        #expect(line("a b") == "0123abcd  a b\n")
    }

    @Test(arguments: [(#"a\b"#, #"a\\b"#), ("a\nb", #"a\nb"#), ("a\rb", #"a\rb"#)])
    func line_ofNameThatBreaksTheLine_isEscapedAndMarked(name: String, escaped: String) {
        #expect(line(name) == "\\0123abcd  \(escaped)\n")
    }

    @Test func line_whenTagged_isBSDs() {
        #expect(line("a(b)", LineFormat(isTagged: true)) == "SHA512 (a(b)) = 0123abcd\n")
        #expect(line("a\nb", LineFormat(algorithm: .sha256, isTagged: true)) == "\\SHA256 (a\\nb) = 0123abcd\n")
    }

    @Test func line_whenEndingInZero_hasTheNameAsItIs() {
        #expect(line("a\nb\\", LineFormat(endsInZero: true)) == "0123abcd  a\nb\\\0")
    }

    @Test func line_ofNameThatIsNoText_hasItsBytes() {
        let bytes = LineFormat().line(name: FileName([0xFF, 0x80]), digits: digits)
        #expect(bytes == digits + [32, 32, 0xFF, 0x80, 10])
    }
}
