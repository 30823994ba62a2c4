/// A statement of PL/pgSQL and where it stands. Equality ignores places.
struct ProcedureStatement: Sendable, Hashable {
  var kind: ProcedureStatementKind
  var range: SourceRange

  static func == (left: ProcedureStatement, right: ProcedureStatement) -> Bool { left.kind == right.kind }
  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// https://www.postgresql.org/docs/15/plpgsql-statements.html
///
/// An expression may go on as a query does (`total := count(*) FROM users`); it is then a query in parentheses.
indirect enum ProcedureStatementKind: Sendable, Hashable {
  case block(Block)
  case assign(ProcedureTarget, Expression)
  case conditional([ConditionalBranch], otherwise: [ProcedureStatement])
  case select(CaseStatement)
  case loop(Loop)
  case exit(LoopExit)
  case `return`(Expression?)
  case returnNext(Expression?)
  case returnQuery(DynamicQuery)
  /// The query that `PERFORM` makes of what follows it.
  case perform(Query)
  case execute(DynamicStatement, into: IntoTarget?)
  /// A statement of SQL, without its `INTO`.
  case sql(Statement, into: IntoTarget?)
  case call(ProcedureCall)
  case diagnostics(GetDiagnostics)
  case raise(Raise)
  case assert(Expression, message: Expression?)
  case open(OpenCursor)
  case fetch(FetchCursor)
  case close(Identifier)
  case commit
  case rollback
  case null
}

/// What is assigned to: a variable, `new.name`, `$1`, `list[1].name`.
struct ProcedureTarget: Sendable, Hashable {
  /// The words before the first bracket: a variable, perhaps behind its block's label, perhaps with fields.
  var names: [Identifier]
  var accessors: [TargetAccessor] = []

  var range: SourceRange {
    guard let first = names.first, let last = names.last else { return SourceRange(0, 0) }
    return first.range.union(last.range)
  }
}

indirect enum TargetAccessor: Sendable, Hashable {
  case field(Identifier)
  case element(Expression)
  case slice(lower: Expression?, upper: Expression?)
}

struct IntoTarget: Sendable, Hashable {
  var isStrict = false
  var targets: [ProcedureTarget]
}

/// `IF … THEN …` and each `ELSIF`.
struct ConditionalBranch: Sendable, Hashable {
  var condition: Expression
  var statements: [ProcedureStatement]
}

struct CaseStatement: Sendable, Hashable {
  /// Nil in the searched form, whose branches have one condition each.
  var operand: Expression?
  var branches: [CaseBranch]
  /// Nil without `ELSE`: no branch that fits is an error then.
  var otherwise: [ProcedureStatement]?
}

struct CaseBranch: Sendable, Hashable {
  var values: [Expression]
  var statements: [ProcedureStatement]
}

/// `EXIT` or `CONTINUE`.
struct LoopExit: Sendable, Hashable {
  var continues: Bool
  var label: Identifier?
  var condition: Expression?
}

/// `EXECUTE text USING …`
struct DynamicStatement: Sendable, Hashable {
  var text: Expression
  var parameters: [Expression] = []
}

/// What a loop, a cursor or `RETURN QUERY` takes its rows from.
enum DynamicQuery: Sendable, Hashable {
  case statement(Statement)
  case execute(DynamicStatement)
}

/// `CALL f(…)` or `DO '…'` inside a body.
enum ProcedureCall: Sendable, Hashable {
  case call(FunctionCall)
  case block(DoBlock)
}

/// `GET [CURRENT | STACKED] DIAGNOSTICS`
struct GetDiagnostics: Sendable, Hashable {
  var isStacked: Bool
  var items: [DiagnosticsItem]
}

struct DiagnosticsItem: Sendable, Hashable {
  var target: ProcedureTarget
  var kind: DiagnosticsKind
}

enum DiagnosticsKind: String, Sendable, Hashable, CaseIterable {
  case rowCount = "row_count"
  case context = "pg_context"
  case returnedState = "returned_sqlstate"
  case message = "message_text"
  case detail = "pg_exception_detail"
  case hint = "pg_exception_hint"
  case exceptionContext = "pg_exception_context"
  case columnName = "column_name"
  case constraintName = "constraint_name"
  case dataTypeName = "pg_datatype_name"
  case tableName = "table_name"
  case schemaName = "schema_name"

  /// Whether it tells about an error, rather than about the statement before.
  var isStacked: Bool { self != .rowCount && self != .context }
}
