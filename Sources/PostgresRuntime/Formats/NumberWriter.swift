import PostgresDialect

/// `to_char` of numbers, digit by digit as PostgreSQL goes.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/formatting.c (NUM_processor)
struct NumberWriter {
  private var format: NumberFormat
  private var isNegative = false
  /// The number's own digits and its point.
  private var digits: [Character] = []
  private var position = 0
  private var result = ""
  /// Places of the format that the number does not fill.
  private var blanks = 0
  private var place = 0
  private var placeCount = 0
  private var isSignWritten = false
  private var isInNumber = false
  private var lastRelevant: Int?

  static func text(_ value: StoredValue, _ written: String, digitLimit: Int?) throws -> String {
    var format = try NumberFormat(written)
    guard var number = ValueType.numeric.text(of: value).flatMap({ DecimalNumber($0) }) else {
      throw Diagnostic.unsupported("to_char() of infinity", at: nil)
    }
    if digitLimit != nil, case .real(let double) = value {
      // As printf shows it: by the exact value of the double.
      number = DecimalNumber(exactly: double)
    }
    if format.isRoman {
      return roman(number.rounded(to: 0, halfToEven: digitLimit != nil), isFilled: !format.isUnfilled)
    }
    if format.isScientific { return scientific(number, format.fraction) }
    var decimal = number
    if format.isShifted {
      decimal = decimal * (DecimalNumber("1e\(min(format.shift, 300))") ?? DecimalNumber(1))
      format.whole += format.shift
    }
    // A float has no more digits to show than it holds.
    if let digitLimit {
      let wholeDigits = max(1, decimal.rounded(to: 0).wholeDigits)
      format.fraction = min(format.fraction, max(0, digitLimit - wholeDigits))
    }
    var writer = NumberWriter(format)
    let isBelowZero = if digitLimit != nil, case .real(let double) = value { double < 0 } else { false }
    return writer.write(
      isBelowZero: isBelowZero, decimal.rounded(to: format.fraction, halfToEven: digitLimit != nil))
  }

  private init(_ format: NumberFormat) { self.format = format }

  /// A double keeps its sign when nothing is left of it.
  private mutating func write(isBelowZero: Bool, _ number: DecimalNumber) -> String {
    let text = number.description
    isNegative = isBelowZero || text.hasPrefix("-")
    digits = Array(text.drop { $0 == "-" })
    let wholeCount = digits.firstIndex(of: ".") ?? digits.count
    if wholeCount < format.whole {
      blanks = format.whole - wholeCount
    } else if wholeCount > format.whole {
      digits = Array(repeating: "#", count: format.whole + format.fraction + 1)
      digits[format.whole] = "."
    }
    prepare()
    for part in format.parts {
      switch part {
      case .nine, .zero, .point: writeDigit(part)
      case .comma:
        if isInNumber { result += "," } else if !format.isUnfilled { result += " " }
      case .currency: result += " "
      case .minus: if isNegative { result += "-" } else if !format.isUnfilled { result += " " }
      case .plus: if !isNegative { result += "+" } else if !format.isUnfilled { result += " " }
      case .sign: result += isNegative ? "-" : "+"
      case .ordinal(let isUpper):
        if digits.first == "#" || isNegative || format.hasPoint { continue }
        let suffix = TimeFormat.ordinal(of: String(digits))
        result += isUpper ? suffix.uppercased() : suffix
      case .mark: break
      case .text(let scalar): result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private mutating func prepare() {
    format.zeroStart = max(0, format.zeroStart - 1)
    if format.hasPlus || format.hasMinus {
      isSignWritten = !(format.hasPlus && !format.hasMinus)
    } else {
      if !isNegative, format.isUnfilled { format.hasBrackets = false }
      isSignWritten = !isNegative && format.isUnfilled && !format.hasSign
      if format.signPlace == .before, format.whole == format.wholeBeforeSign { format.signPlace = .behind }
    }
    placeCount = format.fraction + format.whole - 1
    if format.isUnfilled, format.hasPoint, let point = digits.firstIndex(of: ".") {
      var last = digits.indices.last { $0 > point && digits[$0] != "0" } ?? point
      if format.zeroEnd > blanks { last = max(last, min(digits.count - 1, format.zeroEnd - blanks)) }
      lastRelevant = last
    }
    if !isSignWritten, blanks == 0 { placeCount += 1 }
  }

  /// A zero before the point, which `9` leaves blank.
  private var isLeadingZero: Bool {
    !format.hasZero && position == 0 && digits.first == "0" && format.fraction != 0
  }

  private var endsAtPoint: Bool { lastRelevant.map { digits[$0] == "." } ?? false }

  private mutating func writeSign() {
    if format.hasSign {
      guard format.signPlace == .before else { return }
      result += isNegative ? "-" : "+"
    } else if format.hasBrackets {
      result += isNegative ? "<" : " "
    } else if isNegative {
      result += "-"
    } else if !format.isUnfilled {
      result += " "
    }
    isSignWritten = true
  }

  private mutating func writeDigit(_ part: NumberFormat.Part) {
    isInNumber = false
    if !isSignWritten, place >= blanks || format.hasZero && format.zeroStart == place,
      !isLeadingZero || endsAtPoint
    {
      writeSign()
    }
    if place < blanks, format.zeroStart > place || !format.hasZero {
      if !format.isUnfilled { result += " " }
    } else if format.hasZero, place < blanks, format.zeroStart <= place {
      result += "0"
      isInNumber = true
    } else {
      if position < digits.count {
        if digits[position] == "." {
          result += "."
        } else if let lastRelevant, position > lastRelevant, part != .zero {
          // Zeros at the end are not shown.
        } else if isLeadingZero {
          if !format.isUnfilled { result += " " } else if endsAtPoint { result += "0" }
        } else {
          result.append(digits[position])
          isInNumber = true
        }
        position += 1
      }
    }
    var end = placeCount + (blanks > 0 ? 1 : 0) + (format.hasPoint ? 1 : 0)
    if let lastRelevant, lastRelevant == position { end = place }
    if place + 1 == end {
      if isSignWritten, format.hasBrackets {
        result += isNegative ? ">" : " "
      } else if format.hasSign, format.signPlace == .behind {
        result += isNegative ? "-" : "+"
      }
    }
    place += 1
  }

  private static func scientific(_ number: DecimalNumber, _ places: Int) -> String {
    let digits = String(number.description.filter { $0.isNumber }.drop { $0 == "0" })
    var exponent = 0
    var mantissa = DecimalNumber(0).rounded(to: places)
    if !number.isZero {
      exponent = digits.count - number.scale - 1
      mantissa = (DecimalNumber("\(digits)e\(1 - digits.count)") ?? number).rounded(to: places)
      if mantissa.wholeDigits > 1 {
        exponent += 1
        mantissa = (DecimalNumber("\(digits)e\(-digits.count)") ?? number).rounded(to: places)
      }
    }
    let sign = number.description.hasPrefix("-") ? "-" : " "
    let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return "\(sign)\(mantissa.description)e\(exponent < 0 ? "-" : "+")\(power)"
  }

  private static func roman(_ number: DecimalNumber, isFilled: Bool) -> String {
    let value = Int(number.description) ?? 0
    var text = ""
    if (1...3999).contains(value) {
      var rest = value
      let letters = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
      ]
      for (amount, letter) in letters {
        while rest >= amount {
          text += letter
          rest -= amount
        }
      }
    } else {
      text = String(repeating: "#", count: 15)
    }
    return isFilled ? String(repeating: " ", count: max(0, 15 - text.count)) + text : text
  }
}
