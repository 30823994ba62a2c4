/// The body of a trigger function that only fills columns of the row, such as `updated_at`:
/// `BEGIN NEW.a = …; NEW.b := …; RETURN NEW; END`.
struct TriggerBody: Sendable, Hashable {
  var assignments: [Assignment] = []
  var returnsRow = true

  /// The shape above; any other statement is refused.
  init(_ block: Block) throws(Diagnostic) {
    if let declaration = block.declarations.first {
      throw .unsupported("DECLARE in a trigger function", at: declaration.name.range)
    }
    if !block.handlers.isEmpty { throw .unsupported("EXCEPTION in a trigger function", at: block.range) }
    for (place, statement) in block.statements.enumerated() {
      switch statement.kind {
      case .assign(let target, let value)
      where target.names.count == 2 && target.names[0].text == "new" && target.accessors.isEmpty:
        assignments.append(Assignment(columns: [target.names[1]], value: value))
      case .return(let value?) where place == block.statements.count - 1:
        guard case .column(let names) = value.kind, names.count == 1 else { throw Self.refusal(statement) }
        returnsRow = names[0].text == "new"
      default: throw Self.refusal(statement)
      }
    }
  }

  private static func refusal(_ statement: ProcedureStatement) -> Diagnostic {
    .unsupported("this statement in a trigger function", at: statement.range)
  }
}
