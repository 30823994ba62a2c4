import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-string.html#FUNCTIONS-STRING-OTHER
extension RuntimeFunction {
  static let names: [RuntimeFunction] = [
    // a name with its schema, whether nothing may stand behind it
    RuntimeFunction("parse_ident", 2) { call in
      .text(JSON.array(try Names.parts(call.text(0), isStrict: call.flag(1)).map { .string($0) }).compactText)
    },
    RuntimeFunction("unistr", 1) { .text(try Names.unescaped($0.text(0))) },
  ]
}

private enum Names {
  static func parts(_ text: String, isStrict: Bool) throws -> [String] {
    func failure(_ detail: String? = nil) -> Diagnostic {
      Diagnostic(
        .error, .invalidParameterValue, "string is not a valid identifier: \"\(text)\"", hint: detail)
    }
    let blanks = Set(" \t\n\r\u{b}\u{c}".unicodeScalars)
    var rest = Array(text.unicodeScalars)[...]
    func skipBlanks() { rest = rest.drop { blanks.contains($0) } }
    var parts: [String] = []
    var isBehindDot = false
    skipBlanks()
    while true {
      if rest.first == "\"" {
        var name = String.UnicodeScalarView()
        rest.removeFirst()
        while true {
          guard let scalar = rest.popFirst() else { throw failure("String has unclosed double quotes.") }
          if scalar != "\"" {
            name.append(scalar)
          } else if rest.first == "\"" {
            rest.removeFirst()
            name.append(scalar)
          } else {
            break
          }
        }
        guard !name.isEmpty else { throw failure("Quoted identifier must not be empty.") }
        parts.append(String(name))
      } else {
        let name = rest.prefix { isPart($0) }
        guard let first = name.first, !("0"..."9").contains(first), first != "$" else {
          throw isBehindDot ? failure("No valid identifier after \".\".") : failure()
        }
        rest = rest.dropFirst(name.count)
        parts.append(
          String(
            String.UnicodeScalarView(
              name.map { ("A"..."Z").contains($0) ? Unicode.Scalar($0.value + 32) ?? $0 : $0 })))
      }
      skipBlanks()
      if rest.first == "." {
        rest.removeFirst()
        isBehindDot = true
        skipBlanks()
      } else if rest.isEmpty || !isStrict {
        return parts
      } else {
        throw failure()
      }
    }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 127 || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "$"
  }

  /// `\XXXX`, `\+XXXXXX`, `\uXXXX` and `\UXXXXXXXX`.
  static func unescaped(_ text: String) throws -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    var high: UInt32?
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        guard high == nil else { throw invalidPair }
        result.append(scalar)
        continue
      }
      if rest.first == "\\" {
        rest.removeFirst()
        result.append(scalar)
        continue
      }
      let (skipped, count): (Int, Int) =
        switch rest.first {
        case "u": (1, 4)
        case "U": (1, 8)
        case "+": (1, 6)
        default: (0, 4)
        }
      let digits = rest.dropFirst(skipped).prefix(count)
      guard digits.count == count, digits.allSatisfy({ Character($0).isHexDigit }),
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
      else {
        throw Diagnostic(.error, .syntaxError, "invalid Unicode escape")
      }
      rest = rest.dropFirst(skipped + count)
      if let first = high {
        guard (0xDC00..<0xE000).contains(value),
          let pair = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (value - 0xDC00))
        else { throw invalidPair }
        result.append(pair)
        high = nil
      } else if (0xD800..<0xDC00).contains(value) {
        high = value
      } else {
        guard !(0xDC00..<0xE000).contains(value) else { throw invalidPair }
        guard value != 0, let scalar = Unicode.Scalar(value) else {
          throw Diagnostic(
            .error, .invalidParameterValue,
            "invalid Unicode code point: \(String(value, radix: 16).uppercased())")
        }
        result.append(scalar)
      }
    }
    guard high == nil else { throw invalidPair }
    return String(result)
  }

  private static let invalidPair = Diagnostic(.error, .syntaxError, "invalid Unicode surrogate pair")
}
