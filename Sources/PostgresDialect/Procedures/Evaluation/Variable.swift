/// What a variable holds.
package enum VariableContent: Sendable, Hashable {
  case scalar(StoredValue)
  case record(RecordContent)
  /// A record before anything was assigned, of which PostgreSQL does not even know the fields.
  case unassigned

  /// NULL, in a row all of whose fields are.
  package var isNull: Bool {
    switch self {
    case .scalar(let value): value == .null
    case .record(let record): record.values.allSatisfy { $0 == .null }
    case .unassigned: true
    }
  }
}

package struct RecordContent: Sendable, Hashable {
  package var fields: [RecordField]
  package var values: [StoredValue]
  /// Whether it is no row at all, rather than one of NULLs.
  package var isNull: Bool

  package init(fields: [RecordField], values: [StoredValue], isNull: Bool = false) {
    self.fields = fields
    self.values = values
    self.isNull = isNull
  }
}

package struct RecordField: Sendable, Hashable {
  package var name: String
  package var type: PostgresType

  package init(name: String, type: PostgresType) {
    self.name = name
    self.type = type
  }
}

/// What may be put into a variable.
package enum VariableShape: Sendable, Hashable {
  case scalar(PostgresType)
  /// Any row.
  case record
  /// The rows of a table or composite type.
  case row([RecordField])

  package var empty: VariableContent {
    switch self {
    case .scalar: .scalar(.null)
    case .record: .unassigned
    case .row(let fields):
      .record(RecordContent(fields: fields, values: fields.map { _ in .null }, isNull: true))
    }
  }

  package var isScalar: Bool {
    if case .scalar = self { true } else { false }
  }
}

package struct Variable: Sendable {
  package let name: String
  package let shape: VariableShape
  package var content: VariableContent
  package var isConstant = false
  package var isNotNull = false

  package init(_ name: String, _ shape: VariableShape, _ content: VariableContent? = nil) {
    self.name = name
    self.shape = shape
    self.content = content ?? shape.empty
  }
}
