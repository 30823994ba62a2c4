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
  static let rareNumbers: [RuntimeFunction] = [
    RuntimeFunction("sinh", 1) { .real(sinh($0.double(0))) },
    RuntimeFunction("cosh", 1) { .real(cosh($0.double(0))) },
    RuntimeFunction("tanh", 1) { .real(tanh($0.double(0))) },
    RuntimeFunction("asinh", 1) { .real(asinh($0.double(0))) },
    RuntimeFunction("acosh", 1) { call in
      guard call.double(0) >= 1 else { throw Numbers.outsideDomain }
      return .real(acosh(call.double(0)))
    },
    RuntimeFunction("atanh", 1) { call in
      guard abs(call.double(0)) <= 1 else { throw Numbers.outsideDomain }
      return .real(atanh(call.double(0)))
    },
    RuntimeFunction("cot", 1) { .real(1 / tan(try Numbers.angle($0.double(0)))) },
    RuntimeFunction("factorial", 1) { call in
      let number = call.int(0)
      guard number >= 0 else {
        throw Diagnostic(.error, .numericValueOutOfRange, "factorial of a negative number is undefined")
      }
      guard number <= 20 else { throw Diagnostic.unsupported("a factorial of more than 20", at: nil) }
      return .integer((0..<number).reduce(1) { $0 * ($1 + 1) })
    },
    // numbers, their type
    RuntimeFunction("lcm", 3) { call in
      let (a, b) = (call.int(0), call.int(1))
      guard a != 0, b != 0 else { return .integer(0) }
      let type = try call.type(2)
      guard let divisor = Int(exactly: Numbers.divisor(a, b)) else { throw type.outOfRange }
      let (product, overflows) = (a / divisor).multipliedReportingOverflow(by: b)
      guard !overflows, product != .min else { throw type.outOfRange }
      return try type.cast(.integer(abs(product)), to: type, isExplicit: true)
    },
    // operand, low, high, count
    RuntimeFunction("width_bucket", 4) { call in
      func failure(_ message: String) -> Diagnostic { Diagnostic(.error, SQLState("2201G"), message) }
      let (value, low, high, count) = (call.double(0), call.double(1), call.double(2), call.int(3))
      guard count > 0 else { throw failure("count must be greater than zero") }
      guard low.isFinite, high.isFinite else { throw failure("lower and upper bounds must be finite") }
      guard low != high else { throw failure("lower bound cannot equal upper bound") }
      let place = low < high ? (value - low) / (high - low) : (low - value) / (low - high)
      if place < 0 { return .integer(0) }
      if place >= 1 {
        guard count < Int(Int32.max) else {
          throw Diagnostic(.error, .numericValueOutOfRange, "integer out of range")
        }
        return .integer(count + 1)
      }
      // Decimals that lie on a bound do not lie beside it.
      let bucket = Int(nearest: (place * Double(count) + 1e-12).rounded(.down))
      return .integer(min(bucket, count - 1) + 1)
    },
  ]
}

extension Numbers {
  static let outsideDomain = Diagnostic(.error, .numericValueOutOfRange, "input is out of range")
}
