import PostgresDialect

/// A format of `to_char` and `to_number`, read into its parts.
/// https://www.postgresql.org/docs/15/functions-formatting.html#FUNCTIONS-FORMATTING-NUMERIC-TABLE
struct NumberFormat: Sendable {
  enum Part: Hashable {
    case nine
    case zero
    case point
    case comma
    case currency
    case minus
    case plus
    case sign
    case ordinal(isUpper: Bool)
    /// What has a meaning for the whole.
    case mark
    case text(Unicode.Scalar)
  }

  enum SignPlace {
    case none
    case before
    case behind
  }

  var parts: [Part] = []
  /// Digits before and behind the point, and behind `V`.
  var whole = 0
  var fraction = 0
  var shift = 0
  var zeroStart = 0
  var zeroEnd = 0
  var wholeBeforeSign = 0
  var signPlace = SignPlace.none
  var hasZero = false
  var hasPoint = false
  var hasSign = false
  var hasBrackets = false
  var hasMinus = false
  var hasPlus = false
  var isUnfilled = false
  var isRoman = false
  var isShifted = false
  var isScientific = false

  private static let words = [
    "EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", ",", ".", "0", "9", "B", "C", "D", "G", "L", "S",
    "V",
  ]

  init(_ format: String) throws {
    var rest = Array(format.unicodeScalars)[...]
    while let scalar = rest.first {
      let start = String(String.UnicodeScalarView(rest.prefix(4)))
      if let word = Self.words.first(where: { start.hasPrefix($0) || start.hasPrefix($0.lowercased()) }) {
        let isUpper = start.hasPrefix(word)
        rest = rest.dropFirst(word.count)
        try add(word, isUpper: isUpper)
      } else if scalar == "\"" {
        rest.removeFirst()
        while let next = rest.popFirst(), next != "\"" {
          parts.append(.text(next == "\\" ? rest.popFirst() ?? next : next))
        }
      } else {
        rest.removeFirst()
        if scalar == "\\", rest.first == "\"", let quote = rest.popFirst() {
          parts.append(.text(quote))
        } else {
          parts.append(.text(scalar))
        }
      }
    }
  }

  private func refuse(_ what: String) -> Diagnostic { Diagnostic(.error, .syntaxError, what) }

  private mutating func add(_ word: String, isUpper: Bool) throws {
    if isScientific { throw refuse("\"EEEE\" must be the last pattern used") }
    parts.append(.mark)
    func become(_ part: Part) { parts[parts.count - 1] = part }
    switch word {
    case "9":
      if hasBrackets { throw refuse("\"9\" must be ahead of \"PR\"") }
      if isShifted { shift += 1 } else if hasPoint { fraction += 1 } else { whole += 1 }
      become(.nine)
    case "0":
      if hasBrackets { throw refuse("\"0\" must be ahead of \"PR\"") }
      if !hasZero, !hasPoint {
        hasZero = true
        zeroStart = whole + 1
      }
      if hasPoint { fraction += 1 } else { whole += 1 }
      zeroEnd = whole + fraction
      become(.zero)
    case ".", "D":
      if hasPoint { throw refuse("multiple decimal points") }
      if isShifted { throw refuse("cannot use \"V\" and decimal point together") }
      hasPoint = true
      become(.point)
    case ",", "G": become(.comma)
    case "L": become(.currency)
    case "FM": isUnfilled = true
    case "S": try addSign()
    case "MI":
      if hasSign { throw refuse("cannot use \"S\" and \"MI\" together") }
      hasMinus = true
      become(.minus)
    case "PL":
      if hasSign { throw refuse("cannot use \"S\" and \"PL\" together") }
      hasPlus = true
      become(.plus)
    case "SG":
      if hasSign { throw refuse("cannot use \"S\" and \"SG\" together") }
      (hasMinus, hasPlus) = (true, true)
      become(.sign)
    case "PR":
      if hasSign || hasPlus || hasMinus {
        throw refuse("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together")
      }
      hasBrackets = true
    case "RN": isRoman = true
    case "TH": become(.ordinal(isUpper: isUpper))
    case "V":
      if hasPoint { throw refuse("cannot use \"V\" and decimal point together") }
      isShifted = true
    case "EEEE":
      if isUnfilled || hasSign || hasBrackets || hasMinus || hasPlus || isRoman || isShifted {
        throw refuse("\"EEEE\" is incompatible with other formats")
      }
      isScientific = true
    default: break
    }
  }

  private mutating func addSign() throws {
    if hasSign { throw refuse("cannot use \"S\" twice") }
    if hasPlus || hasMinus || hasBrackets {
      throw refuse("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together")
    }
    signPlace = hasPoint ? .behind : .before
    if !hasPoint { wholeBeforeSign = whole }
    hasSign = true
  }
}
