extension ExpressionKind {
  /// Operators, casts, `COLLATE`, `AT TIME ZONE`.
  var operation: String {
    switch self {
    case .unary(let name, let operand):
      let minimum = name.isSign ? Precedence.sign + 1 : Precedence.other + 1
      return "\(name.postgres)\(name.isSign ? "" : " ")\(operand.postgres(above: minimum))"
    case .binary(let left, let name, let right):
      let level = name.precedence
      // Comparisons do not associate, the others do to the left.
      let minimum = level == Precedence.comparison ? level + 1 : level
      return "\(left.postgres(above: minimum)) \(name.postgres) \(right.postgres(above: level + 1))"
    case .quantifiedArray(let left, let name, let quantifier, let right):
      return "\(quantified(left, name, quantifier)) (\(right.postgres))"
    case .quantifiedQuery(let left, let name, let quantifier, let query):
      return "\(quantified(left, name, quantifier)) (\(query.postgres))"
    case .collate(let value, let name):
      return "\(value.postgres(above: Precedence.collate)) COLLATE \(name.postgres)"
    case .atTimeZone(let value, let zone):
      let left = value.postgres(above: Precedence.timeZone)
      return "\(left) AT TIME ZONE \(zone.postgres(above: Precedence.timeZone + 1))"
    case .cast(let value, let type):
      return "\(value.postgres(above: Precedence.cast))::\(type.postgres)"
    default:
      return ""
    }
  }

  private func quantified(_ left: Expression, _ name: Operator, _ quantifier: Quantifier) -> String {
    let operand = left.postgres(above: name.precedence + 1)
    return "\(operand) \(name.postgres) \(quantifier.rawValue.uppercased())"
  }

  /// `IS …`, `IN`, `BETWEEN`, `LIKE`.
  var predicate: String {
    switch self {
    case .isNull(let value, let negated):
      return "\(value.tested) IS \(negated ? "NOT " : "")NULL"
    case .isTruth(let value, let truth, let negated):
      return "\(value.tested) IS \(negated ? "NOT " : "")\(truth.rawValue.uppercased())"
    case .isDistinct(let left, let right, let negated):
      return "\(left.tested) IS \(negated ? "NOT " : "")DISTINCT FROM \(right.tested)"
    case .inList(let value, let list, let negated):
      return "\(value.compared) \(negated ? "NOT " : "")IN (\(list.postgres))"
    case .inQuery(let value, let query, let negated):
      return "\(value.compared) \(negated ? "NOT " : "")IN (\(query.postgres))"
    case .between(let value, let lower, let upper, let symmetric, let negated):
      let word = "\(negated ? "NOT " : "")BETWEEN\(symmetric ? " SYMMETRIC" : "")"
      return "\(value.compared) \(word) \(lower.restrictedPostgres) AND \(upper.compared)"
    case .like(let value, let kind, let pattern, let escape, let negated):
      let text = "\(value.compared) \(negated ? "NOT " : "")\(kind.postgres) \(pattern.compared)"
      return text + (escape.map { " ESCAPE \($0.compared)" } ?? "")
    default:
      return ""
    }
  }
}

extension LikeKind {
  fileprivate var postgres: String {
    switch self {
    case .like: "LIKE"
    case .ilike: "ILIKE"
    case .similar: "SIMILAR TO"
    }
  }
}

extension Expression {
  fileprivate var tested: String { postgres(above: Precedence.test + 1) }
  fileprivate var compared: String { postgres(above: Precedence.range + 1) }
}

extension FunctionCall {
  var postgres: String {
    var text = head
    if !withinGroup.isEmpty { text += " WITHIN GROUP (ORDER BY \(withinGroup.postgres))" }
    if let filter { text += " FILTER (WHERE \(filter.postgres))" }
    switch over {
    case .named(let name): text += " OVER \(name.postgres)"
    case .inline(let window): text += " OVER (\(window.postgres))"
    case nil: break
    }
    return text
  }

  private var head: String {
    if !hasParentheses {
      return name.name.text.uppercased() + (arguments.isEmpty ? "" : "(\(list))")
    }
    if name.schema == nil, let special { return special }
    if isStar { return "\(name.postgres)(*)" }
    let order = orderBy.isEmpty ? "" : " ORDER BY \(orderBy.postgres)"
    return "\(name.postgres)(\(isDistinct ? "DISTINCT " : "")\(list)\(order))"
  }

  private var list: String { arguments.map(\.postgres).joined(separator: ", ") }

  /// The functions that SQL spells in its own way.
  private var special: String? {
    let values = arguments.map(\.value)
    switch name.name.text {
    case "coalesce", "nullif", "greatest", "least":
      return "\(name.name.text.uppercased())(\(values.postgres))"
    case "extract":
      guard values.count == 2, case .string(let field) = values[0].kind else { return nil }
      let isWord = PostgresPrinter.name(field) == field && Keywords.entry(field) == nil
      let isPart = ["year", "month", "day", "hour", "minute", "second"].contains(field)
      let spelled = isWord || isPart ? field : PostgresPrinter.string(field)
      return "EXTRACT(\(spelled) FROM \(values[1].postgres))"
    case "position":
      guard values.count == 2 else { return nil }
      return "POSITION(\(values[1].restrictedPostgres) IN \(values[0].restrictedPostgres))"
    default: return nil
    }
  }
}

extension FunctionArgument {
  fileprivate var postgres: String {
    PostgresPrinter.joined(isVariadic ? "VARIADIC" : nil, name.map { "\($0.postgres) =>" }, value.postgres)
  }
}

extension WindowDefinition {
  var postgres: String {
    PostgresPrinter.joined(
      base?.postgres, partitionBy.isEmpty ? nil : "PARTITION BY \(partitionBy.postgres)",
      orderBy.isEmpty ? nil : "ORDER BY \(orderBy.postgres)", frame)
  }
}

extension SortItem {
  var postgres: String {
    PostgresPrinter.joined(expression.postgres, isDescending ? "DESC" : nil, nulls?.postgres)
  }
}

extension [SortItem] {
  var postgres: String { map(\.postgres).joined(separator: ", ") }
}

extension NullsOrder {
  var postgres: String { self == .first ? "NULLS FIRST" : "NULLS LAST" }
}
