/// PostgreSQL's advanced regular expressions as a tree.
/// https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP
indirect enum RegexNode: Sendable, Hashable {
  case set(ScalarSet)
  case start
  case end
  /// `\m`, `\M`, `\y`, `\Y`.
  case boundary(RegexBoundary)
  case sequence([RegexNode])
  case alternation([RegexNode])
  /// Captured where it has a number.
  case group(RegexNode, number: Int?)
  case repetition(RegexNode, least: Int, most: Int?, isGreedy: Bool)
  case backreference(Int)
  case lookAround(RegexNode, isAhead: Bool, isNegated: Bool)
}

enum RegexBoundary: Sendable, Hashable {
  case wordStart
  case wordEnd
  case word
  case notWord
}

/// Characters, as ranges of scalars.
struct ScalarSet: Sendable, Hashable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  static let any = ScalarSet([], isNegated: true)
  static let newline = ScalarSet("\n")
  static let digits = ScalarSet([0x30...0x39])
  static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])
  static let upper = ScalarSet([0x41...0x5A])
  static let lower = ScalarSet([0x61...0x7A])
  /// Beyond ASCII, all that is not a sign or a blank.
  static let letters = ScalarSet([
    0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0x1FFF, 0x2C00...0x2DFF,
    0x3040...0xD7FF, 0xF900...0xFDFF, 0xFE70...0xFEFF, 0xFF10...0xFFDC, 0x10000...0x1EFFF, 0x20000...0x3FFFF,
  ])
  static let word = ScalarSet(letters.ranges + digits.ranges + [0x5F...0x5F])

  static func named(_ name: String) -> ScalarSet? {
    switch name {
    case "alpha": letters
    case "digit": digits
    case "alnum": ScalarSet(letters.ranges + digits.ranges)
    case "upper": upper
    case "lower": lower
    case "space": blanks
    case "blank": ScalarSet([0x20...0x20, 0x09...0x09])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    case "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F])
    case "print": ScalarSet([0x20...0x7E, 0xA0...0x10FFFF])
    case "graph": ScalarSet([0x21...0x7E, 0xA1...0x10FFFF])
    case "word": word
    default: nil
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  /// With both cases of every letter; of those beyond ASCII, of single ones only.
  var foldingCase: ScalarSet {
    var folded = self
    for range in ranges {
      let (upper, lower) = (range.clamped(to: 0x41...0x5A), range.clamped(to: 0x61...0x7A))
      if range.overlaps(0x41...0x5A) { folded.ranges.append(upper.lowerBound + 32...upper.upperBound + 32) }
      if range.overlaps(0x61...0x7A) { folded.ranges.append(lower.lowerBound - 32...lower.upperBound - 32) }
      if range.lowerBound > 0x7F, range.count == 1, let scalar = Unicode.Scalar(range.lowerBound) {
        for other in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
          if other.unicodeScalars.count == 1, let value = other.unicodeScalars.first?.value {
            folded.ranges.append(value...value)
          }
        }
      }
    }
    return folded
  }
}
