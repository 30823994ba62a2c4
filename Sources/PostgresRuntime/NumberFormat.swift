import PostgresDialect

/// `to_char` of numbers: `9`, `0`, `.`, `,`, `FM`, `S`, `MI`, `L`, quoted text.
/// https://www.postgresql.org/docs/15/functions-formatting.html#FUNCTIONS-FORMATTING-NUMERIC-TABLE
struct NumberFormat {
  private let pattern: String
  private let isFilled: Bool

  init(_ pattern: String) {
    isFilled = !pattern.uppercased().contains("FM")
    self.pattern = isFilled ? pattern : pattern.replacingFirst("FM").replacingFirst("fm")
  }

  func text(_ value: StoredValue) throws -> String {
    guard pattern.filter({ ".Dd".contains($0) }).count < 2 else {
      throw Diagnostic(.error, .syntaxError, "multiple decimal points")
    }
    guard let number = ValueType.numeric.text(of: value).flatMap({ DecimalNumber($0) }) else { return "" }
    let places = pattern.drop { $0 != "." && $0 != "D" && $0 != "d" }.filter { $0 == "9" || $0 == "0" }.count
    let rounded = number.rounded(to: places).description
    let isNegative = rounded.hasPrefix("-")
    let parts = rounded.drop { $0 == "-" }.split(separator: ".")
    var whole = Array(parts[0])[...]
    if whole == ["0"] { whole = [] }
    let slots = pattern.prefix { $0 != "." && $0 != "D" && $0 != "d" }.filter { $0 == "9" || $0 == "0" }.count
    let firstZero = pattern.filter { "90".contains($0) }.prefix(slots).firstIndex(of: "0")
    let zerosFrom = firstZero.map {
      pattern.filter { "90".contains($0) }.distance(
        from: pattern.filter { "90".contains($0) }.startIndex, to: $0)
    }
    let overflows = whole.count > slots
    var fraction = parts.count > 1 ? Array(parts[1])[...] : []
    var result = ""
    var position = 0
    var isFraction = false
    var hasDigit = false
    for character in pattern {
      switch character {
      case "9", "0":
        if isFraction {
          result.append(overflows ? "#" : fraction.popFirst() ?? "0")
        } else {
          let remaining = slots - position
          if overflows {
            result.append("#")
          } else if whole.count >= remaining, let digit = whole.popFirst() {
            result.append(digit)
            hasDigit = true
          } else if let zerosFrom, position >= zerosFrom {
            result.append("0")
            hasDigit = true
          } else if position == slots - 1, places == 0 || !isFilled && places == 0 {
            result.append("0")
          } else {
            result.append(" ")
          }
          position += 1
        }
      case ",", "G", "g": result.append(hasDigit || overflows && position > 0 ? "," : " ")
      case ".", "D", "d":
        isFraction = true
        result.append(".")
      case "S", "s", "M", "m", "I", "i", "L", "l", "\"": break
      default: result.append(character)
      }
    }
    return signed(result, isNegative: isNegative)
  }

  private func signed(_ digits: String, isNegative: Bool) -> String {
    let upper = pattern.uppercased()
    var text = digits
    if !isFilled {
      text = text.filter { $0 != " " }
      if text.contains("."), pattern.contains("9") {
        let optional = pattern.reversed().prefix { $0 == "9" }.count
        for _ in 0..<optional where text.last == "0" { text.removeLast() }
      }
      if upper.hasSuffix("MI") { return isNegative ? text + "-" : text }
      return (isNegative ? "-" : upper.hasPrefix("S") ? "+" : "") + text
    }
    if upper.hasSuffix("MI") { return text + (isNegative ? "-" : " ") }
    // The sign stands right before the first digit.
    let blanks = text.prefix { $0 == " " }
    let sign = isNegative ? "-" : upper.hasPrefix("S") ? "+" : " "
    return sign == " " ? " " + text : blanks + sign + text.dropFirst(blanks.count)
  }
}

extension String {
  fileprivate func replacingFirst(_ mark: String) -> String {
    components(around: mark).joined()
  }
}
