extension Lowering {
  /// A string literal read as a type, in the one form that is stored; bad input is PostgreSQL's error.
  mutating func literal(
    _ text: String, as type: PostgresType, at range: SourceRange, isExplicit: Bool = false
  ) throws(Diagnostic) -> TypedSQL {
    let target = schema.valueType(type)
    if let now = movingTime(text, target) { return TypedSQL(now, type) }
    noteLabel(of: type, at: range)
    do throws(Diagnostic) {
      return TypedSQL(try target.read(text, isExplicit: isExplicit).literal, type, isConstant: true)
    } catch {
      // PostgreSQL takes a default that no row could hold, and fails when it is used.
      if purpose == .defaultValue, error.state == .stringDataRightTruncation {
        return TypedSQL(SQLiteText.string(text), type, isConstant: true)
      }
      throw error.located(at: range)
    }
  }

  /// A renamed label must be found again in what is stored.
  mutating func noteLabel(of type: PostgresType, at range: SourceRange) {
    let base = schema.baseType(type)
    if schema.enumLabels(base) != nil, case .user(let id) = base.base { enumLiterals[range] = id }
  }

  /// Words for a time that moves.
  private func movingTime(_ text: String, _ type: ValueType) -> String? {
    guard !type.isArray, type.category == .dateTime else { return nil }
    // Punctuation counts for nothing, so that `'NOW()'` is a time too.
    let word = text.filter { !"()".contains($0) }.trimmingBlanks().lowercased()
    let isDate = type.base == .date
    guard isDate || type.base == .timestamp || type.base == .timestamptz else { return nil }
    let offset: String
    switch word {
    case "now": return isDate ? today : now
    case "today": offset = "+0 days"
    case "tomorrow": offset = "+1 day"
    case "yesterday": offset = "-1 day"
    default: return nil
    }
    let date = "date(\(today), '\(offset)')"
    return isDate ? date : "(\(date) || ' 00:00:00.000')"
  }

  /// The time of the transaction: one for all that a migration runs, each statement's own where it is stored.
  var now: String { purpose == .statement ? "pg_now()" : SQLiteText.now }
  var today: String { purpose == .statement ? "substr(pg_now(), 1, 10)" : SQLiteText.today }
}
