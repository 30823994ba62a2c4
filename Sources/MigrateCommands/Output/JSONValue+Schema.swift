import PostgresDialect

extension JSONValue {
  static func members(of description: SchemaDescription) -> [String: JSONValue] {
    [
      "tables": .array(description.tables.map(JSONValue.init)),
      "objects": .array(
        description.objects.map {
          .object([
            "kind": .string($0.kind), "name": .string($0.name), "definition": .string($0.definition),
          ])
        }),
    ]
  }

  private init(_ table: SchemaDescription.Table) {
    self = .object([
      "schema": .string(table.schema), "name": .string(table.name),
      "columns": .array(table.columns.map(JSONValue.init)),
      "constraints": .array(table.constraints.map(JSONValue.init)),
      "indexes": .array(table.indexes.map(JSONValue.init)), "comment": JSONValue(table.comment),
      "madeByAnotherProgram": .bool(table.isForeign),
    ])
  }

  private init(_ column: SchemaDescription.Column) {
    self = .object([
      "name": .string(column.name), "type": .string(column.type), "nullable": .bool(column.isNullable),
      "default": JSONValue(column.defaultValue), "generated": JSONValue(column.generated),
      "counter": JSONValue(column.counter), "collation": JSONValue(column.collation),
      "comment": JSONValue(column.comment),
    ])
  }

  private init(_ constraint: SchemaDescription.Constraint) {
    self = .object([
      "name": .string(constraint.name), "kind": .string(constraint.kind.rawValue),
      "columns": .array(constraint.columns.map { .string($0) }),
      "definition": .string(constraint.definition), "referencedTable": JSONValue(constraint.referencedTable),
      "referencedColumns": .array(constraint.referencedColumns.map { .string($0) }),
      "validated": .bool(constraint.isValidated),
    ])
  }

  private init(_ index: SchemaDescription.Index) {
    self = .object([
      "name": .string(index.name), "unique": .bool(index.isUnique), "method": .string(index.method),
      "keys": .array(index.keys.map { .string($0) }), "definition": .string(index.definition),
    ])
  }
}
