import SQLiteBinding

/// What a database tells of itself.
struct ContentExamination {
  let connection: Connection

  func run(_ examination: inout Examination) throws {
    let mode = try connection.pragma("journal_mode")?.string ?? ""
    library(&examination, isWAL: mode == "wal")
    examination.add("journal mode", .good, mode)
    if let damage = try DatabaseCheck(connection).damage(isThorough: true) {
      examination.add("integrity", .problem, damage, .notOurs)
    } else {
      examination.add("integrity", .good, "no damage is found")
    }
    try orphans(&examination)
    try history(&examination)
  }

  /// The number of a library, such as 3_051_002 for 3.51.2.
  static func number(_ version: String) -> Int {
    let parts = version.split(separator: ".").map { Int($0) ?? 0 } + [0, 0, 0]
    return parts[0] * 1_000_000 + parts[1] * 1000 + parts[2]
  }

  /// https://sqlite.org/wal.html#walresetbug
  static func hasResetDefect(_ version: String) -> Bool {
    (3_007_000...3_051_002).contains(number(version))
  }

  private func library(_ examination: inout Examination, isWAL: Bool) {
    let version = Connection.libraryVersion
    guard Self.hasResetDefect(version) else { return examination.add("SQLite", .good, version) }
    examination.add(
      "SQLite", isWAL ? .warning : .note,
      "\(version): up to 3.51.2 files in WAL mode can be corrupted when two connections write and checkpoint at one moment"
        + (isWAL ? "; this file is in WAL mode" : "; this file is in no WAL mode"))
  }

  private func orphans(_ examination: inout Examination) throws {
    let found: [Row]
    do {
      found = try connection.query(
        #"SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY "table" ORDER BY "table""#)
    } catch {
      examination.add("foreign keys", .warning, "they cannot be checked: \(error)")
      return
    }
    for row in found {
      examination.add(
        "foreign keys", .warning,
        "\(row[1].int ?? 0) row(s) of \(row[0].string ?? "") refer to rows that are not there")
    }
    if found.isEmpty { examination.add("foreign keys", .good, "every row has what it refers to") }
  }

  private func history(_ examination: inout Examination) throws {
    do {
      let applied = try History.read(from: connection)
      let version = applied.map(\.version).max() ?? 0
      examination.add("history", .good, "\(applied.count) migrations applied, version \(version)")
      _ = try Catalog.load(from: connection)
    } catch let error as MigrationError {
      examination.add("history", .problem, error.message, error.code)
    }
    let copy = "SELECT 1 FROM sqlite_schema WHERE name = '_migrations_copy'"
    if try connection.value(copy) != nil {
      examination.add(
        "leftovers", .warning, "there is a table _migrations_copy, which a run makes and removes")
    }
  }
}

extension Migrator {
  /// Looks at a database, its file and its surroundings; changes nothing, except that SQLite recovers from a journal that a
  /// dead process has left.
  ///
  /// - Throws: a `MigrationError`, `.locked` when somebody is writing for longer than the timeout.
  public func examine(at path: String) throws(MigrationError) -> Examination {
    var examination = Examination()
    let real = FileAccess.resolved(path)
    guard FileExamination(path: real).run(&examination) else { return examination }
    let file = self.file(real)
    do throws(MigrationError) {
      let content = try file.reading { connection in
        var content = Examination()
        try ContentExamination(connection: connection).run(&content)
        return content
      }
      examination.findings += content.findings
    } catch {
      guard error.code != .locked else { throw error }
      examination.add("database", .problem, error.message, error.code)
    }
    return examination
  }
}
