/// From a table of the `Schema` to what SQLite needs for it.
extension Schema {
  func lowered(_ table: Table) throws(Diagnostic) -> LoweredTable {
    if let stored = table.stored { return try lowered(table, stored: stored) }
    guard !table.columns.isEmpty else { throw .unsupported("a table without columns", at: nil) }
    var columns: [LoweredColumn] = []
    for column in table.columns { columns.append(try lowered(column, of: table)) }
    var result = LoweredTable(
      name: table.name.lowered, columns: columns, primaryKey: nil, checks: [], foreignKeys: [])
    for constraint in table.constraints {
      switch constraint.kind {
      case .primaryKey(let numbers):
        if !columns.contains(where: \.isRowID) {
          let names = table.names(of: numbers)
          result.primaryKey = LoweredKey(
            name: constraint.name, columns: names,
            isGenerated: table.columns.contains { $0.generated != nil && names.contains($0.name) })
        }
      case .unique, .exclusion: break
      case .check(let condition):
        let asked = try asked(condition, of: table)
        result.checks.append(
          LoweredCheck(
            name: constraint.name, condition: asked.sql, constraint: constraint.name,
            isValidated: constraint.isValidated, isGuarded: asked.isGuarded))
      case .foreignKey(let key):
        guard let parent = tables[key.table] else { continue }
        result.foreignKeys.append(try lowered(key, constraint, from: table, to: parent))
        if key.match == .full, key.columns.count > 1 {
          result.checks.append(Self.matchFull(constraint, table.names(of: key.columns)))
        }
      }
    }
    if let condition = partitionCheck(of: table) {
      var lowering = Lowering(self, .immutable, scope: .definition(of: table))
      result.checks.append(
        LoweredCheck(
          name: "no partition of relation \"\(table.name.name)\" found for row",
          condition: try lowering.condition(condition, "CHECK").sql))
    }
    // Until its trigger has filled it, a row holds a mark.
    for column in result.columns {
      guard let mark = column.mark else { continue }
      result.checks = result.checks.map { $0.allowing(mark, in: column.name) }
    }
    guardPromises(of: table, in: &result)
    return result
  }

  private func lowered(_ column: Column, of table: Table) throws(Diagnostic) -> LoweredColumn {
    let isRowID = isRowID(column, of: table)
    let counter = counter(of: column, in: table)
    let storage = ColumnStorage.storage(of: column.type, in: self)
    var result = LoweredColumn(
      number: column.number, name: column.name, type: storage.type, collation: storage.collation)
    result.isRowID = isRowID
    let isKey = table.primaryKey?.columns.contains(column.number) == true
    result.isNotNull = column.isNotNull || isKey || domains(of: column.type).contains(where: \.isNotNull)
    // `INTEGER PRIMARY KEY` alone would be the row number: https://sqlite.org/lang_createtable.html#rowid
    if !isRowID, isKey, storage.type == "INTEGER" { result.type = "INT" }
    for collation in [column.collation] + domains(of: column.type).map(\.collation) {
      guard let collation else { continue }
      let own = try self.collation(collation, at: collation.range)
      if own.name != "BINARY" { result.collation = own.name }
    }
    var mark: String?
    if counter != nil {
      mark = ColumnCounter.mark
      result.defaultValue = mark
    } else if !isRowID, let own = try storedDefault(of: column, in: table) {
      switch own.form {
      case .text(let text): result.defaultValue = text
      case .filled(let filled):
        mark = filled.mark
        result.defaultValue = mark
      case .absent: break
      }
    }
    if let generated = column.generated {
      var lowering = Lowering(self, .immutable, scope: .definition(of: table))
      let value = try lowering.lower(generated)
      result.generated = try lowering.assign(value, to: column, at: generated.range).sql
    }
    let name = SQLiteText.name(column.name)
    for rule in storage.rules where !isRowID || column.type.base != .int8 {
      result.checks.append(
        LoweredCheck(name: "\(column.name) \(rule.sentence)", condition: rule.condition(on: name)))
    }
    try appendDomainChecks(of: column, to: &result)
    if let mark {
      result.mark = mark
      result.checks = result.checks.map { $0.allowing(mark, in: column.name) }
    }
    return result
  }

  private func appendDomainChecks(of column: Column, to result: inout LoweredColumn) throws(Diagnostic) {
    for check in domains(of: column.type).reversed().flatMap(\.checks) {
      let scope = Scope(sources: [
        Scope.Source(name: "", prefix: "", columns: [(column.name, baseType(column.type))])
      ])
      var lowering = Lowering(self, .immutable, scope: scope)
      let condition = check.condition.renamingColumn("value", to: column.name)
      result.checks.append(
        LoweredCheck(
          name: check.name, condition: try lowering.condition(condition, "CHECK").sql, constraint: check.name,
          isValidated: check.isValidated)
      )
    }
  }

  /// What `SET DEFAULT` of a key gives; nil for a column without a default.
  func defaultText(of column: Column, _ table: Table) throws(Diagnostic) -> String? {
    switch try storedDefault(of: column, in: table)?.form {
    case .text(let text)?: return text
    case .filled(let filled)? where filled.preparations.isEmpty: return "(\(filled.value))"
    case .filled?, .absent?:
      throw .unsupported("SET DEFAULT of such a default", at: column.defaultValue?.range)
    case nil: return nil
    }
  }

  private func lowered(
    _ key: ForeignKey, _ constraint: Constraint, from table: Table, to parent: Table
  ) throws(Diagnostic) -> LoweredForeignKey {
    var actions = ""
    for (event, action) in [("DELETE", key.onDelete), ("UPDATE", key.onUpdate)] {
      switch action {
      case .noAction: break
      case .restrict: actions += " ON \(event) RESTRICT"
      case .cascade: actions += " ON \(event) CASCADE"
      case .setNull(let columns), .setDefault(let columns):
        // Of some columns, a trigger does it.
        guard columns.isEmpty else { break }
        if case .setNull = action {
          actions += " ON \(event) SET NULL"
        } else {
          actions += " ON \(event) SET DEFAULT"
        }
      }
    }
    if let deferral = constraint.deferral {
      actions += " DEFERRABLE INITIALLY \(deferral.isInitiallyDeferred ? "DEFERRED" : "IMMEDIATE")"
    }
    return LoweredForeignKey(
      name: constraint.name, columns: table.names(of: key.columns), table: parent.name.lowered,
      referenced: parent.names(of: key.referenced), actions: actions, tableID: parent.id,
      isValidated: constraint.isValidated)
  }

  // SQLite reads MATCH FULL and does not do it: https://sqlite.org/foreignkeys.html#fk_unsupported
  private static func matchFull(_ constraint: Constraint, _ columns: [String]) -> LoweredCheck {
    let names = columns.map(SQLiteText.name)
    let all = names.map { "\($0) IS NULL" }.joined(separator: " AND ")
    let none = names.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    return LoweredCheck(
      name: "\(constraint.name) needs all of its columns or none", condition: "\(all) OR \(none)",
      constraint: constraint.name)
  }
}
