/// From a table that another program made to what SQLite needs for it: its own text, with what has been altered since.
extension Schema {
  func lowered(_ table: Table, stored: StoredDefinition) throws(Diagnostic) -> LoweredTable {
    let live = Set(table.constraints.map(\.name))
    func isKept(_ part: StoredDefinition.Part) -> Bool { stored.names[part].map(live.contains) ?? true }

    // What is new is lowered as for any table.
    var own = table
    let old = Set(stored.names.values)
    own.constraints.removeAll { old.contains($0.name) }
    own.stored = nil
    // Its text is another program's, and stays what it is.
    own.triggers = []
    var result = try lowered(own)
    let kept = stored.constraints.indices.filter { isKept(.constraint($0)) }
    result.stored = LoweredTable.Stored(
      definition: stored, constraints: kept.map { stored.constraints[$0] })

    for index in result.columns.indices where table.columns[index].number <= stored.columns.count {
      let column = table.columns[index]
      let place = column.number - 1
      let text = stored.columns[place]
      let lowered = result.columns[index]
      let clauses = text.clauses.indices.filter { isKept(.clause(column: place, index: $0)) }
      var changed = LoweredColumn(number: column.number, name: column.name, type: text.type)
      changed.collation = text.collation
      if column.type != Self.type(declared: text.type) {
        changed.type = lowered.type
        result.checks += lowered.checks
      }
      let kinds = clauses.map { text.clauses[$0].kind }
      changed.isRowID = isRowID(column, text, kinds, in: table, stored)
      // The key of a table without row numbers takes no NULL, also where its text does not say so.
      let isImplied = !stored.hasRowID && table.primaryKey?.columns.contains(column.number) == true
      changed.isNotNull = isImplied ? text.isNotNull : column.isNotNull
      changed.defaultValue = column.defaultValue == nil ? column.storedDefault : lowered.defaultValue
      if kinds.contains(.generated) { changed.generated = text.text }
      changed.stored = LoweredColumn.Stored(column: text, clauses: Set(clauses))
      result.columns[index] = changed
    }
    if let key = table.primaryKey, old.contains(key.name), !result.columns.contains(where: \.isRowID) {
      result.primaryKey = LoweredKey(name: key.name, columns: table.names(of: key.columns), isStored: true)
    }
    return result
  }

  /// `INTEGER PRIMARY KEY`, in either place: https://sqlite.org/lang_createtable.html#rowid
  private func isRowID(
    _ column: Column, _ text: StoredColumn, _ kinds: [StoredColumn.ClauseKind], in table: Table,
    _ stored: StoredDefinition
  ) -> Bool {
    guard text.type.lowercased() == "integer", stored.hasRowID else { return false }
    return table.primaryKey?.columns == [column.number]
      && stored.names.values.contains(table.primaryKey?.name ?? "")
  }
}

extension LoweredTable {
  /// What another program wrote of it.
  struct Stored: Sendable, Hashable {
    var definition: StoredDefinition
    /// Those that are still there.
    var constraints: [StoredConstraint]
  }

  /// Its own text with the changes, and what is new at its end.
  func text(_ stored: Stored) -> String {
    let new =
      (primaryKey.map { $0.isStored ? [] : [$0.sql] } ?? []) + checks.map(\.sql) + foreignKeys.map(\.sql)
    let columns = columns.map { $0.stored == nil ? "\n  \($0.sql)" : $0.sql }
    let elements = columns + stored.constraints.map(\.text) + new.map { "\n  \($0)" }
    return stored.definition.head(named: name) + elements.joined(separator: ",") + stored.definition.tail
  }

  /// Unique constraints inside of the text, whose indexes SQLite makes by itself: they come and go with a copy only.
  var storedKeys: [String] {
    guard let stored else { return [] }
    let inColumns = columns.compactMap { column in
      column.stored.map { own in
        own.clauses.filter { [.unique, .primaryKey].contains(own.column.clauses[$0].kind) }.map {
          "\(column.number) \($0)"
        }
      }
    }
    let inTable = stored.constraints.compactMap { constraint -> String? in
      switch constraint.kind {
      case .unique, .primaryKey: constraint.text
      case .check, .references: nil
      }
    }
    return inColumns.flatMap { $0.sorted() } + inTable
  }
}

extension LoweredTable.Stored {
  /// Without checks and references.
  var bare: LoweredTable.Stored {
    var copy = self
    copy.constraints.removeAll {
      switch $0.kind {
      case .check, .references: true
      case .primaryKey, .unique: false
      }
    }
    return copy
  }

  /// The conditions of its checks, the columns' among them, with what they are called.
  func checks(of columns: [LoweredColumn]) -> [LoweredCheck] {
    func check(_ name: String?, _ condition: String) -> LoweredCheck {
      LoweredCheck(name: name ?? condition, condition: condition, constraint: name ?? "\(condition)")
    }
    let own = constraints.compactMap { constraint -> LoweredCheck? in
      if case .check(let condition) = constraint.kind { check(constraint.name, condition) } else { nil }
    }
    let inColumns = columns.flatMap { column in
      (column.stored?.clauses.sorted() ?? []).compactMap { index -> LoweredCheck? in
        guard let clause = column.stored?.column.clauses[index], case .check(let condition) = clause.kind
        else { return nil }
        return check(clause.name, condition)
      }
    }
    return own + inColumns
  }
}

extension LoweredColumn {
  /// What another program wrote of it, and the clauses that are still there.
  struct Stored: Sendable, Hashable {
    var column: StoredColumn
    var clauses: Set<Int>

    var bare: Stored {
      var copy = self
      copy.clauses = clauses.filter { index in
        switch column.clauses[index].kind {
        case .check, .references: false
        default: true
        }
      }
      return copy
    }
  }
}
