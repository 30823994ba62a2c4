/// The bounds of partitions: as conditions on rows, and beside each other.
extension Schema {
  /// What the rows of a partition satisfy; nil for hashes, which only PostgreSQL can compute.
  func condition(of bound: PartitionBound, in parent: Table) -> Expression? {
    guard let keys = parent.partitionKey?.elements.map(\.expression), let first = keys.first else {
      return nil
    }
    switch bound {
    case .hash: return nil
    case .list(let values):
      let some = values.filter { $0.kind != .null }
      let isIn = Expression(.inList(first, some, negated: false))
      let isNull = Expression(.isNull(first, negated: false))
      if some.isEmpty { return isNull }
      return some.count == values.count ? isIn : Expression(.or([isIn, isNull]))
    case .range(let lower, let upper):
      let present = keys.map { Expression(.isNull($0, negated: true)) }
      let bounds = [Self.compared(keys, ">", lower), Self.compared(keys, "<", upper)].compactMap(\.self)
      return Expression(.and(present + bounds))
    case .default:
      let others = partitions(of: parent.id).compactMap { view -> Expression? in
        guard let bound = view.partition?.bound, bound != .default else { return nil }
        return condition(of: bound, in: parent)
      }
      guard !others.isEmpty else { return Expression(.boolean(true)) }
      let any = others.count == 1 ? others[0] : Expression(.or(others))
      return Expression(.isTruth(any, .true, negated: true))
    }
  }

  /// The keys compared with a bound from the left; nil when every row is on the right side of it.
  private static func compared(_ keys: [Expression], _ op: String, _ bound: [Expression]) -> Expression? {
    guard let key = keys.first, let value = bound.first else { return nil }
    let isLower = op == ">"
    if let keyword = value.boundKeyword {
      return (keyword == "minvalue") == isLower ? nil : Expression(.boolean(false))
    }
    func compare(_ op: String) -> Expression { Expression(.binary(key, Operator(op), value)) }
    guard keys.count > 1 else { return compare(isLower ? ">=" : "<") }
    let equal = compare("=")
    let rest = compared(Array(keys.dropFirst()), op, Array(bound.dropFirst()))
    return Expression(.or([compare(op), rest.map { Expression(.and([equal, $0])) } ?? equal]))
  }

  /// That every row fits a partition; nil where one takes what fits no other, or only PostgreSQL can tell.
  func partitionCheck(of table: Table) -> Expression? {
    guard let key = table.partitionKey, key.strategy != .hash else { return nil }
    let bounds = partitions(of: table.id).compactMap { $0.partition?.bound }
    guard !bounds.contains(.default) else { return nil }
    let conditions = bounds.compactMap { condition(of: $0, in: table) }
    guard !conditions.isEmpty else { return Expression(.boolean(false)) }
    let any = conditions.count == 1 ? conditions[0] : Expression(.or(conditions))
    return Expression(.isTruth(any, .true, negated: false))
  }

  // MARK: Checking

  /// That a bound suits the key and leaves other partitions alone.
  func check(
    _ bound: PartitionBound, of name: Identifier, in parent: Table, at range: SourceRange
  ) throws(Diagnostic) {
    guard let key = parent.partitionKey else { return }
    let keyNames = key.elements.count
    switch bound {
    case .default: break
    case .list where key.strategy == .list, .hash where key.strategy == .hash: break
    case .range(let lower, let upper) where key.strategy == .range:
      for (word, values) in [("FROM", lower), ("TO", upper)] where values.count != keyNames {
        throw Diagnostic(
          .error, .invalidTableDefinition, "\(word) must specify exactly one value per partitioning column",
          at: range)
      }
    default:
      throw Diagnostic(
        .error, .invalidTableDefinition,
        "invalid bound specification for a \(key.strategy.rawValue) partition", at: range)
    }
    let values = try BoundValues(bound, of: parent, in: self)
    if values.isEmpty {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "empty range bound specified for partition \"\(name.text)\"",
        at: range)
    }
    for other in partitions(of: parent.id) {
      guard let otherBound = other.partition?.bound else { continue }
      if try values.overlaps(try BoundValues(otherBound, of: parent, in: self)) {
        throw Diagnostic(
          .error, .invalidObjectDefinition,
          bound == .default
            ? "partition \"\(name.text)\" conflicts with existing default partition \"\(other.name.name)\""
            : "partition \"\(name.text)\" would overlap partition \"\(other.name.name)\"", at: range)
      }
    }
  }
}

/// A bound's values in a form that can be compared.
private enum BoundValues {
  case `default`
  case list(Set<String>)
  case range([Value], [Value])
  case hash(modulus: Int, remainder: Int)

  enum Value: Equatable {
    case lowest
    case number(Double)
    case text(String)
    case highest

    func isLess(than other: Value) -> Bool {
      switch (self, other) {
      case (.lowest, .lowest), (.highest, _), (_, .lowest): false
      case (.lowest, _), (_, .highest): true
      case (.number(let left), .number(let right)): left < right
      case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  init(_ bound: PartitionBound, of parent: Table, in schema: Schema) throws(Diagnostic) {
    let keys = parent.partitionKey?.elements.map(\.expression) ?? []
    var lowering = Lowering(schema, .immutable, scope: .definition(of: parent))
    func value(_ expression: Expression, _ index: Int) throws(Diagnostic) -> String {
      let key = try lowering.lower(keys[min(index, keys.count - 1)])
      return try lowering.coerce(
        try lowering.lower(expression), to: key.type.unmodified, at: expression.range
      ).sql
    }
    func values(_ expressions: [Expression]) throws(Diagnostic) -> [Value] {
      var result: [Value] = []
      for (index, expression) in expressions.enumerated() {
        if let keyword = expression.boundKeyword {
          result.append(keyword == "minvalue" ? .lowest : .highest)
        } else {
          let text = try value(expression, index)
          result.append(Double(text).map { .number($0) } ?? .text(text))
        }
      }
      return result
    }
    guard !keys.isEmpty else { throw .internalError }
    switch bound {
    case .default: self = .default
    case .hash(let modulus, let remainder): self = .hash(modulus: modulus, remainder: remainder)
    case .list(let expressions):
      var texts: Set<String> = []
      for expression in expressions { texts.insert(try value(expression, 0)) }
      self = .list(texts)
    case .range(let lower, let upper): self = .range(try values(lower), try values(upper))
    }
  }

  var isEmpty: Bool {
    if case .range(let lower, let upper) = self { !Self.isLess(lower, upper) } else { false }
  }

  func overlaps(_ other: BoundValues) throws(Diagnostic) -> Bool {
    switch (self, other) {
    case (.default, .default): true
    case (.list(let left), .list(let right)): !left.isDisjoint(with: right)
    case (.range(let low, let high), .range(let otherLow, let otherHigh)):
      Self.isLess(low, otherHigh) && Self.isLess(otherLow, high)
    case (.hash(let modulus, let remainder), .hash(let otherModulus, let otherRemainder)):
      modulus > 0 && otherModulus > 0
        && remainder % min(modulus, otherModulus) == otherRemainder % min(modulus, otherModulus)
    default: false
    }
  }

  private static func isLess(_ left: [Value], _ right: [Value]) -> Bool {
    for (a, b) in zip(left, right) where a != b { return a.isLess(than: b) }
    return false
  }
}
