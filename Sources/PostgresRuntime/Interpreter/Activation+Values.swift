import PostgresDialect
import SQLiteBinding

/// Expressions.
extension Activation {
  /// Runs lowered SQL with the variables as they are.
  func query(_ sql: ProcedureSQL) throws -> [Row] {
    for warning in sql.warnings { host.tell(warning) }
    let values = variables.values.map { Value($0) }
    return try interpreter.passing {
      for preparation in sql.preparations { _ = try host.query(preparation, values) }
      let rows = try host.query(sql.sql, values)
      changes = host.connection.changes
      for cleanup in sql.cleanups { _ = try host.query(cleanup, values) }
      return rows
    }
  }

  /// The first value of the first row.
  func single(_ sql: ProcedureSQL) throws -> StoredValue {
    StoredValue(try query(sql).first?[0] ?? .null)
  }

  /// The one value of an expression.
  func value(_ expression: Expression, as type: PostgresType) throws -> StoredValue {
    if let called = try calledValue(expression) { return try converted(called.value, called.type, to: type) }
    let value = try single(try host.translator.lower(expression, as: type, variables))
    if let range = type.integerRange {
      // SQLite counts on beyond what the type holds.
      if case .integer(let number) = value, range.contains(number) { return value }
      guard value == .null else {
        let name = host.translator.displayName(type)
        throw Diagnostic(.error, .numericValueOutOfRange, "\(name) out of range", at: expression.range)
      }
    }
    return value
  }

  func isTrue(_ condition: Expression) throws -> Bool {
    try single(try host.translator.lower(condition: condition, variables)) == .boolean(true)
  }

  /// An expression's value as PostgreSQL shows it; nil for NULL.
  func text(of expression: Expression) throws -> String? {
    if let record = record(expression), record.isNull { return nil }
    if let called = try calledValue(expression) { return host.translator.text(of: called.value, called.type) }
    let sql = try host.translator.lower(expression, variables, isShown: true)
    guard let row = try query(sql).first else { return nil }
    let values = row.values.map { StoredValue($0) }
    guard sql.columns.count != 1 else { return host.translator.text(of: values[0], sql.columns[0].type) }
    return RowText.text(zip(values, sql.columns).map { host.translator.text(of: $0, $1.type) })
  }

  func content(of expression: Expression, as shape: VariableShape) throws -> VariableContent {
    if case .scalar(let type) = shape { return .scalar(try value(expression, as: type)) }
    if let row = try self.row(expression) { return try fitted(row, to: shape) }
    return shape.empty
  }

  /// The row that an expression is; nil for NULL.
  func row(_ expression: Expression) throws -> RecordContent? {
    if let record = record(expression) { return record.isNull ? nil : record }
    if let called = try calledRow(expression) { return called }
    let sql = try host.translator.lower(expression, variables)
    guard let row = try query(sql).first else { return nil }
    if sql.columns.count == 1, sql.columns[0].name == "value" {
      guard row[0].isNull else {
        throw Diagnostic(
          .error, .datatypeMismatch, "cannot assign non-composite value to a record variable",
          at: expression.range)
      }
      return nil
    }
    return RecordContent(fields: sql.columns, values: row.values.map { StoredValue($0) })
  }

  /// The row or record variable that an expression names as a whole, once it is assigned.
  private func record(_ expression: Expression) -> RecordContent? {
    guard let names = expression.path, let found = variables.place(of: names), found.fields.isEmpty,
      case .record(let record) = variables[found.place].content
    else { return nil }
    return record
  }

  /// A row as a variable takes it: a row variable keeps its own fields, filled in their order.
  func fitted(_ row: RecordContent, to shape: VariableShape) throws -> VariableContent {
    switch shape {
    case .scalar(let type):
      guard let field = row.fields.first else { return .scalar(.null) }
      return .scalar(try converted(row.values[0], field.type, to: type))
    case .record: return .record(row)
    case .row(let fields):
      var values: [StoredValue] = []
      for (index, field) in fields.enumerated() {
        guard row.values.indices.contains(index) else {
          values.append(.null)
          continue
        }
        values.append(try converted(row.values[index], row.fields[index].type, to: field.type))
      }
      return .record(RecordContent(fields: fields, values: values, isNull: row.isNull))
    }
  }

  func converted(_ value: StoredValue, _ from: PostgresType, to: PostgresType) throws -> StoredValue {
    guard value != .null, let sql = try host.translator.conversion(from: from, to: to) else { return value }
    return StoredValue(try host.query(sql.sql, [Value(value)]).first?[0] ?? .null)
  }
}

/// A row as text: https://www.postgresql.org/docs/15/rowtypes.html#ROWTYPES-IO-SYNTAX
enum RowText {
  static func text(_ fields: [String?]) -> String {
    "(\(fields.map { $0.map(quoted) ?? "" }.joined(separator: ",")))"
  }

  private static func quoted(_ text: String) -> String {
    let special = text.isEmpty || text.contains { "(),\"\\".contains($0) || $0.isWhitespace }
    guard special else { return text }
    return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\"\""))\""
  }
}
