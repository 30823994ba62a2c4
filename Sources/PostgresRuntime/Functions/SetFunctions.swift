import PostgresDialect

/// Functions that return rows: one JSON array of them, which `json_each` takes apart. A row of several columns is an
/// array itself.
extension RuntimeFunction {
  static let sets: [RuntimeFunction] = [
    RuntimeFunction("set_array", 1) { .text(JSON.array(Arrays.flat(try $0.array(0))).compactText) },
    RuntimeFunction("set_series", 3) { call in
      let (start, stop, step) = (call.int(0), call.int(1), call.int(2))
      guard step != 0 else { throw Sets.zeroStep }
      guard step > 0 ? start <= stop : start >= stop else { return .text("[]") }
      let count = Int(
        clamping: (start > stop ? start.minus(stop) : stop.minus(start)).magnitude / step.magnitude)
      try Sets.check(count)
      return .text(JSON.array((0...count).map { .number(String(start + $0 * step)) }).compactText)
    },
    RuntimeFunction("set_numbers", 3) { call in
      let (start, stop, step) = (call.double(0), call.double(1), call.double(2))
      guard step != 0 else { throw Sets.zeroStep }
      let count = ((stop - start) / step + 1e-9).rounded(.down)
      guard count >= 0 else { return .text("[]") }
      try Sets.check(Int(nearest: min(count, 1e9)))
      let values = try (0...Int(count)).map { try Numbers.decimal(start + Double($0) * step) }
      return .text(JSON.array(values.map { .number(ValueType.numeric.text(of: $0) ?? "0") }).compactText)
    },
    RuntimeFunction("set_times", 3) { call in
      let step = try Times.interval(call.text(2))
      guard step.comparable != 0 else { throw Sets.zeroStep }
      let stop = try Times.micros(call.text(1))
      var time = CalendarTime(try Times.micros(call.text(0)))
      try Sets.check((stop - time.timestamp) / step.comparable)
      var items: [JSON] = []
      while step.comparable > 0 ? time.timestamp <= stop : time.timestamp >= stop {
        items.append(.string(Timestamp.text(time.timestamp)))
        time = time + step
      }
      return .text(JSON.array(items).compactText)
    },
    RuntimeFunction("set_json_elements", 1) { call in
      .text(JSON.array(try Sets.elements(call.json(0)).map { .string($0.text) }).compactText)
    },
    RuntimeFunction("set_json_elements_text", 1) { call in
      .text(
        JSON.array(try Sets.elements(call.json(0)).map { $0.plainText.map { .string($0) } ?? .null })
          .compactText)
    },
    RuntimeFunction("set_json_members", 1) { call in
      let rows = try Sets.members(call.json(0)).map { JSON.array([.string($0.key), .string($0.value.text)]) }
      return .text(JSON.array(rows).compactText)
    },
    RuntimeFunction("set_json_members_text", 1) { call in
      let rows = try Sets.members(call.json(0)).map { member in
        JSON.array([.string(member.key), member.value.plainText.map { .string($0) } ?? .null])
      }
      return .text(JSON.array(rows).compactText)
    },
    // sets, row by row
    RuntimeFunction("set_zip", nil, isStrict: false) { call in
      let sets = try (0..<call.count).map { call.isNull($0) ? [] : try call.array($0) }
      let rows = (0..<(sets.map(\.count).max() ?? 0)).map { row in
        JSON.array(sets.map { $0.indices.contains(row) ? $0[row] : .null })
      }
      return .text(JSON.array(rows).compactText)
    },
    RuntimeFunction("set_json_keys", 1) { call in
      .text(JSON.array(try Sets.members(call.json(0)).map { .string($0.key) }).compactText)
    },
  ]
}

enum Sets {
  static let zeroStep = Diagnostic(.error, .invalidParameterValue, "step size cannot equal zero")

  static func check(_ count: Int) throws {
    guard count < 5_000_000 else {
      throw Diagnostic.unsupported("a series of more than 5,000,000 rows", at: nil)
    }
  }

  static func elements(_ json: JSON, doing: String = "extract elements from") throws -> [JSON] {
    guard case .array(let items) = json else {
      let what = if case .object = json { "an object" } else { "a scalar" }
      throw Diagnostic(.error, .invalidParameterValue, "cannot \(doing) \(what)")
    }
    return items
  }

  static func members(_ json: JSON) throws -> [JSON.Member] {
    guard case .object(let members) = json else {
      let what = if case .array = json { "an array" } else { "a scalar" }
      throw Diagnostic(.error, .invalidParameterValue, "cannot deconstruct \(what)")
    }
    return members
  }
}
