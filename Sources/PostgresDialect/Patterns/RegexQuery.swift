/// What a regular expression finds in a text, as queries of stock SQLite that walk over its characters.
/// https://sqlite.org/lang_with.html#recursive_query_examples
struct RegexQuery {
  private let automaton: RegexAutomaton
  /// The piece that it is, where that is one.
  private let run: (glob: String, isRepeated: Bool)?
  /// The text that is searched, as a name.
  private let text: String

  /// Nil for an expression that cannot be carried exactly.
  init?(_ pattern: String, _ options: RegexOptions, capturing: Bool, on text: String) throws(Diagnostic) {
    let parsed = try RegexParser.parse(pattern, options)
    guard !parsed.options.isNewlineSensitive,
      let automaton = RegexAutomaton(parsed.node, groupCount: parsed.groupCount, capturing: capturing),
      !automaton.edges.isEmpty
    else { return nil }
    self.automaton = automaton
    self.text = text
    switch parsed.node {
    case .set(let set): run = RegexGlob.globSet(set, isNegated: false).map { ($0, false) }
    case .repetition(.set(let set), 1, nil, true):
      run = RegexGlob.globSet(set, isNegated: false).map { ($0, true) }
    default: run = nil
    }
  }

  var groupCount: Int { automaton.groupCount }
  var isNullable: Bool { !automaton.emptyMatches.isEmpty }

  // MARK: - The walk

  private var groups: [Int] { automaton.groupCount == 0 ? [] : Array(1...automaton.groupCount) }

  /// Where each match may begin, how far it has come, and what its groups have taken.
  private var walk: String {
    let starts =
      automaton.isAnchored
      ? "SELECT 1, 1, 0" : "SELECT \"n\", \"n\", 0"
    let nulls = groups.map { _ in ", NULL, NULL" }.joined()
    let source = automaton.isAnchored ? "" : " FROM \"_n\""
    let names = groups.map { ", \"b\($0)\", \"e\($0)\"" }.joined()
    let edges = automaton.edges.map { edge in
      let marks = groups.map {
        ", \(edge.entered.contains($0) ? 1 : 0), \(edge.inside.contains($0) ? 1 : 0)"
      }
      return
        "(\(edge.from), \(SQLiteText.string(edge.glob)), \(edge.to), \(edge.isAtStart ? 1 : 0)\(marks.joined()))"
    }
    let columns = "\"f\", \"c\", \"t\", \"a\"" + groups.map { ", \"i\($0)\", \"g\($0)\"" }.joined()
    let taken = groups.map {
      ", CASE WHEN \"_t\".\"i\($0)\" THEN \"_m\".\"p\" ELSE \"_m\".\"b\($0)\" END"
        + ", CASE WHEN \"_t\".\"g\($0)\" THEN \"_m\".\"p\" + 1 ELSE \"_m\".\"e\($0)\" END"
    }
    var tables = "\"_t\" (\(columns)) AS (VALUES \(edges.joined(separator: ", "))), "
    if !automaton.isAnchored {
      tables +=
        "\"_n\" (\"n\") AS (SELECT 1 UNION ALL SELECT \"n\" + 1 FROM \"_n\" WHERE \"n\" <= length(\(text))), "
    }
    return tables + "\"_m\" (\"s\", \"p\", \"q\"\(names)) AS (\(starts)\(nulls)\(source) UNION "
      + "SELECT \"_m\".\"s\", \"_m\".\"p\" + 1, \"_t\".\"t\"\(taken.joined()) FROM \"_m\" JOIN \"_t\" "
      + "ON \"_t\".\"f\" = \"_m\".\"q\" AND \"_m\".\"p\" <= length(\(text)) "
      + "AND substr(\(text), \"_m\".\"p\", 1) GLOB \"_t\".\"c\" AND (NOT \"_t\".\"a\" OR \"_m\".\"p\" = 1))"
  }

  private var isMatch: String {
    let isEnd = "\"p\" = length(\(text)) + 1"
    var ways: [String] = []
    if !automaton.accepting.isEmpty { ways.append("\"q\" IN (\(list(automaton.accepting)))") }
    if !automaton.acceptingAtEnd.isEmpty {
      ways.append("\"q\" IN (\(list(automaton.acceptingAtEnd))) AND \(isEnd)")
    }
    for anchoring in [RegexAutomaton.Anchoring.anywhere, .start, .end, .both]
    where automaton.emptyMatches.contains(anchoring) {
      switch anchoring {
      case .anywhere: ways.append("\"q\" = 0")
      case .start: ways.append("\"q\" = 0 AND \"p\" = 1")
      case .end: ways.append("\"q\" = 0 AND \(isEnd)")
      case .both: ways.append("\"q\" = 0 AND \"p\" = 1 AND \(isEnd)")
      }
    }
    return ways.count == 1 ? ways[0] : "(\(ways.map { "(\($0))" }.joined(separator: " OR ")))"
  }

  private func list(_ states: Set<Int>) -> String { states.sorted().map(String.init).joined(separator: ", ") }

  /// The first match, of those that begin there the longest, its groups from left to right as long as they can be.
  private func first(_ value: String) -> String {
    let order = groups.map { ", \"b\($0)\" DESC, \"e\($0)\" DESC" }.joined()
    return
      "WITH RECURSIVE \(walk) SELECT \(value) FROM \"_m\" WHERE \(isMatch) ORDER BY \"s\", \"p\" DESC\(order) LIMIT 1"
  }

  private var whole: String { "substr(\(text), \"s\", \"p\" - \"s\")" }

  private func group(_ number: Int) -> String {
    let taken = "substr(\(text), \"b\(number)\", \"e\(number)\" - \"b\(number)\")"
    return automaton.emptyGroups[number] == true ? "coalesce(\(taken), '')" : taken
  }

  // MARK: - What is asked

  /// Whether there is a match.
  var matches: String { "EXISTS (WITH RECURSIVE \(walk) SELECT 1 FROM \"_m\" WHERE \(isMatch))" }

  /// What `substring` cuts out: the first group, or all of the match.
  var substring: String { "(\(first(groupCount > 0 ? group(1) : whole)))" }

  /// The array that `regexp_match` gives.
  var groupsOfMatch: String {
    let array = "json_array(\(groupCount > 0 ? groups.map(group).joined(separator: ", ") : whole))"
    return "(\(first("CASE WHEN \(text) IS NOT NULL THEN \(array) END")))"
  }

  /// Nil for a replacement that names what has not been kept.
  func replaced(by replacement: String, isGlobal: Bool) -> String? {
    guard let parts = Self.parts(of: replacement),
      parts.allSatisfy({ $0.group.map { $0 <= groupCount } ?? true })
    else { return nil }
    if isGlobal, let run, parts.allSatisfy({ $0.group == nil }) {
      let word = SQLiteText.string(parts.compactMap(\.text).joined())
      let own = "substr(\(text), \"i\", 1)"
      let new = run.isRepeated ? "CASE WHEN \"r\" THEN '' ELSE \(word) END" : word
      return "(WITH RECURSIVE \"_w\" (\"i\", \"o\", \"r\") AS (SELECT 1, '', 0 UNION ALL "
        + "SELECT \"i\" + 1, \"o\" || CASE WHEN \(own) GLOB \(SQLiteText.string(run.glob)) THEN \(new) ELSE \(own) END, "
        + "\(own) GLOB \(SQLiteText.string(run.glob)) FROM \"_w\" WHERE \"i\" <= length(\(text))) "
        + "SELECT \"o\" FROM \"_w\" WHERE \(text) IS NOT NULL ORDER BY \"i\" DESC LIMIT 1)"
    }
    func word(_ start: String, _ end: String) -> String {
      let texts = parts.map { part in
        if let number = part.group {
          return number == 0
            ? "substr(\(text), \(start), \(end) - \(start))" : "coalesce(\(group(number)), '')"
        }
        return SQLiteText.string(part.text ?? "")
      }
      return texts.isEmpty ? "''" : texts.joined(separator: " || ")
    }
    guard isGlobal else {
      let value =
        "substr(\(text), 1, \"s\" - 1) || \(word("\"s\"", "\"p\"")) || substr(\(text), \"p\")"
      return "coalesce((\(first(value))), \(text))"
    }
    guard !isNullable, parts.allSatisfy({ $0.group ?? 0 == 0 }) else { return nil }
    let own =
      "CASE WHEN \"_e\".\"e\" IS NULL THEN substr(\(text), \"i\", 1) ELSE \(word("\"i\"", "\"_e\".\"e\"")) END"
    return "(WITH RECURSIVE \(walk), "
      + "\"_e\" (\"s\", \"e\") AS (SELECT \"s\", max(\"p\") FROM \"_m\" WHERE \(isMatch) GROUP BY \"s\"), "
      + "\"_w\" (\"i\", \"o\") AS (SELECT 1, '' UNION ALL SELECT coalesce(\"_e\".\"e\", \"i\" + 1), \"o\" || \(own) "
      + "FROM \"_w\" LEFT JOIN \"_e\" ON \"_e\".\"s\" = \"i\" WHERE \"i\" <= length(\(text))) "
      + "SELECT \"o\" FROM \"_w\" WHERE \(text) IS NOT NULL ORDER BY \"i\" DESC LIMIT 1)"
  }

  /// `\1` and `\&` among the words of a replacement.
  private static func parts(of replacement: String) -> [(text: String?, group: Int?)]? {
    var parts: [(text: String?, group: Int?)] = []
    var word = ""
    var characters = Array(replacement)[...]
    while let character = characters.popFirst() {
      guard character == "\\", let next = characters.popFirst() else {
        word.append(character)
        continue
      }
      if next == "\\" {
        word.append("\\")
        continue
      }
      guard next == "&" || next.isASCII && next.isNumber else { return nil }
      if !word.isEmpty { parts.append((word, nil)) }
      word = ""
      parts.append((nil, next == "&" ? 0 : next.wholeNumberValue))
    }
    if !word.isEmpty { parts.append((word, nil)) }
    return parts
  }

  /// Whether a replacement asks for groups.
  static func asksGroups(_ replacement: String) -> Bool {
    parts(of: replacement)?.contains { $0.group ?? 0 > 0 } ?? false
  }
}
