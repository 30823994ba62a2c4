extension Schema {
  /// The same for tools.
  ///
  /// - Parameter hidden: tables that other programs made and that PostgreSQL has nothing like, by SQLite's names.
  public func description(hiding hidden: Set<String> = []) -> SchemaDescription {
    var description = SchemaDescription()
    description.tables = tables.values.filter { !hidden.contains($0.name.lowered) }
      .sorted { $0.name < $1.name }.map(self.description(of:))
    description.objects = allEntries.filter { ![.table, .index].contains($0.key.kind) }
      .map {
        SchemaDescription.Object(kind: $0.key.kind.rawValue, name: $0.key.name, definition: $0.definition)
      }
      .sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }
    return description
  }

  private func description(of table: Table) -> SchemaDescription.Table {
    var result = SchemaDescription.Table(
      schema: table.name.schema, name: table.name.name, isForeign: table.isForeign)
    result.comment = annotations[.table(table.id)]?.comment
    result.columns = table.columns.map { description(of: $0, in: table) }
    result.constraints = table.constraints.map { description(of: $0, on: table) }
    result.indexes = indexes.values.filter { $0.table == table.id }.sorted { $0.name < $1.name }.map {
      let definition = self.definition(of: $0, on: table)
      return SchemaDescription.Index(
        name: $0.name.name, isUnique: $0.isUnique, method: $0.method, keys: $0.elements.map(\.postgres),
        definition: definition.postgres)
    }
    return result
  }

  private func description(of column: Column, in table: Table) -> SchemaDescription.Column {
    let counter: String? =
      if let identity = column.identity {
        identity.isAlways ? "identity always" : "identity by default"
      } else {
        sequence(of: column)?.owner == .init(table: table.id, column: column.number) ? "serial" : nil
      }
    return SchemaDescription.Column(
      name: column.name, type: displayName(column.type), isNullable: !column.isNotNull,
      defaultValue: column.defaultValue?.postgres, generated: column.generated?.postgres, counter: counter,
      collation: column.collation?.postgres, comment: annotations[.column(table.id, column.number)]?.comment)
  }

  private func description(of constraint: Constraint, on table: Table) -> SchemaDescription.Constraint {
    var definition = self.definition(of: constraint, on: table)
    definition.name = nil
    let kind: SchemaDescription.Constraint.Kind =
      switch constraint.kind {
      case .primaryKey: .primaryKey
      case .unique: .unique
      case .check: .check
      case .foreignKey: .foreignKey
      case .exclusion: .exclusion
      }
    let parent = constraint.foreignKey.flatMap { key in tables[key.table].map { ($0, key.referenced) } }
    return SchemaDescription.Constraint(
      name: constraint.name, kind: kind, columns: table.names(of: constraint.columns),
      definition: definition.postgres, referencedTable: parent?.0.name.lowered,
      referencedColumns: parent.map { $0.0.names(of: $0.1) } ?? [], isValidated: constraint.isValidated)
  }
}
