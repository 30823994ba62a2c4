import PostgresDialect

/// A format of `to_char`, `to_timestamp` and `to_date`, read into its parts.
/// https://www.postgresql.org/docs/15/functions-formatting.html#FUNCTIONS-FORMATTING-DATETIME-TABLE
struct TimeFormat: Sendable {
  struct Field: Hashable {
    /// In upper case.
    var word: String
    var casing: Casing
    /// `FM` before it.
    var isUnfilled = false
    /// `TH` or `th` behind it.
    var ordinal: Casing?

    /// Whether digits are read for it.
    var isNumber: Bool { !TimeFormat.names.contains(word) }
  }

  enum Casing: Hashable {
    case upper
    case lower
    case capital
  }

  enum Part: Hashable {
    case field(Field)
    /// A blank or another sign, which stands for any.
    case separator(Character)
    case text(Character)
  }

  private(set) var parts: [Part] = []
  /// `FX`: what is read has exactly the format's blanks.
  private(set) var isExact = false

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
  static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  static let romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

  /// Longest first, so that `MONTH` is not read as `MON`.
  private static let words = [
    "SSSSS", "Y,YYY", "MONTH", "A.D.", "A.M.", "B.C.", "P.M.", "HH24", "HH12", "IDDD", "IYYY", "SSSS", "YYYY",
    "DAY",
    "DDD", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "IYY", "MON", "TZH", "TZM", "YYY", "AD", "AM", "BC",
    "CC", "DD",
    "DY", "FX", "HH", "ID", "IW", "IY", "MI", "MM", "MS", "OF", "PM", "RM", "SS", "TZ", "US", "WW", "YY", "D",
    "I",
    "J", "Q", "W", "Y",
  ]
  private static let names: Set<String> = [
    "MONTH", "MON", "DAY", "DY", "A.D.", "B.C.", "AD", "BC", "A.M.", "P.M.", "AM", "PM", "RM", "TZ", "TZH",
    "TZM",
    "OF", "FX",
  ]

  init(_ format: String) {
    var rest = Array(format)[...]
    var isUnfilled = false
    while let character = rest.first {
      let start = String(rest.prefix(5))
      if start.hasPrefix("FM") || start.hasPrefix("fm") {
        isUnfilled = true
        rest = rest.dropFirst(2)
      } else if start.hasPrefix("TM") || start.hasPrefix("tm") {
        isUnfilled = true
        rest = rest.dropFirst(2)
      } else if let (word, casing) = Self.word(at: start) {
        rest = rest.dropFirst(word.count)
        var field = Field(word: word, casing: casing, isUnfilled: isUnfilled)
        isUnfilled = false
        if rest.starts(with: "TH") || rest.starts(with: "th") {
          field.ordinal = rest.first == "T" ? .upper : .lower
          rest = rest.dropFirst(2)
        }
        if word == "FX" { isExact = true } else { parts.append(.field(field)) }
      } else if character == "\"" {
        rest.removeFirst()
        while let next = rest.popFirst(), next != "\"" {
          parts.append(.text(next == "\\" ? rest.popFirst() ?? next : next))
        }
      } else {
        rest.removeFirst()
        if character == "\\", rest.first == "\"", let quote = rest.popFirst() {
          parts.append(.text(quote))
        } else {
          let isSign = character.isASCII && !character.isLetter && !character.isNumber
          parts.append(isSign ? .separator(character) : .text(character))
        }
      }
    }
  }

  private static func word(at start: String) -> (String, Casing)? {
    for word in words {
      if start.hasPrefix(word) { return (word, .upper) }
      if start.hasPrefix(word.lowercased()) { return (word, .lower) }
      if ["MONTH", "MON", "DAY", "DY"].contains(word),
        start.hasPrefix(word.prefix(1) + word.dropFirst().lowercased())
      {
        return (word, .capital)
      }
    }
    return nil
  }

  /// The English ending of a number that is written out.
  static func ordinal(of digits: String) -> String {
    let last = Array(digits.suffix(2))
    if last.count == 2, last[0] == "1" { return "th" }
    switch last.last {
    case "1": return "st"
    case "2": return "nd"
    case "3": return "rd"
    default: return "th"
    }
  }
}
