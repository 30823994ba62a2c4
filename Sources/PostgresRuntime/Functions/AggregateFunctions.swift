import PostgresDialect

/// Aggregates that SQLite lacks: `json_group_array` gathers the rows, each an array of values and what they are
/// sorted by, and a function makes the result of them.
extension RuntimeFunction {
  static let aggregates: [RuntimeFunction] = [
    // the rows, the kind, the value's type, whether equal values count once, how to sort
    RuntimeFunction("aggregate", 5) { call in
      let type = try call.type(2)
      var rows = try call.array(0).map { row in if case .array(let items) = row { items } else { [row] } }
      let kind = call.text(1)
      if let statistic = try Statistics.result(kind, rows, type, isDistinct: call.flag(3)) {
        return statistic
      }
      if kind == "string_agg" { rows.removeAll { $0.first == .null } }
      Aggregates.sort(
        &rows, by: call.text(4), firstKey: kind == "string_agg" || kind.hasSuffix("object_agg") ? 2 : 1)
      if call.flag(3) { rows = Aggregates.distinct(rows, type, isSorted: !call.text(4).isEmpty) }
      return rows.isEmpty ? .null : try Aggregates.result(kind, rows, type)
    },
    // the rows with what they are sorted by, the kind, the value's type, how to sort, a fraction
    RuntimeFunction("ordered_aggregate", 5, isStrict: false) { call in
      var rows = try call.array(0).compactMap { row in
        if case .array(let items) = row, items.first != .null { items } else { nil }
      }
      try Statistics.requireFraction(call.double(4))
      guard !rows.isEmpty, !call.isNull(4) else { return .null }
      Aggregates.sort(&rows, by: call.text(3), firstKey: 1)
      return try Statistics.ordered(call.text(1), rows.map { $0[0] }, try call.type(2), call.double(4))
    },
  ]
}

enum Aggregates {
  static func result(_ kind: String, _ rows: [[JSON]], _ type: ValueType) throws -> StoredValue {
    let values = rows.map { $0.first ?? .null }
    switch kind {
    case "array_agg":
      if type.isArray { try requireAlike(values) }
      return .text(JSON.array(values).compactText)
    case "json_agg":
      // Each array stands on a line of its own.
      let separator = type.spec.hasSuffix("[]") ? ", \n " : ", "
      return .text("[\(values.map { type.jsonText(type.stored($0)) }.joined(separator: separator))]")
    case "jsonb_agg":
      return .text(JSON.array(values.map { type.json(type.stored($0)) }).normalized.text)
    case "json_object_agg", "jsonb_object_agg":
      let members: [(key: String, value: StoredValue)] = try rows.map { row in
        guard let key = row.first?.plainText else {
          throw Diagnostic(.error, SQLState("22004"), "field name must not be null")
        }
        return (key, value: row.count > 1 ? type.stored(row[1]) : .null)
      }
      guard kind == "json_object_agg" else {
        return .text(JSON.object(members.map { JSON.Member($0.key, type.json($0.value)) }).normalized.text)
      }
      let texts = members.map { "\(JSON.string($0.key).text) : \(type.jsonText($0.value))" }
      return .text("{ " + texts.joined(separator: ", ") + " }")
    case "string_agg":
      // The separator of a value stands before it.
      if type.name == "bytea" {
        var bytes: [UInt8] = []
        for (index, row) in rows.enumerated() {
          for cell in index > 0 && row.count > 1 ? [row[1], row[0]] : [row[0]] {
            if case .blob(let own) = type.stored(cell) { bytes += own }
          }
        }
        return .blob(bytes)
      }
      var text = ""
      for (index, row) in rows.enumerated() {
        if index > 0, row.count > 1 { text += row[1].plainText ?? "" }
        text += row.first?.plainText ?? ""
      }
      return .text(text)
    case "min", "max":
      let sign = kind == "max" ? 1 : -1
      var best = StoredValue.null
      for value in values where value != .null {
        let stored = type.stored(value)
        if best == .null || type.compare(stored, best) * sign > 0 { best = stored }
      }
      return best
    default: return .null
    }
  }

  /// Arrays that can be the rows of one.
  private static func requireAlike(_ arrays: [JSON]) throws {
    guard !arrays.contains(.null) else {
      throw Diagnostic(.error, SQLState("22004"), "cannot accumulate null arrays")
    }
    guard !arrays.contains(.array([])), JSON.array(arrays).hasEvenRows else {
      throw Diagnostic(
        .error, SQLState("2202E"), "cannot accumulate empty arrays, or arrays of different dimensionality")
    }
  }

  /// `a` or `d` for each key, then `f` or `l` for NULLs.
  static func sort(_ rows: inout [[JSON]], by order: String, firstKey: Int) {
    let flags = Array(order)
    guard !flags.isEmpty else { return }
    let sorted = rows.enumerated().sorted { left, right in
      for number in 0..<(flags.count / 2) {
        let index = firstKey + number
        guard index < left.element.count, index < right.element.count else { continue }
        let (a, b) = (left.element[index], right.element[index])
        if a == b { continue }
        if a == .null || b == .null { return (a == .null) == (flags[2 * number + 1] == "f") }
        let order = compare(a, b)
        if order != 0 { return (order < 0) == (flags[2 * number] == "a") }
      }
      return left.offset < right.offset
    }
    rows = sorted.map(\.element)
  }

  /// Keys are numbers, booleans, or texts that sort as their values do.
  private static func compare(_ left: JSON, _ right: JSON) -> Int {
    if case .number(let a) = left, case .number(let b) = right {
      return ValueType.numeric.compare(DecimalNumber(a)?.stored ?? .null, DecimalNumber(b)?.stored ?? .null)
    }
    return ValueType.text.compare(.text(left.plainText ?? ""), .text(right.plainText ?? ""))
  }

  /// PostgreSQL sorts to find equal values.
  static func distinct(_ rows: [[JSON]], _ type: ValueType, isSorted: Bool) -> [[JSON]] {
    var seen: Set<JSON> = []
    let unique = rows.filter { seen.insert($0.first ?? .null).inserted }
    guard !isSorted else { return unique }
    return unique.sorted { left, right in
      guard let a = left.first, let b = right.first, a != .null, b != .null else {
        return left.first != .null
      }
      return type.compare(type.stored(a), type.stored(b)) < 0
    }
  }
}
