/// A table copied into a new form: for what neither SQLite's own `ALTER TABLE` nor an edit of its stored text can do.
/// https://sqlite.org/lang_altertable.html#otheralter
///
/// The copy is made without the promises that `checks` verify on it, takes the old table's place, and gets its
/// final text. What hangs on the table (indexes, triggers, references of other tables, the highest number given out,
/// statistics) is read from the file when it happens, so that what other programs have made is kept too.
public struct Rebuild: Sendable, Hashable {
  /// The name that the copy has until it takes the table's place.
  public static let copyName = "_migrations_copy"

  public var table: String
  /// Makes the copy, empty.
  public var create: String
  /// The copy's columns and, in the same order, their values as expressions over the table as it was.
  public var columns: [String]
  public var values: [String]
  /// The order in which rows are copied, so that new row numbers follow the old ones; nil where it does not matter.
  public var order: String?
  /// Rows that share a new primary key.
  public var duplicates: RowCheck?
  /// What the copied rows must satisfy.
  public var checks: [RowCheck]
  /// The table's final text.
  public var sql: String
}

extension Rebuild {
  /// Fills the copy.
  public var copy: String {
    guard !columns.isEmpty else { return "INSERT INTO \(SQLiteText.name(Self.copyName)) DEFAULT VALUES" }
    return "INSERT INTO \(SQLiteText.name(Self.copyName)) (\(SQLiteText.names(columns))) "
      + "SELECT \(values.joined(separator: ", ")) FROM \(SQLiteText.name(table))"
      + (order.map { " ORDER BY \($0)" } ?? "")
  }
}
