/// `ALTER TABLE` with its actions in order. Renames are statements of their own, as in PostgreSQL.
struct AlterTable: Sendable, Hashable {
  /// What it was called: `ALTER VIEW` takes some of the same actions.
  var kind = RelationKind.table
  var table: QualifiedName
  var ifExists = false
  var only = false
  var actions: [AlterTableAction]
}

struct AlterTableAction: Sendable, Hashable {
  var kind: AlterTableActionKind
  var range: SourceRange

  static func == (left: AlterTableAction, right: AlterTableAction) -> Bool { left.kind == right.kind }
  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

enum AlterTableActionKind: Sendable, Hashable {
  case addColumn(ColumnDefinition, ifNotExists: Bool)
  case dropColumn(Identifier, ifExists: Bool, cascade: Bool)
  case setDefault(Identifier, Expression)
  case dropDefault(Identifier)
  case setNotNull(Identifier)
  case dropNotNull(Identifier)
  case setType(Identifier, TypeName, collation: QualifiedName?, using: Expression?)
  case addIdentity(Identifier, always: Bool, SequenceOptions)
  /// `SET GENERATED …`, `SET <sequence option>`, `RESTART`.
  case setIdentity(Identifier, always: Bool?, SequenceOptions)
  case dropIdentity(Identifier, ifExists: Bool)
  case dropExpression(Identifier, ifExists: Bool)
  case addConstraint(TableConstraint)
  case dropConstraint(Identifier, ifExists: Bool, cascade: Bool)
  case validateConstraint(Identifier)
  case alterConstraint(Identifier, Deferral?)
  case setTriggers(TriggerSelection, TriggerMode)
  /// `ENABLE ROW LEVEL SECURITY` and its three kin.
  case rowSecurity(RowSecurity)
  case owner(Identifier)
  case attachPartition(QualifiedName, PartitionBound)
  case detachPartition(QualifiedName)
  case inherit(QualifiedName)
  case noInherit(QualifiedName)
  /// What has no effect on meaning (storage, options, statistics, tablespace, cluster, logged).
  case attribute(TableAttribute)
  /// Read by the parser, named for a diagnostic: `ATTACH PARTITION`, `INHERIT`, …
  case other(String)
}

enum TriggerSelection: Sendable, Hashable {
  case named(Identifier)
  case all
  case user
}

enum TriggerMode: Sendable, Hashable {
  case enabled
  case disabled
  case replica
  case always

  /// Whether such a trigger fires in a session of its own, which is no replica.
  var fires: Bool { self == .enabled || self == .always }
}

enum RowSecurity: Sendable, Hashable {
  case enable
  case disable
  case force
  case noForce
}

/// `ALTER … RENAME`.
struct Rename: Sendable, Hashable {
  var target: RenameTarget
  var ifExists = false
  var newName: Identifier
}

enum RenameTarget: Sendable, Hashable {
  case relation(RelationKind, QualifiedName)
  case column(of: QualifiedName, Identifier)
  case constraint(of: QualifiedName, Identifier)
  case trigger(on: QualifiedName, Identifier)
  case type(QualifiedName)
  case domain(QualifiedName)
  case attribute(of: QualifiedName, Identifier)
  case schema(Identifier)
  /// Read by the parser, named for a diagnostic: `FUNCTION`, `ROLE`, …
  case other(String)
}

enum RelationKind: String, Sendable, Hashable, CaseIterable {
  case table
  case index
  case sequence
  case view
  case materializedView
  case foreignTable
}

/// `ALTER … SET SCHEMA`.
struct SetSchema: Sendable, Hashable {
  /// The object kind in upper case, such as `TABLE`.
  var kind: String
  var name: QualifiedName
  var ifExists = false
  var schema: Identifier
}
