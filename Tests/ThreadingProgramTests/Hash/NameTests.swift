// Part of swift-threading. Apache-2.0: see LICENSE.

import Testing

@testable import ThreadingProgram

@Suite struct NameEscapingTests {
    @Test(arguments: ["plain", "a\\b\\\\", "\n\r\n", "\\n", ""])
    func unescape_ofEscaped_isTheName(name: String) {
        var escaped: [UInt8] = []
        NameEscaping.append(name.utf8, to: &escaped)
        #expect(NameEscaping.unescape(escaped) == Array(name.utf8))
    }

    @Test(arguments: [#"a\"#, #"a\t"#, #"\\\"#, "a\0b"])
    func unescape_ofWhatEscapesNothing_isNil(text: String) {
        #expect(NameEscaping.unescape(text.utf8) == nil)
    }
}

@Suite struct FileNameTests {
    @Test func name_withNULInside_endsThere() {
        #expect(FileName("ab\0cd".utf8) == FileName("ab".utf8))
    }

    @Test func standardInput_isTheDashAlone() {
        #expect(FileName("-".utf8).isStandardInput)
        #expect(!FileName("./-".utf8).isStandardInput)
        #expect(!FileName("--".utf8).isStandardInput)
    }
}

@Suite struct ArgumentTextTests {
    @Test(arguments: [
        Array("plain, é, 🙂".utf8), [0xFF], [0x61, 0xC3], [0xC3, 0x61], [0xE2, 0x82], [0xED, 0xA0, 0x80],
        [0xF0, 0x9F, 0x99, 0x62],
        Array("\u{10FF80}\u{10FFFF}".utf8), [],
    ])
    func decode_ofEncoded_isTheBytes(bytes: [UInt8]) {
        #expect(ArgumentText.decode(ArgumentText.encode(bytes)) == bytes)
    }

    @Test func encode_ofText_isTheText() {
        #expect(ArgumentText.encode("--output=Ünï".utf8) == "--output=Ünï")
    }

    @Test func encode_ofDifferentBytes_isDifferentText() {
        #expect(ArgumentText.encode([0xFF]) != ArgumentText.encode([0xFE]))
    }
}

@Suite struct ShellQuotingTests {
    private static let cases: [(name: String, quoted: String)] = [
        ("plain-name_1.txt", "plain-name_1.txt"), ("a b", "'a b'"), ("a:b", "'a:b'"), ("", "''"), ("it's", "\"it's\""),
        ("it's?", #"'it'\''s?'"#), ("a\nb", #"'a'$'\n''b'"#), ("\n", #"''$'\n'"#), ("{", "'{'"), ("{}", "{}"),
        ("~a", "'~a'"), ("a~", "a~"), (#"a\b"#, #"'a\b'"#), ("é", "é"), ("\u{7F}\u{1}", #"''$'\177\001'"#),
        ("a=b", "'a=b'"),
    ]

    @Test(arguments: cases) func quote_quotesWhereItMust(name: String, quoted: String) {
        #expect(String(decoding: ShellQuoting.quote(name.utf8, for: .utf8), as: UTF8.self) == quoted)
    }

    @Test func quote_ofWhatTheLocaleCannotPrint_isOctal() {
        #expect(ShellQuoting.quote("é".utf8, for: .ascii) == Array(#"''$'\303\251'"#.utf8))
        #expect(ShellQuoting.quote([0x61, 0xFF], for: .utf8) == Array(#"'a'$'\377'"#.utf8))
    }

    @Test func quoteAlways_ofPlainName_quotes() {
        #expect(ShellQuoting.quoteAlways("a".utf8) == Array("'a'".utf8))
    }
}
