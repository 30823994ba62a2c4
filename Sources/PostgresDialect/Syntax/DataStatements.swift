/// `INSERT INTO`.
struct Insert: Sendable, Hashable {
  var with: WithClause?
  var table: QualifiedName
  var alias: Identifier?
  /// Empty when not listed.
  var columns: [Identifier] = []
  var source: InsertSource
  /// Whether it was a `COPY`, whose rows must be whole.
  var isCopy = false
  /// `OVERRIDING SYSTEM VALUE` is true, `OVERRIDING USER VALUE` is false.
  var overridingSystem: Bool?
  var conflict: ConflictClause?
  var returning: [SelectItem] = []
}

enum InsertSource: Sendable, Hashable {
  case defaultValues
  case query(Query)
}

struct ConflictClause: Sendable, Hashable {
  var target: ConflictTarget?
  var action: ConflictAction
}

enum ConflictTarget: Sendable, Hashable {
  case columns([IndexElement], filter: Expression?)
  case constraint(Identifier)
}

enum ConflictAction: Sendable, Hashable {
  case nothing
  case update([Assignment], filter: Expression?)
}

/// `UPDATE`.
struct Update: Sendable, Hashable {
  var with: WithClause?
  var table: QualifiedName
  var only = false
  var alias: Identifier?
  var assignments: [Assignment]
  var from: [TableExpression] = []
  var filter: Expression?
  var returning: [SelectItem] = []
}

/// `a = x`, or `(a, b) = (x, y)` and `(a, b) = (SELECT …)`.
struct Assignment: Sendable, Hashable {
  var columns: [Identifier]
  var value: Expression
}

/// `DELETE FROM`.
struct Delete: Sendable, Hashable {
  var with: WithClause?
  var table: QualifiedName
  var only = false
  var alias: Identifier?
  var using: [TableExpression] = []
  var filter: Expression?
  var returning: [SelectItem] = []
}

/// `TRUNCATE`.
struct Truncate: Sendable, Hashable {
  var tables: [QualifiedName]
  var restartsIdentity = false
  var cascades = false
}
