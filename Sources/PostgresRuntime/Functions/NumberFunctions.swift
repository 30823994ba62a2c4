import PostgresDialect

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// https://www.postgresql.org/docs/15/functions-math.html
extension RuntimeFunction {
  static let numbers: [RuntimeFunction] = [
    // numbers, and the type of the result
    RuntimeFunction("divide", 3) { call in
      let type = try call.type(2)
      guard call.double(1) != 0 else { throw Numbers.byZero }
      if type.isNumeric { return try Numbers.exact(call, /) { $0.divided(by: $1) } }
      guard type.isInteger else { return try Numbers.finite(call.double(0) / call.double(1)) }
      let (result, overflows) = call.int(0).dividedReportingOverflow(by: call.int(1))
      guard !overflows else { throw type.outOfRange }
      return try type.cast(.integer(result), to: type, isExplicit: true)
    },
    RuntimeFunction("modulo", 3) { call in
      guard call.double(1) != 0 else { throw Numbers.byZero }
      guard try call.type(2).isInteger else {
        return try Numbers.exact(call, fmod) { $0.remainder(dividingBy: $1) }
      }
      return .integer(call.int(1) == -1 ? 0 : call.int(0) % call.int(1))
    },
    RuntimeFunction("div", 2) { call in
      guard call.double(1) != 0 else { throw Numbers.byZero }
      return try Numbers.exact(call, /) { $0.wholeQuotient(dividingBy: $1) }
    },
    // a sum, difference or product of whole numbers, checked against its type
    RuntimeFunction("checked", 2) { call in
      let type = try call.type(1)
      guard case .integer = call[0] else { throw type.outOfRange }
      return try type.cast(call[0], to: type, isExplicit: true)
    },
    // a result of doubles, which PostgreSQL refuses where it runs over
    RuntimeFunction("finite", 1) { try Numbers.finite($0.double(0)) },
    RuntimeFunction("add", 2) { try Numbers.exact($0, +) { $0 + $1 } },
    RuntimeFunction("subtract", 2) { try Numbers.exact($0, -) { $0 - $1 } },
    RuntimeFunction("multiply", 2) { try Numbers.exact($0, *) { $0 * $1 } },
    // a number, places, its type; bits beyond the type are lost
    RuntimeFunction("shift_left", 3) { call in
      switch call.text(2) {
      case "int2": .integer(Int(Int16(truncatingIfNeeded: call.int(0) << (call.int(1) & 31))))
      case "int4": .integer(Int(Int32(truncatingIfNeeded: call.int(0) << (call.int(1) & 31))))
      default: .integer(call.int(0) << (call.int(1) & 63))
      }
    },
    RuntimeFunction("shift_right", 3) { call in
      .integer(call.int(0) >> (call.int(1) & (call.text(2) == "int8" ? 63 : 31)))
    },
    RuntimeFunction("abs", 2) { call in
      guard case .integer(let value) = call[0] else { return .real(Swift.abs(call.double(0))) }
      let type = try call.type(1)
      guard value != .min else {
        if type.isNumeric { return .real(Double(value.magnitude)) }
        throw type.outOfRange
      }
      return try type.cast(.integer(Swift.abs(value)), to: type, isExplicit: true)
    },
    // a sum of decimals, whose last digits a double does not hold
    RuntimeFunction("decimal", 1) { call in
      guard case .real(let value) = call[0] else { return call[0] }
      return try Numbers.decimal(value)
    },
    RuntimeFunction("round", 2) { try Numbers.cut($0) { $0.rounded(to: $1) } },
    RuntimeFunction("trunc", 2) { try Numbers.cut($0) { $0.truncated(to: $1) } },
    RuntimeFunction("round_float", 1) { .real($0.double(0).rounded(.toNearestOrEven)) },
    RuntimeFunction("ceil", 1) { Numbers.whole($0[0]) { $0.rounded(.up) } },
    RuntimeFunction("floor", 1) { Numbers.whole($0[0]) { $0.rounded(.down) } },
    RuntimeFunction("power", 2) { try Numbers.power($0) },
    // of decimals: exact where the exponent is a small whole number
    RuntimeFunction("power_numeric", 2) { call in
      guard call.double(0) != 0, let exponent = Int(exactly: call.double(1)), Swift.abs(exponent) <= 32,
        let base = Numbers.decimalNumber(call[0])
      else { return try Numbers.power(call) }
      var result = DecimalNumber(1)
      for _ in 0..<Swift.abs(exponent) { result = result * base }
      let places = max(16, base.scale)
      if exponent < 0 { result = DecimalNumber(1).divided(by: result, places: places) ?? result }
      return result.rounded(to: places).shortened.stored
    },
    RuntimeFunction("sqrt", 1) { call in
      guard call.double(0) >= 0 else {
        throw Diagnostic(.error, SQLState("2201F"), "cannot take square root of a negative number")
      }
      return .real(call.double(0).squareRoot())
    },
    RuntimeFunction("cbrt", 1) { .real(cbrt($0.double(0))) },
    RuntimeFunction("exp", 1) { try Numbers.finite(exp($0.double(0))) },
    RuntimeFunction("ln", 1) { .real(log(try Numbers.logarithmic($0.double(0)))) },
    RuntimeFunction("log", 1) { .real(log10(try Numbers.logarithmic($0.double(0)))) },
    RuntimeFunction("log", 2) { call in
      .real(log(try Numbers.logarithmic(call.double(1))) / log(try Numbers.logarithmic(call.double(0))))
    },
    RuntimeFunction("sign", 1) { .integer($0.double(0) > 0 ? 1 : $0.double(0) < 0 ? -1 : 0) },
    RuntimeFunction("sin", 1) { .real(sin(try Numbers.angle($0.double(0)))) },
    RuntimeFunction("cos", 1) { .real(cos(try Numbers.angle($0.double(0)))) },
    RuntimeFunction("tan", 1) { .real(tan(try Numbers.angle($0.double(0)))) },
    RuntimeFunction("asin", 1) { .real(asin(try Numbers.sine($0.double(0)))) },
    RuntimeFunction("acos", 1) { .real(acos(try Numbers.sine($0.double(0)))) },
    RuntimeFunction("atan", 1) { .real(atan($0.double(0))) },
    RuntimeFunction("atan2", 2) { .real(atan2($0.double(0), $0.double(1))) },
    RuntimeFunction("gcd", 2) { call in
      guard let divisor = Int(exactly: Numbers.divisor(call.int(0), call.int(1))) else {
        throw Diagnostic(.error, .numericValueOutOfRange, "bigint out of range")
      }
      return .integer(divisor)
    },
    RuntimeFunction("random", 0, isDeterministic: false) { call in
      .real(call.session.withState { $0.random?.next() ?? Double.random(in: 0..<1) })
    },
    RuntimeFunction("setseed", 1, isDeterministic: false) { call in
      let seed = call.double(0)
      guard (-1...1).contains(seed) else {
        throw Diagnostic(
          .error, .invalidParameterValue, "setseed parameter \(seed) is out of allowed range [-1,1]")
      }
      call.session.withState { $0.random = RandomNumbers(seed: seed) }
      return .null
    },
  ]
}

enum Numbers {
  static let byZero = Diagnostic(.error, .divisionByZero, "division by zero")

  /// The 15 digits that a double holds: `0.1 + 0.2` is `0.3`.
  static func decimal(_ value: Double) throws -> StoredValue {
    guard value.isFinite else {
      throw Diagnostic(.error, .numericValueOutOfRange, "value overflows numeric format")
    }
    guard let number = DecimalNumber(value) else { return .real(value) }
    return number.significant(15).stored
  }

  /// As decimals: a double stands for the shortest decimal that reads as it.
  static func exact(
    _ call: Arguments, _ ofDoubles: (Double, Double) -> Double,
    _ operation: (DecimalNumber, DecimalNumber) -> DecimalNumber?
  ) throws -> StoredValue {
    guard let a = decimalNumber(call[0]), let b = decimalNumber(call[1]), let result = operation(a, b) else {
      return try decimal(ofDoubles(call.double(0), call.double(1)))
    }
    return result.shortened.stored
  }

  static func power(_ call: Arguments) throws -> StoredValue {
    if call.double(0) == 0, call.double(1) < 0 {
      throw Diagnostic(.error, SQLState("2201F"), "zero raised to a negative power is undefined")
    }
    let result = pow(call.double(0), call.double(1))
    if result.isNaN {
      throw Diagnostic(
        .error, SQLState("2201F"), "a negative number raised to a non-integer power yields a complex result")
    }
    return try finite(result)
  }

  static func decimalNumber(_ value: StoredValue) -> DecimalNumber? {
    switch value {
    case .integer(let number): DecimalNumber(number)
    case .real(let number): DecimalNumber(number)
    default: nil
    }
  }

  static func finite(_ value: Double) throws -> StoredValue {
    guard value.isFinite else {
      throw Diagnostic(.error, .numericValueOutOfRange, "value out of range: overflow")
    }
    return .real(value)
  }

  static func cut(
    _ call: Arguments, _ body: (DecimalNumber, Int) -> DecimalNumber
  ) throws -> StoredValue {
    let places = min(max(call.int(1), -400), 400)
    switch call[0] {
    case .integer(let value): return body(DecimalNumber(value), places).stored
    case .real(let value): return DecimalNumber(value).map { body($0, places).stored } ?? .real(value)
    default: return .null
    }
  }

  static func whole(_ value: StoredValue, _ body: (Double) -> Double) -> StoredValue {
    guard case .real(let number) = value else { return value }
    return .real(body(number))
  }

  static func logarithmic(_ value: Double) throws -> Double {
    guard value > 0 else {
      throw Diagnostic(
        .error, SQLState("2201E"), "cannot take logarithm of \(value == 0 ? "zero" : "a negative number")")
    }
    return value
  }

  /// Infinity has no direction.
  static func angle(_ value: Double) throws -> Double {
    guard value.isFinite else { throw Diagnostic(.error, .numericValueOutOfRange, "input is out of range") }
    return value
  }

  static func sine(_ value: Double) throws -> Double {
    guard abs(value) <= 1 else { throw Diagnostic(.error, .numericValueOutOfRange, "input is out of range") }
    return value
  }

  static func divisor(_ left: Int, _ right: Int) -> UInt {
    var (a, b) = (left.magnitude, right.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
