/// A lowered expression: SQLite's text, and the PostgreSQL type of its value.
struct TypedSQL: Sendable, Hashable {
  var sql: String
  var type: PostgresType
  /// True when the text needs parentheses inside another expression.
  var isCompound = false
  /// The literal that it is, while its type is still open.
  var literal: String?
  /// Where that literal stands.
  var place: SourceRange?
  /// Digits behind the point of a numeric, where they are the same for every row.
  var scale: Int?
  /// The text without the check of its range, for a place that checks by itself.
  var unchecked: String?
  /// A constant: a literal, or NULL.
  var isConstant = false
  /// What must be evaluated before, each once and in this order, and what the text calls it.
  var bindings: [Binding] = []

  struct Binding: Sendable, Hashable {
    var name: String
    var sql: String
    /// A table that the text reads, with its columns and its query.
    var rows: String?
    /// A column of the row that it is evaluated for, so that what is random is another for each.
    var row: String?

    /// In `rows`: ` FROM` and `,` the table of what was evaluated before, where there is any.
    static let source: Character = "\u{E11A}"
    static let join: Character = "\u{E11B}"
  }

  init(_ sql: String, _ type: PostgresType, isCompound: Bool = false, isConstant: Bool = false) {
    self.sql = sql
    self.type = type
    self.isCompound = isCompound
    self.isConstant = isConstant
  }

  /// One text, with what must be evaluated before: https://sqlite.org/lang_with.html#materialization_hints
  var bound: TypedSQL {
    guard !bindings.isEmpty else { return self }
    let own = bindings[0].row.map { "\($0) AS \"_row\", " } ?? ""
    guard bindings.contains(where: { $0.rows != nil }) else {
      // An aggregate of the query around cannot stand in a table before a query.
      let text = bindings.reversed().reduce(sql) { text, binding in
        "(SELECT \(text) FROM (SELECT \(own)\(binding.sql) AS \(binding.name)))"
      }
      return TypedSQL(text, type)
    }
    var tables: [String] = []
    for (index, binding) in bindings.enumerated() {
      let from = index == 0 ? "SELECT \(own)" : "SELECT *, "
      let before = index == 0 ? "" : Self.table(bindings[index - 1])
      let source = before.isEmpty ? "" : " FROM \(before)"
      if let rows = binding.rows {
        let join = before.isEmpty ? "" : ", \(before)"
        tables.append(
          rows.replacing(String(Binding.source), with: source).replacing(String(Binding.join), with: join))
      }
      tables.append(
        "\(Self.table(binding)) AS MATERIALIZED (\(from)\(binding.sql) AS \(binding.name)\(source))")
    }
    let last = bindings.last.map(Self.table) ?? ""
    return TypedSQL(
      "(WITH RECURSIVE \(tables.joined(separator: ", ")) SELECT \(sql) FROM \(last))", type)
  }

  private static func table(_ binding: Binding) -> String { "\"t\(binding.name.dropFirst())" }

  /// The text as an operand.
  var operand: String { isCompound ? "(\(sql))" : sql }

  /// Bytes as PostgreSQL's text of them; `hex()` of NULL is an empty text.
  var hexText: String { "CASE WHEN \(operand) IS NOT NULL THEN '\\x' || lower(hex(\(sql))) END" }

  /// A stored time without zeros at its end, as PostgreSQL shows it.
  var trimmedFraction: String {
    "CASE WHEN instr(\(sql), '.') THEN rtrim(rtrim(\(sql), '0'), '.') ELSE \(sql) END"
  }

  static let null = TypedSQL("NULL", .unknown, isConstant: true)

  static func string(_ text: String, at place: SourceRange? = nil) -> TypedSQL {
    var value = TypedSQL(SQLiteText.string(text), .unknown, isConstant: true)
    value.literal = text
    value.place = place
    return value
  }
}
