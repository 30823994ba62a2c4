import PostgresDialect

/// Arrays as stored, which is as JSON: https://www.postgresql.org/docs/15/functions-array.html
extension RuntimeFunction {
  static let arrays: [RuntimeFunction] = [
    // array and one subscript for each dimension: the element as it is stored
    RuntimeFunction("array_get", nil) { call in
      var item = JSON.array(try call.array(0))
      for place in 1..<call.count {
        guard case .array(let items) = item, items.indices.contains(call.int(place).minus(1)) else {
          return .null
        }
        item = items[call.int(place) - 1]
      }
      if case .array = item { return .null }
      return ValueType.text.stored(item)
    },
    // array, and the lower and upper bound of each dimension
    RuntimeFunction("array_slice", nil) { call in
      let bounds = stride(from: 1, to: call.count, by: 2).map { (call.int($0), call.int($0 + 1)) }
      return .text(JSON.array(Arrays.slice(try call.array(0), bounds[...]) ?? []).compactText)
    },
    RuntimeFunction("array_matrix", 1) { call in
      let json = try call.json(0)
      if case .array(let rows) = json, rows.allSatisfy({ $0 == .array([]) || $0 == .null }) {
        return .text("[]")
      }
      guard json.hasEvenRows else {
        throw Diagnostic(
          .error, SQLState("2202E"),
          "multidimensional arrays must have array expressions with matching dimensions")
      }
      return call[0]
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
      let (a, b) = (Arrays.lengths(first), Arrays.lengths(second))
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
      try Arrays.requireFlat(try call.array(0), "removing elements from")
      return .text(JSON.array(try call.array(0).filter { !$0.isEqual(to: element) }).compactText)
    },
    RuntimeFunction("array_replace", 4, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let type = try call.type(3)
      let (old, new) = (type.arrayElement(call[1]), type.arrayElement(call[2]))
      return .text(Arrays.replaced(.array(try call.array(0)), old, new).compactText)
    },
    RuntimeFunction("array_position", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let element = try call.type(2).arrayElement(call[1])
      try Arrays.requireFlat(try call.array(0), "searching for elements in")
      return try call.array(0).firstIndex { $0.isEqual(to: element) }.map { .integer($0 + 1) } ?? .null
    },
    RuntimeFunction("array_positions", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let element = try call.type(2).arrayElement(call[1])
      try Arrays.requireFlat(try call.array(0), "searching for elements in")
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
    RuntimeFunction("sort_key", 2) { .blob(SortKey.bytes(of: $0[0], try $0.type(1))) },
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
  /// In every dimension.
  static func replaced(_ json: JSON, _ old: JSON, _ new: JSON) -> JSON {
    guard case .array(let items) = json else { return json.isEqual(to: old) ? new : json }
    return .array(items.map { replaced($0, old, new) })
  }

  /// Nil where a dimension is missing, or nothing of it is left.
  static func slice(_ items: [JSON], _ bounds: ArraySlice<(Int, Int)>) -> [JSON]? {
    guard let (lower, upper) = bounds.first else { return items }
    let (first, last) = (max(1, lower), min(items.count, upper))
    guard first <= last else { return nil }
    let part = Array(items[(first - 1)..<last])
    guard bounds.count > 1 else { return part }
    var rows: [JSON] = []
    for row in part {
      guard case .array(let inner) = row, let cells = slice(inner, bounds.dropFirst()) else { return nil }
      rows.append(.array(cells))
    }
    return rows
  }

  static func flat(_ items: [JSON]) -> [JSON] {
    items.flatMap { item in if case .array(let inner) = item { flat(inner) } else { [item] } }
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
