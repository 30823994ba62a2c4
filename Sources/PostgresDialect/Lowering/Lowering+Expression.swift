extension Lowering {
  /// The expression in SQLite's words. String literals and NULL come back with the type `unknown`.
  mutating func lower(_ expression: Expression) throws(Diagnostic) -> TypedSQL {
    let range = expression.range
    switch expression.kind {
    case .null: return .null
    case .boolean(let value): return TypedSQL(value ? "1" : "0", .bool, isConstant: true)
    case .number(let text): return number(text)
    case .string(let text): return .string(text, at: range)
    case .column(let path): return try column(path, at: range)
    case .cast(let value, let type): return try cast(value, to: type)
    case .unary(let op, let value): return try unary(op, value, at: range)
    case .binary(let left, let op, let right): return try binary(left, op, right, at: range)
    case .and(let terms): return try connect(terms, " AND ", "AND")
    case .or(let terms): return try connect(terms, " OR ", "OR")
    case .not(let value):
      let value = try condition(value, "NOT")
      return TypedSQL("NOT \(value.operand)", .bool, isCompound: true)
    case .isNull(let value, let negated):
      let value = try lower(value)
      return TypedSQL("\(value.operand) IS \(negated ? "NOT " : "")NULL", .bool, isCompound: true)
    case .isTruth(let value, let truth, let negated):
      let value = try condition(value, "IS \(truth.rawValue.uppercased())")
      let other = truth == .true ? "1" : truth == .false ? "0" : "NULL"
      return TypedSQL("\(value.operand) IS \(negated ? "NOT " : "")\(other)", .bool, isCompound: true)
    case .isDistinct(let left, let right, let negated):
      let (left, right) = try unified(left, right, "=", at: range)
      return TypedSQL("\(left.operand) IS \(negated ? "" : "NOT ")\(right.operand)", .bool, isCompound: true)
    case .inList(let value, let list, let negated): return try isIn(value, list, negated: negated)
    case .inQuery(let value, let query, let negated):
      return try isIn(value, query, negated: negated, at: range)
    case .between(let value, let low, let high, let symmetric, let negated):
      guard !symmetric else { throw .unsupported("BETWEEN SYMMETRIC", at: range) }
      let (first, lower) = try unified(value, low, ">=", at: range)
      let (_, upper) = try unified(value, high, "<=", at: range)
      return TypedSQL(
        "\(first.operand) \(negated ? "NOT " : "")BETWEEN \(lower.operand) AND \(upper.operand)", .bool,
        isCompound: true)
    case .like(let value, let kind, let pattern, let escape, let negated):
      return try like(value, kind, pattern, escape: escape, negated: negated, at: range)
    case .quantifiedArray(let value, let op, let quantifier, let array):
      guard quantifier == .any, op.text == "=", let list = Self.elements(of: array) else {
        throw .unsupported("\(quantifier.rawValue.uppercased()) over this array", at: range)
      }
      return try isIn(value, list, negated: false)
    case .quantifiedQuery(let value, let op, let quantifier, let query):
      guard quantifier == .any && op.text == "=" || quantifier == .all && op.text == "<>" else {
        throw .unsupported("\(op.text) \(quantifier.rawValue.uppercased()) (SELECT …)", at: range)
      }
      return try isIn(value, query, negated: quantifier == .all, at: range)
    case .call(let call): return try self.call(call, at: range)
    case .conditional(let operand, let clauses, let otherwise):
      return try conditional(operand, clauses, otherwise, at: range)
    case .query(let query):
      let lowered = try self.query(query)
      guard lowered.columns.count == 1 else {
        throw Diagnostic(.error, .syntaxError, "subquery must return only one column", at: range)
      }
      return TypedSQL("(\(lowered.sql))", lowered.columns[0].type)
    case .exists(let query): return TypedSQL("EXISTS (\(try self.query(query).sql))", .bool)
    case .array(let elements): return try array(elements, of: nil, at: range)
    case .atTimeZone(let value, let zone): return try atTimeZone(value, zone, at: range)
    case .collate(let value, let collation):
      try collation.requireByteOrder(at: range)
      let value = try lower(value)
      return TypedSQL("\(value.operand) COLLATE BINARY", value.type, isCompound: true)
    case .defaultValue:
      throw Diagnostic(.error, .syntaxError, "DEFAULT is not allowed in this context", at: range)
    case .bitString: throw .unsupported("a bit string", at: range)
    case .parameter: throw .unsupported("a parameter", at: range)
    case .wildcard: throw Diagnostic(.error, .syntaxError, "* is not allowed here", at: range)
    case .row: throw .unsupported("a row value", at: range)
    case .arrayQuery: throw .unsupported("ARRAY(SELECT …)", at: range)
    case .subscripted, .slice: throw .unsupported("an array subscript", at: range)
    case .field: throw .unsupported("a field of a composite value", at: range)
    }
  }

  private func number(_ text: String) -> TypedSQL {
    if let value = Int(text) {
      return TypedSQL(
        text, (Int(Int32.min)...Int(Int32.max)).contains(value) ? .int4 : .int8, isConstant: true)
    }
    return TypedSQL(text, .numeric, isConstant: true)
  }

  private mutating func connect(
    _ terms: [Expression], _ separator: String, _ name: String
  ) throws(Diagnostic) -> TypedSQL {
    var parts: [String] = []
    for term in terms { parts.append(try condition(term, name).operand) }
    return TypedSQL(parts.joined(separator: separator), .bool, isCompound: true)
  }

  private mutating func isIn(
    _ value: Expression, _ list: [Expression], negated: Bool
  ) throws(Diagnostic) -> TypedSQL {
    var left = try lower(value)
    var items: [TypedSQL] = []
    for item in list {
      let (first, second) = try unified(value, item, "=", at: item.range)
      left = first
      items.append(second)
    }
    let list = items.map(\.sql).joined(separator: ", ")
    return TypedSQL("\(left.operand) \(negated ? "NOT " : "")IN (\(list))", .bool, isCompound: true)
  }

  private mutating func isIn(
    _ value: Expression, _ query: Query, negated: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let lowered = try self.query(query)
    guard lowered.columns.count == 1 else {
      throw Diagnostic(.error, .syntaxError, "subquery has too many columns", at: range)
    }
    let left = try lower(value)
    let (first, _) = try unified(left, TypedSQL("", lowered.columns[0].type), "=", at: range)
    return TypedSQL("\(first.operand) \(negated ? "NOT " : "")IN (\(lowered.sql))", .bool, isCompound: true)
  }

  private mutating func conditional(
    _ operand: Expression?, _ clauses: [WhenClause], _ otherwise: Expression?, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var results: [TypedSQL] = []
    for clause in clauses { results.append(try lower(clause.result)) }
    if let otherwise { results.append(try lower(otherwise)) }
    let type = try commonType(results, "CASE", at: range)
    var text = "CASE"
    for (index, clause) in clauses.enumerated() {
      let test: TypedSQL
      if let operand {
        let (left, right) = try unified(operand, clause.condition, "=", at: clause.condition.range)
        test = TypedSQL("\(left.operand) = \(right.operand)", .bool)
      } else {
        test = try condition(clause.condition, "CASE/WHEN")
      }
      text += " WHEN \(test.sql) THEN \(try coerce(results[index], to: type, at: clause.result.range).sql)"
    }
    if let otherwise, let last = results.last {
      text += " ELSE \(try coerce(last, to: type, at: otherwise.range).sql)"
    }
    return TypedSQL(text + " END", type)
  }

  // The stored form is UTC with and without a zone, so UTC is the one zone that changes nothing.
  mutating func atTimeZone(
    _ value: Expression, _ zone: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var zone = zone
    if case .cast(let inner, _) = zone.kind { zone = inner }
    guard case .string(let name) = zone.kind, ["utc", "gmt", "etc/utc"].contains(name.lowercased()) else {
      throw .unsupported("AT TIME ZONE other than 'UTC'", at: range)
    }
    let value = try lower(value)
    switch value.type.base {
    case .timestamptz: return TypedSQL(value.sql, .timestamp, isCompound: value.isCompound)
    case .timestamp: return TypedSQL(value.sql, .timestamptz, isCompound: value.isCompound)
    default: throw .unsupported("AT TIME ZONE on \(schema.displayName(value.type))", at: range)
    }
  }

  /// The elements of `ARRAY[…]` or of a literal `'{…}'::type[]`.
  private static func elements(of array: Expression) -> [Expression]? {
    switch array.kind {
    case .array(let elements): return elements
    case .cast(let inner, _): return elements(of: inner)
    case .string(let text):
      guard case .array(let items) = ArrayLiteral(text) else { return nil }
      return items.map {
        if case .element(let text) = $0 {
          Expression(.string(text), at: array.range)
        } else {
          Expression(.null)
        }
      }
    default: return nil
    }
  }
}
