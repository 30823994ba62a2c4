/// PostgreSQL's own generator, so that a seed gives the numbers that it gives there.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/common/pg_prng.c
struct RandomNumbers: Sendable {
  private var first: UInt64
  private var second: UInt64

  /// - Parameter seed: between -1 and 1, as `setseed` takes it.
  init(seed: Double) {
    var state = UInt64(bitPattern: Int64(Double((UInt64(1) << 52) - 1) * seed))
    first = Self.mixed(&state)
    second = Self.mixed(&state)
  }

  private static func mixed(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// From 0 up to, not including, 1.
  mutating func next() -> Double {
    func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
    let start = first
    let mixed = second ^ start
    let value = rotated(start &* 5, 7) &* 9
    first = rotated(start, 24) ^ mixed ^ mixed << 16
    second = rotated(mixed, 37)
    return Double(value >> 12) / Double(UInt64(1) << 52)
  }
}
