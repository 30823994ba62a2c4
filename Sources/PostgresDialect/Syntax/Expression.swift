/// A value expression, with the place it was read from. Equality ignores places.
package struct Expression: Sendable, Hashable {
  var kind: ExpressionKind
  package var range: SourceRange

  init(_ kind: ExpressionKind, at range: SourceRange = SourceRange(0, 0)) {
    self.kind = kind
    self.range = range
  }

  package static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// The shapes of a value expression. Sugar that PostgreSQL's own parser removes is removed here too:
/// `EXTRACT(f FROM x)` is `extract('f', x)`, `POSITION(a IN b)` is `position(b, a)`, `TRIM(BOTH a FROM b)` is
/// `btrim(b, a)`, `x::t` and `CAST(x AS t)` and `t 'x'` are one cast.
indirect enum ExpressionKind: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// An unsigned number as written, such as `10`, `1.5`, `1e-3`.
  case number(String)
  case string(String)
  /// `B'…'` or `X'…'`, with the letter.
  case bitString(String)
  case parameter(Int)
  /// A column, written with up to three qualifiers: `email`, `u.email`, `public.users.email`.
  case column([Identifier])
  /// `*`, or `u.*` with its qualifiers.
  case wildcard([Identifier])
  case cast(Expression, TypeName)
  case unary(Operator, Expression)
  case binary(Expression, Operator, Expression)
  /// `a AND b AND c`, flattened.
  case and([Expression])
  /// `a OR b OR c`, flattened.
  case or([Expression])
  case not(Expression)
  case isNull(Expression, negated: Bool)
  case isTruth(Expression, TruthValue, negated: Bool)
  case isDistinct(Expression, Expression, negated: Bool)
  case inList(Expression, [Expression], negated: Bool)
  case inQuery(Expression, Query, negated: Bool)
  case between(Expression, Expression, Expression, symmetric: Bool, negated: Bool)
  case like(Expression, LikeKind, pattern: Expression, escape: Expression?, negated: Bool)
  /// `x = ANY (…)`: the operand is an array expression.
  case quantifiedArray(Expression, Operator, Quantifier, Expression)
  case quantifiedQuery(Expression, Operator, Quantifier, Query)
  case call(FunctionCall)
  case conditional(operand: Expression?, [WhenClause], otherwise: Expression?)
  case query(Query)
  case exists(Query)
  case array([Expression])
  case arrayQuery(Query)
  case row([Expression])
  case subscripted(Expression, Expression)
  case slice(Expression, lower: Expression?, upper: Expression?)
  /// `(x).name`.
  case field(Expression, Identifier)
  case collate(Expression, QualifiedName)
  case atTimeZone(Expression, Expression)
  /// `DEFAULT`, where a value is inserted or assigned.
  case defaultValue
}

/// An operator by its spelling, with the schema of `OPERATOR(schema.op)` dropped when it is `pg_catalog`.
/// `<>` stands for `!=` too, as in PostgreSQL.
struct Operator: Sendable, Hashable {
  var text: String
  init(_ text: String) { self.text = text }
}

enum TruthValue: String, Sendable, Hashable {
  case `true`
  case `false`
  case unknown
}

enum LikeKind: Sendable, Hashable {
  case like
  case ilike
  case similar
}

enum Quantifier: String, Sendable, Hashable {
  case any
  case all
}

struct WhenClause: Sendable, Hashable {
  var condition: Expression
  var result: Expression
}

/// A call of a function, an aggregate or a window function. `CURRENT_TIMESTAMP` and its kin are calls
/// without parentheses; `COALESCE`, `NULLIF`, `GREATEST`, `LEAST` are calls by those names.
package struct FunctionCall: Sendable, Hashable {
  var name: QualifiedName
  var arguments: [FunctionArgument] = []
  /// `count(*)`.
  var isStar = false
  var isDistinct = false
  /// False for `CURRENT_TIMESTAMP` and the other functions written without parentheses.
  var hasParentheses = true
  var orderBy: [SortItem] = []
  /// `WITHIN GROUP (ORDER BY …)`.
  var withinGroup: [SortItem] = []
  var filter: Expression?
  var over: WindowReference?
}

package struct FunctionArgument: Sendable, Hashable {
  /// The name of `name => value`.
  package var name: Identifier?
  package var value: Expression
  var isVariadic = false
}

enum WindowReference: Sendable, Hashable {
  case named(Identifier)
  case inline(WindowDefinition)
}

struct WindowDefinition: Sendable, Hashable {
  var base: Identifier?
  var partitionBy: [Expression] = []
  var orderBy: [SortItem] = []
  /// The frame clause as written, upper-cased words, such as `ROWS BETWEEN 1 PRECEDING AND CURRENT ROW`.
  var frame: String?
}

struct SortItem: Sendable, Hashable {
  var expression: Expression
  var isDescending = false
  var nulls: NullsOrder?

  /// A row sorts by its fields, one after the other.
  var members: [SortItem] {
    expression.members.map { SortItem(expression: $0, isDescending: isDescending, nulls: nulls) }
  }
}

extension Expression {
  /// What a row that is written down groups and sorts by: `(a, b)`.
  var members: [Expression] {
    guard case .row(let cells) = kind else { return [self] }
    let isWritten = !cells.contains { if case .wildcard = $0.kind { true } else { false } }
    return isWritten ? cells.flatMap(\.members) : [self]
  }
}

enum NullsOrder: Sendable, Hashable {
  case first
  case last
}
