import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-string.html
extension RuntimeFunction {
  static let texts: [RuntimeFunction] = [
    RuntimeFunction("lower", 1) { .text(Text.lower($0.text(0))) },
    RuntimeFunction("upper", 1) { .text(Text.upper($0.text(0))) },
    RuntimeFunction("initcap", 1) { .text(Text.capitalized($0.text(0))) },
    RuntimeFunction("reverse", 1) { .text(Text.string($0.text(0).unicodeScalars.reversed())) },
    RuntimeFunction("left", 2) { call in
      let scalars = call.text(0).unicodeScalars
      let count = call.int(1)
      return .text(Text.string(count < 0 ? scalars.dropLast(count.clampedMagnitude) : scalars.prefix(count)))
    },
    RuntimeFunction("right", 2) { call in
      let scalars = call.text(0).unicodeScalars
      let count = call.int(1)
      return .text(Text.string(count < 0 ? scalars.dropFirst(count.clampedMagnitude) : scalars.suffix(count)))
    },
    RuntimeFunction("lpad", 3) { .text(try Text.padded($0.text(0), $0.int(1), $0.text(2), isLeft: true)) },
    RuntimeFunction("rpad", 3) { .text(try Text.padded($0.text(0), $0.int(1), $0.text(2), isLeft: false)) },
    RuntimeFunction("repeat", 2) { .text(try Text.repeated($0.text(0), $0.int(1))) },
    RuntimeFunction("substr", 2) { .text(Text.part($0.text(0), from: $0.int(1), length: nil)) },
    RuntimeFunction("substr", 3) { call in
      guard call.int(2) >= 0 else {
        throw Diagnostic(.error, SQLState("22011"), "negative substring length not allowed")
      }
      return .text(Text.part(call.text(0), from: call.int(1), length: call.int(2)))
    },
    RuntimeFunction("overlay", 4) { call in
      let (text, start, length) = (call.text(0), call.int(2), call.int(3))
      guard start > 0 else {
        throw Diagnostic(.error, SQLState("22011"), "negative substring length not allowed")
      }
      let head = Text.part(text, from: 1, length: start - 1)
      return .text(head + call.text(1) + Text.part(text, from: start.plus(length), length: nil))
    },
    RuntimeFunction("split_part", 3) { call in
      let parts = call.text(1).isEmpty ? [call.text(0)] : call.text(0).components(around: call.text(1))
      let number = call.int(2)
      guard number != 0 else {
        throw Diagnostic(.error, .invalidParameterValue, "field position must not be zero")
      }
      let index = number > 0 ? number - 1 : parts.count.plus(number)
      return .text(parts.indices.contains(index) ? parts[index] : "")
    },
    RuntimeFunction("translate", 3) { .text(Text.translated($0.text(0), $0.text(1), $0.text(2))) },
    RuntimeFunction("ascii", 1) { .integer(Int($0.text(0).unicodeScalars.first?.value ?? 0)) },
    RuntimeFunction("chr", 1) { call in
      guard call.int(0) >= 0 else {
        throw Diagnostic(.error, .invalidParameterValue, "character number must be positive")
      }
      guard let value = UInt32(exactly: call.int(0)), value > 0, let scalar = Unicode.Scalar(value) else {
        throw Diagnostic(
          .error, SQLState("54000"), "requested character too large for encoding: \(call.int(0))")
      }
      return .text(String(Character(scalar)))
    },
    RuntimeFunction("to_hex", 1) { .text(String(UInt64(bitPattern: Int64($0.int(0))), radix: 16)) },
    RuntimeFunction("starts_with", 2) { .boolean($0.text(0).hasPrefix($0.text(1))) },
    RuntimeFunction("quote_ident", 1) { .text(Text.quotedName($0.text(0))) },
    RuntimeFunction("quote_literal", 1) { .text(Text.quotedLiteral($0.text(0))) },
    RuntimeFunction("quote_nullable", 1, isStrict: false) { call in
      .text(call.isNull(0) ? "NULL" : Text.quotedLiteral(call.text(0)))
    },
    // separator, then texts
    RuntimeFunction("concat_ws", nil, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let parts = (1..<max(1, call.count)).filter { !call.isNull($0) }.map { call.text($0) }
      return .text(parts.joined(separator: call.text(0)))
    },
    // format, then texts
    RuntimeFunction("format", nil, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let values = (1..<max(1, call.count)).map { call.isNull($0) ? nil : call.text($0) }
      return .text(try Text.formatted(call.text(0), values))
    },
    RuntimeFunction("like", 4) { call in
      // text, pattern, escape, whether case is ignored
      let (text, pattern) = (call.text(0), call.text(1))
      let isFolded = call.flag(3)
      return .boolean(
        try LikePattern(isFolded ? Text.lower(pattern) : pattern, escape: call.text(2).unicodeScalars.first)
          .matches(isFolded ? Text.lower(text) : text))
    },
  ]
}

enum Text {
  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// One letter for one letter: `ß` has no capital of its own.
  static func upper(_ text: String) -> String { string(text.unicodeScalars.map(upper)) }
  static func lower(_ text: String) -> String { string(text.unicodeScalars.map(lower)) }

  private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    only(scalar.properties.uppercaseMapping) ?? scalar
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    only(scalar.properties.lowercaseMapping) ?? scalar
  }

  private static func only(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }

  /// Words are runs of letters and digits.
  static func capitalized(_ text: String) -> String {
    var isInside = false
    return string(
      text.unicodeScalars.map { scalar in
        defer { isInside = scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
        return isInside ? lower(scalar) : upper(scalar)
      })
  }

  static func padded(_ text: String, _ length: Int, _ fill: String, isLeft: Bool) throws -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count < length else { return string(scalars.prefix(max(0, length))) }
    let filling = Array(fill.unicodeScalars)
    guard !filling.isEmpty else { return text }
    guard length < 100_000_000 else { throw tooLarge }
    let padding = (0..<(length - scalars.count)).map { filling[$0 % filling.count] }
    return isLeft ? string(padding + scalars) : string(scalars + padding)
  }

  static func repeated(_ text: String, _ count: Int) throws -> String {
    guard count > 0 else { return "" }
    let (size, overflows) = text.utf8.count.multipliedReportingOverflow(by: count)
    guard !overflows, size < 250_000_000 else { throw tooLarge }
    return String(repeating: text, count: count)
  }

  static let tooLarge = Diagnostic(.error, SQLState("54000"), "requested length too large")

  /// From a position that may lie before the text, as SQL has it.
  static func part(_ text: String, from start: Int, length: Int?) -> String {
    let scalars = text.unicodeScalars
    guard let length else { return string(scalars.dropFirst(max(0, start.clamped - 1))) }
    let (end, overflows) = start.addingReportingOverflow(length)
    let first = max(1, start)
    let last = overflows ? Int.max : end
    guard last > first else { return "" }
    return string(scalars.dropFirst(first - 1).prefix(last - first))
  }

  static func translated(_ text: String, _ from: String, _ to: String) -> String {
    let (old, new) = (Array(from.unicodeScalars), Array(to.unicodeScalars))
    return string(
      text.unicodeScalars.compactMap { scalar in
        guard let index = old.firstIndex(of: scalar) else { return scalar }
        return new.indices.contains(index) ? new[index] : nil
      })
  }

  static func quotedName(_ name: String) -> String { PostgresPrinter.name(name) }

  static func quotedLiteral(_ text: String) -> String {
    let doubled = text.components(around: "'").joined(separator: "''")
    guard text.contains("\\") else { return "'\(doubled)'" }
    return "E'\(doubled.components(around: "\\").joined(separator: "\\\\"))'"
  }

  /// `%s`, `%I`, `%L`, with positions, widths and `-`.
  /// https://www.postgresql.org/docs/15/functions-string.html#FUNCTIONS-STRING-FORMAT
  static func formatted(_ format: String, _ values: [String?]) throws -> String {
    var result = ""
    var rest = Array(format)[...]
    var next = 0
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      if rest.first == "%" {
        rest.removeFirst()
        result.append("%")
        continue
      }
      var digits = number(&rest)
      if let position = digits, rest.first == "$" {
        rest.removeFirst()
        next = position.minus(1)
        digits = nil
      }
      let isLeft = rest.first == "-"
      if isLeft { rest.removeFirst() }
      let width = digits ?? number(&rest)
      guard let kind = rest.popFirst() else {
        throw Diagnostic(.error, .invalidParameterValue, "unterminated format() type specifier")
      }
      guard values.indices.contains(next) else {
        throw Diagnostic(.error, .invalidParameterValue, "too few arguments for format()")
      }
      let value = values[next]
      next = next.plus(1)
      let text: String
      switch kind {
      case "s": text = value ?? ""
      case "L": text = value.map(quotedLiteral) ?? "NULL"
      case "I":
        guard let value else {
          throw Diagnostic(.error, SQLState("22004"), "null values cannot be formatted as an SQL identifier")
        }
        text = quotedName(value)
      default:
        throw Diagnostic(.error, .invalidParameterValue, "unrecognized format() type specifier \"\(kind)\"")
      }
      let padding = String(repeating: " ", count: max(0, min(width ?? 0, 10_000) - text.unicodeScalars.count))
      result += isLeft ? text + padding : padding + text
    }
    return result
  }

  private static func number(_ rest: inout ArraySlice<Character>) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(String(digits))
  }
}

extension Int {
  fileprivate var clampedMagnitude: Int { self == .min ? .max : abs(self) }
  fileprivate var clamped: Int { Swift.max(self, -.max) }
}
