@testable import PostgresDialect

/// Makes random well-typed expressions from the tables of functions and operators, and from what the grammar has beside them.
struct ExpressionGenerator {
  var random: SeededGenerator
  private let productions: [String: [Production]]

  /// One way to make a value of a type from values of others.
  struct Production {
    var result: String
    var parameters: [String]
    var template: String
    /// What some arguments must be, so that they mean something: names of fields, patterns, formats, small numbers.
    var pools: [Int: [String]] = [:]
  }

  init(seed: UInt64) {
    random = SeededGenerator(state: seed)
    productions = Dictionary(
      grouping: Self.grammar + Self.calls + Self.operators + Self.casts, by: \.result)
  }

  mutating func expression() -> GeneratedExpression {
    let type = pick(GeneratedTable.types)
    return expression(type, depth: Int.random(in: 1...3, using: &random))
  }

  mutating func expression(_ type: String, depth: Int) -> GeneratedExpression {
    let choices = productions[type] ?? []
    guard depth > 0, let production = choices.randomElement(using: &random) else { return leaf(type) }
    var children = production.parameters.enumerated().map { index, parameter in
      if let pool = production.pools[index] {
        return GeneratedExpression(parameter, pick(pool))
      }
      return expression(parameter, depth: depth - 1)
    }
    // PostgreSQL computes constants beforehand, also those that no row would ask for.
    if !children.contains(where: \.hasColumn),
      let open = children.indices.first(where: { production.pools[$0] == nil })
    {
      let type = children[open].type
      children[open] = GeneratedExpression(
        type, pick(GeneratedTable.columns(of: type)))
    }
    return GeneratedExpression(type, production.template, children)
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: list.indices, using: &random)]
  }

  private mutating func leaf(_ type: String) -> GeneratedExpression {
    if Int.random(in: 0..<10, using: &random) < 7 {
      return GeneratedExpression(type, pick(GeneratedTable.columns(of: type)))
    }
    return pick(Self.literals(type))
  }

  static func literals(_ type: String) -> [GeneratedExpression] {
    // PostgreSQL computes what hangs on a NULL alone before it asks whether the rest fails.
    (GeneratedTable.values[type] ?? []).filter { $0 != "NULL" }.map { value in
      let isNumber = ["int4", "numeric"].contains(type) && !value.hasPrefix("-")
      return GeneratedExpression(
        type, isNumber ? value : value.hasPrefix("-") ? "(\(value))::\(type)" : "\(value)::\(type)")
    }
  }

  static func leaves(_ type: String) -> [GeneratedExpression] {
    guard GeneratedTable.values[type] != nil else { return [] }
    return GeneratedTable.columns(of: type).map { GeneratedExpression(type, $0) } + literals(type).prefix(4)
  }
}
