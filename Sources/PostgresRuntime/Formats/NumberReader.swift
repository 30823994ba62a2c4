import PostgresDialect

/// `to_number`, character by character as PostgreSQL goes.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/formatting.c (NUM_processor)
struct NumberReader {
  private let format: NumberFormat
  private let text: [Unicode.Scalar]
  private var position = 0
  private var sign: Unicode.Scalar?
  private var digits = String.UnicodeScalarView()
  private var wholeCount = 0
  private var fractionCount = 0
  private var isBehindPoint = false

  static func read(_ text: String, _ written: String) throws -> StoredValue {
    guard !written.isEmpty else { return .null }
    let format = try NumberFormat(written)
    if format.isRoman { throw Diagnostic.unsupported("\"RN\" for input", at: nil) }
    if format.isScientific { throw Diagnostic.unsupported("\"EEEE\" for input", at: nil) }
    var reader = NumberReader(format, text)
    return try reader.read()
  }

  private init(_ format: NumberFormat, _ text: String) {
    self.format = format
    self.text = Array(text.unicodeScalars)
  }

  private var isAtEnd: Bool { position >= text.count }

  private mutating func read() throws -> StoredValue {
    for part in format.parts where !isAtEnd {
      switch part {
      case .nine, .zero, .point:
        readDigit(part)
        position += 1
      case .comma:
        if wholeCount + fractionCount == 0, format.isUnfilled { continue }
        if text[position] == "," { position += 1 }
      case .minus, .plus, .sign:
        let isSign = text[position] == "-" || text[position] == "+"
        if isSign, sign == nil, wholeCount + fractionCount > 0 {
          sign = text[position]
          position += 1
        } else {
          skip(1)
        }
      case .currency: skip(1)
      case .ordinal: skip(2)
      case .mark: break
      case .text: position += 1
      }
    }
    var number = String(digits)
    if number.hasSuffix(".") { number.removeLast() }
    guard var value = DecimalNumber((sign == "-" ? "-" : "") + number) else {
      throw Diagnostic(
        .error, .invalidTextRepresentation,
        "invalid input syntax for type numeric: \"\(sign == nil ? " " : "")\(number)\"")
    }
    value = value.rounded(to: fractionCount)
    if format.isShifted {
      value = value * (DecimalNumber("1e-\(min(format.shift, 300))") ?? DecimalNumber(1))
    }
    guard value.wholeDigits <= format.whole + format.shift else {
      throw Diagnostic(.error, .numericValueOutOfRange, "numeric field overflow")
    }
    return value.stored
  }

  /// Over what is no part of a number.
  private mutating func skip(_ count: Int) {
    for _ in 0..<count where !isAtEnd {
      if "0123456789.,+-".unicodeScalars.contains(text[position]) { return }
      position += 1
    }
  }

  private func isDigit(_ index: Int) -> Bool { index < text.count && ("0"..."9").contains(text[index]) }

  private mutating func readDigit(_ part: NumberFormat.Part) {
    if text[position] == " " { position += 1 }
    guard !isAtEnd else { return }
    if sign == nil, part != .point, wholeCount + fractionCount == 0 {
      if format.hasSign, format.signPlace == .before {
        if text[position] == "-" || text[position] == "+" {
          sign = text[position]
          position += 1
        }
      } else if text[position] == "-" || format.hasBrackets && text[position] == "<" {
        sign = "-"
        position += 1
      } else if text[position] == "+" {
        sign = "+"
        position += 1
      }
    }
    guard !isAtEnd else { return }
    var isRead = false
    if isDigit(position) {
      if isBehindPoint, fractionCount == format.fraction { return }
      digits.append(text[position])
      if isBehindPoint { fractionCount += 1 } else { wholeCount += 1 }
      isRead = true
    } else if format.hasPoint, !isBehindPoint, text[position] == "." {
      digits.append(".")
      isBehindPoint = true
      isRead = true
    }
    guard sign == nil, wholeCount + fractionCount > 0 else { return }
    if format.hasSign, isRead, position + 1 < text.count, !isDigit(position + 1) {
      if text[position + 1] == "-" || text[position + 1] == "+" {
        sign = text[position + 1]
        position += 1
      }
    } else if !isRead, !format.hasSign, format.hasPlus || format.hasMinus,
      text[position] == "-" || text[position] == "+"
    {
      sign = text[position]
    }
  }
}
