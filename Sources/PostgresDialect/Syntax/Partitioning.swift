/// `PARTITION BY RANGE (…)`.
struct PartitionKey: Sendable, Hashable {
  var strategy: PartitionStrategy
  var elements: [IndexElement]
}

enum PartitionStrategy: String, Sendable, Hashable {
  case range
  case list
  case hash
}

/// `PARTITION OF parent … FOR VALUES …`.
struct PartitionOf: Sendable, Hashable {
  var parent: QualifiedName
  /// Constraints in parentheses, as written.
  var elements: String?
  var bound: PartitionBound
}

/// `FOR VALUES …` and `DEFAULT`: https://www.postgresql.org/docs/15/sql-createtable.html
enum PartitionBound: Sendable, Hashable {
  case `default`
  case list([Expression])
  case range(from: [Expression], to: [Expression])
  case hash(modulus: Int, remainder: Int)
}

extension Expression {
  /// `MINVALUE` and `MAXVALUE`, which stand for what is below or above everything.
  var boundKeyword: String? {
    guard case .column(let path) = kind, path.count == 1, ["minvalue", "maxvalue"].contains(path[0].text)
    else { return nil }
    return path[0].text
  }
}
