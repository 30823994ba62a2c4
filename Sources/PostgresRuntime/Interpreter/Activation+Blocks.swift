import PostgresDialect
import SQLiteBinding

/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-ERROR-TRAPPING
extension Activation {
  func block(_ block: Block) throws -> Flow {
    let depth = variables.frames.count
    defer { variables.frames.removeLast(variables.frames.count - depth) }
    variables.frames.append(VariableFrames.Frame(label: block.label?.text))
    for declaration in block.declarations { try declare(declaration) }
    let flow = block.handlers.isEmpty ? try run(block.statements) : try guarded(block)
    switch flow {
    case .exit(let label?) where label == block.label?.text: return .next
    default: return flow
    }
  }

  private func declare(_ declaration: Declaration) throws {
    let name = declaration.name.text
    switch declaration.kind {
    case .variable(let definition):
      let shape = try host.translator.shape(of: definition.type, variables)
      var variable = Variable(name, shape)
      if let value = definition.defaultValue {
        variable.content = try content(of: value, as: shape)
      }
      variable.isConstant = definition.isConstant
      variable.isNotNull = definition.isNotNull
      if definition.isNotNull, variable.content.isNull {
        throw Self.notNull(name, at: declaration.name.range)
      }
      variables.declare(variable)
    case .alias(let names):
      guard let found = variables.place(of: names.map(\.text)), found.fields.isEmpty else {
        let written = names.map(\.text).joined(separator: ".")
        throw Diagnostic(
          .error, .undefinedObject, "variable \"\(written)\" does not exist", at: names.first?.range)
      }
      variables.alias(name, for: found.place)
    case .cursor(let definition):
      variables.declare(Variable(name, .scalar(.string), .scalar(.text(name))))
      cursors[name] = definition
    }
  }

  static func notNull(_ name: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .error, SQLState("22004"),
      "null value cannot be assigned to variable \"\(name)\" declared NOT NULL", at: range)
  }

  /// The statements under a savepoint, and the handler of what they throw.
  private func guarded(_ block: Block) throws -> Flow {
    let before = host.translator
    let depth = variables.frames.count
    guards += 1
    defer { guards -= 1 }
    do {
      return try host.connection.savepoint("block") { try run(block.statements) }
    } catch let error as SQLiteError where error.isBusy {
      // https://sqlite.org/lang_savepoint.html: none can be set while a statement writes.
      throw Diagnostic.unsupported(
        "EXCEPTION in a function that is called by a statement that writes", at: block.range)
    } catch {
      guard let error = ProcedureError(error), error.isCatchable,
        let handler = block.handlers.first(where: { $0.catches(error.state) })
      else { throw error }
      // Variables keep what they have; what was done to the database did not happen.
      host.translator = before
      variables.frames.removeLast(variables.frames.count - depth)
      return try handle(error, handler)
    }
  }

  private func handle(_ error: ProcedureError, _ handler: ExceptionHandler) throws -> Flow {
    handled.append(error)
    defer { handled.removeLast() }
    variables.frames.append(VariableFrames.Frame())
    defer { variables.frames.removeLast() }
    variables.declare(Variable("sqlstate", .scalar(.string), .scalar(.text(error.state))))
    variables.declare(Variable("sqlerrm", .scalar(.string), .scalar(.text(error.diagnostic.message))))
    return try run(handler.statements)
  }
}
