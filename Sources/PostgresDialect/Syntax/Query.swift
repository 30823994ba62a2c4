/// A `SELECT`, `VALUES`, `TABLE`, or a combination of them, with what may surround it.
/// A class, so that queries nest in expressions without copying; never mutated after parsing.
package final class Query: Sendable, Hashable {
  let with: WithClause?
  let body: QueryBody
  let orderBy: [SortItem]
  let limit: Expression?
  let offset: Expression?
  /// `FOR UPDATE` and its kin, as written.
  let locking: [String]
  let range: SourceRange

  init(
    with: WithClause? = nil, body: QueryBody, orderBy: [SortItem] = [], limit: Expression? = nil,
    offset: Expression? = nil, locking: [String] = [], range: SourceRange
  ) {
    self.with = with
    self.body = body
    self.orderBy = orderBy
    self.limit = limit
    self.offset = offset
    self.locking = locking
    self.range = range
  }

  package static func == (left: Query, right: Query) -> Bool {
    left === right
      || left.with == right.with && left.body == right.body && left.orderBy == right.orderBy
        && left.limit == right.limit && left.offset == right.offset && left.locking == right.locking
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(body) }
}

indirect enum QueryBody: Sendable, Hashable {
  case select(Select)
  case values([[Expression]])
  case combined(Query, SetOperation, all: Bool, Query)
}

enum SetOperation: String, Sendable, Hashable {
  case union
  case intersect
  case except
}

struct Select: Sendable, Hashable {
  var distinct: Distinct?
  var columns: [SelectItem]
  var from: [TableExpression] = []
  var filter: Expression?
  var groupBy: [Expression] = []
  var having: Expression?
  var windows: [NamedWindow] = []
  /// `SELECT … INTO name`.
  var into: QualifiedName?
  var intoPersistence = Persistence.permanent
}

enum Distinct: Sendable, Hashable {
  case rows
  case on([Expression])
}

struct SelectItem: Sendable, Hashable {
  var expression: Expression
  var alias: Identifier?
}

struct NamedWindow: Sendable, Hashable {
  var name: Identifier
  var definition: WindowDefinition
}

indirect enum TableExpression: Sendable, Hashable {
  case table(QualifiedName, only: Bool, TableAlias?)
  case query(Query, lateral: Bool, TableAlias?)
  case function(FunctionCall, lateral: Bool, ordinality: Bool, TableAlias?)
  case join(TableExpression, JoinKind, TableExpression, JoinCondition)
}

struct TableAlias: Sendable, Hashable {
  var name: Identifier
  var columns: [Identifier] = []
  /// A type for each column in `FROM f() AS t(a integer, b text)`; otherwise empty.
  var types: [TypeName] = []
}

enum JoinKind: String, Sendable, Hashable {
  case cross
  case inner
  case left
  case right
  case full
}

enum JoinCondition: Sendable, Hashable {
  case none
  case on(Expression)
  case using([Identifier])
  case natural
}

struct WithClause: Sendable, Hashable {
  var isRecursive: Bool
  var tables: [CommonTable]
}

struct CommonTable: Sendable, Hashable {
  var name: Identifier
  var columns: [Identifier] = []
  var isMaterialized: Bool?
  var statement: Statement
}

extension Query {
  /// The same around another body.
  func with(_ body: QueryBody) -> Query {
    Query(
      with: with, body: body, orderBy: orderBy, limit: limit, offset: offset, locking: locking, range: range)
  }
}
