/// `CREATE TABLE`.
struct CreateTable: Sendable, Hashable {
  var name: QualifiedName
  var ifNotExists = false
  var persistence = Persistence.permanent
  var elements: [TableElement]
  var inherits: [QualifiedName] = []
  var partitionBy: PartitionKey?
  var partitionOf: PartitionOf?
  /// `WITH (…)`, `TABLESPACE …`, as written.
  var options: String?
}

enum Persistence: Sendable, Hashable {
  case permanent
  case temporary
  case unlogged
}

enum TableElement: Sendable, Hashable {
  case column(ColumnDefinition)
  case constraint(TableConstraint)
  /// `LIKE other INCLUDING …`, with the options in lower case.
  case like(QualifiedName, options: [String])
}

struct ColumnDefinition: Sendable, Hashable {
  var name: Identifier
  var type: TypeName
  var collation: QualifiedName?
  var constraints: [ColumnConstraint] = []
  var range: SourceRange

  static func == (left: ColumnDefinition, right: ColumnDefinition) -> Bool {
    left.name == right.name && left.type == right.type && left.collation == right.collation
      && left.constraints == right.constraints
  }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

struct ColumnConstraint: Sendable, Hashable {
  var name: Identifier?
  var kind: ColumnConstraintKind
  var deferral: Deferral?
  var range: SourceRange

  static func == (left: ColumnConstraint, right: ColumnConstraint) -> Bool {
    left.name == right.name && left.kind == right.kind && left.deferral == right.deferral
  }

  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

enum ColumnConstraintKind: Sendable, Hashable {
  case notNull
  case null
  case `default`(Expression)
  case check(Expression, noInherit: Bool)
  case generated(Expression)
  case identity(always: Bool, SequenceOptions)
  case primaryKey(IndexParameters)
  case unique(nullsNotDistinct: Bool, IndexParameters)
  case references(ForeignKeyTarget)
}

struct TableConstraint: Sendable, Hashable {
  var name: Identifier?
  var kind: TableConstraintKind
  var deferral: Deferral?
  var isNotValid = false
  var range: SourceRange

  static func == (left: TableConstraint, right: TableConstraint) -> Bool {
    left.name == right.name && left.kind == right.kind && left.deferral == right.deferral
      && left.isNotValid == right.isNotValid
  }

  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

enum TableConstraintKind: Sendable, Hashable {
  case check(Expression, noInherit: Bool)
  case primaryKey([Identifier], IndexParameters)
  case unique([Identifier], nullsNotDistinct: Bool, IndexParameters)
  case foreignKey([Identifier], ForeignKeyTarget)
  /// `PRIMARY KEY USING INDEX name` and `UNIQUE USING INDEX name`.
  case usingIndex(Identifier, isPrimary: Bool)
  /// `EXCLUDE …` as written, and what it is over.
  case exclude(String, over: [Expression])
}

/// `DEFERRABLE`, and whether it starts `INITIALLY DEFERRED`. `NOT DEFERRABLE` is no value.
struct Deferral: Sendable, Hashable {
  var isInitiallyDeferred: Bool
}

/// `INCLUDE (…)` and `WITH (…)` of a constraint's index.
struct IndexParameters: Sendable, Hashable {
  var include: [Identifier] = []
  var options: String?
}

struct ForeignKeyTarget: Sendable, Hashable {
  var table: QualifiedName
  /// Empty: the table's primary key.
  var columns: [Identifier] = []
  var match = ForeignKeyMatch.simple
  var onDelete = ForeignKeyAction.noAction
  var onUpdate = ForeignKeyAction.noAction
}

enum ForeignKeyMatch: Sendable, Hashable {
  case simple
  case full
}

enum ForeignKeyAction: Sendable, Hashable {
  case noAction
  case restrict
  case cascade
  /// With the columns of `SET NULL (a, b)`; empty: all of the key.
  case setNull([Identifier])
  case setDefault([Identifier])
}

/// What may stand after `CREATE SEQUENCE`, `GENERATED … AS IDENTITY (…)`, `ALTER SEQUENCE`.
struct SequenceOptions: Sendable, Hashable {
  /// `SEQUENCE NAME` of an identity.
  var name: QualifiedName?
  var type: TypeName?
  var start: Int?
  var increment: Int?
  var minimum: Int?
  var maximum: Int?
  var noMinimum = false
  var noMaximum = false
  var cache: Int?
  var cycles: Bool?
  /// `RESTART`, with a value or from the start.
  var restart: SequenceRestart?
  /// `OWNED BY table.column`; empty parts: `OWNED BY NONE`.
  var ownedBy: [Identifier]?
}

enum SequenceRestart: Sendable, Hashable {
  case fromStart
  case with(Int)
}
