/// A `CREATE TABLE` of SQLite's, taken apart: what is said matters, not in which order, except for the columns.
/// https://sqlite.org/lang_createtable.html
struct TableText: Hashable {
  struct Column: Hashable {
    var name: String
    var type: String
    var clauses: Set<String>
  }

  private(set) var columns: [Column] = []
  private(set) var constraints: Set<String> = []
  /// `STRICT`, `WITHOUT ROWID`.
  private(set) var options: Set<String> = []

  /// Nil for another statement, such as `CREATE VIRTUAL TABLE`.
  init?(_ sql: String) {
    let tokens = SQLiteTokens.tokens(of: sql)
    guard tokens.count > 2, tokens[0] == "create", tokens[1] == "table",
      let opening = tokens.firstIndex(of: "("), let closing = Self.end(of: opening, in: tokens)
    else { return nil }
    for item in Self.split(tokens[(opening + 1)..<closing]) {
      if let word = item.first, Self.constraintWords.contains(word) {
        constraints.insert(item.joined(separator: " "))
      } else if let column = Self.column(item) {
        columns.append(column)
      }
    }
    options = Set(Self.split(tokens[(closing + 1)...]).map { $0.joined(separator: " ") })
  }

  private static let constraintWords: Set = ["constraint", "primary", "unique", "check", "foreign"]
  private static let clauseWords: Set = [
    "constraint", "primary", "not", "unique", "check", "default", "collate", "references", "generated", "as",
  ]

  private static func end(of opening: Int, in tokens: [String]) -> Int? {
    var depth = 0
    for index in opening..<tokens.count {
      if tokens[index] == "(" { depth += 1 }
      if tokens[index] == ")" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The items between commas that are in no parentheses.
  private static func split(_ tokens: ArraySlice<String>) -> [[String]] {
    var items: [[String]] = [[]]
    var depth = 0
    for token in tokens {
      if token == "(" { depth += 1 }
      if token == ")" { depth -= 1 }
      if token == ",", depth == 0 { items.append([]) } else { items[items.count - 1].append(token) }
    }
    return items.filter { !$0.isEmpty }
  }

  private static func column(_ item: [String]) -> Column? {
    guard let name = item.first else { return nil }
    var parts: [[String]] = [[]]
    var depth = 0
    for (index, token) in item.enumerated().dropFirst() {
      if depth == 0, clauseWords.contains(token), starts(token, index, item, part: parts[parts.count - 1]) {
        parts.append([])
      }
      if token == "(" { depth += 1 }
      if token == ")" { depth -= 1 }
      parts[parts.count - 1].append(token)
    }
    return Column(
      name: name, type: parts[0].joined(separator: " "),
      clauses: Set(parts.dropFirst().map { $0.joined(separator: " ") }))
  }

  /// Whether a word begins a clause: it does not behind `CONSTRAINT name`, in `NOT DEFERRABLE`, `SET DEFAULT` or
  /// `GENERATED ALWAYS AS`.
  private static func starts(_ word: String, _ index: Int, _ item: [String], part: [String]) -> Bool {
    if part.first == "constraint", part.count <= 2 { return part.count == 0 }
    switch word {
    case "not": return index + 1 < item.count && item[index + 1] == "null"
    case "default": return item[index - 1] != "set"
    case "as": return part.first != "generated" && !part.starts(with: ["constraint"])
    default: return true
    }
  }
}

extension TableText {
  /// What differs from another, in sentences.
  func differences(from expected: TableText) -> [String] {
    var lines: [String] = []
    let own = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    let theirs = Dictionary(expected.columns.map { ($0.name, $0) }) { first, _ in first }
    for column in expected.columns {
      guard let found = own[column.name] else {
        lines.append("column \(column.name) is missing")
        continue
      }
      if found.type != column.type {
        lines.append("column \(column.name) is \(found.type) instead of \(column.type)")
      }
      lines += Self.differences(found.clauses, column.clauses, "column \(column.name) ")
    }
    lines += columns.filter { theirs[$0.name] == nil }.map { "column \($0.name) is not in the history" }
    if lines.isEmpty, columns.map(\.name) != expected.columns.map(\.name) {
      lines.append("the columns are in another order: \(columns.map(\.name).joined(separator: ", "))")
    }
    lines += Self.differences(constraints, expected.constraints, "")
    lines += Self.differences(options, expected.options, "the table ")
    return lines
  }

  private static func differences(
    _ found: Set<String>, _ expected: Set<String>, _ subject: String
  ) -> [String] {
    expected.subtracting(found).sorted().map { "\(subject)lacks: \($0)" }
      + found.subtracting(expected).sorted().map { "\(subject)has: \($0)" }
  }
}
