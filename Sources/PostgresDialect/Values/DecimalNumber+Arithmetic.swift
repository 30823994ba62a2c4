/// Exact arithmetic, with the digits behind the point that PostgreSQL keeps.
extension DecimalNumber {
  package static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    let scale = max(left.scale, right.scale)
    let (a, b) = (left.rounded(to: scale), right.rounded(to: scale))
    if a.isNegative == b.isNegative {
      return DecimalNumber(isNegative: a.isNegative, digits: sum(a.digits, b.digits), scale: scale)
    }
    return isLess(a.digits, b.digits)
      ? DecimalNumber(isNegative: b.isNegative, digits: difference(b.digits, a.digits), scale: scale)
      : DecimalNumber(isNegative: a.isNegative, digits: difference(a.digits, b.digits), scale: scale)
  }

  package static prefix func - (value: DecimalNumber) -> DecimalNumber {
    DecimalNumber(isNegative: !value.isNegative, digits: value.digits, scale: value.scale)
  }

  package static func - (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber { left + -right }

  package static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    var columns = [Int](repeating: 0, count: left.digits.count + right.digits.count)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { columns[i + j + 1] += Int(a) * Int(b) }
    }
    var carry = 0
    for index in columns.indices.reversed() {
      let total = columns[index] + carry
      columns[index] = total % 10
      carry = total / 10
    }
    return DecimalNumber(
      isNegative: left.isNegative != right.isNegative, digits: columns.map { UInt8($0) },
      scale: left.scale + right.scale)
  }

  /// Nil for a division by zero.
  package func divided(by divisor: DecimalNumber, places: Int? = nil) -> DecimalNumber? {
    guard !divisor.isZero else { return nil }
    let places = places ?? quotientScale(divisor)
    return quotient(divisor, places: places + 1).rounded(to: places)
  }

  /// What is left of a division whose quotient is whole; its sign is the dividend's.
  package func remainder(dividingBy divisor: DecimalNumber) -> DecimalNumber? {
    guard !divisor.isZero else { return nil }
    return self - quotient(divisor, places: 0) * divisor
  }

  /// The whole part of a quotient.
  package func wholeQuotient(dividingBy divisor: DecimalNumber) -> DecimalNumber? {
    divisor.isZero ? nil : quotient(divisor, places: 0)
  }

  /// Sixteen digits that count, or as many as either operand has behind the point; PostgreSQL counts in groups of four:
  /// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/numeric.c (select_div_scale)
  private func quotientScale(_ divisor: DecimalNumber) -> Int {
    let (a, b) = (leadingGroup, divisor.leadingGroup)
    let weight = a.weight - b.weight - (a.value <= b.value ? 1 : 0)
    return min(max(16 - weight * 4, scale, divisor.scale, 0), 1000)
  }

  /// The first group of four digits, counted from the point, and its place.
  private var leadingGroup: (value: Int, weight: Int) {
    guard !isZero else { return (0, 0) }
    let place = digits.count - scale
    let weight = (place > 0 ? place + 3 : place) / 4 - 1
    let width = place - weight * 4
    return ((0..<width).reduce(0) { $0 * 10 + Int(digits.indices.contains($1) ? digits[$1] : 0) }, weight)
  }

  /// Cut off behind `places` digits.
  private func quotient(_ divisor: DecimalNumber, places: Int) -> DecimalNumber {
    let shift = places + divisor.scale - scale
    let dividend =
      shift >= 0
      ? digits + Array(repeating: 0, count: shift) : Array(digits.dropLast(min(-shift, digits.count)))
    var rest: [UInt8] = []
    var result: [UInt8] = []
    for digit in dividend {
      if digit != 0 || !rest.isEmpty { rest.append(digit) }
      var count: UInt8 = 0
      while !Self.isLess(rest, divisor.digits) {
        rest = Self.difference(rest, divisor.digits)
        count += 1
      }
      result.append(count)
    }
    return DecimalNumber(isNegative: isNegative != divisor.isNegative, digits: result, scale: places)
  }

  /// Without zeros at the end, so that a whole number is one.
  package var shortened: DecimalNumber {
    var copy = self
    copy.dropZeros(downTo: 0)
    return copy
  }

  // MARK: - Digits without leading zeros

  private static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }

  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var (long, short) = left.count >= right.count ? (left, right) : (right, left)
    short = Array(repeating: 0, count: long.count - short.count) + short
    var carry: UInt8 = 0
    for index in long.indices.reversed() {
      let total = long[index] + short[index] + carry
      long[index] = total % 10
      carry = total / 10
    }
    return carry > 0 ? [carry] + long : long
  }

  /// Of a number that is not smaller.
  private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var result = left
    let offset = left.count - right.count
    var borrow: UInt8 = 0
    for index in left.indices.reversed() {
      let taken = (index >= offset ? right[index - offset] : 0) + borrow
      borrow = left[index] < taken ? 1 : 0
      result[index] = left[index] + borrow * 10 - taken
    }
    return Array(result.drop { $0 == 0 })
  }

  private init(isNegative: Bool, digits: [UInt8], scale: Int) {
    self.isNegative = isNegative
    self.digits = Array(digits.drop { $0 == 0 })
    self.scale = scale
    if self.digits.isEmpty { self.isNegative = false }
  }
}
