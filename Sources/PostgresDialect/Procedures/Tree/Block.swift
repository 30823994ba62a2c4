/// A block of PL/pgSQL, the body of a procedure among them. Places count in the text it was read from.
/// https://www.postgresql.org/docs/15/plpgsql-structure.html
struct Block: Sendable, Hashable {
  var label: Identifier?
  var declarations: [Declaration] = []
  var statements: [ProcedureStatement] = []
  var handlers: [ExceptionHandler] = []
  /// From `#variable_conflict`, which only a body's outermost block may have.
  var conflict: VariableConflict?
  var range = SourceRange(0, 0)

  static func == (left: Block, right: Block) -> Bool {
    left.label == right.label && left.declarations == right.declarations
      && left.statements == right.statements && left.handlers == right.handlers
      && left.conflict == right.conflict
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(label)
    hasher.combine(statements)
  }
}

/// What a name means that could be a variable's or a column's.
/// https://www.postgresql.org/docs/15/plpgsql-implementation.html#PLPGSQL-VAR-SUBST
enum VariableConflict: String, Sendable, Hashable {
  case error
  case useVariable = "use_variable"
  case useColumn = "use_column"
}

struct Declaration: Sendable, Hashable {
  var name: Identifier
  var kind: DeclarationKind
}

indirect enum DeclarationKind: Sendable, Hashable {
  case variable(VariableDefinition)
  /// `ALIAS FOR` a variable or `$1`.
  case alias(of: [Identifier])
  case cursor(CursorDefinition)
}

struct VariableDefinition: Sendable, Hashable {
  var type: VariableType
  var isConstant = false
  var isNotNull = false
  var collation: QualifiedName?
  var defaultValue: Expression?
}

enum VariableType: Sendable, Hashable {
  case type(TypeName)
  case record
  /// `name%TYPE`: of a variable, a record's field or a table's column.
  case typeOf([Identifier])
  /// `name%ROWTYPE`
  case rowOf(QualifiedName)
}

struct CursorDefinition: Sendable, Hashable {
  /// Nil where neither `SCROLL` nor `NO SCROLL` is said.
  var scrolls: Bool?
  var parameters: [CursorParameter] = []
  var query: Statement
}

struct CursorParameter: Sendable, Hashable {
  var name: Identifier
  var type: VariableType
}

/// `WHEN a OR SQLSTATE '…' THEN …`
struct ExceptionHandler: Sendable, Hashable {
  var conditions: [ExceptionCondition]
  var statements: [ProcedureStatement]
}

enum ExceptionCondition: Sendable, Hashable {
  /// A condition's name, or `others`.
  case name(Identifier)
  case state(String)
}
