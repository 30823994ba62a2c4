/// What a trigger function comes to for one event: statements of SQLite in their order, each under its conditions.
struct TriggerProgram: Sendable {
  struct Action: Sendable {
    var kind: Kind
    /// With slots for its conditions, and marks for symbols.
    var sql: String
    var guards: [Guard]
    /// The table that it writes.
    var target: ObjectID?
    /// What it does to it.
    var event: TriggerEventKind?
    /// The relations that it may change, by itself or by what it sets off.
    var writes: Set<ObjectID> = []
    /// The relations that it reads.
    var reads: Set<ObjectID> = []
    /// Whether doing it once more comes to the same.
    var isRepeatable = true
    /// Whether doing it for each row of a statement comes to the same.
    var isRowByRow = true
    /// Whether it is about the rows of a statement, as transition tables tell of them.
    var isAboutRows = false
  }

  enum Kind: Sendable, Hashable {
    case statement
    /// Ends the statement that set the trigger off.
    case raise
    /// Leaves the row as it is.
    case skip
    /// Gives columns of the row other values.
    case fill([Setting])
  }

  struct Setting: Sendable, Hashable {
    var column: String
    var sql: String
  }

  /// A condition on the way to a statement.
  struct Guard: Sendable, Hashable {
    var sql: String
    /// Whether it asks a row of a loop, so that it can stand in the loop's statement only.
    var isOfLoop = false
  }

  /// A value that cannot be written down wherever it is used: it must be what it was at its place in the function.
  struct Symbol: Sendable {
    enum Kind: Sendable {
      /// Read from tables.
      case read
      /// Another at each asking.
      case random
      /// Told by SQLite about the statement before.
      case last
      /// Too much to be written down wherever it is used.
      case large
    }

    var kind: Kind
    var sql: String
    var reads: Set<ObjectID>
    /// The number of actions before it.
    var born: Int
    /// The way to it.
    var guards: [Guard]
    /// Whether it is another for each row of a loop.
    var isOfLoop = false
  }

  var actions: [Action] = []
  var symbols: [Symbol] = []
  /// The sequences that it counts on.
  var counted: Set<ObjectID> = []
  var warnings: [String] = []

  mutating func warn(_ message: String) {
    if !warnings.contains(message) { warnings.append(message) }
  }
}

// MARK: - Symbols

extension TriggerProgram {
  private static let opening: Character = "\u{E110}"
  private static let closing: Character = "\u{E111}"

  /// Characters that no function may contain, because they have a meaning here.
  static func isReserved(_ scalar: Unicode.Scalar) -> Bool { (0xE100...0xE11F).contains(scalar.value) }

  /// The mark at the start of a text, if there is one.
  static func leadingMark(in text: Substring) -> Substring? {
    guard text.first == opening, let end = text.firstIndex(of: closing) else { return nil }
    return text[...end]
  }

  static func mark(_ symbol: Int) -> String { "\(opening)\(symbol)\(closing)" }

  /// The text with each symbol replaced.
  static func expanded(_ sql: String, _ replacement: (Int) -> String) -> String {
    guard sql.contains(opening) else { return sql }
    var result = ""
    var number: String?
    for character in sql {
      switch (character, number) {
      case (opening, _): number = ""
      case (closing, let digits?):
        if let symbol = Int(digits) { result += replacement(symbol) }
        number = nil
      case (_, let digits?): number = digits + String(character)
      default: result.append(character)
      }
    }
    return result
  }

  /// How often each symbol is asked for in a text, others being written down.
  func uses(in sql: String) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    _ = Self.expanded(sql) { symbol in
      counts[symbol, default: 0] += 1
      for (inner, count) in uses(in: symbols[symbol].sql) { counts[inner, default: 0] += count }
      return ""
    }
    return counts
  }
}
