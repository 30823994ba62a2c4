extension Lowering {
  /// The expression in SQLite's words. String literals and NULL come back with the type `unknown`.
  mutating func lower(_ expression: Expression) throws(Diagnostic) -> TypedSQL {
    try preferringStock(at: expression.range) { lowering throws(Diagnostic) in
      try lowering.lowerNode(expression)
    }
  }

  private mutating func lowerNode(_ expression: Expression) throws(Diagnostic) -> TypedSQL {
    let range = expression.range
    switch expression.kind {
    case .null: return .null
    case .boolean(let value): return TypedSQL(value ? "1" : "0", .bool, isConstant: true)
    case .number(let text): return number(text)
    case .string(let text): return .string(text, at: range)
    case .column(let path):
      if let number = try rowNumber(path, at: range) { return number }
      return try column(path, at: range)
    case .cast(let value, let type): return try cast(value, to: type)
    case .unary(let op, let value): return try unary(op, value, at: range)
    case .binary(let left, let op, let right): return try binary(left, op, right, at: range)
    case .and(let terms):
      return try withoutCounting { lowering throws(Diagnostic) in
        try lowering.connect(terms, " AND ", "AND")
      }
    case .or(let terms):
      return try withoutCounting { lowering throws(Diagnostic) in try lowering.connect(terms, " OR ", "OR") }
    case .not(let value):
      let value = try condition(value, "NOT")
      return TypedSQL("NOT \(value.operand)", .bool, isCompound: true)
    case .isNull(let value, let negated):
      if let row = rowIsNull(value, negated: negated) { return row }
      let value = try lower(value)
      return TypedSQL("\(value.operand) IS \(negated ? "NOT " : "")NULL", .bool, isCompound: true)
    case .isTruth(let value, let truth, let negated):
      let value = try condition(value, "IS \(truth.rawValue.uppercased())")
      let other = truth == .true ? "1" : truth == .false ? "0" : "NULL"
      return TypedSQL("\(value.operand) IS \(negated ? "NOT " : "")\(other)", .bool, isCompound: true)
    case .isDistinct(let left, let right, let negated):
      let (left, right) = try unified(left, right, "=", at: range)
      if let keys = comparable(left, right) {
        return TypedSQL("\(keys.0) IS \(negated ? "" : "NOT ")\(keys.1)", .bool, isCompound: true)
      }
      return TypedSQL("\(left.operand) IS \(negated ? "" : "NOT ")\(right.operand)", .bool, isCompound: true)
    case .inList(let value, let list, let negated): return try isIn(value, list, negated: negated)
    case .inQuery(let value, let query, let negated):
      return try isIn(value, query, negated: negated, at: range)
    case .between(let value, let low, let high, let symmetric, let negated):
      if symmetric { return try betweenSymmetric(value, low, high, negated: negated, at: range) }
      let (first, lower) = try unified(value, low, ">=", at: range)
      let (_, upper) = try unified(value, high, "<=", at: range)
      guard sortsAsStored(first.type), sortsAsStored(lower.type) else {
        let terms = [binaryTerm(value, ">=", low, at: range), binaryTerm(value, "<=", high, at: range)]
        let both = Expression(.and(terms), at: range)
        return try self.lower(negated ? Expression(.not(both), at: range) : both)
      }
      return TypedSQL(
        "\(first.operand) \(negated ? "NOT " : "")BETWEEN \(lower.operand) AND \(upper.operand)", .bool,
        isCompound: true)
    case .like(let value, let kind, let pattern, let escape, let negated):
      return try like(value, kind, pattern, escape: escape, negated: negated, at: range)
    case .quantifiedArray(let value, let op, let quantifier, let array):
      return try quantified(value, op, quantifier, array, at: range)
    case .quantifiedQuery(let value, let op, let quantifier, let query):
      if quantifier == .any && op.text == "=" || quantifier == .all && op.text == "<>" {
        return try isIn(value, query, negated: quantifier == .all, at: range)
      }
      let lowered = try self.query(query)
      guard let column = lowered.columns.first, lowered.columns.count == 1 else {
        throw Diagnostic(.error, .syntaxError, "subquery has too many columns", at: range)
      }
      let rows = "(\(lowered.sql))"
      let item = TypedSQL(SQLiteText.name(column.name), column.type)
      return try quantified(try lower(value), op, quantifier, item, of: rows, at: range)
    case .call(let call): return try self.call(call, at: range)
    case .conditional(let operand, let clauses, let otherwise):
      return try withoutCounting { lowering throws(Diagnostic) in
        try lowering.conditional(operand, clauses, otherwise, at: range)
      }
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
      let own = try schema.collation(collation, at: range)
      if let difference = own.difference { warn(difference, at: range) }
      let value = try lower(value)
      return TypedSQL("\(value.operand) COLLATE \(own.name)", value.type, isCompound: true)
    case .defaultValue:
      throw Diagnostic(.error, .syntaxError, "DEFAULT is not allowed in this context", at: range)
    case .bitString(let text):
      let bits = try ValueType(.opaque("varbit")).readBits(text, isExplicit: true)
      let type = PostgresType(.opaque("bit"), [bits.count])
      return TypedSQL(SQLiteText.string(bits), type, isConstant: true)
    case .parameter(let number): return try parameter(number, at: range)
    case .wildcard: throw Diagnostic(.error, .syntaxError, "* is not allowed here", at: range)
    case .row: throw .unsupported("a row value here", at: range)
    case .arrayQuery(let query): return try array(of: query, at: range)
    case .subscripted(let value, let index):
      if let access = try arrayAccess(expression) { return access }
      return try subscripted(value, index, at: range)
    case .slice:
      if let access = try arrayAccess(expression) { return access }
      throw .unsupported("an array slice here", at: range)
    case .field(let value, let name):
      if let field = rowField(value, name, at: range) { return field }
      if let field = try routineField(value, name, at: range) { return field }
      if let field = try recordField(value, name, at: range) { return field }
      throw .unsupported("a field of a composite value", at: range)
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

  mutating func isIn(
    _ value: Expression, _ list: [Expression], negated: Bool
  ) throws(Diagnostic) -> TypedSQL {
    let isRow = if case .row = value.kind { true } else { false }
    var left = isRow ? TypedSQL("", .bool) : try lower(value)
    let isPlain = !isRow && (left.type.category == .unknown || equalsAsStored(left.type))
    guard isPlain else {
      let terms = list.map { binaryTerm(value, "=", $0, at: $0.range) }
      let any = Expression(.or(terms), at: value.range)
      return try lower(negated ? Expression(.not(any), at: value.range) : any)
    }
    var items: [TypedSQL] = []
    for item in list {
      let (first, second) = try unified(value, item, "=", at: item.range)
      left = first
      items.append(second)
    }
    let list = items.map(\.sql).joined(separator: ", ")
    return TypedSQL("\(left.operand) \(negated ? "NOT " : "")IN (\(list))", .bool, isCompound: true)
  }

  func binaryTerm(_ left: Expression, _ op: String, _ right: Expression, at range: SourceRange) -> Expression
  {
    Expression(.binary(left, Operator(op), right), at: range)
  }

  private mutating func betweenSymmetric(
    _ value: Expression, _ low: Expression, _ high: Expression, negated: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    func between(_ low: Expression, _ high: Expression) -> Expression {
      Expression(.between(value, low, high, symmetric: false, negated: false), at: range)
    }
    let either = Expression(.or([between(low, high), between(high, low)]), at: range)
    return try lower(negated ? Expression(.not(either), at: range) : either)
  }

  private mutating func isIn(
    _ value: Expression, _ query: Query, negated: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let lowered = try self.query(query)
    var elements = [value]
    if case .row(let own) = value.kind { elements = own }
    guard lowered.columns.count == elements.count else {
      let few = lowered.columns.count < elements.count ? "few" : "many"
      throw Diagnostic(.error, .syntaxError, "subquery has too \(few) columns", at: range)
    }
    var parts: [String] = []
    for (element, column) in zip(elements, lowered.columns) {
      parts.append(try unified(try lower(element), TypedSQL("", column.type), "=", at: range).0.operand)
    }
    let left = parts.count == 1 ? parts[0] : "(\(parts.joined(separator: ", ")))"
    return TypedSQL("\(left) \(negated ? "NOT " : "")IN (\(lowered.sql))", .bool, isCompound: true)
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
        test = compared(left, "=", right)
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

  /// The elements of `ARRAY[…]` or of a literal `'{…}'::type[]`.
  static func elements(of array: Expression) -> [Expression]? {
    switch array.kind {
    case .array(let elements): return elements
    case .cast(let inner, var type):
      guard type.name.name.text.hasPrefix("reg") else { return elements(of: inner) }
      // The names of objects are no texts.
      type.arrayDimensions = 0
      return elements(of: inner)?.map { Expression(.cast($0, type), at: $0.range) }
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
