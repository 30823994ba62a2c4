import PostgresDialect
import Synchronization

/// https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP
extension RuntimeFunction {
  static let patterns: [RuntimeFunction] = [
    // text, pattern, whether case is ignored
    RuntimeFunction("regex", 3) { call in
      .boolean(try Patterns.regex(call.text(1), call.flag(2) ? "i" : "").matches(call.text(0)))
    },
    RuntimeFunction("regex_substring", 2) { call in
      let regex = try Patterns.regex(call.text(1), "")
      let text = Array(call.text(0).unicodeScalars)
      guard let match = try regex.firstMatch(in: text) else { return .null }
      let range = regex.groupCount > 0 ? match.groups[0] : match.range
      return range.map { .text(Text.string(text[$0])) } ?? .null
    },
    // text, pattern, replacement, flags
    RuntimeFunction("regex_replace", 4) { call in
      let regex = try Patterns.regex(call.text(1), call.text(3))
      return .text(try Patterns.replaced(call.text(0), regex, call.text(2)))
    },
    RuntimeFunction("regex_match", 3) { call in
      let regex = try Patterns.regex(call.text(1), call.text(2))
      if regex.options.isGlobal { throw Patterns.notGlobal("regexp_match") }
      let text = Array(call.text(0).unicodeScalars)
      return try regex.firstMatch(in: text).map { .text(Patterns.captured($0, text).compactText) } ?? .null
    },
    // an array of arrays of captures
    RuntimeFunction("regex_matches", 3) { call in
      let regex = try Patterns.regex(call.text(1), call.text(2))
      let text = Array(call.text(0).unicodeScalars)
      let matches =
        regex.options.isGlobal
        ? try regex.allMatches(in: text) : try regex.firstMatch(in: text).map { [$0] } ?? []
      return .text(JSON.array(matches.map { .string(Patterns.captured($0, text).compactText) }).compactText)
    },
    RuntimeFunction("regex_split", 3) { call in
      let regex = try Patterns.regex(call.text(1), call.text(2))
      if regex.options.isGlobal { throw Patterns.notGlobal("regexp_split") }
      let text = Array(call.text(0).unicodeScalars)
      var parts: [JSON] = []
      var start = 0
      for match in try regex.allMatches(in: text) {
        // An empty match at an end, or right behind the one before, splits nothing.
        if match.range.isEmpty, match.range.lowerBound == start || match.range.lowerBound >= text.count {
          continue
        }
        parts.append(.string(Text.string(text[start..<match.range.lowerBound])))
        start = match.range.upperBound
      }
      parts.append(.string(Text.string(text[start...])))
      return .text(JSON.array(parts).compactText)
    },
  ]
}

enum Patterns {
  private static let cache = Mutex<[String: RegularExpression]>([:])

  static func regex(_ pattern: String, _ flags: String) throws -> RegularExpression {
    let key = flags + "/" + pattern
    if let known = cache.withLock({ $0[key] }) { return known }
    var options = RegexOptions()
    try options.read(flags)
    let regex = try RegularExpression(pattern, options)
    cache.withLock { cache in
      if cache.count > 100 { cache.removeAll() }
      cache[key] = regex
    }
    return regex
  }

  static func notGlobal(_ function: String) -> Diagnostic {
    Diagnostic(.error, .invalidParameterValue, "\(function)() does not support the \"global\" option")
  }

  static func captured(_ match: RegularExpression.Match, _ text: [Unicode.Scalar]) -> JSON {
    guard !match.groups.isEmpty else { return .array([.string(Text.string(text[match.range]))]) }
    return .array(match.groups.map { range in range.map { .string(Text.string(text[$0])) } ?? .null })
  }

  /// `\1` … `\9` and `\&` in the replacement stand for what was found.
  static func replaced(_ text: String, _ regex: RegularExpression, _ replacement: String) throws -> String {
    let scalars = Array(text.unicodeScalars)
    let matches =
      regex.options.isGlobal
      ? try regex.allMatches(in: scalars) : try regex.firstMatch(in: scalars).map { [$0] } ?? []
    return replaced(scalars, matches, replacement)
  }

  static func replaced(
    _ scalars: [Unicode.Scalar], _ matches: [RegularExpression.Match], _ replacement: String
  ) -> String {
    var result = String.UnicodeScalarView()
    var position = 0
    for match in matches {
      result.append(contentsOf: scalars[position..<match.range.lowerBound])
      var rest = Array(replacement.unicodeScalars)[...]
      while let scalar = rest.popFirst() {
        guard scalar == "\\", let next = rest.first else {
          result.append(scalar)
          continue
        }
        rest.removeFirst()
        switch next {
        case "&": result.append(contentsOf: scalars[match.range])
        case "1"..."9":
          let number = Int(next.value - 0x30)
          if number <= match.groups.count, let range = match.groups[number - 1] {
            result.append(contentsOf: scalars[range])
          }
        case "\\": result.append("\\")
        default: result.append(contentsOf: ["\\", next])
        }
      }
      position = match.range.upperBound
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }
}
