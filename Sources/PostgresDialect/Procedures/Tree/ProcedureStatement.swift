/// A statement of PL/pgSQL and where it stands. Equality ignores places.
package struct ProcedureStatement: Sendable, Hashable {
  package var kind: ProcedureStatementKind
  package var range: SourceRange

  package static func == (left: ProcedureStatement, right: ProcedureStatement) -> Bool {
    left.kind == right.kind
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// https://www.postgresql.org/docs/15/plpgsql-statements.html
///
/// An expression may go on as a query does (`total := count(*) FROM users`); it is then a query in parentheses.
package indirect enum ProcedureStatementKind: Sendable, Hashable {
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
package struct ProcedureTarget: Sendable, Hashable {
  /// The words before the first bracket: a variable, perhaps behind its block's label, perhaps with fields.
  package var names: [Identifier]
  package var accessors: [TargetAccessor] = []

  package var range: SourceRange {
    guard let first = names.first, let last = names.last else { return SourceRange(0, 0) }
    return first.range.union(last.range)
  }
}

package indirect enum TargetAccessor: Sendable, Hashable {
  case field(Identifier)
  case element(Expression)
  case slice(lower: Expression?, upper: Expression?)
}

package struct IntoTarget: Sendable, Hashable {
  package var isStrict = false
  package var targets: [ProcedureTarget]
}

/// `IF … THEN …` and each `ELSIF`.
package struct ConditionalBranch: Sendable, Hashable {
  package var condition: Expression
  package var statements: [ProcedureStatement]
}

package struct CaseStatement: Sendable, Hashable {
  /// Nil in the searched form, whose branches have one condition each.
  package var operand: Expression?
  package var branches: [CaseBranch]
  /// Nil without `ELSE`: no branch that fits is an error then.
  package var otherwise: [ProcedureStatement]?
}

package struct CaseBranch: Sendable, Hashable {
  package var values: [Expression]
  package var statements: [ProcedureStatement]
}

/// `EXIT` or `CONTINUE`.
package struct LoopExit: Sendable, Hashable {
  package var continues: Bool
  package var label: Identifier?
  package var condition: Expression?
}

/// `EXECUTE text USING …`
package struct DynamicStatement: Sendable, Hashable {
  package var text: Expression
  package var parameters: [Expression] = []
}

/// What a loop, a cursor or `RETURN QUERY` takes its rows from.
package enum DynamicQuery: Sendable, Hashable {
  case statement(Statement)
  case execute(DynamicStatement)
}

/// `CALL f(…)` or `DO '…'` inside a body.
package enum ProcedureCall: Sendable, Hashable {
  case call(FunctionCall)
  case block(DoBlock)
}

/// `GET [CURRENT | STACKED] DIAGNOSTICS`
package struct GetDiagnostics: Sendable, Hashable {
  package var isStacked: Bool
  package var items: [DiagnosticsItem]
}

package struct DiagnosticsItem: Sendable, Hashable {
  package var target: ProcedureTarget
  package var kind: DiagnosticsKind
}

package enum DiagnosticsKind: String, Sendable, Hashable, CaseIterable {
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
  package var isStacked: Bool { self != .rowCount && self != .context }
}
