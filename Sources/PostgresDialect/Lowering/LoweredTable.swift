/// What a PostgreSQL table needs in SQLite. Two of these, before and after a statement, are compared to find
/// what must run; columns keep the numbers of their PostgreSQL columns, so that a renamed one is known as the same.
struct LoweredTable: Sendable, Hashable {
  var name: String
  var columns: [LoweredColumn]
  /// Nil when there is none, or when a column is SQLite's own row number.
  var primaryKey: LoweredKey?
  var checks: [LoweredCheck]
  var foreignKeys: [LoweredForeignKey]
  /// Of a table that another program made: what of its text is kept. The constraints in it are not among the others.
  var stored: Stored?

  var hasRowID: Bool { stored?.definition.hasRowID ?? true }

  subscript(number number: Int) -> LoweredColumn? { columns.first { $0.number == number } }
}

struct LoweredColumn: Sendable, Hashable {
  var number: Int
  var name: String
  var type: String
  var collation: String?
  /// `INTEGER PRIMARY KEY AUTOINCREMENT`: https://sqlite.org/autoinc.html
  var isRowID = false
  var isNotNull = false
  /// Whether a trigger sees to that, because the row is filled only after it is written.
  var isGuarded = false
  /// Whether a NULL becomes the default, because a trigger gives the column a value of its own in any case.
  var replacesNull = false
  /// As it stands after `DEFAULT`.
  var defaultValue: String?
  /// What the default is, where a trigger replaces it.
  var mark: String?
  var generated: String?
  var checks: [LoweredCheck] = []
  var stored: Stored?
}

struct LoweredKey: Sendable, Hashable {
  var name: String
  var columns: [String]
  /// Whether it stands in what another program wrote.
  var isStored = false
  /// SQLite takes no generated column into a primary key: https://sqlite.org/gencol.html
  var isGenerated = false

  var sql: String {
    let kind = isGenerated ? "UNIQUE" : "PRIMARY KEY"
    return "CONSTRAINT \(SQLiteText.name(name)) \(kind) (\(SQLiteText.names(columns)))"
  }
}

struct LoweredCheck: Sendable, Hashable {
  var name: String
  var condition: String
  /// The constraint's name in PostgreSQL; nil for what a type demands.
  var constraint: String?
  /// False for `NOT VALID`: rows that are there already may fail it.
  var isValidated = true
  /// Whether a trigger asks it, because the row is filled only after it is written.
  var isGuarded = false
}

struct LoweredForeignKey: Sendable, Hashable {
  var name: String
  var columns: [String]
  var table: String
  var referenced: [String]
  /// `ON DELETE …`, `DEFERRABLE …`, as they stand.
  var actions: String
  /// The referenced table, through all renames.
  var tableID: ObjectID
  /// False for `NOT VALID`.
  var isValidated = true
}

extension LoweredTable {
  /// The whole `CREATE TABLE` statement.
  var sql: String {
    if let stored { return text(stored) }
    var lines = columns.map(\.sql)
    if let primaryKey { lines.append(primaryKey.sql) }
    lines += checks.filter { !$0.isGuarded }.map(\.sql)
    lines += foreignKeys.map(\.sql)
    return "CREATE TABLE \(SQLiteText.name(name)) (\n  " + lines.joined(separator: ",\n  ") + "\n) STRICT"
  }
}

extension LoweredTable {
  /// Without what its rows promise, but for the primary key: the form in which rows are filled and copied.
  var bare: LoweredTable {
    var copy = self
    for index in copy.columns.indices {
      copy.columns[index].checks = []
      copy.columns[index].isNotNull = false
      copy.columns[index].stored = copy.columns[index].stored?.bare
    }
    copy.checks = []
    copy.foreignKeys = []
    copy.stored = copy.stored?.bare
    return copy
  }

  /// What tells its rows apart when they are shown: the primary key, or the row number.
  func identity(rowID: String) -> [String] {
    if let primaryKey { return primaryKey.columns }
    return [columns.first(where: \.isRowID)?.name ?? rowID]
  }
}

extension LoweredColumn {
  /// Whether the default is a literal, which is what SQLite reads for rows older than the column.
  var hasLiteralDefault: Bool { defaultValue.map { !$0.hasPrefix("(") } ?? false }

  var sql: String {
    if let stored {
      return stored.column.text(
        name: name, type: type, isNotNull: isNotNull, defaultValue: defaultValue, kept: stored.clauses)
    }
    var parts = [SQLiteText.name(name), type]
    if isRowID { parts.append("PRIMARY KEY AUTOINCREMENT") }
    if isNotNull, !isRowID, !isGuarded {
      parts.append("NOT NULL\(replacesNull ? " ON CONFLICT REPLACE" : "")")
    }
    if let defaultValue { parts.append("DEFAULT \(defaultValue)") }
    if let collation { parts.append("COLLATE \(collation)") }
    if let generated { parts.append("GENERATED ALWAYS AS (\(generated)) STORED") }
    parts += checks.map(\.sql)
    return parts.joined(separator: " ")
  }
}

extension LoweredCheck {
  /// The same, which also takes the mark of a column whose value a trigger will bring.
  func allowing(_ mark: String, in column: String) -> LoweredCheck {
    let name = SQLiteText.name(column)
    guard condition.contains(name) else { return self }
    var copy = self
    copy.condition = "\(condition) OR \(name) = \(mark)"
    return copy
  }

  var sql: String { "CONSTRAINT \(SQLiteText.name(name)) CHECK (\(condition))" }
}

extension LoweredForeignKey {
  var sql: String {
    "CONSTRAINT \(SQLiteText.name(name)) FOREIGN KEY (\(SQLiteText.names(columns))) "
      + "REFERENCES \(SQLiteText.name(table)) (\(SQLiteText.names(referenced)))\(actions)"
  }
}

/// An index or a trigger: its SQLite name, and the statement that makes it.
struct LoweredObject: Sendable, Hashable {
  var name: String
  var sql: String
}
