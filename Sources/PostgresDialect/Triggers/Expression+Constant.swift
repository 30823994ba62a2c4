/// Expressions whose value is known without any row, as far as trigger functions ask constants such as `TG_OP`.
extension Expression {
  /// The constant that it is; nil when it depends on anything else.
  var known: Expression? {
    let folded = self.folded
    switch folded.kind {
    case .null, .boolean, .number, .string: return folded
    default: return nil
    }
  }

  /// What a condition comes to; nil when that is not known, NULL is false.
  var truth: Bool? {
    switch folded.kind {
    case .boolean(let value): value
    case .null: false
    default: nil
    }
  }

  /// The same with all that is constant in it worked out.
  var folded: Expression {
    let inner = mapChildren(\.folded)
    return inner.value.map { Expression($0, at: range) } ?? inner
  }

  private var value: ExpressionKind? {
    switch kind {
    case .and(let terms): return Self.connected(terms, decisive: false)
    case .or(let terms): return Self.connected(terms, decisive: true)
    case .not(let value):
      switch value.kind {
      case .boolean(let truth): return .boolean(!truth)
      case .null: return .null
      default: return nil
      }
    case .isNull(let value, let negated):
      switch value.kind {
      case .null: return .boolean(!negated)
      case .boolean, .number, .string: return .boolean(negated)
      default: return nil
      }
    case .isTruth(let value, let truth, let negated):
      guard case .boolean(let own) = value.kind else { return nil }
      return .boolean((truth != .unknown && own == (truth == .true)) != negated)
    case .isDistinct(let left, let right, let negated):
      return Self.areEqual(left, right).map { .boolean($0 == negated) }
    case .binary(let left, let op, let right): return Self.combined(left, op.text, right)
    case .inList(let value, let list, let negated): return Self.found(value, in: list, negated)
    case .cast(let value, let type):
      guard type.arrayDimensions == 0, type.modifiers.isEmpty else { return nil }
      if case .string = value.kind, ["text", "varchar", "name"].contains(type.name.name.text) {
        return value.kind
      }
      return nil
    case .call(let call): return Self.called(call)
    case .conditional(let operand, let clauses, let otherwise):
      return Self.chosen(operand, clauses, otherwise)
    default: return nil
    }
  }

  /// `CASE` without the branches that cannot be taken.
  private static func chosen(
    _ operand: Expression?, _ clauses: [WhenClause], _ otherwise: Expression?
  ) -> ExpressionKind? {
    var open: [WhenClause] = []
    var rest = otherwise
    for clause in clauses {
      let truth =
        operand == nil
        ? clause.condition.truth
        : operand.flatMap { combined($0, "=", clause.condition) }.flatMap { Expression($0).truth }
      if truth == false { continue }
      if truth == true {
        rest = clause.result
        break
      }
      open.append(clause)
    }
    guard open.count < clauses.count else { return nil }
    guard !open.isEmpty else { return rest?.kind ?? .null }
    return .conditional(operand: operand, open, otherwise: rest)
  }

  /// `AND` is decided by one false term, `OR` by a true one; the others of its kind say nothing.
  private static func connected(_ terms: [Expression], decisive: Bool) -> ExpressionKind? {
    var open: [Expression] = []
    for term in terms {
      guard case .boolean(let value) = term.kind else {
        open.append(term)
        continue
      }
      if value == decisive { return .boolean(decisive) }
    }
    if open.isEmpty { return .boolean(!decisive) }
    if open.count == 1 { return open[0].kind }
    return decisive ? .or(open) : .and(open)
  }

  private static func areEqual(_ left: Expression, _ right: Expression) -> Bool? {
    switch (left.kind, right.kind) {
    case (.null, .null): return true
    case (.string(let a), .string(let b)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.number(let a), .number(let b)): return Int(a).flatMap { own in Int(b).map { own == $0 } }
    case (.null, .string), (.null, .number), (.null, .boolean), (.string, .null), (.number, .null),
      (.boolean, .null):
      return false
    default: return nil
    }
  }

  private static func combined(_ left: Expression, _ op: String, _ right: Expression) -> ExpressionKind? {
    switch op {
    case "=", "<>":
      if left.kind == .null || right.kind == .null { return .null }
      return areEqual(left, right).map { .boolean($0 == (op == "=")) }
    case "<", "<=", ">", ">=":
      guard case .number(let a) = left.kind, case .number(let b) = right.kind, let a = Int(a), let b = Int(b)
      else { return nil }
      return .boolean(op == "<" ? a < b : op == "<=" ? a <= b : op == ">" ? a > b : a >= b)
    case "+", "-":
      guard case .number(let a) = left.kind, case .number(let b) = right.kind, let a = Int(a), let b = Int(b),
        abs(a) < 1 << 40, abs(b) < 1 << 40, op == "+" || a >= b
      else { return nil }
      return .number(String(op == "+" ? a + b : a - b))
    case "||":
      guard case .string(let a) = left.kind, let b = right.words else { return nil }
      return .string(a + b)
    default: return nil
    }
  }

  private static func found(_ value: Expression, in list: [Expression], _ negated: Bool) -> ExpressionKind? {
    var isOpen = false
    for item in list {
      switch areEqual(value, item) {
      case true?: return .boolean(!negated)
      case false?: break
      case nil: isOpen = true
      }
    }
    if isOpen || value.known == nil { return nil }
    return .boolean(negated)
  }

  private static func called(_ call: FunctionCall) -> ExpressionKind? {
    guard call.name.schema.map({ $0.text == "pg_catalog" }) ?? true else { return nil }
    let values = call.arguments.map(\.value)
    switch (call.name.name.text, values.count) {
    case ("lower", 1): return values[0].string.map { .string($0.lowercased()) }
    case ("upper", 1): return values[0].string.map { .string($0.uppercased()) }
    case ("quote_ident", 1): return values[0].string.map { .string(QualifiedName(Identifier($0)).postgres) }
    case ("format", 1...): return values[0].string.flatMap { formatted($0, Array(values.dropFirst())) }
    case ("concat", 1...):
      let parts = values.map(\.words)
      return parts.contains(nil) ? nil : .string(parts.compactMap(\.self).joined())
    default: return nil
    }
  }

  /// `format()` with `%s`, `%I` and `%L` in their plain forms.
  private static func formatted(_ format: String, _ values: [Expression]) -> ExpressionKind? {
    var result = ""
    var rest = values[...]
    var characters = format.makeIterator()
    while let character = characters.next() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      guard let kind = characters.next() else { return nil }
      if kind == "%" {
        result.append("%")
        continue
      }
      guard let value = rest.popFirst()?.words else { return nil }
      switch kind {
      case "s": result += value
      case "I": result += QualifiedName(Identifier(value)).postgres
      case "L": result += SQLiteText.string(value)
      default: return nil
      }
    }
    return .string(result)
  }

  private var string: String? { if case .string(let text) = kind { text } else { nil } }

  /// The text that a constant is shown as.
  var words: String? {
    switch kind {
    case .string(let text), .number(let text): text
    case .boolean(let value): value ? "t" : "f"
    default: nil
    }
  }
}
