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

  init(_ sql: String, _ type: PostgresType, isCompound: Bool = false, isConstant: Bool = false) {
    self.sql = sql
    self.type = type
    self.isCompound = isCompound
    self.isConstant = isConstant
  }

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
