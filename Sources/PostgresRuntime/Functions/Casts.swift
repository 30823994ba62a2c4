import PostgresDialect
import SQLiteBinding

extension RuntimeFunction {
  static let casts: [RuntimeFunction] = [
    // value, its type, the type to be, whether the cast is written
    RuntimeFunction("cast", 4) { call in
      try call.type(1).cast(call[0], to: call.type(2), isExplicit: call.flag(3))
    },
    // value, its type: as PostgreSQL shows it
    RuntimeFunction("text", 2) { call in
      try call.type(1).text(of: call[0]).map { .text($0) } ?? .null
    },
    // a number as JSON has it
    RuntimeFunction("json_number", 1) { call in .text(ValueType.numeric.text(of: call[0]) ?? "null") },
    RuntimeFunction("now", 0) { call in .text(Timestamp.text(call.session.now)) },
    RuntimeFunction("clock_timestamp", 0, isDeterministic: false) { _ in .text(Timestamp.text(Clock.now)) },
  ]
}
