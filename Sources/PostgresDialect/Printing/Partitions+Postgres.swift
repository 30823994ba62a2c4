extension PartitionKey {
  var postgres: String {
    "PARTITION BY \(strategy.rawValue.uppercased()) (\(elements.map(\.postgres).joined(separator: ", ")))"
  }
}

extension PartitionOf {
  var postgres: String {
    PostgresPrinter.joined("PARTITION OF \(parent.postgres)", elements, bound.postgres)
  }
}

extension PartitionBound {
  var postgres: String {
    switch self {
    case .default: "DEFAULT"
    case .list(let values): "FOR VALUES IN (\(values.postgres))"
    case .range(let lower, let upper): "FOR VALUES FROM (\(Self.text(lower))) TO (\(Self.text(upper)))"
    case .hash(let modulus, let remainder): "FOR VALUES WITH (MODULUS \(modulus), REMAINDER \(remainder))"
    }
  }

  private static func text(_ values: [Expression]) -> String {
    values.map { $0.boundKeyword?.uppercased() ?? $0.postgres }.joined(separator: ", ")
  }
}
