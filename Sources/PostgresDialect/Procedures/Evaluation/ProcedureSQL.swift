/// A piece of SQL inside a procedure in SQLite's words, its variables as numbered parameters.
package struct ProcedureSQL: Sendable {
  /// What must run before it.
  package var preparations: [String] = []
  /// What runs after it.
  package var cleanups: [String] = []
  package var sql: String
  /// What it returns; empty for no rows.
  package var columns: [RecordField]
  package var warnings: [Diagnostic] = []
}

/// What a procedure asks of the dialect, by the schema as it is when it asks.
extension Translator {
  /// An expression as a query of one row and column, or of a row's columns for `ROW(…)` and for whole records.
  ///
  /// - Parameter isShown: whether the value is wanted as people see it, with names for the numbers of objects.
  package func lower(
    _ expression: Expression, _ variables: VariableFrames, isShown: Bool = false
  ) throws(Diagnostic) -> ProcedureSQL {
    var lowering = Lowering(schema, variables)
    if let values = try lowering.rowValues(expression) {
      return lowering.result(
        "SELECT \(values.map(\.value.sql).joined(separator: ", "))",
        values.map { ($0.name, $0.value.type) })
    }
    let value = try lowering.lower(expression)
    var query = LoweredQuery(sql: "SELECT \(value.sql)", columns: [("value", value.type)])
    if isShown { query = lowering.shown(query) }
    return lowering.result(query.sql, query.columns)
  }

  /// An expression as it is assigned to a type.
  package func lower(
    _ expression: Expression, as type: PostgresType, _ variables: VariableFrames
  ) throws(Diagnostic) -> ProcedureSQL {
    var lowering = Lowering(schema, variables)
    let value = try lowering.assign(
      try lowering.lower(expression, expecting: type), to: type, at: expression.range)
    return lowering.result("SELECT \(value.sql)", [("value", type)])
  }

  /// A condition of `IF`, `WHILE`, `WHEN`.
  package func lower(condition: Expression, _ variables: VariableFrames) throws(Diagnostic) -> ProcedureSQL {
    var lowering = Lowering(schema, variables)
    let value = try lowering.lower(condition)
    let type = PostgresType.bool
    let test = try lowering.assign(value, to: type, at: condition.range)
    return lowering.result("SELECT \(test.sql)", [("value", type)])
  }

  /// Whether two values are equal, as `CASE` compares them.
  package func lower(
    _ left: Expression, equals right: Expression, _ variables: VariableFrames
  ) throws(Diagnostic) -> ProcedureSQL {
    let range = right.range
    return try lower(
      condition: Expression(.binary(left, Operator("="), right), at: range), variables)
  }

  package func lower(
    _ query: Query, _ variables: VariableFrames, isShown: Bool = false
  ) throws(Diagnostic) -> ProcedureSQL {
    var lowering = Lowering(schema, variables)
    var result = try lowering.query(query)
    if isShown { result = lowering.shown(result) }
    return lowering.result(result.sql, result.columns)
  }

  /// `SELECT`, `INSERT`, `UPDATE` and `DELETE`; nil for another statement.
  package func lower(_ statement: Statement, _ variables: VariableFrames) throws(Diagnostic) -> ProcedureSQL?
  {
    var lowering = Lowering(schema, variables)
    guard let result = try lowering.data(statement) else { return nil }
    return lowering.result(result.sql, result.columns)
  }

  /// A value that lies ready, as it is assigned to a type; nil where nothing is to be done.
  package func conversion(from: PostgresType, to: PostgresType) throws(Diagnostic) -> ProcedureSQL? {
    if from == to { return nil }
    var lowering = Lowering(schema, VariableFrames())
    let value = try lowering.assign(TypedSQL("?1", from), to: to, at: SourceRange(0, 0))
    return value.sql == "?1" ? nil : lowering.result("SELECT \(value.sql)", [("value", to)])
  }

  /// PostgreSQL's text of a value, as its output functions give it; nil for NULL.
  package func text(of value: StoredValue, _ type: PostgresType) -> String? {
    let valueType = schema.valueType(type)
    if case .integer(let flag) = value, valueType == ValueType(.bool) { return flag == 0 ? "f" : "t" }
    return valueType.text(of: value)
  }

  /// Whether rows of one type may be returned where another was promised, which PostgreSQL converts by assignment
  /// only between types of one kind.
  package func isAssignable(_ type: PostgresType, to other: PostgresType) -> Bool {
    schema.valueType(type).unmodified == schema.valueType(other).unmodified
      || type.base == .varchar && other.base == .text
  }

  package func valueType(_ type: PostgresType) -> ValueType { schema.valueType(type) }

  package func displayName(_ type: PostgresType) -> String { schema.displayName(type) }
}

extension Lowering {
  init(_ schema: Schema, _ variables: VariableFrames) {
    self.init(schema, .statement)
    scopes = variables.scopes + [Scope()]
    parameters = variables.parameterTexts
    variableConflict = variables.conflict
  }

  fileprivate func result(_ sql: String, _ columns: [(name: String, type: PostgresType)]) -> ProcedureSQL {
    ProcedureSQL(
      preparations: preparations, cleanups: cleanups, sql: sql,
      columns: columns.map { RecordField(name: $0.name, type: schema.decided($0.type)) }, warnings: warnings)
  }

  fileprivate mutating func lower(
    _ expression: Expression, expecting type: PostgresType
  ) throws(Diagnostic) -> TypedSQL {
    if case .array(let elements) = expression.kind, type.isArray, elements.isEmpty {
      return try array(elements, of: type, at: expression.range)
    }
    return try lower(expression)
  }

  /// PL/pgSQL converts by way of text where there is no cast.
  /// https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-ASSIGNMENT
  mutating func assign(
    _ value: TypedSQL, to type: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let column = Column(number: 0, name: "", type: type)
    if value.type.category == .unknown { return try assign(value, to: column, at: range) }
    if let cast = try implicitObjectCast(value, to: type, at: range) { return cast }
    if objectKind(schema.baseType(value.type)) != nil, schema.baseType(type).category == .number {
      return try assign(value, to: column, at: range)
    }
    let context = CastRules.context(from: schema.valueType(value.type), to: schema.valueType(type))
    if let context, context >= .assignment { return try assign(value, to: column, at: range) }
    return try convert(try convert(value, to: .text, at: range), to: type, at: range)
  }

  /// The fields of `ROW(…)`, `(a, b)` or a record; nil for anything else.
  fileprivate mutating func rowValues(
    _ expression: Expression
  ) throws(Diagnostic) -> [(name: String, value: TypedSQL)]? {
    switch expression.kind {
    case .row(let elements):
      var values: [(String, TypedSQL)] = []
      for (index, element) in elements.enumerated() {
        values.append(("f\(index + 1)", try lower(element)))
      }
      return values
    case .column(let path):
      guard let source = scopes.reversed().lazy.compactMap({ $0.record(path) }).first else { return nil }
      return source.columns.indices.map { (source.columns[$0].name, source.value($0)) }
    default: return nil
    }
  }
}

extension Scope {
  /// The record variable that a path names as a whole.
  fileprivate func record(_ path: [Identifier]) -> Source? {
    guard isVariables, let name = path.last, path.count == 1 else { return nil }
    guard !sources.contains(where: { !$0.isRecord && $0.columns.contains { $0.name == name.text } }) else {
      return nil
    }
    return sources.first { $0.isRecord && $0.name == name.text }
  }
}

extension Schema {
  /// A literal whose type nothing decided is text.
  fileprivate func decided(_ type: PostgresType) -> PostgresType {
    type.category == .unknown ? .text : type
  }
}
