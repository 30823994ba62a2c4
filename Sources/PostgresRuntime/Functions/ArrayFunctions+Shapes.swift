import PostgresDialect

/// The dimensions of arrays: https://www.postgresql.org/docs/15/functions-array.html
extension RuntimeFunction {
  static let arrayShapes: [RuntimeFunction] = [
    RuntimeFunction("array_dims", 1) { call in
      let lengths = Arrays.lengths(try call.array(0))
      return lengths.isEmpty ? .null : .text(lengths.map { "[1:\($0)]" }.joined())
    },
    RuntimeFunction("trim_array", 2) { call in
      let items = try call.array(0)
      guard (0...items.count).contains(call.int(1)) else {
        throw Diagnostic(
          .error, SQLState("2202E"), "number of elements to trim must be between 0 and \(items.count)")
      }
      return .text(JSON.array(Array(items.dropLast(call.int(1)))).compactText)
    },
    // array, dimension, whether backwards
    RuntimeFunction("set_subscripts", 3) { call in
      let lengths = Arrays.lengths(try call.array(0))
      guard lengths.indices.contains(call.int(1) - 1) else { return .text("[]") }
      let numbers = (1...max(1, lengths[call.int(1) - 1])).map { JSON.number(String($0)) }
      return .text(JSON.array(call.flag(2) ? numbers.reversed() : numbers).compactText)
    },
    // array, element, where to start, the element's type
    RuntimeFunction("array_position_from", 4, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      guard !call.isNull(2) else {
        throw Diagnostic(.error, SQLState("22004"), "initial position must not be null")
      }
      let items = try call.array(0)
      try Arrays.requireFlat(items, "searching for elements in")
      let element = try call.type(3).arrayElement(call[1])
      let start = max(call.int(2), 1) - 1
      return items.indices.dropFirst(start).first { items[$0].isEqual(to: element) }.map { .integer($0 + 1) }
        ?? .null
    },
    // value, lengths, lower bounds, the value's type
    RuntimeFunction("array_fill_from", 4, isStrict: false) { call in
      guard !call.isNull(1), !call.isNull(2) else {
        throw Diagnostic(.error, SQLState("22004"), "dimension array or low bound array cannot be null")
      }
      guard try call.array(2).allSatisfy({ $0 == .number("1") }) else {
        throw Diagnostic.unsupported("an array that does not begin at 1", at: nil)
      }
      return try Arrays.filled(call[0], try call.array(1), try call.type(3))
    },
    // array, whether its NULLs are counted or all else
    RuntimeFunction("array_nulls", 2) { call in
      let items = Arrays.flat(try call.array(0))
      return .integer(items.filter { ($0 == .null) == call.flag(1) }.count)
    },
    // format, array, the elements' type
    RuntimeFunction("format_array", 3, isStrict: false) { call in
      guard !call.isNull(0) else { return .null }
      let type = try call.type(2)
      let values = call.isNull(1) ? [] : try call.array(1).map { type.text(of: type.stored($0)) }
      return .text(try Text.formatted(call.text(0), values))
    },
    // array, the elements' type, whether an object is made, whether it is jsonb
    RuntimeFunction("json_built", 4) { call in
      let type = try call.type(1)
      let items = Arrays.flat(try call.array(0))
      var json = JSON.array(items.map { type.json(type.stored($0)) })
      if call.flag(2) {
        guard items.count % 2 == 0 else {
          throw Diagnostic(.error, .invalidParameterValue, "argument list must have even number of elements")
        }
        json = .object(
          try stride(from: 0, to: items.count, by: 2).map { index in
            guard let key = type.text(of: type.stored(items[index])) else {
              throw Diagnostic(.error, .invalidParameterValue, "argument \(index + 1): key must not be null")
            }
            return JSON.Member(key, type.json(type.stored(items[index + 1])))
          })
      }
      return .text(call.flag(3) ? json.normalized.text : JSONPath.spaced(json))
    },
    // value, sorted array, the elements' type
    RuntimeFunction("width_bucket", 3) { call in
      let type = try call.type(2)
      let items = try call.array(1)
      guard !items.contains(.null) else {
        throw Diagnostic(.error, SQLState("22004"), "thresholds array must not contain NULLs")
      }
      guard !Arrays.isNested(items) else {
        throw Diagnostic(.error, SQLState("2202E"), "thresholds must be one-dimensional array")
      }
      var (low, high) = (0, items.count)
      while low < high {
        let middle = (low + high) / 2
        if type.compare(call[0], type.stored(items[middle])) < 0 { high = middle } else { low = middle + 1 }
      }
      return .integer(low)
    },
  ]
}

extension Arrays {
  /// Of each dimension; none for an empty array.
  static func lengths(_ items: [JSON]) -> [Int] {
    guard let first = items.first else { return [] }
    if case .array(let inner) = first { return [items.count] + lengths(inner) }
    return [items.count]
  }

  static func requireFlat(_ items: [JSON], _ doing: String) throws {
    guard !isNested(items) else {
      throw Diagnostic.unsupported("\(doing) multidimensional arrays", at: nil)
    }
  }

  /// The value in every place of an array of these lengths.
  static func filled(_ value: StoredValue, _ lengths: [JSON], _ type: ValueType) throws -> StoredValue {
    let counts = try lengths.map { length in
      guard case .number(let text) = length, let count = Int(text) else {
        throw Diagnostic(.error, SQLState("22004"), "dimension values cannot be null")
      }
      return count
    }
    guard counts.count <= 6, counts.reduce(1, { $0.times($1) }) <= 1_000_000, counts.allSatisfy({ $0 >= 0 })
    else {
      throw Diagnostic(.error, SQLState("54000"), "array size exceeds the maximum allowed")
    }
    if counts.isEmpty || counts.contains(0) { return .text("[]") }
    var result = type.arrayElement(value)
    for count in counts.reversed() { result = .array(Array(repeating: result, count: count)) }
    return .text(result.compactText)
  }
}
