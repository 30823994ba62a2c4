import PostgresDialect

extension RuntimeFunction {
  static let catalogs: [RuntimeFunction] = [
    // a name, the objects that there are, whether it must be one of them
    RuntimeFunction("object_number", 3) { call in
      guard let names = ObjectNames(spec: call.text(1)) else {
        throw Diagnostic(.error, SQLState("XX000"), "internal error: no names")
      }
      if call.flag(2) { return .integer(try names.required(call.text(0))) }
      return try names.number(of: call.text(0)).map { .integer($0) } ?? .null
    },
    RuntimeFunction("format_type", 2) { call in .text(TypeModifier.formatted(call.text(0), call.int(1))) },
  ]
}
