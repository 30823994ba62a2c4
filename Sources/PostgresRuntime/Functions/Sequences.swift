import PostgresDialect
import SQLiteBinding

extension RuntimeFunction {
  /// Their first two arguments are where the sequence keeps its value, and its name.
  static let sequences: [RuntimeFunction] = [
    RuntimeFunction("nextval", 2, isDeterministic: false) { call in
      let (place, connection) = try (call.place(), call.connection())
      if let limit = place.limit, let row = try connection.query(limit).first, row[0].bool == true {
        let kind = row[1].bool == true ? "maximum" : "minimum"
        throw Diagnostic(
          .error, SQLState("2200H"),
          "nextval: reached \(kind) value of sequence \"\(call.text(1))\" (\(row[2].int ?? 0))")
      }
      return StoredValue(try connection.query(place.advancing).first?[0] ?? .null)
    },
    // Sessions end with their migration, so that what was counted to is what was last given out in this one.
    RuntimeFunction("currval", 2, isDeterministic: false) { call in
      guard let row = try call.connection().query(try call.place().current).first else {
        throw Diagnostic(
          .error, .objectNotInPrerequisiteState,
          "currval of sequence \"\(call.text(1))\" is not yet defined in this session")
      }
      return StoredValue(row[0])
    },
    // … the value, whether it has been given out, the least and the greatest
    RuntimeFunction("setval", 6, isDeterministic: false) { call in
      let (value, low, high) = (call.int(2), call.int(4), call.int(5))
      guard value >= low, value <= high else {
        throw Diagnostic(
          .error, .numericValueOutOfRange,
          "setval: value \(value) is out of bounds for sequence \"\(call.text(1))\" (\(low)..\(high))")
      }
      try call.connection().run(try call.place().setting(value, isCalled: call.flag(3)))
      return .integer(value)
    },
  ]
}

extension Arguments {
  fileprivate func place() throws(Diagnostic) -> CounterPlace {
    guard let place = CounterPlace(spec: text(0)) else {
      throw Diagnostic(.error, SQLState("XX000"), "internal error: no place \(text(0))")
    }
    return place
  }

  fileprivate func connection() throws(Diagnostic) -> Connection {
    guard let connection = database else {
      throw Diagnostic(.error, SQLState("XX000"), "internal error: the connection is gone")
    }
    return connection
  }
}
