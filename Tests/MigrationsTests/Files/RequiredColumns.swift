import TestSupport

/// A file as another program sees it: makes rows that give only what a table requires, parents first.
struct RequiredColumns {
  let path: String
  private var counter = 0

  init(path: String) { self.path = path }

  var tables: [String] {
    get throws {
      try SQLiteShell.rows(
        #"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\_migrations%' ESCAPE '\' "#
          + #"AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name;"#, on: path
      ).compactMap { $0[0] }
    }
  }

  struct Column {
    let name: String
    let type: String
    let isRequired: Bool
    let hasDefault: Bool
  }

  func columns(of table: String) throws -> [Column] {
    try SQLiteShell.rows("PRAGMA table_info(\"\(table)\");", on: path).map { row in
      let isAuto = row[2] == "INTEGER" && row[5] == "1"
      return Column(
        name: row[1] ?? "", type: row[2] ?? "", isRequired: row[3] == "1" && row[4] == nil && !isAuto,
        hasDefault: row[4] != nil)
    }
  }

  /// The parents' keys by column: table and column.
  func parents(of table: String) throws -> [String: (table: String, column: String)] {
    let rows = try SQLiteShell.rows("PRAGMA foreign_key_list(\"\(table)\");", on: path)
    return Dictionary(rows.map { ($0[3] ?? "", (table: $0[2] ?? "", column: $0[4] ?? "id")) }) { first, _ in
      first
    }
  }

  /// A value for every required column, as SQL.
  mutating func values(for table: String) throws -> [(column: String, value: String)] {
    let parents = try parents(of: table)
    var result: [(column: String, value: String)] = []
    for column in try columns(of: table) where column.isRequired {
      if let parent = parents[column.name] {
        let rowid = try insert(into: parent.table)
        result.append(
          (column.name, "(SELECT \"\(parent.column)\" FROM \"\(parent.table)\" WHERE rowid = \(rowid))"))
      } else {
        result.append((column.name, value(of: column)))
      }
    }
    return result
  }

  private mutating func value(of column: Column) -> String {
    counter += 1
    switch (column.name, column.type) {
    case ("role", _): return "'user'"
    case ("setting_value", _): return "'{\"a\": 1}'"
    case (_, "INTEGER"): return "\(counter)"
    case (_, "REAL"): return "\(counter).5"
    case (_, "BLOB"): return "x'00'"
    default: return "'text \(counter)'"
    }
  }

  /// Inserts a row; its rowid.
  @discardableResult
  mutating func insert(into table: String) throws -> String {
    let values = try values(for: table)
    return try SQLiteShell.rows(Self.statement(table, values) + "SELECT last_insert_rowid();", on: path)[0][0]
      ?? ""
  }

  static func statement(_ table: String, _ values: [(column: String, value: String)]) -> String {
    guard !values.isEmpty else { return "INSERT INTO \"\(table)\" DEFAULT VALUES;" }
    return "INSERT INTO \"\(table)\" (\(values.map { "\"\($0.column)\"" }.joined(separator: ", "))) "
      + "VALUES (\(values.map(\.value).joined(separator: ", ")));"
  }
}
