/// Values that must outlive a statement: they are kept in a table of ours from the place where they were read.
struct TriggerMemory {
  static let table = "_migrations_memory"

  static let definition = """
    CREATE TABLE IF NOT EXISTS "\(table)" (
      "name" TEXT NOT NULL PRIMARY KEY,
      "value" ANY
    ) STRICT
    """

  static func value(_ name: String) -> String {
    "(SELECT \"value\" FROM \"\(table)\" WHERE \"name\" = \(SQLiteText.string(name)))"
  }

  static func keep(_ name: String, _ value: String) -> String {
    "INSERT OR REPLACE INTO \"\(table)\" (\"name\", \"value\") SELECT \(SQLiteText.string(name)), \(value)\(GuardSlot.clause)"
  }

  static func forget(_ name: String) -> String {
    "DELETE FROM \"\(table)\" WHERE \"name\" = \(SQLiteText.string(name))"
  }

  /// While a trigger fills a row, what fires at updates of the table must hold still.
  static func filling(_ table: String) -> String { "filling \(table)" }
}

extension TriggerProgram {
  /// What SQLite's parser surely takes.
  private static let maximumDepth = 13
  /// What it takes at the most, by what stands at each level.
  static let parserDepth = 17

  /// A text with all symbols written down.
  private func whole(_ sql: String) -> String { Self.expanded(sql) { whole(symbols[$0].sql) } }

  /// The symbols that must be kept. A text would give another value where something has been written since that it
  /// reads, and where it is random or about the statement before.
  ///
  /// - Parameter hoisted: conditions that are asked once, before anything else.
  func kept(hoisted: [Guard]) -> Set<Int> {
    var places: [Int: [Int]] = [:]
    var deep: Set<Int> = []
    let nested = Set(symbols.flatMap { uses(in: $0.sql).keys })
    for (index, action) in actions.enumerated() {
      var texts = [action.sql] + action.guards.dropFirst(hoisted.count).map(\.sql)
      if case .fill(let settings) = action.kind { texts += settings.map(\.sql) }
      for text in texts {
        for (symbol, count) in uses(in: text) {
          places[symbol, default: []] += Array(repeating: index, count: count)
        }
        if whole(text).depth > Self.maximumDepth { deep.formUnion(uses(in: text).keys) }
      }
    }
    var kept: Set<Int> = []
    for (index, symbol) in symbols.enumerated() {
      guard let uses = places[index], let last = uses.max() else { continue }
      switch symbol.kind {
      case .random: if uses.count > 1 { kept.insert(index) }
      case .last: if last > symbol.born { kept.insert(index) }
      case .large where uses.count > 1 || nested.contains(index) || deep.contains(index): kept.insert(index)
      case .read, .large:
        let isOverwritten = actions.indices.contains { place in
          place >= symbol.born && place < last && !actions[place].writes.isDisjoint(with: symbol.reads)
        }
        if isOverwritten { kept.insert(index) }
      }
    }
    // Keeping something is a statement too, after which another was the one before.
    for (index, symbol) in symbols.enumerated() where symbol.kind == .last && places[index] != nil {
      if kept.contains(where: { $0 != index && symbols[$0].born == symbol.born }) { kept.insert(index) }
    }
    return kept
  }
}

extension String {
  /// Whether a text is too much to stand in others: SQLite's parser goes a hundred symbols deep only.
  /// https://sqlite.org/limits.html
  var isLarge: Bool {
    utf8.count >= 4000 || depth > 9
  }

  /// How deep its parentheses go, in the parser's measure.
  var depth: Int {
    // Tables before a query take more of it than a query itself.
    let deeper = contains("(WITH RECURSIVE ") ? 3 : contains("(WITH ") ? 1 : 0
    var (depth, deepest) = (0, 0)
    var isQuoted = false
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted:
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: ")") where !isQuoted: depth -= 1
      default: break
      }
    }
    return deepest + deeper
  }

  /// Whether SQLite's text gives another value at each asking.
  var isRandom: Bool { contains("random(") || contains("randomblob(") }

  /// The same of what may call functions of ours.
  var isVolatile: Bool {
    isRandom || contains("pg_gen_random_bytes(") || contains("pg_nextval(") || contains("pg_call(")
  }
}
