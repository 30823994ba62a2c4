import TestSupport

/// A row for a table, made from what PostgreSQL's catalog says of it: a literal for each column that is given.
struct SampleRow {
  let table: PostgresTable
  /// Quoted names and literals, in the order of the table.
  var values: [(column: PostgresTable.Column, literal: String)]

  var insert: String {
    guard !values.isEmpty else { return "INSERT INTO \(table.sql) DEFAULT VALUES" }
    let names = values.map { PostgresTable.quoted($0.column.name) }.joined(separator: ", ")
    return "INSERT INTO \(table.sql) (\(names)) VALUES (\(values.map(\.literal).joined(separator: ", ")))"
  }

  /// The row with another value for a column.
  func replacing(_ column: String, with literal: String) -> SampleRow {
    var row = self
    for index in row.values.indices where row.values[index].column.name == column {
      row.values[index].literal = literal
    }
    return row
  }

  /// The row without a column.
  func leavingOut(_ isLeftOut: (PostgresTable.Column) -> Bool) -> SampleRow {
    SampleRow(table: table, values: values.filter { !isLeftOut($0.column) })
  }
}

/// Makes rows. What a check wants cannot be known: `variant` says how to guess, and PostgreSQL which guess is good.
struct SampleRows {
  /// Tells rows of one table apart.
  var seed: Int
  var variant: Int

  static let variants = 0..<6

  /// - Parameter parent: gives the literals of the referenced columns in some row of another table; nil without one.
  /// - Returns: nil where a value that must be given cannot be made.
  func row(
    of table: PostgresTable, parent: (PostgresTable.ForeignKey) -> [String]?
  ) -> SampleRow? {
    var referring: [String: String] = [:]
    var isOrphan: Set<String> = []
    for key in table.foreignKeys {
      if let values = parent(key) {
        for (column, value) in zip(key.columns, values) where referring[column] == nil {
          referring[column] = value
        }
      } else {
        isOrphan.formUnion(key.columns)
      }
    }
    var values: [(column: PostgresTable.Column, literal: String)] = []
    for column in table.columns where !column.isGenerated && !column.isCounting {
      if let literal = referring[column.name] {
        values.append((column, literal))
      } else if isOrphan.contains(column.name) {
        guard !column.isNotNull else { return nil }
      } else if let literal = literal(column, checks: table.checks) {
        values.append((column, literal))
      } else if column.isNotNull, !column.hasDefault {
        return nil
      }
    }
    return SampleRow(table: table, values: values)
  }

  private func literal(_ column: PostgresTable.Column, checks: [String]) -> String? {
    let own = checks.filter { Self.mentions($0, column.name) }
    // Odd guesses leave out what may be left out and is checked.
    if variant % 2 == 1, !own.isEmpty, column.hasDefault || !column.isNotNull { return nil }
    guard let text = text(column, checks: own) else { return nil }
    let element = column.isArray ? "{\(text)}" : text
    return "'\(element.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }

  private func text(_ column: PostgresTable.Column, checks: [String]) -> String? {
    if !column.labels.isEmpty { return column.labels[seed % column.labels.count] }
    switch column.type {
    case "bool": return seed % 2 == 0 ? "true" : "false"
    case "int2", "int4", "int8", "oid": return String(number(checks))
    case "float4", "float8": return "\(number(checks)).5"
    case "numeric":
      let scale = column.modifier < 0 ? 1 : (column.modifier - 4) & 0x7ff
      return scale > 0 ? "\(number(checks)).5" : String(number(checks))
    case "text", "varchar", "bpchar", "citext", "name":
      if let quoted = Self.quotedTexts(checks), variant / 2 < quoted.count { return quoted[variant / 2] }
      let length = column.modifier > 4 ? column.modifier - 4 : 200
      // What tells rows apart must survive the length.
      return String("\(Self.letters(seed))\(checks.isEmpty ? " of \(column.name)" : "")".prefix(length))
    case "uuid": return "00000000-0000-4000-8000-\(Self.padded(seed, 12))"
    case "json", "jsonb": return column.isArray ? nil : "{\"n\": \(seed)}"
    case "timestamp": return "2024-03-\(Self.padded(seed % 28 + 1, 2)) 10:20:30"
    case "timestamptz": return "2024-03-\(Self.padded(seed % 28 + 1, 2)) 10:20:30+00"
    case "date": return "2024-03-\(Self.padded(seed % 28 + 1, 2))"
    case "time": return "10:20:\(Self.padded(seed % 60, 2))"
    case "interval": return "\(seed) days"
    case "bytea": return column.isArray ? nil : "\\x\(Self.padded(seed, 4))"
    case "inet": return "10.0.0.\(seed)"
    case "vector", "tsvector", "hstore", "ltree", "point", "xml", "money", "bit", "varbit": return nil
    case "int4range", "int8range", "numrange": return column.isArray ? nil : "[\(seed),\(seed + 5))"
    default: return nil
    }
  }

  private func number(_ checks: [String]) -> Int {
    checks.isEmpty ? seed : [seed, seed, 0, 0, seed * 10 + 5, 1][variant % 6]
  }

  private static func mentions(_ check: String, _ column: String) -> Bool {
    let words = check.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return words.contains { $0 == column } || check.contains("\"\(column)\"")
  }

  /// What stands between quotes in a check, such as the words of an `IN`.
  private static func quotedTexts(_ checks: [String]) -> [String]? {
    let texts = checks.flatMap { check in
      check.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
    return texts.isEmpty ? nil : texts
  }

  /// 1 as `a`, 27 as `aa`.
  static func letters(_ number: Int) -> String {
    number <= 0 ? "" : letters((number - 1) / 26) + String(UnicodeScalar(UInt8(97 + (number - 1) % 26)))
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
