/// https://www.postgresql.org/docs/15/ddl-partitioning.html
extension Parser {
  /// `PARTITION BY RANGE (…)`
  mutating func partitionBy() throws(ParseFailure) -> PartitionKey? {
    guard eat("partition") else { return nil }
    try expect("by")
    let start = index
    let name = try columnName().text
    guard let strategy = PartitionStrategy(rawValue: name) else {
      throw failure("unrecognized partitioning strategy \"\(name)\"", .invalidObjectDefinition, from: start)
    }
    return PartitionKey(strategy: strategy, elements: try indexElements())
  }

  /// `PARTITION OF parent [(…)] FOR VALUES … | DEFAULT`
  mutating func partitionOf() throws(ParseFailure) -> PartitionOf {
    try expect("partition", "of")
    let parent = try qualifiedName()
    let start = index
    if at("(") { try skipParentheses() }
    let elements = start < index ? canonicalText(from: start) : nil
    return PartitionOf(parent: parent, elements: elements, bound: try partitionBound())
  }

  mutating func partitionBound() throws(ParseFailure) -> PartitionBound {
    if eat("default") { return .default }
    try expect("for", "values")
    if eat("in") { return .list(try parenthesizedExpressions()) }
    if eat("from") {
      let lower = try parenthesizedExpressions()
      try expect("to")
      return .range(from: lower, to: try parenthesizedExpressions())
    }
    try expect("with", "(")
    var numbers: [String: Int] = [:]
    repeat {
      let name = folded(token)
      _ = try nonReservedWord()
      numbers[name] = Int(try unsignedInteger())
    } while eat(",")
    try expect(")")
    return .hash(modulus: numbers["modulus"] ?? 0, remainder: numbers["remainder"] ?? 0)
  }

  private mutating func parenthesizedExpressions() throws(ParseFailure) -> [Expression] {
    try expect("(")
    let list = try expressions()
    try expect(")")
    return list
  }

  /// `ATTACH PARTITION` and `DETACH PARTITION`.
  mutating func partitionAction() throws(ParseFailure) -> AlterTableAction {
    let start = index
    let isAttached = eat("attach")
    if !isAttached { advance() }
    try expect("partition")
    let name = try qualifiedName()
    if isAttached {
      let bound = try partitionBound()
      return AlterTableAction(kind: .attachPartition(name, bound), range: range(from: start))
    }
    if at("concurrently", "finalize") { advance() }
    return AlterTableAction(kind: .detachPartition(name), range: range(from: start))
  }
}
