/// Arithmetic that stops at the ends of its type, for values whose range is checked afterwards.
extension Int {
  package func plus(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }

  package func minus(_ other: Int) -> Int {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? (other < 0 ? .max : .min) : difference
  }

  package func times(_ other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? ((self < 0) != (other < 0) ? .min : .max) : product
  }

  /// The whole part, or the nearest that fits; the smallest of what is no number, so that it is out of any range.
  package init(nearest value: Double) {
    self = value.isNaN ? .min : Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
  }
}
