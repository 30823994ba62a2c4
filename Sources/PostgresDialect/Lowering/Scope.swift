/// The columns that an expression may name, innermost query last.
struct Scope: Sendable {
  struct Source: Sendable {
    /// The table's name or alias in the statement.
    var name: String
    /// What stands before its columns in SQLite, such as `"u".` or `NEW.`; empty in a table's own definition.
    var prefix: String
    var columns: [(name: String, type: PostgresType)]
  }

  var sources: [Source] = []
  /// Columns of the select list, which ORDER BY may name.
  var outputs: [(name: String, type: PostgresType)] = []
}

extension Scope {
  /// The columns of a table in its own definition: checks, indexes, generated columns.
  static func definition(of table: Table) -> Scope {
    Scope(sources: [Source(name: table.name.name, prefix: "", columns: columns(of: table))])
  }

  /// `NEW` and `OLD` in a trigger.
  static func trigger(on table: Table) -> Scope {
    Scope(sources: [
      Source(name: "new", prefix: "NEW.", columns: columns(of: table)),
      Source(name: "old", prefix: "OLD.", columns: columns(of: table)),
    ])
  }

  static func columns(of table: Table) -> [(name: String, type: PostgresType)] {
    table.columns.map { ($0.name, $0.type) }
  }
}
