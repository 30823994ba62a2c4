/// The columns that an expression may name, innermost query last.
struct Scope: Sendable {
  struct Source: Sendable {
    /// The table's name or alias in the statement.
    var name: String
    /// What stands before its columns in SQLite, such as `"u".` or `NEW.`; empty in a table's own definition.
    var prefix: String
    var columns: [(name: String, type: PostgresType)]
    /// What each column is in SQLite, where that is not the prefix and its name.
    var texts: [String] = []
    /// A function of one value in FROM, whose name stands for the value too.
    var isScalar = false
    /// What SQLite numbers its rows by, where it is a table.
    var rowID: String?
    /// What was moved to FROM from the select list, so that `*` does not show it.
    var isMoved: Bool { name == Self.moved }
    static let moved = "_set"
    /// A record of a procedure, such as `NEW`: its fields are never meant without its name.
    var isRecord = false

    func value(_ index: Int) -> TypedSQL {
      TypedSQL(
        texts.isEmpty ? prefix + SQLiteText.name(columns[index].name) : texts[index], columns[index].type)
    }
  }

  /// A column that `USING` or `NATURAL` made of two.
  struct Merged: Sendable {
    var name: String
    var value: TypedSQL
    /// The tables whose columns of this name it stands for.
    var sources: Set<String>
  }

  var sources: [Source] = []
  var merged: [Merged] = []
  /// The variables of a procedure's block.
  var isVariables = false
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

  /// What a name may mean, behind the name of a source or without one.
  func values(named name: String, in qualifier: String?) -> [TypedSQL] {
    guard let qualifier else { return values(named: name) }
    var found: [TypedSQL] = []
    for source in sources where source.name == qualifier {
      for index in source.columns.indices where source.columns[index].name == name {
        found.append(source.value(index))
      }
    }
    return found
  }

  /// What a name without a qualifier may mean.
  func values(named name: String) -> [TypedSQL] {
    var found: [TypedSQL] = []
    var hidden: Set<String> = []
    for column in merged where column.name == name {
      found.append(column.value)
      hidden.formUnion(column.sources)
    }
    for source in sources where !hidden.contains(source.name) && !source.isRecord {
      for index in source.columns.indices where source.columns[index].name == name {
        found.append(source.value(index))
      }
    }
    if found.isEmpty, let scalar = sources.first(where: { $0.name == name && $0.isScalar }) {
      found.append(scalar.value(0))
    }
    return found
  }

  /// All columns in the order of `*`: the merged ones first.
  var all: [(name: String, value: TypedSQL)] {
    var result = merged.map { (name: $0.name, value: $0.value) }
    for source in sources where !source.isMoved {
      for index in source.columns.indices {
        let name = source.columns[index].name
        if merged.contains(where: { $0.name == name && $0.sources.contains(source.name) }) { continue }
        result.append((name, source.value(index)))
      }
    }
    return result
  }
}
