import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-range.html
extension RuntimeFunction {
  static let ranges: [RuntimeFunction] = [
    // the ends, which of them belong to it, the range's type
    RuntimeFunction("range", 4, isStrict: false) { call in
      guard !call.isNull(2) else {
        throw Diagnostic(.error, SQLState("22000"), "range constructor flags argument must not be null")
      }
      return .text(try RangeValue(call[0], call[1], bounds: call.text(2), of: call.type(3)).text)
    },
    // a range, its type, what of it
    RuntimeFunction("range_part", 3) { call in
      let range = try RangeValue(call.text(0), of: call.type(1))
      switch call.text(2) {
      case "lower": return range.isEmpty ? .null : range.lower.value
      case "upper": return range.isEmpty ? .null : range.upper.value
      case "isempty": return .boolean(range.isEmpty)
      case "lower_inc": return .boolean(range.lower.isInclusive)
      case "upper_inc": return .boolean(range.upper.isInclusive)
      case "lower_inf": return .boolean(!range.isEmpty && range.lower.isInfinite)
      default: return .boolean(!range.isEmpty && range.upper.isInfinite)
      }
    },
    // a range, a value, the range's type
    RuntimeFunction("range_contains_value", 3) { call in
      .boolean(try RangeValue(call.text(0), of: call.type(2)).contains(call[1]))
    },
    // two ranges, their type, the operator
    RuntimeFunction("range_operator", 4) { call in
      let type = try call.type(2)
      let (a, b) = (try RangeValue(call.text(0), of: type), try RangeValue(call.text(1), of: type))
      switch call.text(3) {
      case "@>": return .boolean(a.contains(b))
      case "<@": return .boolean(b.contains(a))
      case "&&": return .boolean(a.overlaps(b))
      case "<<": return .boolean(a.isBefore(b))
      case ">>": return .boolean(b.isBefore(a))
      case "&<": return .boolean(a.doesNotExtendRight(of: b))
      case "&>": return .boolean(a.doesNotExtendLeft(of: b))
      case "-|-": return .boolean(a.isAdjacent(to: b))
      case "+": return .text(try a.union(b).text)
      case "-": return .text(try a.difference(b).text)
      case "*": return .text(a.intersection(b).text)
      case "merge": return .text(a.merged(b).text)
      default: return .integer(a.compare(b))
      }
    },
  ]
}
