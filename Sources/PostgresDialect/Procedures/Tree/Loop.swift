/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-CONTROL-STRUCTURES-LOOPS
struct Loop: Sendable, Hashable {
  var label: Identifier?
  var kind: LoopKind
  var statements: [ProcedureStatement]
}

enum LoopKind: Sendable, Hashable {
  case forever
  case `while`(Expression)
  case integers(IntegerLoop)
  /// `FOR targets IN query` or `IN EXECUTE …`
  case rows([ProcedureTarget], DynamicQuery)
  case cursor(ProcedureTarget, Identifier, arguments: [FunctionArgument])
  case elements(ElementLoop)
}

/// `FOR i IN [REVERSE] lower..upper [BY step]`; the variable is the loop's own.
struct IntegerLoop: Sendable, Hashable {
  var variable: Identifier
  var isReverse: Bool
  var lower: Expression
  var upper: Expression
  var step: Expression?
}

/// `FOREACH target [SLICE n] IN ARRAY expression`
struct ElementLoop: Sendable, Hashable {
  var targets: [ProcedureTarget]
  var slice: Int
  var array: Expression
}
