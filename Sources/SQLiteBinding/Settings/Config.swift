import CSystemSQLite

extension Connection {
  /// Switches of a connection: https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
  public enum Config: Sendable, Hashable, CaseIterable {
    /// Unknown double-quoted names in CREATE statements are strings.
    case dqsDDL
    /// Unknown double-quoted names in other statements are strings.
    case dqsDML
    /// Functions that may do harm can be used in views, triggers, defaults and the like.
    case trustedSchema
    /// SQL cannot corrupt the file on purpose; `writableSchema` then has no effect.
    case defensive
    case enableTrigger
    /// `PRAGMA foreign_keys`, but this one also takes effect inside a transaction.
    case enableForeignKeys
    case legacyAlterTable
    case writableSchema
    case enableLoadExtension

    var code: Int32 {
      switch self {
      case .dqsDDL: SQLITE_DBCONFIG_DQS_DDL
      case .dqsDML: SQLITE_DBCONFIG_DQS_DML
      case .trustedSchema: SQLITE_DBCONFIG_TRUSTED_SCHEMA
      case .defensive: SQLITE_DBCONFIG_DEFENSIVE
      case .enableTrigger: SQLITE_DBCONFIG_ENABLE_TRIGGER
      case .enableForeignKeys: SQLITE_DBCONFIG_ENABLE_FKEY
      case .legacyAlterTable: SQLITE_DBCONFIG_LEGACY_ALTER_TABLE
      case .writableSchema: SQLITE_DBCONFIG_WRITABLE_SCHEMA
      case .enableLoadExtension: SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION
      }
    }

    /// What https://www.sqlite.org/security.html advises, for connections that are opened here.
    static let whenOpened: [(Config, Bool)] = [
      (.dqsDDL, false), (.dqsDML, false), (.trustedSchema, !Connection.trustsJSONFunctions),
      (.enableLoadExtension, false), (.defensive, true),
    ]
  }

  /// Whether a switch is on.
  public func config(_ option: Config) throws(SQLiteError) -> Bool {
    try configure(option, -1)
  }

  /// Turns a switch on or off.
  ///
  /// - Returns: what is in force afterwards, as read back.
  @discardableResult
  public func setConfig(_ option: Config, _ isOn: Bool) throws(SQLiteError) -> Bool {
    try configure(option, isOn ? 1 : 0)
  }

  /// Runs `body` with a switch on or off, and puts it back on every path.
  ///
  /// - Throws: `.error` when the switch does not take or cannot be put back; else what `body` throws, which
  ///   comes first.
  public func withConfig<T>(_ option: Config, _ isOn: Bool, _ body: () throws -> T) throws -> T {
    let before = try config(option)
    try require(option, isOn)
    return try restoring(body) { try require(option, before) }
  }

  private func configure(_ option: Config, _ value: Int32) throws(SQLiteError) -> Bool {
    var now: Int32 = 0
    try call { csqlite_db_config_switch($0, option.code, value, &now) }
    return now != 0
  }

  func require(_ option: Config, _ isOn: Bool) throws(SQLiteError) {
    guard try setConfig(option, isOn) == isOn else {
      throw SQLiteError(.error, "the connection cannot turn \(isOn ? "on" : "off") \(option)")
    }
  }
}

/// Runs `body`, then `restore` on every path; what `body` throws comes first.
func restoring<T>(_ body: () throws -> T, _ restore: () throws -> Void) throws -> T {
  let result: T
  do {
    result = try body()
  } catch {
    try? restore()
    throw error
  }
  try restore()
  return result
}
