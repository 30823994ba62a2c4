extension Lowering {
  /// `LIKE` counts case in PostgreSQL and not in SQLite, where `GLOB` does: a constant pattern is rewritten.
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
    guard case .string(let text) = pattern.kind else {
      throw .unsupported("LIKE with a pattern that is not a literal", at: pattern.range)
    }
    switch kind {
    case .like:
      guard let glob = Self.glob(text, escape: escapeCharacter) else {
        throw Diagnostic(
          .error, SQLState("22025"), "LIKE pattern must not end with escape character", at: pattern.range)
      }
      return TypedSQL(
        "\(operand.operand) \(not)GLOB \(SQLiteText.string(glob))", .bool, isCompound: true)
    case .ilike:
      warn("ILIKE ignores the case of ASCII letters only", at: range)
      let escape = escapeCharacter.map { " ESCAPE \(SQLiteText.string(String($0)))" } ?? ""
      return TypedSQL(
        "\(operand.operand) \(not)LIKE \(SQLiteText.string(text))\(escape)", .bool, isCompound: true)
    case .similar: throw .unsupported("SIMILAR TO", at: range)
    }
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
}
