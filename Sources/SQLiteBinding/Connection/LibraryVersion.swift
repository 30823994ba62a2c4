import CSystemSQLite

extension Connection {
  /// The version of the SQLite library in use, such as `3.40.1`.
  public static var libraryVersion: String {
    String(cString: sqlite3_libversion())
  }

  /// Checked whenever a connection is made. 3.37 brought STRICT tables, `PRAGMA table_list` and 64-bit change
  /// counts.
  public static func requireSupportedLibrary() throws(SQLiteError) {
    guard sqlite3_libversion_number() >= 3_037_000 else {
      throw SQLiteError(
        .misuse, "SQLite 3.37.0 or newer is needed, and the library in use is \(libraryVersion)")
    }
  }

  /// Whether `json_valid` and its kin can be used in a schema that is not trusted. Until 3.41 the library took its
  /// own JSON functions for unsafe there: "unsafe use of json_valid()".
  public static var trustsJSONFunctions: Bool {
    sqlite3_libversion_number() >= 3_041_000
  }
}
