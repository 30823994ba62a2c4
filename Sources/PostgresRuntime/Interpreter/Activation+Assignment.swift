import PostgresDialect
import SQLiteBinding

extension Activation {
  func assign(_ value: Expression, to target: ProcedureTarget) throws {
    let (place, field) = try self.place(of: target)
    guard target.accessors.isEmpty else { return try assign(value, toPartOf: target, place, field) }
    if let field {
      let type = try fieldType(field, of: place, target)
      try store(try self.value(value, as: type), in: field, of: place, target)
    } else {
      try store(try content(of: value, as: variables[place].shape), in: place, target)
    }
  }

  /// Puts a value that lies ready into a variable or a record's field.
  func assign(_ value: StoredValue, _ type: PostgresType, to target: ProcedureTarget) throws {
    let (place, field) = try self.place(of: target)
    if let field {
      let own = try fieldType(field, of: place, target)
      return try store(try converted(value, type, to: own), in: field, of: place, target)
    }
    guard case .scalar(let own) = variables[place].shape else {
      let row = RecordContent(fields: [RecordField(name: "f1", type: type)], values: [value])
      return try store(try fitted(row, to: variables[place].shape), in: place, target)
    }
    try store(.scalar(try converted(value, type, to: own)), in: place, target)
  }

  /// The variable that a target names, and the field of it.
  func place(of target: ProcedureTarget) throws -> (VariableFrames.Place, field: String?) {
    let names = target.names.map(\.text)
    guard let (place, fields) = variables.place(of: names) else {
      throw Diagnostic(
        .error, .syntaxError, "\"\(names.joined(separator: "."))\" is not a known variable", at: target.range)
    }
    guard fields.count <= 1 else { throw Diagnostic.unsupported("a field of a field", at: target.range) }
    if variables[place].isConstant {
      throw Diagnostic(
        .error, SQLState("22005"), "variable \"\(variables[place].name)\" is declared CONSTANT",
        at: target.range)
    }
    return (place, fields.first)
  }

  private func record(_ place: VariableFrames.Place, _ target: ProcedureTarget) throws -> RecordContent {
    let variable = variables[place]
    switch variable.content {
    case .record(let record): return record
    case .unassigned:
      throw Diagnostic(
        .error, .objectNotInPrerequisiteState, "record \"\(variable.name)\" is not assigned yet",
        hint: "the tuple structure of a not-yet-assigned record is indeterminate", at: target.range)
    case .scalar:
      throw Diagnostic(
        .error, .syntaxError,
        "\"\(target.names.map(\.text).joined(separator: "."))\" is not a known variable", at: target.range)
    }
  }

  private func index(
    _ field: String, of place: VariableFrames.Place, _ target: ProcedureTarget
  ) throws -> (RecordContent, Int) {
    let record = try record(place, target)
    guard let index = record.fields.firstIndex(where: { $0.name == field }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "record \"\(variables[place].name)\" has no field \"\(field)\"", at: target.range)
    }
    return (record, index)
  }

  private func fieldType(
    _ field: String, of place: VariableFrames.Place, _ target: ProcedureTarget
  ) throws -> PostgresType {
    let (record, index) = try index(field, of: place, target)
    return record.fields[index].type
  }

  private func store(
    _ value: StoredValue, in field: String, of place: VariableFrames.Place, _ target: ProcedureTarget
  ) throws {
    var (record, index) = try index(field, of: place, target)
    record.values[index] = value
    record.isNull = false
    variables[place].content = .record(record)
  }

  func store(_ content: VariableContent, in place: VariableFrames.Place, _ target: ProcedureTarget) throws {
    if variables[place].isNotNull, content.isNull {
      throw Self.notNull(variables[place].name, at: target.range)
    }
    variables[place].content = content
  }

  /// `list[i] := …`
  private func assign(
    _ value: Expression, toPartOf target: ProcedureTarget, _ place: VariableFrames.Place, _ field: String?
  ) throws {
    guard target.accessors.count == 1, case .element(let index) = target.accessors[0] else {
      throw Diagnostic.unsupported("assigning to this part of a variable", at: target.range)
    }
    let type: PostgresType
    let old: StoredValue
    if let field {
      let (record, number) = try self.index(field, of: place, target)
      (type, old) = (record.fields[number].type, record.values[number])
    } else {
      guard case .scalar(let own) = variables[place].shape, case .scalar(let value) = variables[place].content
      else { throw Diagnostic.unsupported("assigning to this part of a variable", at: target.range) }
      (type, old) = (own, value)
    }
    guard let element = type.elementType else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "cannot subscript type \(host.translator.displayName(type)) because it does not support subscripting",
        at: target.range)
    }
    guard case .integer(let position) = try self.value(index, as: .integer) else {
      throw Diagnostic(
        .error, SQLState("22004"), "array subscript in assignment must not be null", at: target.range)
    }
    let item = try self.value(value, as: element)
    let new = try ArrayElements.replacing(
      position, in: old, with: item, element: host.translator.valueType(element), at: target.range)
    if let field {
      try store(new, in: field, of: place, target)
    } else {
      try store(.scalar(new), in: place, target)
    }
  }
}
