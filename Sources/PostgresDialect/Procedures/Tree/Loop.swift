/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-CONTROL-STRUCTURES-LOOPS
package struct Loop: Sendable, Hashable {
  package var label: Identifier?
  package var kind: LoopKind
  package var statements: [ProcedureStatement]
}

package enum LoopKind: Sendable, Hashable {
  case forever
  case `while`(Expression)
  case integers(IntegerLoop)
  /// `FOR targets IN query` or `IN EXECUTE …`
  case rows([ProcedureTarget], DynamicQuery)
  case cursor(ProcedureTarget, Identifier, arguments: [FunctionArgument])
  case elements(ElementLoop)
}

/// `FOR i IN [REVERSE] lower..upper [BY step]`; the variable is the loop's own.
package struct IntegerLoop: Sendable, Hashable {
  package var variable: Identifier
  package var isReverse: Bool
  package var lower: Expression
  package var upper: Expression
  package var step: Expression?
}

/// `FOREACH target [SLICE n] IN ARRAY expression`
package struct ElementLoop: Sendable, Hashable {
  package var targets: [ProcedureTarget]
  package var slice: Int
  package var array: Expression
}
