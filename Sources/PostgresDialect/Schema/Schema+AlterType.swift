/// `ALTER COLUMN … TYPE`.
extension Schema {
  mutating func setType(
    _ name: Identifier, _ written: TypeName, collation: QualifiedName?, using: Expression?,
    of table: inout Table
  ) throws(Diagnostic) {
    let column = try self.column(name, of: table)
    var changed = column
    changed.type = try resolve(written)
    changed.collation = collation
    try refuseInGenerated(column, of: table, at: name.range)
    try refuseTypeChange(of: column, in: table.id, at: name.range)
    if column.generated != nil, using != nil {
      throw Diagnostic(
        .error, .invalidTableDefinition, "cannot specify USING when altering type of generated column",
        at: written.range)
    }
    if column.generated == nil {
      if let value = try rowValue(using, of: column, as: changed, in: table, at: written.range) {
        pendingValues[table.id][column.number] = value
      }
    }
    changed.defaultValue = try converted(column.defaultValue, from: column, to: changed, at: written.range)
    try setSequenceType(of: column, to: changed.type, at: written.range)
    for index in table.columns.indices where table.columns[index].number == column.number {
      table.columns[index] = changed
    }
    try requireMatchingReferences(of: changed, in: table, at: written.range)
  }

  private func refuseInGenerated(_ column: Column, of table: Table, at range: SourceRange) throws(Diagnostic)
  {
    let user = table.columns.first { $0.generated?.columnNames.contains(column.name) == true }
    guard let user, user.number != column.number else { return }
    throw Diagnostic(
      .error, .featureNotSupported, "cannot alter type of a column used by a generated column",
      hint: "column \"\(column.name)\" is used by generated column \"\(user.name)\"", at: range)
  }

  /// What the rows get; nil when every value may stay as it lies there.
  private func rowValue(
    _ using: Expression?, of old: Column, as new: Column, in table: Table, at range: SourceRange
  ) throws(Diagnostic) -> RowValue? {
    if using == nil, isWidened(baseType(old.type), to: baseType(new.type)) { return nil }
    let expression = using ?? Expression(.column([Identifier(old.name)]), at: range)
    let value = try conversion(expression, isUsing: using != nil, of: old, as: new, in: table, at: range)
    guard value.sql != SQLiteText.name(old.name) else { return nil }
    let reads = table.columns.filter { expression.columnNames.contains($0.name) }.map(\.number)
    return RowValue(sql: value.sql, isConstant: value.isConstant, reads: Set(reads))
  }

  /// Text with more room, in which every value is what it was.
  private func isWidened(_ from: PostgresType, to: PostgresType) -> Bool {
    guard [.text, .varchar].contains(from.base), [.text, .varchar].contains(to.base), !from.isArray,
      !to.isArray
    else { return false }
    guard let limit = to.modifiers.first else { return true }
    return from.modifiers.first.map { $0 <= limit } ?? false
  }

  private func conversion(
    _ expression: Expression, isUsing: Bool, of old: Column, as new: Column, in table: Table,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var lowering = Lowering(self, .statement, scope: .definition(of: table))
    let value = try lowering.lower(expression)
    do throws(Diagnostic) {
      return try lowering.assign(value, to: new, at: range)
    } catch {
      guard error.state == .datatypeMismatch else { throw error }
      let type = displayName(new.type)
      throw isUsing
        ? Diagnostic(
          .error, .datatypeMismatch,
          "result of USING clause for column \"\(old.name)\" cannot be cast automatically to type \(type)",
          hint: "You might need to add an explicit cast.", at: range)
        : Diagnostic(
          .error, .datatypeMismatch,
          "column \"\(old.name)\" cannot be cast automatically to type \(type)",
          hint: "You might need to specify \"USING \(old.name)::\(type)\".", at: range)
    }
  }

  /// A default goes along as an expression of its own type, which is the column's old one where it has none, assigned
  /// to the new type.
  private func converted(
    _ value: Expression?, from old: Column, to new: Column, at range: SourceRange
  ) throws(Diagnostic) -> Expression? {
    guard let value, value.calledSequence == nil,
      baseType(old.type).unmodified != baseType(new.type).unmodified
    else { return value }
    // A literal is still what was written only if the old type kept it as it is.
    var lowering = Lowering(self, .defaultValue)
    let own = try lowering.lower(value).type
    let hasType = own.base != .unknown
    let typed = hasType ? value : Expression(.cast(value, typeName(old.type.unmodified)), at: value.range)
    do throws(Diagnostic) {
      _ = try lowering.assign(try lowering.lower(typed), to: new, at: range)
    } catch {
      guard error.state == .datatypeMismatch else { throw error }
      throw Diagnostic(
        .error, .datatypeMismatch,
        "default for column \"\(old.name)\" cannot be cast automatically to type \(displayName(new.type))",
        at: range)
    }
    let (from, to) = (baseType(hasType ? own : old.type), baseType(new.type))
    if hasType, own.unmodified == new.type.unmodified { return value }
    let isSameKind = from.category == to.category && from.isArray == to.isArray && from.category != .user
    if isSameKind {
      // A text constant remembers the type that it was read as.
      if case .string = value.kind { return typed }
      return value
    }
    return Expression(.cast(typed, typeName(new.type)), at: value.range)
  }

  /// Foreign keys on either side must still compare what can be compared.
  private func requireMatchingReferences(of column: Column, in table: Table, at range: SourceRange)
    throws(Diagnostic)
  {
    for owner in tables.values {
      for constraint in owner.constraints {
        guard let key = constraint.foreignKey, let parent = tables[key.table] else { continue }
        for (own, other) in zip(key.columns, key.referenced) {
          let isChild = owner.id == table.id && own == column.number
          let isParent = key.table == table.id && other == column.number
          guard isChild || isParent else { continue }
          let left = isChild ? column : owner[number: own]
          let right = isParent ? column : parent[number: other]
          guard let left, let right else { continue }
          try requireComparable(left, right, constraint.name, at: range)
        }
      }
    }
  }

  private func requireComparable(_ left: Column, _ right: Column, _ constraint: String, at range: SourceRange)
    throws(Diagnostic)
  {
    let (from, to) = (baseType(left.type), baseType(right.type))
    guard from.category == to.category, from.isArray == to.isArray else {
      throw Diagnostic(
        .error, .datatypeMismatch, "foreign key constraint \"\(constraint)\" cannot be implemented",
        hint: "Key columns \"\(left.name)\" and \"\(right.name)\" are of incompatible types: "
          + "\(displayName(left.type)) and \(displayName(right.type)).", at: range)
    }
  }
}
