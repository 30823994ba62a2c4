import Migrations
import PostgresDialect
import SQLiteBinding

/// What takes bytes from outside, each as a function of any bytes that must end in order.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lexer, parser and lowering: statements after each other, on the schema that those before made.
  case text
  /// The parser and interpreter of PL/pgSQL.
  case procedure
  /// Migrations, split at the lines `--`, that run on a database in memory: planning, markers, rows.
  case history
  /// A database's file: SQLite's schema, the history and the catalog as they come.
  case database

  /// - Returns: nothing, as only a crash, a hang or a leak is a failure.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .text:
      var translator = Translator()
      let source = SourceText(bytes: bytes, name: "fuzz")
      let translation = translator.translate(source)
      for diagnostic in translation.diagnostics.prefix(3) { _ = diagnostic.rendered(in: source) }
    case .procedure:
      let body = String(decoding: bytes, as: UTF8.self)
      Self.run(["CREATE TABLE t (a int, b text);", "DO $fuzz$ \(body) $fuzz$;"])
    case .history:
      let text = String(decoding: bytes, as: UTF8.self)
      Self.run(text.split(separator: "\n--\n", omittingEmptySubsequences: false).map { String($0) })
    case .database:
      Self.open(bytes)
    }
  }

  private static func run(_ texts: [String]) {
    let migrations = texts.prefix(8).enumerated().map { index, text in
      Migration(id: "m\(index + 1)", version: index + 1, description: "", up: text, down: "SELECT 1")
    }
    guard let connection = try? Connection.inMemory() else { return }
    limit(connection)
    let migrator = quiet(migrations)
    do {
      try migrator.run(on: connection)
      _ = try migrator.redo(on: connection)
    } catch {}
  }

  private static func open(_ bytes: [UInt8]) {
    guard let connection = try? Connection.inMemory(), (try? connection.deserialize(bytes)) != nil else {
      return
    }
    limit(connection)
    let next = Migration(
      id: "m9", version: 9, description: "",
      up: "CREATE TABLE fuzz (a int); ALTER TABLE notes ADD COLUMN z int NOT NULL DEFAULT 1")
    let migrator = quiet([next])
    _ = try? migrator.applied(on: connection)
    _ = try? migrator.plan(on: connection)
    _ = try? migrator.schema(on: connection).postgres()
    _ = try? migrator.run(on: connection)
  }

  /// An endless statement is the author's own will.
  private static func limit(_ connection: Connection) {
    let steps = Steps()
    connection.setProgressHandler(every: 1000) { steps.next() < 2000 }
  }

  private static func quiet(_ migrations: [Migration]) -> Migrator {
    var options = Migrator.Options()
    options.logger = nil
    options.backup = .never
    options.policy = [.gap, .missing, .outOfOrder]
    return Migrator(migrations, options: options)
  }
}

/// Counts on one thread.
private final class Steps: @unchecked Sendable {
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}
