import PostgresDialect

/// Where a pattern is found, and how often.
/// https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP
extension RuntimeFunction {
  static let patternPositions: [RuntimeFunction] = [
    // text, pattern, where to start, flags
    RuntimeFunction("regex_count", 4) { call in
      let search = try PatternSearch(call, "regexp_count", start: 2, flags: 3)
      return .integer(try search.matches().count)
    },
    // text, pattern, where to start, which match, whether its end is wanted, flags, which group
    RuntimeFunction("regex_position", 7) { call in
      let search = try PatternSearch(call, "regexp_instr", start: 2, flags: 5)
      try search.require(call.int(3), "n", in: 1...Int.max)
      try search.require(call.int(4), "endoption", in: 0...1)
      try search.require(call.int(6), "subexpr", in: 0...Int.max)
      guard let range = try search.range(of: call.int(3), group: call.int(6)) else { return .integer(0) }
      return .integer((call.int(4) == 1 ? range.upperBound : range.lowerBound) + 1)
    },
    // text, pattern, where to start, which match, flags, which group
    RuntimeFunction("regex_part", 6) { call in
      let search = try PatternSearch(call, "regexp_substr", start: 2, flags: 4)
      try search.require(call.int(3), "n", in: 1...Int.max)
      try search.require(call.int(5), "subexpr", in: 0...Int.max)
      guard let range = try search.range(of: call.int(3), group: call.int(5)) else { return .null }
      return .text(Text.string(search.text[range]))
    },
    RuntimeFunction("regex_like", 3) { call in
      let search = try PatternSearch(call, "regexp_like", start: nil, flags: 2)
      return .boolean(try search.regex.firstMatch(in: search.text) != nil)
    },
    // text, pattern, replacement, where to start, which match or 0 for all, flags
    RuntimeFunction("regex_replace_from", 6) { call in
      let search = try PatternSearch(call, "regexp_replace", start: 3, flags: 5, allowsGlobal: true)
      try search.require(call.int(4), "n", in: 0...Int.max)
      let all = try search.matches()
      let number = call.int(4)
      let chosen = number == 0 ? all : all.indices.contains(number - 1) ? [all[number - 1]] : []
      return .text(Patterns.replaced(search.text, chosen, call.text(2)))
    },
    // text, SIMILAR TO's pattern with its middle between two marks, the escape character
    RuntimeFunction("similar_substring", 3) { call in
      let pattern = try SimilarPattern.regex(call.text(1), escape: call.text(2))
      let regex = try Patterns.regex(pattern, "")
      let text = Array(call.text(0).unicodeScalars)
      guard let match = try regex.firstMatch(in: text) else { return .null }
      let range = regex.groupCount > 0 ? match.groups[0] : match.range
      return range.map { .text(Text.string(text[$0])) } ?? .null
    },
  ]
}

/// The arguments that these functions share.
private struct PatternSearch {
  let text: [Unicode.Scalar]
  let regex: RegularExpression
  let start: Int
  let name: String

  init(_ call: Arguments, _ name: String, start: Int?, flags: Int, allowsGlobal: Bool = false) throws {
    self.name = name
    text = Array(call.text(0).unicodeScalars)
    let first = start.map { call.int($0) } ?? 1
    guard first > 0 else {
      throw Diagnostic(.error, .invalidParameterValue, "invalid value for parameter \"start\": \(first)")
    }
    self.start = first - 1
    regex = try Patterns.regex(call.text(1), call.text(flags))
    if regex.options.isGlobal, !allowsGlobal { throw Patterns.notGlobal(name) }
  }

  func require(_ value: Int, _ parameter: String, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw Diagnostic(
        .error, .invalidParameterValue, "invalid value for parameter \"\(parameter)\": \(value)")
    }
  }

  func matches() throws -> [RegularExpression.Match] {
    start > text.count ? [] : try regex.allMatches(in: text, from: start)
  }

  func range(of number: Int, group: Int) throws -> Range<Int>? {
    let all = try matches()
    guard all.indices.contains(number - 1) else { return nil }
    let match = all[number - 1]
    if group == 0 { return match.range }
    return match.groups.indices.contains(group - 1) ? match.groups[group - 1] : nil
  }
}
