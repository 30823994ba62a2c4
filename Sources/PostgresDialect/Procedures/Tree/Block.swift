/// A block of PL/pgSQL, the body of a procedure among them. Places count in the text it was read from.
/// https://www.postgresql.org/docs/15/plpgsql-structure.html
package struct Block: Sendable, Hashable {
  package var label: Identifier?
  package var declarations: [Declaration] = []
  package var statements: [ProcedureStatement] = []
  package var handlers: [ExceptionHandler] = []
  /// From `#variable_conflict`, which only a body's outermost block may have.
  package var conflict: VariableConflict?
  package var range = SourceRange(0, 0)

  package static func == (left: Block, right: Block) -> Bool {
    left.label == right.label && left.declarations == right.declarations
      && left.statements == right.statements && left.handlers == right.handlers
      && left.conflict == right.conflict
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(statements)
  }
}

/// What a name means that could be a variable's or a column's.
/// https://www.postgresql.org/docs/15/plpgsql-implementation.html#PLPGSQL-VAR-SUBST
package enum VariableConflict: String, Sendable, Hashable {
  case error
  case useVariable = "use_variable"
  case useColumn = "use_column"
}

package struct Declaration: Sendable, Hashable {
  package var name: Identifier
  package var kind: DeclarationKind
}

package indirect enum DeclarationKind: Sendable, Hashable {
  case variable(VariableDefinition)
  /// `ALIAS FOR` a variable or `$1`.
  case alias(of: [Identifier])
  case cursor(CursorDefinition)
}

package struct VariableDefinition: Sendable, Hashable {
  package var type: VariableType
  package var isConstant = false
  package var isNotNull = false
  package var collation: QualifiedName?
  package var defaultValue: Expression?
}

package enum VariableType: Sendable, Hashable {
  case type(TypeName)
  case record
  /// `name%TYPE`: of a variable, a record's field or a table's column.
  case typeOf([Identifier])
  /// `name%ROWTYPE`
  case rowOf(QualifiedName)
}

package struct CursorDefinition: Sendable, Hashable {
  /// Nil where neither `SCROLL` nor `NO SCROLL` is said.
  package var scrolls: Bool?
  package var parameters: [CursorParameter] = []
  package var query: Statement
}

package struct CursorParameter: Sendable, Hashable {
  package var name: Identifier
  package var type: VariableType
}

/// `WHEN a OR SQLSTATE '…' THEN …`
package struct ExceptionHandler: Sendable, Hashable {
  package var conditions: [ExceptionCondition]
  package var statements: [ProcedureStatement]
}

package enum ExceptionCondition: Sendable, Hashable {
  /// A condition's name, or `others`.
  case name(Identifier)
  case state(String)
}
