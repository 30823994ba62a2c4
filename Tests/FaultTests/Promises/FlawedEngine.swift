import Migrations
import PostgresDialect
import SQLiteBinding
import Testing

/// What runs migrations: ours, and one with a mistake in it that a promise's check has to find.
protocol Engine: Sendable {
  func run(_ migrations: [Migration], on connection: Connection) throws
}

struct OurEngine: Engine {
  func run(_ migrations: [Migration], on connection: Connection) throws {
    try quiet(migrations, lockTimeout: .seconds(10)).run(on: connection)
  }
}

/// The mistakes that other runners make.
enum Flaw: String, Sendable, CaseIterable {
  case none
  /// Keeps a lock of its own beside the file.
  case leavesALockFile
  /// Reads what is applied, then takes the lock.
  case readsBeforeLocking
  /// Runs each statement by itself.
  case hasNoTransaction
  /// Writes the history after the commit.
  case recordsLater
  /// Does not notice that a migration has ended its transaction.
  case takesAnySQL
  /// Copies a table as SQLite's manual warns of.
  case copiesNaively
  /// Hands text to SQLite unread.
  case passesTextOn
  /// Forgets what SQLite has no place for.
  case forgetsTypes
  /// Needs its own functions for what it stores.
  case needsItsFunctions
  /// Traps where it should throw.
  case traps
  /// Writes though there is nothing to do.
  case alwaysWrites
  case commitsEach
  /// Takes `10` for smaller than `9`.
  case ordersByName
  /// Leaves `synchronous` as it is.
  case syncsTooLittle
  /// Takes a BEGIN in a file for one of its own.
  case obeysBegin
}

struct FlawedEngine: Engine {
  let flaw: Flaw

  func run(_ migrations: [Migration], on connection: Connection) throws {
    if flaw != .syncsTooLittle { try connection.setPragma("synchronous", "EXTRA") }
    try connection.setPragma("foreign_keys", "ON")
    if flaw == .leavesALockFile {
      try connection.execute("ATTACH '/disk/app.lock' AS l; CREATE TABLE l.held (x)")
    }
    let ordered = migrations.sorted { flaw == .ordersByName ? $0.id < $1.id : $0.version < $1.version }
    let isTogether = ![.hasNoTransaction, .commitsEach].contains(flaw)
    let early = flaw == .readsBeforeLocking ? try applied(connection) : nil
    if flaw != .alwaysWrites, flaw != .readsBeforeLocking,
      try ordered.allSatisfy({ try applied(connection).contains($0.version) })
    {
      return
    }
    if isTogether { try connection.begin(.immediate, timeout: .seconds(10)) }
    do {
      try connection.run("CREATE TABLE IF NOT EXISTS _migrations (id TEXT, version INTEGER)")
      if flaw == .alwaysWrites {
        try connection.execute(
          "INSERT INTO _migrations VALUES ('x', 0); DELETE FROM _migrations WHERE id = 'x'")
      }
      let done = try early ?? applied(connection)
      var translator = Translator()
      for migration in ordered {
        guard case .sql(let script) = migration.up else { continue }
        let source = script.source
        let statements = flaw == .passesTextOn ? [] : try translate(source, &translator)
        guard !done.contains(migration.version) else { continue }
        if flaw == .commitsEach { try connection.begin() }
        if flaw == .copiesNaively, script.text.hasPrefix("ALTER TABLE parents") {
          try connection.execute(
            """
            CREATE TABLE new_parents AS SELECT * FROM parents; DROP TABLE parents;
            ALTER TABLE new_parents RENAME TO parents;
            """)
        } else if [.passesTextOn, .obeysBegin, .takesAnySQL].contains(flaw) {
          try connection.execute(script.text)
        } else {
          for sql in statements { try connection.execute(sql) }
        }
        if flaw == .recordsLater {
          try connection.commit()
          try connection.begin()
        }
        try connection.run(
          "INSERT INTO _migrations VALUES (?, ?)", [.text(migration.id), .integer(Int64(migration.version))])
        if flaw == .commitsEach { try connection.commit() }
      }
      if isTogether, connection.isInTransaction { try connection.commit() }
    } catch {
      try? connection.rollback()
      throw error
    }
    if flaw == .leavesALockFile { try connection.execute("DETACH l") }
  }

  private func applied(_ connection: Connection) throws -> Set<Int> {
    guard try connection.value("SELECT 1 FROM sqlite_schema WHERE name = '_migrations'") != nil else {
      return []
    }
    return Set(try connection.query("SELECT version FROM _migrations").compactMap { $0[0].int })
  }

  private func translate(_ source: SourceText, _ translator: inout Translator) throws -> [String] {
    if [.obeysBegin, .takesAnySQL].contains(flaw) { return [] }
    if flaw == .traps { precondition(!source.bytes.contains(0), "this is the trap") }
    let translation = translator.translate(source)
    if let error = translation.diagnostics.first(where: { $0.severity == .error }) { throw error }
    let sql = translation.statements.flatMap { $0.steps.map(\.sql) }
    guard flaw == .needsItsFunctions else { return sql }
    return sql.map { $0.replacing("randomblob(", with: "own_randomblob(") }
  }
}
