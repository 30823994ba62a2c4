import PostgresDialect
public import SQLiteBinding

/// The database as a migration written in Swift sees it. Takes PostgreSQL's SQL; valid only while the migration
/// runs.
public final class MigrationDatabase {
  private let connection: Connection
  private var translator: Translator
  private let id: String
  private let usesTransaction: Bool
  private let observe: (MigrationEvent) -> Void
  private let cancellation: Cancellation?
  private var isValid = true
  /// The schema as the catalog in the file has it.
  private var saved: Schema

  init(
    connection: Connection, schema: Schema, id: String, usesTransaction: Bool,
    cancellation: Cancellation?, observe: @escaping (MigrationEvent) -> Void
  ) {
    self.cancellation = cancellation
    self.connection = connection
    self.translator = Translator(schema: schema)
    self.saved = schema
    self.id = id
    self.usesTransaction = usesTransaction
    self.observe = observe
  }

  /// Runs any number of PostgreSQL statements.
  ///
  /// - Throws: a `MigrationError` with the place in `sql` and PostgreSQL's error code.
  public func execute(_ sql: String) throws {
    _ = try query(sql)
  }

  /// Runs PostgreSQL statements and returns the rows of the last one.
  public func query(_ sql: String) throws -> [Row] {
    try requireValid()
    return try run(translator.translate(SourceText(sql, name: id), isTransaction: usesTransaction))
  }

  /// SQLite's own SQL, for what PostgreSQL has no words for. It cannot end the migration's transaction, attach
  /// files, or change the history.
  public var sqlite: SQLiteAccess { SQLiteAccess(database: self) }

  func run(_ script: MigrationScript) throws {
    _ = try run(translator.translate(script.source, range: script.range, isTransaction: usesTransaction))
  }

  /// Runs what was translated before the run.
  func run(_ prepared: PreparedMigration) throws {
    let translation = prepared.translation
    _ = try run(translation)
    translator = Translator(schema: prepared.schema)
  }

  private func run(_ translation: Translation) throws -> [Row] {
    let source = translation.source
    guard !translation.hasErrors else {
      throw MigrationError.located(.migrationFailed, translation.diagnostics, source)
    }
    let before = saved
    var rows: [Row] = []
    for (index, statement) in translation.statements.enumerated() {
      try requireValid()
      try cancellation?.check()
      let line = source.location(of: statement.range.lower).line
      observe(.statement(id: id, sql: source[statement.range], line: line))
      for diagnostic in statement.diagnostics { observe(.diagnostic(id: id, diagnostic, source)) }
      do {
        rows = try unit { try StepRunner(connection: connection).run(statement) }
      } catch {
        if !usesTransaction { keep(translation.statements.prefix(index), of: source, from: before) }
        guard let diagnostic = error as? Diagnostic else { throw error }
        throw MigrationError.located(.migrationFailed, [diagnostic], source)
      }
    }
    return rows
  }

  /// Outside a transaction what ran before a failure stays, so the schema must be the one it led to.
  private func keep(_ statements: ArraySlice<TranslatedStatement>, of source: SourceText, from schema: Schema)
  {
    translator = Translator(schema: schema)
    guard let first = statements.first, let last = statements.last else { return }
    _ = translator.translate(
      source, range: SourceRange(first.range.lower, last.range.upper), isTransaction: false)
  }

  /// Outside a transaction every statement is one of its own, so that its steps stay together.
  private func unit<T>(_ body: () throws -> T) throws -> T {
    guard !usesTransaction, !connection.isInTransaction else { return try body() }
    return try connection.transaction(.immediate) { _ in try body() }
  }

  /// Writes the catalog; the schema after the migration.
  func finish() throws -> Schema {
    isValid = false
    return try save()
  }

  private func save() throws -> Schema {
    var schema = translator.schema
    try Catalog.save(schema, since: saved, on: connection)
    schema.takeTouched()
    saved = schema
    translator = Translator(schema: schema)
    return schema
  }

  private func requireValid() throws {
    guard isValid else {
      throw MigrationError(.usage, "the database of \(id) was used after the migration ended")
    }
    // After RAISE(ROLLBACK) or a full disk, which a migration may have caught, statements would be kept one by one.
    guard !usesTransaction || connection.isInTransaction else {
      throw MigrationError(
        .migrationFailed, "SQLite has ended the transaction; nothing more can be done in it")
    }
  }

  fileprivate func withSQLite<T>(_ body: (Connection) throws -> T) throws -> T {
    try requireValid()
    _ = try save()
    let version = try connection.pragma("schema_version")
    let result =
      usesTransaction
      ? try connection.withAuthorizer(StatementGuard.authorize) { try body(connection) }
      : try body(connection)
    if try connection.pragma("schema_version") != version {
      saved = try Catalog.load(from: connection).schema
      translator = Translator(schema: saved)
    }
    return result
  }
}

/// SQLite's own SQL inside a migration.
public struct SQLiteAccess {
  fileprivate let database: MigrationDatabase

  /// Runs any number of statements.
  public func execute(_ sql: String) throws {
    try database.withSQLite { try $0.execute(sql) }
  }

  /// Runs one statement with parameters.
  public func run(_ sql: String, _ parameters: [Value] = []) throws {
    try database.withSQLite { try $0.run(sql, parameters) }
  }

  /// The rows of one statement.
  public func query(_ sql: String, _ parameters: [Value] = []) throws -> [Row] {
    try database.withSQLite { try $0.query(sql, parameters) }
  }
}
