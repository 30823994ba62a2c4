extension Lowering {
  /// `LIKE` counts case in PostgreSQL and not in SQLite, where `GLOB` does: a pattern that is written out is rewritten.
  mutating func like(
    _ value: Expression, _ kind: LikeKind, _ pattern: Expression, escape: Expression?, negated: Bool,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let operand = try text(try lower(value), at: value.range)
    let not = negated ? "NOT " : ""
    var escapeCharacter: Character? = "\\"
    if let escape {
      guard case .string(let text) = escape.kind, text.count <= 1 else {
        throw .unsupported("this ESCAPE", at: escape.range)
      }
      escapeCharacter = text.first
    }
    if kind == .similar {
      let mark = escapeCharacter?.unicodeScalars.first
      return try similar(operand, pattern, escape: mark, negated: negated, at: range)
    }
    if kind == .like, case .string(let text) = pattern.kind {
      guard let glob = Self.glob(text, escape: escapeCharacter) else {
        throw Diagnostic(
          .error, SQLState("22025"), "LIKE pattern must not end with escape character", at: pattern.range)
      }
      return TypedSQL("\(operand.operand) \(not)GLOB \(SQLiteText.string(glob))", .bool, isCompound: true)
    }
    let other = try text(try lower(pattern), at: pattern.range)
    let character = SQLiteText.string(escapeCharacter.map(String.init) ?? "")
    if !isStock {
      let call = "pg_like(\(operand.sql), \(other.sql), \(character), \(kind == .ilike ? 1 : 0))"
      return TypedSQL(not + call, .bool, isCompound: negated)
    }
    guard kind == .ilike else {
      throw .unsupported("LIKE with a pattern that is not a literal in what is stored", at: pattern.range)
    }
    warn("ILIKE ignores the case of ASCII letters only", at: range)
    let clause = escapeCharacter == nil ? "" : " ESCAPE \(character)"
    return TypedSQL("\(operand.operand) \(not)LIKE \(other.operand)\(clause)", .bool, isCompound: true)
  }

  private static func glob(_ pattern: String, escape: Character?) -> String? {
    var result = ""
    var characters = Array(pattern)[...]
    while let character = characters.popFirst() {
      if character == escape {
        guard let next = characters.popFirst() else { return nil }
        result += globbed(next)
      } else if character == "%" {
        result += "*"
      } else if character == "_" {
        result += "?"
      } else {
        result += globbed(character)
      }
    }
    return result
  }

  private static func globbed(_ character: Character) -> String {
    "*?[".contains(character) ? "[\(character)]" : String(character)
  }

  /// `SIMILAR TO` is a regular expression of the whole text with `%` and `_`.
  private mutating func similar(
    _ value: TypedSQL, _ pattern: Expression, escape: Unicode.Scalar?, negated: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    guard case .string(let text) = pattern.kind else {
      throw .unsupported("SIMILAR TO with a pattern that is not a literal", at: pattern.range)
    }
    let regex: String
    do throws(Diagnostic) {
      regex = try SimilarPattern.regex(text, escape: escape)
    } catch {
      throw error.located(at: pattern.range)
    }
    return try matching(value, regex, ignoresCase: false, negated: negated, at: range)
  }

  /// `~` and its kin in what is stored.
  mutating func storedPattern(
    _ left: Expression, _ op: String, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let value = try text(try lower(left), at: left.range)
    var pattern = right
    while case .cast(let inner, _) = pattern.kind { pattern = inner }
    guard case .string(let regex) = pattern.kind else {
      throw .unsupported("a pattern that is not a literal in what is stored", at: right.range)
    }
    return try matching(value, regex, ignoresCase: op.hasSuffix("*"), negated: op.hasPrefix("!"), at: range)
  }

  private mutating func matching(
    _ value: TypedSQL, _ pattern: String, ignoresCase: Bool, negated: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let not = negated ? "NOT " : ""
    guard isStock else {
      let call = "pg_regex(\(value.sql), \(SQLiteText.string(pattern)), \(ignoresCase ? 1 : 0))"
      return TypedSQL(not + call, .bool, isCompound: negated)
    }
    var stock: String?
    do throws(Diagnostic) {
      let options = RegexOptions(ignoresCase: ignoresCase)
      stock = try RegexGlob.condition(pattern, options, on: value.operand)
      if stock == nil { stock = try searchedMatch(value, pattern, options) }
    } catch {
      throw error.located(at: range)
    }
    guard let stock else {
      throw .unsupported("the regular expression '\(pattern)' in what is stored", at: range)
    }
    return TypedSQL("\(not)(\(stock))", .bool, isCompound: true)
  }
}
