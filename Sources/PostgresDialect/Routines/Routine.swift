/// A user's function or procedure with its types known.
struct Routine: Sendable {
  struct Parameter: Sendable {
    var name: String?
    var type: PostgresType
    var defaultValue: Expression?
  }

  var id: ObjectID
  var name: ObjectName
  /// What a call gives: `IN`, `INOUT` and `VARIADIC`.
  var inputs: [Parameter] = []
  /// The last input takes any number of arguments.
  var isVariadic = false
  /// The columns of its result; one without a name for a single value.
  var outputs: [Parameter] = []
  /// A result of several columns, or of a composite type.
  var isRow = false
  var returnsSet = false
  var isProcedure = false
  /// NULL for a NULL among its arguments, without being called.
  var isStrict = false
  /// Whether the columns of its result are known only where it is called.
  var isOpenRecord = false

  var isPolymorphic: Bool { (inputs + outputs).contains { $0.type.polymorphism != nil } }

  var isVoid: Bool { outputs.count == 1 && !isRow && outputs[0].type.base == .void }
}

extension Schema {
  func routine(_ function: Function) throws(Diagnostic) -> Routine {
    let definition = function.definition
    var routine = Routine(id: function.id, name: function.name)
    routine.isProcedure = definition.isProcedure
    routine.isStrict = definition.attributes.contains { $0.uppercased() == "STRICT" }
    for parameter in definition.parameters {
      let own = Routine.Parameter(
        name: parameter.name?.text, type: try resolve(parameter.type).unmodified,
        defaultValue: parameter.defaultValue)
      if parameter.mode != .out { routine.inputs.append(own) }
      if parameter.mode == .out || parameter.mode == .inout { routine.outputs.append(own) }
      routine.isVariadic = routine.isVariadic || parameter.mode == .variadic
    }
    let hasOutputs = !routine.outputs.isEmpty
    routine.isRow = routine.outputs.count > 1
    switch definition.returns {
    case .table(let columns):
      routine.returnsSet = true
      for column in columns {
        routine.outputs.append(
          Routine.Parameter(name: column.name?.text, type: try resolve(column.type).unmodified))
      }
      routine.isRow = routine.outputs.count > 1
    case .setOf(let type):
      routine.returnsSet = true
      if !hasOutputs { try setResult(of: &routine, type) }
    case .type(let type):
      if !hasOutputs { try setResult(of: &routine, type) }
    case nil: break
    }
    return routine
  }

  private func setResult(of routine: inout Routine, _ name: TypeName) throws(Diagnostic) {
    let type = try resolve(name).unmodified
    if let columns = rowColumns(type) {
      routine.isRow = true
      routine.outputs = columns.map { Routine.Parameter(name: $0.name, type: $0.type) }
    } else {
      routine.isOpenRecord = type == PostgresType(.opaque("record"))
      routine.outputs = [Routine.Parameter(name: nil, type: type)]
    }
  }

  /// The parts of a composite type or of a relation's rows; nil for any other type.
  func rowColumns(_ type: PostgresType) -> [(name: String, type: PostgresType)]? {
    guard !type.isArray, case .user(let id) = type.base else { return nil }
    if case .composite(let attributes) = types[id]?.kind { return attributes.map { ($0.name, $0.type) } }
    return relation(id)?.columns.map { ($0.name, $0.type) }
  }

  /// A function's argument types as PostgreSQL shows them behind its name.
  func signatureText(_ routine: Routine) -> String {
    "\(routine.name.name)(\(routine.inputs.map { displayName($0.type) }.joined(separator: ", ")))"
  }
}

/// https://www.postgresql.org/docs/15/extend-type-system.html#EXTEND-TYPES-POLYMORPHIC
enum Polymorphism: Sendable {
  case element
  case array
  /// Anything, alike or not.
  case any
}

extension PostgresType {
  /// What a polymorphic type stands for; nil for any other.
  var polymorphism: Polymorphism? {
    guard case .opaque(let name) = base, !isArray else { return nil }
    switch name {
    case "anyelement", "anynonarray", "anyenum", "anycompatible", "anycompatiblenonarray": return .element
    case "anyarray", "anycompatiblearray": return .array
    case "any": return .any
    default: return nil
    }
  }
}
