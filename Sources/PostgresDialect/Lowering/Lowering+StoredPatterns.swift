/// Functions with regular expressions in what is stored: where a query may stand it walks over the characters; elsewhere
/// what stands at the end of a text can be cut out.
extension Lowering {
  /// `regexp_replace`, `regexp_match` and `substring(… from pattern)`; nil for another call.
  mutating func storedPatternCall(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard isStock, arguments.count >= 2,
      case .string(let pattern) = Self.uncast(arguments[1]).kind
    else { return nil }
    switch name {
    case "substring" where arguments.count == 2:
      return try searched(arguments[0], pattern, RegexOptions(), capturing: true, .text, at: range) {
        $0.substring
      }
    case "regexp_split_to_array" where pattern.isEmpty && arguments.count == 2:
      return try letters(arguments[0])
    case "regexp_match":
      guard let options = try options(arguments, 2) else { return nil }
      return try searched(arguments[0], pattern, options, capturing: true, PostgresType.text.array, at: range)
      {
        $0.groupsOfMatch
      }
    case "regexp_replace":
      guard arguments.count >= 3, let options = try options(arguments, 3),
        case .string(let replacement) = Self.uncast(arguments[2]).kind
      else { return nil }
      if isDocument { return try text(try lower(arguments[0]), at: arguments[0].range) }
      return try searched(
        arguments[0], pattern, options, capturing: RegexQuery.asksGroups(replacement), .text, at: range
      ) { $0.replaced(by: replacement, isGlobal: options.isGlobal) }
    default: return nil
    }
  }

  /// A text taken apart into its letters.
  private mutating func letters(_ subject: Expression) throws(Diagnostic) -> TypedSQL? {
    guard purpose == .trigger || purpose == .view else { return nil }
    let value = try text(try lower(subject), at: subject.range)
    let alias = SQLiteText.name("_x\(markCount)")
    markCount += 1
    let walk =
      "WITH RECURSIVE \"_n\" (\"i\") AS (SELECT 1 UNION ALL SELECT \"i\" + 1 FROM \"_n\" WHERE \"i\" < length(\(alias).\"x\"))"
    return TypedSQL(
      "(SELECT CASE WHEN \(alias).\"x\" IS NOT NULL THEN "
        + "(\(walk) SELECT json_group_array(substr(\(alias).\"x\", \"i\", 1)) FROM \"_n\") END "
        + "FROM (SELECT \(value.sql) AS \"x\") AS \(alias))", PostgresType.text.array)
  }

  private func options(_ arguments: [Expression], _ index: Int) throws(Diagnostic) -> RegexOptions? {
    var options = RegexOptions()
    guard arguments.count > index else { return options }
    guard arguments.count == index + 1, case .string(let letters) = Self.uncast(arguments[index]).kind else {
      return nil
    }
    try options.read(letters)
    return options
  }

  private mutating func searched(
    _ subject: Expression, _ pattern: String, _ options: RegexOptions, capturing: Bool, _ type: PostgresType,
    at range: SourceRange, _ ask: (RegexQuery) -> String?
  ) throws(Diagnostic) -> TypedSQL? {
    let value = try text(try lower(subject), at: subject.range)
    do throws(Diagnostic) {
      guard purpose == .trigger || purpose == .view else {
        guard type == .text, !options.isGlobal, capturing,
          let tail = try RegexTail(pattern, options)?.text(of: value.operand)
        else { return nil }
        return TypedSQL(tail, .text, isCompound: true)
      }
      let alias = SQLiteText.name("_x\(markCount)")
      let query = try RegexQuery(pattern, options, capturing: capturing, on: "\(alias).\"x\"")
      guard let query, let sql = ask(query) else { return nil }
      markCount += 1
      return TypedSQL("(SELECT \(sql) FROM (SELECT \(value.sql) AS \"x\") AS \(alias))", type)
    } catch {
      throw error.located(at: range)
    }
  }

  /// `~` of a pattern that no condition of GLOBs says; nil where a query may not stand.
  mutating func searchedMatch(
    _ value: TypedSQL, _ pattern: String, _ options: RegexOptions
  ) throws(Diagnostic) -> String? {
    guard purpose == .trigger || purpose == .view else { return nil }
    let alias = SQLiteText.name("_x\(markCount)")
    guard let query = try RegexQuery(pattern, options, capturing: false, on: "\(alias).\"x\"") else {
      return nil
    }
    markCount += 1
    return
      "(SELECT CASE WHEN \(alias).\"x\" IS NOT NULL THEN \(query.matches) END FROM (SELECT \(value.sql) AS \"x\") AS \(alias))"
  }
}

/// A run of characters at the end of a text, behind some that are fixed: `[^/.]\.([a-z0-9]+)$`, `[^.]*$`.
struct RegexTail {
  private var head = ""
  private var run: ScalarSet
  private var least: Int

  init?(_ pattern: String, _ options: RegexOptions) throws(Diagnostic) {
    let parsed = try RegexParser.parse(pattern, options)
    guard !parsed.options.isNewlineSensitive, case .sequence(var items) = parsed.node, items.last == .end
    else {
      return nil
    }
    items.removeLast()
    var isGroup = false
    guard var last = items.popLast() else { return nil }
    if case .group(let inner, let number) = last {
      (last, isGroup) = (inner, number != nil)
    }
    guard case .repetition(.set(let set), let least, nil, true) = last, least <= 1, isGroup || items.isEmpty,
      parsed.groupCount == (isGroup ? 1 : 0)
    else { return nil }
    (run, self.least) = (set, least)
    for item in items {
      guard case .set(let own) = item, let glob = own == .any ? "?" : RegexGlob.globSet(own, isNegated: false)
      else { return nil }
      head += glob
    }
    // The run begins where it cannot be longer.
    if let before = items.last {
      guard case .set(let own) = before, !own.isNegated, !set.isNegated,
        own.ranges.allSatisfy({ range in !set.ranges.contains { $0.overlaps(range) } })
      else { return nil }
    }
  }

  /// What it takes of a text, which may stand several times; nil where SQLite has no words for it.
  func text(of value: String) -> String? {
    let rest: String
    if run.isNegated {
      guard run.ranges.count == 1, run.ranges[0].count == 1,
        let mark = Unicode.Scalar(run.ranges[0].lowerBound)
      else { return nil }
      rest = "rtrim(\(value), replace(\(value), \(SQLiteText.string(String(Character(mark)))), ''))"
    } else {
      let count = run.ranges.reduce(0) { $0 + $1.count }
      guard count <= 128 else { return nil }
      let scalars = run.ranges.flatMap { $0.compactMap { Unicode.Scalar($0) } }
      rest = "rtrim(\(value), \(SQLiteText.string(String(String.UnicodeScalarView(scalars)))))"
    }
    let tail = "substr(\(value), length(\(rest)) + 1)"
    var conditions: [String] = []
    if !head.isEmpty { conditions.append("\(rest) GLOB \(SQLiteText.string("*" + head))") }
    if least > 0 { conditions.append("length(\(rest)) < length(\(value))") }
    return conditions.isEmpty ? tail : "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(tail) END"
  }
}
