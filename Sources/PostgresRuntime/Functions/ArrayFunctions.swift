import PostgresDialect

/// Arrays as stored, which is as JSON: https://www.postgresql.org/docs/15/functions-array.html
extension RuntimeFunction {
  static let arrays: [RuntimeFunction] = [
    RuntimeFunction("array_get", 2) { call in
      // array and subscript, the element as it is stored
      let items = try call.array(0)
      let index = call.int(1).minus(1)
      guard items.indices.contains(index) else { return .null }
      return ValueType.text.stored(items[index])
    },
    RuntimeFunction("array_slice", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let items = try call.array(0)
      let lower = call.isNull(1) ? 1 : max(1, call.int(1))
      let upper = call.isNull(2) ? items.count : min(items.count, call.int(2))
      return lower > upper ? .text("[]") : .text(JSON.array(Array(items[(lower - 1)..<upper])).compactText)
    },
    RuntimeFunction("array_length", 2) { call in
      var items = try call.array(0)
      // PostgreSQL's arrays have six dimensions at most.
      for _ in 1..<min(max(1, call.int(1)), 7) {
        guard case .array(let inner) = items.first else { return .null }
        items = inner
      }
      return call.int(1) < 1 || items.isEmpty ? .null : .integer(items.count)
    },
    RuntimeFunction("array_ndims", 1) { call in
      var items = try call.array(0)
      guard !items.isEmpty else { return .null }
      var count = 1
      while case .array(let inner) = items.first {
        count += 1
        items = inner
      }
      return .integer(count)
    },
    RuntimeFunction("cardinality", 1) { .integer(Arrays.flat(try $0.array(0)).count) },
    // arrays and elements of one type, each as JSON; NULL arrays are none
    RuntimeFunction("array_cat", 2, isStrict: false) { call in
      if call.isNull(0) || call.isNull(1) { return call.isNull(0) ? call[1] : call[0] }
      let (first, second) = (try call.array(0), try call.array(1))
      let (a, b) = (Arrays.dimensions(first), Arrays.dimensions(second))
      // Equal but for the first dimension, or one is a row of the other.
      guard
        a.isEmpty || b.isEmpty || a.dropFirst() == b.dropFirst() || a.dropFirst() == b[...]
          || b.dropFirst() == a[...]
      else { throw Diagnostic(.error, SQLState("2202E"), "cannot concatenate incompatible arrays") }
      // A one-dimensional array is one row more of a two-dimensional one.
      if case .array = first.first, !second.isEmpty, !Arrays.isNested(second) {
        return .text(JSON.array(first + [.array(second)]).compactText)
      }
      if case .array = second.first, !first.isEmpty, !Arrays.isNested(first) {
        return .text(JSON.array([.array(first)] + second).compactText)
      }
      return .text(JSON.array(first + second).compactText)
    },
    // array, element, the element's type
    RuntimeFunction("array_append", 3, isStrict: false) { call in
      let items = call.isNull(0) ? [] : try call.array(0)
      try Arrays.requireOneDimension(items)
      return .text(JSON.array(items + [try call.type(2).arrayElement(call[1])]).compactText)
    },
    RuntimeFunction("array_prepend", 3, isStrict: false) { call in
      let items = call.isNull(1) ? [] : try call.array(1)
      try Arrays.requireOneDimension(items)
      return .text(JSON.array([try call.type(2).arrayElement(call[0])] + items).compactText)
    },
    RuntimeFunction("array_remove", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let element = try call.type(2).arrayElement(call[1])
      guard !Arrays.isNested(try call.array(0)) else {
        throw Diagnostic(
          .error, .featureNotSupported, "removing elements from multidimensional arrays is not supported")
      }
      return .text(JSON.array(try call.array(0).filter { !$0.isEqual(to: element) }).compactText)
    },
    RuntimeFunction("array_replace", 4, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let type = try call.type(3)
      let (old, new) = (type.arrayElement(call[1]), type.arrayElement(call[2]))
      return .text(JSON.array(try call.array(0).map { $0.isEqual(to: old) ? new : $0 }).compactText)
    },
    RuntimeFunction("array_position", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let element = try call.type(2).arrayElement(call[1])
      return try call.array(0).firstIndex { $0.isEqual(to: element) }.map { .integer($0 + 1) } ?? .null
    },
    RuntimeFunction("array_positions", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let element = try call.type(2).arrayElement(call[1])
      let found = try call.array(0).enumerated().filter { $0.element.isEqual(to: element) }
      return .text(JSON.array(found.map { .number(String($0.offset + 1)) }).compactText)
    },
    RuntimeFunction("array_contains", 2) { call in
      let (whole, part) = (Arrays.flat(try call.array(0)), Arrays.flat(try call.array(1)))
      return .boolean(part.allSatisfy { one in one != .null && whole.contains { $0.isEqual(to: one) } })
    },
    RuntimeFunction("array_overlaps", 2) { call in
      let (a, b) = (Arrays.flat(try call.array(0)), Arrays.flat(try call.array(1)))
      return .boolean(a.contains { one in one != .null && b.contains { $0.isEqual(to: one) } })
    },
    // array, its type, separator, text for NULL
    RuntimeFunction("array_to_string", 4, isStrict: false) { call in
      guard !call.isNull(0), !call.isNull(2) else { return .null }
      let type = try call.type(1)
      let texts = Arrays.flat(try call.array(0)).compactMap { item in
        type.text(of: type.stored(item)) ?? (call.isNull(3) ? nil : call.text(3))
      }
      return .text(texts.joined(separator: call.text(2)))
    },
    RuntimeFunction("string_to_array", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let text = call.text(0)
      let parts: [String]
      if call.isNull(1) {
        parts = text.unicodeScalars.map { String(Character($0)) }
      } else if text.isEmpty {
        parts = []
      } else {
        parts = call.text(1).isEmpty ? [text] : text.components(around: call.text(1))
      }
      let null = call.isNull(2) ? nil : call.text(2)
      return .text(JSON.array(parts.map { $0 == null ? .null : .string($0) }).compactText)
    },
    RuntimeFunction("array_json", 2) { .text(try $0.type(1).json($0[0]).compactText) },
    // values, their type: negative, zero or positive
    RuntimeFunction("compare", 3) { .integer(try $0.type(2).compare($0[0], $0[1])) },
    // values one after another, then the type and whether the greatest is wanted; NULLs do not count
    RuntimeFunction("extreme", nil, isStrict: false) { call in
      let type = try call.type(call.count - 2)
      let sign = call.flag(call.count - 1) ? 1 : -1
      var best = StoredValue.null
      for index in 0..<(call.count - 2) where !call.isNull(index) {
        if best == .null || type.compare(call[index], best) * sign > 0 { best = call[index] }
      }
      return best
    },
  ]
}

enum Arrays {
  static func flat(_ items: [JSON]) -> [JSON] {
    items.flatMap { item in if case .array(let inner) = item { flat(inner) } else { [item] } }
  }

  static func dimensions(_ items: [JSON]) -> [Int] {
    guard let first = items.first else { return [] }
    if case .array(let inner) = first { return [items.count] + dimensions(inner) }
    return [items.count]
  }

  static func requireOneDimension(_ items: [JSON]) throws {
    guard !isNested(items) else {
      throw Diagnostic(.error, SQLState("22000"), "argument must be empty or one-dimensional array")
    }
  }

  static func isNested(_ items: [JSON]) -> Bool {
    if case .array = items.first { true } else { false }
  }
}
