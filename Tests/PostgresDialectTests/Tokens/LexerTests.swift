import Testing

@testable import PostgresDialect

@Suite("Tokens")
struct LexerTests {
  /// The tokens as `kind:text`.
  private func tokens(_ text: String) -> [String] {
    let source = SourceText(text)
    return Lexer.tokens(of: source).tokens.dropLast().map { "\($0.kind):\(source[$0.range])" }
  }

  @Test(arguments: [
    ("a B_1$ _x é", ["identifier:a", "identifier:B_1$", "identifier:_x", "identifier:é"]),
    ("\"a\"\"b\"", ["quotedIdentifier:\"a\"\"b\""]),
    (
      "1 2.5 3. .5 1e5 1.5E-3",
      ["integer:1", "decimal:2.5", "decimal:3.", "decimal:.5", "decimal:1e5", "decimal:1.5E-3"]
    ),
    ("1..2", ["integer:1", "punctuation:..", "integer:2"]),
    ("$1", ["parameter:$1"]),
    ("a<-b", ["identifier:a", "operator:<", "operator:-", "identifier:b"]),
    ("a<@-b", ["identifier:a", "operator:<@-", "identifier:b"]),
    ("1+-2", ["integer:1", "operator:+", "operator:-", "integer:2"]),
    ("a->>b", ["identifier:a", "operator:->>", "identifier:b"]),
    ("a=--x\nb", ["identifier:a", "operator:=", "identifier:b"]),
    ("a+/*x*/b", ["identifier:a", "operator:+", "identifier:b"]),
    (
      "a=>b:=c::d",
      [
        "identifier:a", "punctuation:=>", "identifier:b", "punctuation::=", "identifier:c",
        "punctuation:::", "identifier:d",
      ]
    ),
    ("/* a /* b */ c */ x", ["identifier:x"]),
    ("'a''b'", ["string:'a''b'"]),
    ("'a'\n'b'", ["string:'a'\n'b'"]),
    ("'a' -- c\n 'b'", ["string:'a' -- c\n 'b'"]),
    ("'a' 'b'", ["string:'a'", "string:'b'"]),
    ("E'a\\'b'", ["escapeString:E'a\\'b'"]),
    ("'a\\' b", ["string:'a\\'", "identifier:b"]),
    ("$$a$b$$ $t$ $$ $t$", ["dollarString:$$a$b$$", "dollarString:$t$ $$ $t$"]),
    ("a$$b$$", ["identifier:a$$b$$"]),
    ("b'1' X'f' n'x'", ["bitString:b'1'", "hexString:X'f'", "nationalString:n'x'"]),
    ("U&'a' UESCAPE '!' u&\"b\"", ["unicodeString:U&'a' UESCAPE '!'", "unicodeIdentifier:u&\"b\""]),
    ("u & x", ["identifier:u", "operator:&", "identifier:x"]),
    ("\u{FEFF}a", ["identifier:a"]),
  ])
  func kinds(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    ("'a''b'", "a'b"), ("'a'\n  'b'", "ab"), ("E'\\n\\t\\b\\f\\r\\\\\\''", "\n\t\u{8}\u{C}\r\\'"),
    ("E'\\101\\x41\\u0041\\U00000041'", "AAAA"), ("E'\\uD83D\\uDE00'", "😀"), ("E'\\q'", "q"),
    ("U&'d\\0061t\\+01F600\\\\'", "dat😀\\"), ("U&'d!0061t' UESCAPE '!'", "dat"), ("$$a'\n$$", "a'\n"),
    ("$x$a$$b$x$", "a$$b"), ("'a' --'z'\n'b'", "ab"),
  ])
  func strings(_ text: String, _ expected: String) throws {
    let source = SourceText(text)
    let token = try #require(Lexer.tokens(of: source).tokens.first)
    #expect(try TokenValue(source.bytes).string(token) == expected)
  }

  @Test(arguments: [
    ("AbC", "abc"), ("\"AbC\"", "AbC"), ("\"a\"\"b\"", "a\"b"), ("U&\"\\0061B\"", "aB"), ("ÄB", "Äb"),
    (String(repeating: "x", count: 70), String(repeating: "x", count: 63)),
    ("\"" + String(repeating: "é", count: 40) + "\"", String(repeating: "é", count: 31)),
  ])
  func identifiers(_ text: String, _ expected: String) throws {
    let source = SourceText(text)
    let token = try #require(Lexer.tokens(of: source).tokens.first)
    #expect(try TokenValue(source.bytes).identifier(token) == expected)
  }

  @Test(arguments: [
    ("'a", "unterminated quoted string"), ("\"a", "unterminated quoted identifier"),
    ("/* a", "unterminated /* comment"), ("$$a", "unterminated dollar-quoted string"),
    ("\"\"", "zero-length delimited identifier at or near \"\"\"\""),
    ("b'1", "unterminated bit string literal"),
    ("123abc", "trailing junk after numeric literal at or near \"123abc\""),
    ("1e", "trailing junk after numeric literal at or near \"1e\""),
    ("$1a", "trailing junk after parameter at or near \"$1a\""), ("E'\\u12'", "invalid Unicode escape"),
    ("E'\\uD83D'", "invalid Unicode surrogate pair"), ("U&'\\zz'", "invalid Unicode escape"),
    ("U&'a' UESCAPE 'a'", "invalid Unicode escape character"),
    ("a\u{0}b", "invalid byte sequence for encoding \"UTF8\": 0x00"),
    ("a \\x", "syntax error at or near \"\\\""), ("a $ b", "syntax error at or near \"$\""),
  ])
  func failures(_ text: String, _ message: String) {
    let list = Lexer.tokens(of: SourceText(text))
    #expect(list.failures.values.map(\.message) == [message])
  }

  @Test func invalidUTF8() {
    let list = Lexer.tokens(of: SourceText(bytes: [0x61, 0x20, 0xFF, 0x20, 0x62], name: "x"))
    #expect(list.failures.values.map(\.state.code) == ["22021"])
    #expect(list.failures.values.first?.range == SourceRange(2, 3))
  }

  @Test func section() {
    let source = SourceText("select 1; select 2")
    let list = Lexer.tokens(of: source, range: SourceRange(9, 18))
    #expect(list.tokens.map { source[$0.range] } == ["select", "2", ""])
  }
}
