/// A table as SQLite holds it now.
public struct StoredTable: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    public var name: String
    /// The declared type, as written.
    public var type: String
    public var isNotNull: Bool
    /// Its place in the primary key, from 1; 0 when it is not in it.
    public var keyPosition: Int

    public init(name: String, type: String, isNotNull: Bool, keyPosition: Int) {
      self.name = name
      self.type = type
      self.isNotNull = isNotNull
      self.keyPosition = keyPosition
    }
  }

  public var name: String
  public var columns: [Column]
  /// The text that made it.
  public var sql: String
  /// Whether a migration made it, and another program has changed it since.
  public var isChanged: Bool

  public init(name: String, columns: [Column], sql: String, isChanged: Bool = false) {
    self.name = name
    self.columns = columns
    self.sql = sql
    self.isChanged = isChanged
  }
}
