import PostgresDialect

/// Statistics of numbers, computed in PostgreSQL's order so that the last digits are the same.
/// https://www.postgresql.org/docs/15/functions-aggregate.html#FUNCTIONS-AGGREGATE-STATISTICS-TABLE
enum Statistics {
  /// Nil for an aggregate of another kind.
  static func result(
    _ kind: String, _ rows: [[JSON]], _ type: ValueType, isDistinct: Bool
  ) throws -> StoredValue? {
    if kind.hasPrefix("bit_") {
      return bits(kind, rows.compactMap { $0.first?.plainText.flatMap { Int($0) } })
    }
    if kind.hasPrefix("regr_") || kind.hasPrefix("covar_") || kind == "corr" {
      let pairs = rows.compactMap { row -> (y: Double, x: Double)? in
        guard row.count == 2, let y = row[0].plainText.flatMap({ Double($0) }),
          let x = row[1].plainText.flatMap({ Double($0) })
        else { return nil }
        return (y, x)
      }
      return regression(kind, pairs)
    }
    if type.name == "interval", kind == "sum" || kind == "avg" {
      let spans = rows.compactMap { $0.first?.plainText.flatMap { Interval($0) } }
      guard let first = spans.first else { return .null }
      let sum = spans.dropFirst().reduce(first, +)
      return .text((kind == "sum" ? sum : sum.scaled { $0 / Double(spans.count) }).text)
    }
    guard kind.hasPrefix("var") || kind.hasPrefix("stddev") else { return nil }
    var values = rows.compactMap { $0.first == .null ? nil : $0.first }
    if isDistinct {
      var seen: Set<JSON> = []
      values = values.filter { seen.insert($0).inserted }
    }
    let isSample = !kind.hasSuffix("_pop")
    guard values.count > (isSample ? 1 : 0) else { return .null }
    let texts = values.compactMap(\.plainText)
    return type.name == "double precision" || type.name == "real"
      ? .real(spread(kind, texts.compactMap { Double($0) }, isSample))
      : exactSpread(kind, texts.compactMap { DecimalNumber($0) }, isSample)
  }

  private static func bits(_ kind: String, _ numbers: [Int]) -> StoredValue {
    guard let first = numbers.first else { return .null }
    return .integer(
      numbers.dropFirst().reduce(first) { a, b in
        switch kind {
        case "bit_and": a & b
        case "bit_or": a | b
        default: a ^ b
        }
      })
  }

  /// Youngs and Cramer's way, as `float8_accum` goes it.
  private static func spread(_ kind: String, _ values: [Double], _ isSample: Bool) -> Double {
    var (count, sum, squares) = (0.0, 0.0, 0.0)
    for value in values {
      let before = count
      count += 1
      sum += value
      if before > 0 {
        let distance = value * count - sum
        squares += distance * distance / (count * before)
      }
    }
    let variance = squares / (isSample ? count - 1 : count)
    return kind.hasPrefix("var") ? variance : variance.squareRoot()
  }

  /// With decimals, and as many digits as `numeric` keeps.
  private static func exactSpread(_ kind: String, _ values: [DecimalNumber], _ isSample: Bool) -> StoredValue
  {
    let count = DecimalNumber(values.count)
    let sum = values.reduce(DecimalNumber(0), +)
    let squares = values.reduce(DecimalNumber(0)) { $0 + $1 * $1 }
    let numerator = count * squares - sum * sum
    let divisor = count * (isSample ? count - DecimalNumber(1) : count)
    guard !numerator.isZero, let variance = numerator.divided(by: divisor) else {
      return .integer(0)
    }
    return kind.hasPrefix("var") ? variance.stored : root(of: variance).stored
  }

  /// To the number's own scale.
  private static func root(of number: DecimalNumber) -> DecimalNumber {
    guard var guess = DecimalNumber(number.double.squareRoot()), !guess.isZero else { return number }
    let places = number.scale + 12
    let half = DecimalNumber("0.5") ?? DecimalNumber(1)
    // Each round doubles the sixteen digits that a double begins with.
    for _ in 0..<3 {
      guard let quotient = number.rounded(to: places).divided(by: guess) else { break }
      guess = ((guess + quotient) * half).rounded(to: places)
    }
    return guess.rounded(to: number.scale)
  }

  /// As `float8_regr_accum` and its final functions have it.
  private static func regression(_ kind: String, _ pairs: [(y: Double, x: Double)]) -> StoredValue {
    var (count, sumX, sumY, squaresX, squaresY, products) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (y, x) in pairs {
      let before = count
      count += 1
      sumX += x
      sumY += y
      if before > 0 {
        let (distanceX, distanceY) = (x * count - sumX, y * count - sumY)
        let scale = 1 / (count * before)
        squaresX += distanceX * distanceX * scale
        squaresY += distanceY * distanceY * scale
        products += distanceX * distanceY * scale
      }
    }
    if kind == "regr_count" { return .integer(Int(count)) }
    guard count > 0 else { return .null }
    switch kind {
    case "regr_sxx": return .real(squaresX)
    case "regr_syy": return .real(squaresY)
    case "regr_sxy": return .real(products)
    case "regr_avgx": return .real(sumX / count)
    case "regr_avgy": return .real(sumY / count)
    case "covar_pop": return .real(products / count)
    case "covar_samp": return count < 2 ? .null : .real(products / (count - 1))
    case "corr":
      guard squaresX != 0, squaresY != 0 else { return .null }
      return .real(products / (squaresX * squaresY).squareRoot())
    case "regr_r2":
      guard squaresX != 0 else { return .null }
      return squaresY == 0 ? .real(1) : .real(products * products / (squaresX * squaresY))
    case "regr_slope": return squaresX == 0 ? .null : .real(products / squaresX)
    case "regr_intercept": return squaresX == 0 ? .null : .real((sumY - sumX * products / squaresX) / count)
    default: return .null
    }
  }

  // MARK: - Of rows in their order

  static func ordered(
    _ kind: String, _ values: [JSON], _ type: ValueType, _ fraction: Double
  ) throws -> StoredValue {
    if kind == "mode" { return type.stored(mostFrequent(values)) }
    if kind == "percentile_disc" {
      let place = Int((fraction * Double(values.count)).rounded(.up))
      return type.stored(values[max(0, place - 1)])
    }
    let place = fraction * Double(values.count - 1)
    let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    let (first, second) = (type.stored(values[low]), type.stored(values[high]))
    guard low != high else { return first }
    let share = place - Double(low)
    if case .real(let a) = first, case .real(let b) = second { return .real(a + share * (b - a)) }
    guard case .text(let a) = first, case .text(let b) = second, let from = Interval(a), let to = Interval(b)
    else {
      return .null
    }
    return .text((from + (to + -from).scaled { $0 * share }).text)
  }

  static func requireFraction(_ fraction: Double) throws {
    guard (0...1).contains(fraction) else {
      throw Diagnostic(
        .error, .numericValueOutOfRange, "percentile value \(fraction) is not between 0 and 1")
    }
  }

  /// The first of those that are there most often.
  private static func mostFrequent(_ values: [JSON]) -> JSON {
    var counts: [JSON: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return values.first { counts[$0] == most } ?? .null
  }
}
