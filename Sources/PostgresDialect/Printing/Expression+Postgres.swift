extension Expression {
  /// The expression without parentheses around it.
  var postgres: String { kind.postgres }

  /// In parentheses unless it binds at least as tightly as `minimum`.
  func postgres(above minimum: Int) -> String {
    kind.precedence >= minimum ? kind.postgres : "(\(kind.postgres))"
  }

  /// Where only the operators of `b_expr` may stand: behind `DEFAULT` and `BETWEEN`.
  var restrictedPostgres: String { kind.isRestricted ? kind.postgres : "(\(kind.postgres))" }
}

extension [Expression] {
  var postgres: String { map(\.postgres).joined(separator: ", ") }
}

extension Operator {
  /// Its precedence as a binary operator.
  var precedence: Int {
    switch text {
    case "<", ">", "=", "<=", ">=", "<>": Precedence.comparison
    case "+", "-": Precedence.sum
    case "*", "/", "%": Precedence.product
    case "^": Precedence.power
    default: Precedence.other
    }
  }

  var isSign: Bool { text == "+" || text == "-" }

  /// `schema.op` is written `OPERATOR(schema.op)`.
  var postgres: String {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let first = text.utf8.first, !first.isOperatorByte else { return text }
    return "OPERATOR(\(PostgresPrinter.name(String(parts[0]))).\(parts[1]))"
  }
}

extension ExpressionKind {
  /// How tightly the printed form binds.
  var precedence: Int {
    switch self {
    case .or: Precedence.or
    case .and: Precedence.and
    case .not: Precedence.not
    case .isNull, .isTruth, .isDistinct: Precedence.test
    case .inList, .inQuery, .between, .like: Precedence.range
    case .binary(_, let name, _), .quantifiedArray(_, let name, _, _), .quantifiedQuery(_, let name, _, _):
      name.precedence
    case .unary(let name, _): name.isSign ? Precedence.sign : Precedence.other
    case .atTimeZone: Precedence.timeZone
    case .collate: Precedence.collate
    case .cast: Precedence.cast
    default: Precedence.atom
    }
  }

  /// Whether the printed form is a `b_expr`.
  var isRestricted: Bool {
    switch self {
    case .cast(let value, _): value.kind.precedence < Precedence.cast || value.kind.isRestricted
    case .unary(_, let value): value.kind.isRestricted
    case .binary(let left, _, let right): left.kind.isRestricted && right.kind.isRestricted
    case .defaultValue: false
    default: precedence == Precedence.atom
    }
  }

  var postgres: String {
    switch self {
    case .null, .boolean, .number, .string, .bitString, .parameter, .defaultValue: constant
    case .column, .wildcard, .subscripted, .slice, .field: reference
    case .and(let list):
      list.map { $0.postgres(above: Precedence.not) }.joined(separator: " AND ")
    case .or(let list):
      list.map { $0.postgres(above: Precedence.and) }.joined(separator: " OR ")
    case .not(let value): "NOT \(value.postgres(above: Precedence.not))"
    case .isNull, .isTruth, .isDistinct, .inList, .inQuery, .between, .like: predicate
    case .unary, .binary, .quantifiedArray, .quantifiedQuery, .collate, .atTimeZone, .cast: operation
    default: compound
    }
  }

  private var constant: String {
    switch self {
    case .null: "NULL"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): PostgresPrinter.string(text)
    case .bitString(let text): "\(text.prefix(1))'\(text.dropFirst())'"
    case .parameter(let number): "$\(number)"
    default: "DEFAULT"
    }
  }

  private var reference: String {
    switch self {
    case .column(let names): names.map(\.postgres).joined(separator: ".")
    case .wildcard(let names): names.map { $0.postgres + "." }.joined() + "*"
    case .subscripted(let base, let index): "\(base.kind.base)[\(index.postgres)]"
    case .slice(let base, let lower, let upper):
      "\(base.kind.base)[\(PostgresPrinter.joined(lower?.postgres, ":", upper?.postgres))]"
    case .field(let base, let name): "\(base.kind.composite).\(name.postgres)"
    default: ""
    }
  }

  /// What a subscript may follow.
  private var base: String {
    switch self {
    case .column, .parameter, .subscripted, .slice, .field, .query: postgres
    default: "(\(postgres))"
    }
  }

  /// What `.name` may follow; behind a plain column it would read as a longer column name.
  private var composite: String {
    switch self {
    case .parameter, .subscripted, .slice, .field, .query: postgres
    default: "(\(postgres))"
    }
  }

  private var compound: String {
    switch self {
    case .call(let call): call.postgres
    case .conditional(let operand, let clauses, let otherwise):
      PostgresPrinter.joined(
        "CASE", operand?.postgres,
        clauses.map { "WHEN \($0.condition.postgres) THEN \($0.result.postgres)" }.joined(separator: " "),
        otherwise.map { "ELSE \($0.postgres)" }, "END")
    case .query(let query): "(\(query.postgres))"
    case .exists(let query): "EXISTS (\(query.postgres))"
    case .array(let elements): "ARRAY[\(elements.postgres)]"
    case .arrayQuery(let query): "ARRAY(\(query.postgres))"
    case .row(let elements): "ROW(\(elements.postgres))"
    default: ""
    }
  }
}
