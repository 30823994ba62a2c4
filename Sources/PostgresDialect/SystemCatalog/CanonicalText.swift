/// An expression as PostgreSQL's `pg_get_expr` shows it: every constant with its type, every implicit cast written out,
/// every operation in parentheses, so that `status IN ('a', 'b')` is
/// `((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))`.
/// https://github.com/postgres/postgres `ruleutils.c`
struct CanonicalText {
  let catalog: SystemCatalog
  /// What knows the types of its parts.
  var lowering: Lowering
  /// What the name `value` stands for, in a check of a domain.
  var isOfDomain = false

  init(_ catalog: SystemCatalog, _ scope: Scope) {
    self.catalog = catalog
    lowering = Lowering(catalog.schema.forStoredNames, .statement, scope: scope)
  }

  func type(of expression: Expression) -> PostgresType {
    var copy = lowering
    return (try? copy.lower(expression).type) ?? .unknown
  }

  /// With the cast that makes it the type that is wanted, where it is of another.
  func text(_ expression: Expression, as wanted: PostgresType?) -> String {
    switch expression.kind {
    case .string(let text): return constant(text, wanted ?? .text)
    case .null: return "NULL::\(castName(wanted ?? .text))"
    case .array(let elements):
      return array(elements, wanted?.isArray == true ? wanted?.element : nil)
    default: break
    }
    let text = self.text(expression)
    guard let wanted else { return text }
    let own = type(of: expression)
    guard own.category != .unknown, own.unmodified != wanted.unmodified,
      catalog.schema.baseType(own).unmodified != wanted.unmodified || own.category == .user
    else { return text }
    return "(\(text))::\(castName(wanted))"
  }

  func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .boolean(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .string, .null, .array: return text(expression, as: nil)
    case .column(let path):
      let name = path.last?.text ?? ""
      if path.count > 1, ["new", "old"].contains(path[0].text) {
        return "\(path[0].text).\(PostgresPrinter.name(name))"
      }
      return isOfDomain && name == "value" ? "VALUE" : PostgresPrinter.name(name)
    case .cast(let value, let type): return cast(value, type)
    case .unary(let op, let value):
      if op.text == "-", case .number(let digits) = value.kind {
        return "'-\(digits)'::\(castName(type(of: value)))"
      }
      return "(\(op.text) \(text(value)))"
    case .binary(let left, let op, let right): return binary(left, op.text, right)
    case .and(let terms): return "(\(terms.map(text).joined(separator: " AND ")))"
    case .or(let terms): return "(\(terms.map(text).joined(separator: " OR ")))"
    case .not(let value): return "(NOT \(text(value)))"
    case .isNull(let value, let negated): return "(\(text(value)) IS \(negated ? "NOT " : "")NULL)"
    case .isTruth(let value, let truth, let negated):
      return "(\(text(value)) IS \(negated ? "NOT " : "")\(truth.rawValue.uppercased()))"
    case .isDistinct(let left, let right, let negated):
      let (a, b) = operands(left, "=", right)
      return negated ? "(NOT (\(a) IS DISTINCT FROM \(b)))" : "(\(a) IS DISTINCT FROM \(b))"
    case .inList(let value, let list, let negated): return isIn(value, list, negated)
    case .between(let value, let low, let high, false, let negated):
      let terms = negated ? [("<", low), (">", high)] : [(">=", low), ("<=", high)]
      let parts = terms.map { binary(value, $0.0, $0.1) }
      return "(\(parts.joined(separator: negated ? " OR " : " AND ")))"
    case .like(let value, let kind, let pattern, nil, let negated) where kind != .similar:
      return binary(value, (negated ? "!" : "") + (kind == .like ? "~~" : "~~*"), pattern)
    case .quantifiedArray(let value, let op, let quantifier, let array):
      return quantified(value, op.text, quantifier, array)
    case .call(let call): return self.call(call)
    case .conditional(let operand, let clauses, let otherwise):
      return conditional(operand, clauses, otherwise)
    case .row(let elements): return "ROW(\(elements.map(text).joined(separator: ", ")))"
    case .subscripted(let value, let index): return "\(text(value))[\(text(index))]"
    case .field(let value, let name): return "(\(text(value))).\(name.postgres)"
    case .collate(let value, let name):
      return "(\(text(value, as: nil)) COLLATE \(PostgresPrinter.name(name.name.text)))"
    case .atTimeZone(let value, let zone): return "(\(text(value)) AT TIME ZONE \(text(zone, as: .text)))"
    default: return expression.kind.postgres
    }
  }

  // MARK: - Constants and casts

  /// A literal in the form that PostgreSQL keeps; numbers and booleans stand bare.
  func constant(_ text: String, _ type: PostgresType) -> String {
    let base = catalog.schema.baseType(type)
    let value = catalog.schema.valueType(base.unmodified)
    let shown = (try? value.read(text)).flatMap { value.text(of: $0) } ?? text
    if base.category == .boolean { return shown }
    if base.category == .number, shown.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
      let isOwn = base.base == .int4 || base.base == .numeric && shown.contains(".")
      if isOwn { return shown }
    }
    return "\(PostgresPrinter.string(shown))::\(castName(base.unmodified))"
  }

  /// A length goes without saying in `bpchar` alone: `character` would be one of 1.
  func castName(_ type: PostgresType) -> String {
    if type.base == .bpchar, type.modifiers.isEmpty { return "bpchar" + (type.isArray ? "[]" : "") }
    return catalog.displayName(of: type)
  }

  private func cast(_ value: Expression, _ name: TypeName) -> String {
    guard let type = try? lowering.schema.resolve(name) else {
      return Expression(.cast(value, name)).postgres
    }
    switch value.kind {
    case .string(let text) where type.base == .opaque("regclass"):
      let name = QualifiedName(text: text).flatMap { lowering.schema.relationID($0) }
      return "\(PostgresPrinter.string(name.flatMap(catalog.relationName) ?? text))::regclass"
    case .string(let text):
      let constant = constant(text, type)
      return type.modifiers.isEmpty ? constant : "(\(constant))::\(castName(type))"
    case .null: return "NULL::\(castName(type))"
    case .array(let elements) where type.isArray: return array(elements, type.element, isWritten: true)
    default: break
    }
    let own = self.type(of: value)
    if own == type, own.category != .unknown { return text(value) }
    return "(\(text(value)))::\(castName(type))"
  }

  private func array(_ elements: [Expression], _ wanted: PostgresType?, isWritten: Bool = false) -> String {
    if elements.isEmpty { return "ARRAY[]::\(castName((wanted ?? .text).array))" }
    let own = wanted ?? elements.map(type).first { $0.category != .unknown } ?? .text
    return "ARRAY[\(elements.map { text($0, as: own) }.joined(separator: ", "))]"
  }

  // MARK: - Operators

  private func binary(_ left: Expression, _ op: String, _ right: Expression) -> String {
    let (a, b) = operands(left, op, right)
    return "(\(a) \(op) \(b))"
  }

  /// Both sides as the operator takes them.
  private func operands(_ left: Expression, _ op: String, _ right: Expression) -> (String, String) {
    let (a, b) = (type(of: left), type(of: right))
    let (first, second) = operandTypes(a, op, b)
    return (text(left, as: first), text(right, as: second))
  }

  private func operandTypes(_ a: PostgresType, _ op: String, _ b: PostgresType) -> (
    PostgresType?, PostgresType?
  ) {
    let (left, right) = (catalog.schema.baseType(a), catalog.schema.baseType(b))
    let isText = { (type: PostgresType) in type.category == .string || type.category == .unknown }
    if ["->", "->>", "?"].contains(op) { return (nil, right.category == .number ? nil : .text) }
    if ["#>", "#>>", "#-"].contains(op) { return (nil, PostgresType.text.array) }
    if op == "||", left.category == .string || right.category == .string {
      return (isText(left) ? .text : nil, isText(right) ? .text : nil)
    }
    if isText(left), isText(right) {
      let own = left.category == .unknown ? right : left
      return own.base == .bpchar || own.base == .citext ? (own.unmodified, own.unmodified) : (.text, .text)
    }
    if left.category == .unknown { return (right.unmodified, nil) }
    if right.category == .unknown {
      if left.category == .dateTime, op == "+" || op == "-", left.base != .date { return (nil, .interval) }
      return (nil, left.unmodified)
    }
    guard left.category == .number, right.category == .number else { return (nil, nil) }
    if left.isInteger, right.isInteger || left.base == right.base { return (nil, nil) }
    let isFloat = [left.base, right.base].contains { $0 == .float4 || $0 == .float8 }
    let common: PostgresType = isFloat ? .float8 : .numeric
    if isFloat, !left.isInteger, left.base != .numeric, !right.isInteger, right.base != .numeric {
      return (nil, nil)
    }
    return (common, common)
  }

  private func isIn(_ value: Expression, _ list: [Expression], _ negated: Bool) -> String {
    let op = negated ? "<>" : "="
    if list.count == 1 { return binary(value, op, list[0]) }
    let own = catalog.schema.baseType(type(of: value)).unmodified
    let quantifier = negated ? "ALL" : "ANY"
    let first = list.map(type).first { $0.category != .unknown }
    if own.base == .varchar {
      return
        "((\(text(value)))::text \(op) \(quantifier) ((\(array(list, own)))::text[]))"
    }
    let (left, element) = operandTypes(own, op, first ?? .unknown)
    return "(\(text(value, as: left)) \(op) \(quantifier) (\(array(list, element ?? own))))"
  }

  private func quantified(
    _ value: Expression, _ op: String, _ quantifier: Quantifier, _ array: Expression
  ) -> String {
    let own = catalog.schema.baseType(type(of: value)).unmodified
    var list = text(array, as: own.category == .string ? PostgresType.text.array : own.array)
    if case .cast(let inner, let name) = array.kind, case .array = inner.kind,
      let type = try? lowering.schema.resolve(name), type.element.category == .string,
      type.element.base != .text
    {
      list = "(\(text(array)))::text[]"
    }
    let left = own.category == .string ? text(value, as: .text) : text(value)
    return "(\(left) \(op) \(quantifier.rawValue.uppercased()) (\(list)))"
  }

  // MARK: - Calls

  private func call(_ call: FunctionCall) -> String {
    let name = call.name.name.text
    let values = call.arguments.map(\.value)
    if !call.hasParentheses { return Expression(.call(call)).postgres }
    switch name {
    case "coalesce", "greatest", "least", "nullif":
      let common = values.map(type).first { $0.category != .unknown }
      return
        "\(name.uppercased())(\(values.map { text($0, as: common?.unmodified) }.joined(separator: ", ")))"
    case "extract":
      if values.count == 2, case .string(let field) = values[0].kind {
        return "EXTRACT(\(field) FROM \(text(values[1])))"
      }
    case "btrim", "ltrim", "rtrim":
      let side = name == "btrim" ? "BOTH" : name == "ltrim" ? "LEADING" : "TRAILING"
      let rest = values.count > 1 ? " \(text(values[1], as: .text))" : ""
      if let first = values.first { return "TRIM(\(side)\(rest) FROM \(text(first, as: .text)))" }
    default: break
    }
    let parameters =
      FunctionTable.rules[name]?.first { $0.parameters.count == values.count }?.parameters ?? []
    let arguments = values.enumerated().map { index, value in
      text(
        value, as: parameters.indices.contains(index) ? parameters[index].shownType(of: type(of: value)) : nil
      )
    }
    return "\(call.name.postgres)(\(call.isStar ? "*" : arguments.joined(separator: ", ")))"
  }

  private func conditional(_ operand: Expression?, _ clauses: [WhenClause], _ otherwise: Expression?)
    -> String
  {
    let results = clauses.map(\.result) + (otherwise.map { [$0] } ?? [])
    let common = results.map(type).first { $0.category != .unknown }?.unmodified
    var text = "\nCASE" + (operand.map { " \(self.text($0))" } ?? "")
    for clause in clauses {
      let test = operand.map { operands($0, "=", clause.condition).1 } ?? self.text(clause.condition)
      text += "\n    WHEN \(test) THEN \(self.text(clause.result, as: common))"
    }
    text +=
      "\n    ELSE \(otherwise.map { self.text($0, as: common) } ?? "NULL::\(castName(common ?? .text))")"
    return text + "\nEND"
  }
}

extension FunctionRule.Parameter {
  /// What an argument is cast to, where that shows.
  fileprivate func shownType(of own: PostgresType) -> PostgresType? {
    switch self {
    case .text: .text
    case .json: own.category == .unknown ? .jsonb : nil
    case .type(let type): type
    case .integer: own.category == .unknown ? .int4 : nil
    default: nil
    }
  }
}

extension SystemCatalog {
  func text(of expression: Expression, on table: Table, as type: PostgresType?) -> String {
    let text = CanonicalText(self, .definition(of: table)).text(expression, asResult: type)
    return text.hasPrefix("\n") ? String(text.dropFirst()) : text
  }

  func text(ofDefault expression: Expression, of type: PostgresType) -> String {
    let text = CanonicalText(self, Scope()).text(expression, asResult: type)
    return text.hasPrefix("\n") ? String(text.dropFirst()) : text
  }

  /// A check of a domain.
  func text(of expression: Expression, ofValue type: PostgresType) -> String {
    var canonical = CanonicalText(
      self, Scope(sources: [Scope.Source(name: "", prefix: "", columns: [("value", type)])]))
    canonical.isOfDomain = true
    return canonical.text(expression)
  }

  /// The condition of a trigger.
  func text(ofWhen expression: Expression, on table: Table) -> String {
    CanonicalText(self, .trigger(on: table)).text(expression)
  }

  /// A relation's name as `regclass` shows it.
  func relationName(_ id: ObjectID) -> String? {
    guard let name = schema.relationName(id) else { return nil }
    return visibleName(name, schema.relationID(QualifiedName(Identifier(name.name))) == id)
  }
}

extension CanonicalText {
  /// A value that a column takes: only constants without a type become the column's.
  fileprivate func text(_ expression: Expression, asResult type: PostgresType?) -> String {
    switch expression.kind {
    case .string, .null: text(expression, as: type?.unmodified)
    case .array: text(expression, as: type?.unmodified)
    default: text(expression)
    }
  }
}
