/// What a double holds exactly, digit by digit.
extension DecimalNumber {
  /// All digits of the binary value; zero of what is not finite.
  package init(exactly value: Double) {
    guard value.isFinite, value != 0, let two = DecimalNumber("2"), let half = DecimalNumber("0.5") else {
      self.init(0)
      return
    }
    // A whole number times a power of two.
    let exponent = Int(value.exponent) - Double.significandBitCount
    let whole = Int(value.significand.magnitude * Double(UInt64(1) << UInt64(Double.significandBitCount)))
    var number = DecimalNumber(whole)
    var (power, count) = (exponent < 0 ? half : two, exponent.magnitude)
    while count > 0 {
      if count & 1 == 1 { number = number * power }
      power = power * power
      count >>= 1
    }
    self = value < 0 ? -number : number
  }

  /// Rounded as printf rounds: what lies in the middle goes to the even digit.
  package func rounded(to places: Int, halfToEven: Bool) -> DecimalNumber {
    let result = rounded(to: places)
    guard halfToEven, scale > places else { return result }
    let below = truncated(to: places)
    guard let unit = DecimalNumber("5e-\(places + 1)") else { return result }
    let rest = self - below
    let isMiddle = rest == unit || rest == -unit
    let isEven = (below.shifted(by: places).description.last?.wholeNumberValue ?? 0) % 2 == 0
    return isMiddle && isEven ? below : result
  }

  /// With the point moved to the right.
  private func shifted(by places: Int) -> DecimalNumber {
    (self * (DecimalNumber("1e\(places)") ?? DecimalNumber(1))).truncated(to: 0)
  }
}
