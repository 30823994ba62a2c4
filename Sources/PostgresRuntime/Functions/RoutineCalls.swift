import PostgresDialect

/// Calls of users' functions that are more than an expression: they are interpreted, in the middle of a statement.
extension RuntimeFunction {
  static let routines: [RuntimeFunction] = [
    RuntimeFunction("call", nil, isStrict: false, isDeterministic: false) { call in
      try rows(call).first?.first ?? .null
    },
    RuntimeFunction("call_rows", nil, isStrict: false, isDeterministic: false) { call in
      .text(JSON.array(try rows(call).map { .array(try $0.map(json)) }).compactText)
    },
  ]

  private static func rows(_ call: Arguments) throws -> [[StoredValue]] {
    guard let caller = call.session.caller else {
      throw Diagnostic.unsupported("calling a function of more than an expression here", at: nil)
    }
    return try caller(call.int(0), (1..<max(1, call.count)).map { call[$0] })
  }

  private static func json(_ value: StoredValue) throws(Diagnostic) -> JSON {
    switch value {
    case .null: return .null
    case .integer(let number): return .number(String(number))
    case .real(let number):
      guard number.isFinite else { throw .unsupported("an infinite number in a row of a function", at: nil) }
      return .number("\(number)")
    case .text(let text): return .string(text)
    case .blob: throw .unsupported("bytea in a row of a function", at: nil)
    }
  }
}
