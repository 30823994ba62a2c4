/// What one statement gave: rows, or an error.
public struct PostgresResult: Sendable {
  /// A column of a result.
  public struct Column: Sendable, Hashable {
    public let name: String
    /// The `oid` of its type in `pg_type`: 25 is text, 2950 uuid, 3802 jsonb.
    public let type: UInt32
    /// The type's modifier, such as a length and 4; -1 without.
    public let modifier: Int32
  }

  public internal(set) var columns: [Column] = []
  /// Each value in PostgreSQL's text form, NULL as nil.
  public internal(set) var rows: [[String?]] = []
  /// PostgreSQL's own word for what was done: `INSERT 0 3`, `CREATE TABLE`; nil after an error.
  public internal(set) var tag: String?
  public internal(set) var error: PostgresError?
  /// Notices and warnings that came with it.
  public internal(set) var notices: [PostgresError] = []

  public var columnNames: [String] { columns.map(\.name) }
  /// The error's SQLSTATE; nil after success.
  public var sqlState: String? { error?.sqlState }
  /// The first value of the first row.
  public var value: String? { rows.first?.first ?? nil }
  /// How many rows were returned, inserted, updated or deleted, as the tag says.
  public var rowCount: Int? { tag?.split(separator: " ").last.flatMap { Int($0) } }

  /// Itself, where only success will do.
  @discardableResult
  public func get() throws -> PostgresResult {
    if let error { throw error }
    return self
  }
}

/// An error, a warning or a notice, with the fields that PostgreSQL sends.
public struct PostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  public let severity: String
  public let sqlState: String
  public let message: String
  public let detail: String?
  public let hint: String?
  /// Where in the text that was sent, in characters from 1.
  public let position: Int?
  /// The stack of functions that it came from.
  public let context: String?
  public let schema: String?
  public let table: String?
  public let column: String?
  public let dataType: String?
  public let constraint: String?

  init(fields: [UInt8: String]) {
    let field = { (letter: Unicode.Scalar) in fields[UInt8(ascii: letter)] }
    severity = field("V") ?? field("S") ?? ""
    sqlState = field("C") ?? ""
    message = field("M") ?? ""
    detail = field("D")
    hint = field("H")
    position = field("P").flatMap { Int($0) }
    context = field("W")
    schema = field("s")
    table = field("t")
    column = field("c")
    dataType = field("d")
    constraint = field("n")
  }

  /// An error of this side of the connection.
  init(sqlState: String, message: String) {
    self.init(fields: [
      UInt8(ascii: "V"): "FATAL", UInt8(ascii: "C"): sqlState, UInt8(ascii: "M"): message,
    ])
  }

  public var description: String {
    var text = "\(severity): \(sqlState): \(message)"
    if let detail { text += "\nDETAIL: \(detail)" }
    if let hint { text += "\nHINT: \(hint)" }
    if let position { text += "\nat character \(position)" }
    return text
  }
}
