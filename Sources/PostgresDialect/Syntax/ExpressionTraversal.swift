/// Walking and rewriting expressions. Subqueries are not entered: what is stored in a table's definition
/// (checks, defaults, index expressions) cannot contain any.
extension Expression {
  /// The same with every child replaced by what `transform` makes of it.
  func mapChildren(_ transform: (Expression) -> Expression) -> Expression {
    func all(_ expressions: [Expression]) -> [Expression] { expressions.map(transform) }
    let kind: ExpressionKind
    switch self.kind {
    case .null, .boolean, .number, .string, .bitString, .parameter, .column, .wildcard, .query, .exists,
      .arrayQuery, .defaultValue:
      return self
    case .cast(let value, let type): kind = .cast(transform(value), type)
    case .unary(let op, let value): kind = .unary(op, transform(value))
    case .binary(let left, let op, let right): kind = .binary(transform(left), op, transform(right))
    case .and(let terms): kind = .and(all(terms))
    case .or(let terms): kind = .or(all(terms))
    case .not(let value): kind = .not(transform(value))
    case .isNull(let value, let negated): kind = .isNull(transform(value), negated: negated)
    case .isTruth(let value, let truth, let negated):
      kind = .isTruth(transform(value), truth, negated: negated)
    case .isDistinct(let left, let right, let negated):
      kind = .isDistinct(transform(left), transform(right), negated: negated)
    case .inList(let value, let list, let negated):
      kind = .inList(transform(value), all(list), negated: negated)
    case .inQuery(let value, let query, let negated):
      kind = .inQuery(transform(value), query, negated: negated)
    case .between(let value, let low, let high, let symmetric, let negated):
      kind = .between(
        transform(value), transform(low), transform(high), symmetric: symmetric, negated: negated)
    case .like(let value, let like, let pattern, let escape, let negated):
      kind = .like(
        transform(value), like, pattern: transform(pattern), escape: escape.map(transform), negated: negated)
    case .quantifiedArray(let value, let op, let quantifier, let array):
      kind = .quantifiedArray(transform(value), op, quantifier, transform(array))
    case .quantifiedQuery(let value, let op, let quantifier, let query):
      kind = .quantifiedQuery(transform(value), op, quantifier, query)
    case .call(var call):
      call.arguments = call.arguments.map {
        FunctionArgument(name: $0.name, value: transform($0.value), isVariadic: $0.isVariadic)
      }
      call.filter = call.filter.map(transform)
      kind = .call(call)
    case .conditional(let operand, let clauses, let otherwise):
      kind = .conditional(
        operand: operand.map(transform),
        clauses.map { WhenClause(condition: transform($0.condition), result: transform($0.result)) },
        otherwise: otherwise.map(transform))
    case .array(let elements): kind = .array(all(elements))
    case .row(let elements): kind = .row(all(elements))
    case .subscripted(let value, let index): kind = .subscripted(transform(value), transform(index))
    case .slice(let value, let lower, let upper):
      kind = .slice(transform(value), lower: lower.map(transform), upper: upper.map(transform))
    case .field(let value, let name): kind = .field(transform(value), name)
    case .collate(let value, let collation): kind = .collate(transform(value), collation)
    case .atTimeZone(let value, let zone): kind = .atTimeZone(transform(value), transform(zone))
    }
    return Expression(kind, at: range)
  }

  /// Whether it draws random numbers.
  var isRandom: Bool {
    var found = false
    walk {
      if case .call(let call) = $0.kind,
        ["random", "gen_random_uuid", "uuid_generate_v4", "gen_random_bytes"].contains(call.name.name.text)
      {
        found = true
      }
    }
    return found
  }

  /// Whether it names a column.
  var hasColumn: Bool {
    var found = false
    walk { if case .column = $0.kind { found = true } }
    return found
  }

  /// Whether a query stands in it.
  var hasQuery: Bool {
    var found = false
    walk {
      switch $0.kind {
      case .query, .exists, .arrayQuery, .inQuery, .quantifiedQuery: found = true
      default: break
      }
    }
    return found
  }

  /// Calls `visit` with this expression and everything in it.
  func walk(_ visit: (Expression) -> Void) {
    visit(self)
    _ = mapChildren {
      $0.walk(visit)
      return $0
    }
  }

  /// The names of the columns it mentions, without their qualifiers.
  var columnNames: Set<String> {
    var names: Set<String> = []
    walk {
      if case .column(let path) = $0.kind, let name = path.last { names.insert(name.text) }
    }
    return names
  }

  /// The same without a table's name before its columns, which another name of the table would make wrong.
  func withoutQualifier(_ table: String) -> Expression {
    if case .column(let path) = kind, path.count > 1, path[path.count - 2].text == table {
      return Expression(.column([path[path.count - 1]]), at: range)
    }
    return mapChildren { $0.withoutQualifier(table) }
  }

  /// The same with a column renamed wherever it is mentioned.
  func renamingColumn(_ old: String, to new: String) -> Expression {
    if case .column(var path) = kind, let last = path.last, last.text == old {
      path[path.count - 1] = Identifier(new, at: last.range)
      return Expression(.column(path), at: range)
    }
    return mapChildren { $0.renamingColumn(old, to: new) }
  }
}
