/// A random expression as a tree, so that one that differs can be shrunk.
struct GeneratedExpression {
  /// The word for its type, as tables of functions have it.
  var type: String
  var pieces: [Piece]

  enum Piece {
    case text(String)
    case child(GeneratedExpression)
  }

  init(_ type: String, _ text: String) {
    self.type = type
    pieces = [.text(text)]
  }

  init(_ type: String, _ pieces: [Piece]) {
    self.type = type
    self.pieces = pieces
  }

  /// `$1`, `$2` … in a template stand for the children.
  init(_ type: String, _ template: String, _ children: [GeneratedExpression]) {
    self.type = type
    pieces = []
    var rest = template[...]
    while let sign = rest.firstIndex(of: "$") {
      let next = rest.index(after: sign)
      guard next < rest.endIndex, let number = rest[next].wholeNumberValue else {
        pieces.append(.text(String(rest[...sign])))
        rest = rest[next...]
        continue
      }
      pieces += [.text(String(rest[..<sign])), .child(children[number - 1])]
      rest = rest[rest.index(after: next)...]
    }
    pieces.append(.text(String(rest)))
  }

  var sql: String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .child(let child): child.sql
      }
    }.joined()
  }

  var hasColumn: Bool {
    pieces.contains { piece in
      switch piece {
      case .text(let text): text.hasSuffix("_a") || text.hasSuffix("_b")
      case .child(let child): child.hasColumn
      }
    }
  }

  /// How many operations it has.
  var size: Int {
    pieces.reduce(isLeaf ? 0 : 1) { if case .child(let child) = $1 { $0 + child.size } else { $0 } }
  }

  var isLeaf: Bool {
    !pieces.contains { if case .child = $0 { true } else { false } }
  }

  /// Smaller expressions, the smallest first: its parts, and itself with a part made simpler.
  func smaller(_ leaves: (String) -> [GeneratedExpression]) -> [GeneratedExpression] {
    var results: [GeneratedExpression] = []
    for piece in pieces {
      if case .child(let child) = piece { results.append(child) }
    }
    for (index, piece) in pieces.enumerated() {
      guard case .child(let child) = piece else { continue }
      let replacements = child.isLeaf ? [] : leaves(child.type) + child.smaller(leaves)
      for replacement in replacements where replacement.type == child.type {
        var copy = self
        copy.pieces[index] = .child(replacement)
        results.append(copy)
      }
    }
    return results
  }
}

/// Numbers that are the same on every machine: https://prng.di.unimi.it/splitmix64.c
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
