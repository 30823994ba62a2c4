import PostgresDialect
import PostgresRuntime
public import SQLiteBinding

/// The database as a migration written in Swift sees it. Takes PostgreSQL's SQL; valid only while the migration
/// runs.
public final class MigrationDatabase {
  private let connection: Connection
  private var translator: Translator
  private let functions: PostgresFunctions
  private let id: String
  private let usesTransaction: Bool
  private let observe: (MigrationEvent) -> Void
  private let stop: StopSignal
  private var isValid = true
  /// Is told what runs.
  var record: ((TranslatedStatement) -> Void)?
  /// The schema as the catalog in the file has it.
  private var saved: Schema
  /// Called with what each statement gave.
  private var observeRows: ((TranslatedStatement, [Row]) -> Void)?

  init(
    connection: Connection, schema: Schema, functions: PostgresFunctions, id: String, usesTransaction: Bool,
    observe: @escaping (MigrationEvent) -> Void, stop: StopSignal
  ) {
    self.connection = connection
    self.functions = functions
    self.translator = Translator(schema: schema)
    self.saved = schema
    self.id = id
    self.usesTransaction = usesTransaction
    self.observe = observe
    self.stop = stop
  }

  /// Runs any number of PostgreSQL statements. If one fails, nothing of all of them is kept.
  ///
  /// `$1`, `$2` … stand for the parameters. They have no type of their own: as with a quoted literal, the place where one
  /// stands gives it, or a cast, as in `$1::uuid`.
  ///
  /// - Throws: a `MigrationError` with the place in `sql` and PostgreSQL's error code.
  public func execute(_ sql: String, _ parameters: [any ValueConvertible] = []) throws {
    _ = try query(sql, parameters)
  }

  /// Runs PostgreSQL statements and returns the rows of the last one.
  ///
  /// ```swift
  /// let rows = try db.query("SELECT id, tags FROM notes WHERE owner = $1 AND at > $2", [owner, since])
  /// let id = try rows[0].get("id", as: UUID.self)
  /// let tags = try rows[0].decode("tags", as: [String].self)
  /// ```
  ///
  /// - SeeAlso: ``execute(_:_:)`` for what `$1` stands for.
  public func query(_ sql: String, _ parameters: [any ValueConvertible] = []) throws -> [Row] {
    try requireValid()
    let before = translator
    let literals = parameters.map { $0.sqliteValue.postgresText }
    do {
      return try whole {
        try run(
          translator.translate(
            SourceText(sql, name: id), parameters: literals, isTransaction: usesTransaction,
            endsSession: false))
      }
    } catch {
      if usesTransaction { translator = before }
      throw error
    }
  }

  /// What a migration in Swift catches must not have happened by half: the schema would not know which half.
  private func whole<T>(_ body: () throws -> T) throws -> T {
    usesTransaction ? try connection.savepoint("statements", body) : try body()
  }

  /// SQLite's own SQL, for what PostgreSQL has no words for. It cannot end the migration's transaction, attach
  /// files, or change the history.
  public var sqlite: SQLiteAccess { SQLiteAccess(database: self) }

  /// What each statement of a text gives.
  func results(of source: SourceText) throws -> [StatementResult] {
    var results: [StatementResult] = []
    observeRows = { results.append(StatementResult($0, $1)) }
    defer { observeRows = nil }
    try requireValid()
    _ = try run(translator.translate(source))
    return results
  }

  /// - Parameter mayCommit: whether the migration is marked to have no transaction around it.
  func run(_ script: MigrationScript, mayCommit: Bool) throws {
    _ = try run(translator.translate(script.source, range: script.range, mayCommit: mayCommit))
  }

  /// Runs what was translated before the run.
  func run(_ prepared: PreparedMigration) throws {
    translator = Translator(schema: prepared.schema)
    _ = try run(prepared.translation)
  }

  /// Runs a statement for the rows of one part.
  func run(
    _ batched: BatchedStatement, after lower: BatchedStatement.Bound?, through upper: BatchedStatement.Bound,
    in source: SourceText
  ) throws {
    _ = try run(translator.translate(batched, after: lower, through: upper, in: source))
  }

  /// Runs a translation, what it paused at, and what follows.
  private func run(_ translation: Translation) throws -> [Row] {
    var rows = try runStatements(of: translation)
    var translation = translation
    while let pause = translation.pause {
      rows = try interpret(pause, in: translation.source)
      translation = translator.resume(pause, in: translation.source)
      if !translation.statements.isEmpty || translation.hasErrors {
        rows = try runStatements(of: translation)
      }
    }
    return rows
  }

  /// Runs a statement that only running it tells what it does.
  private func interpret(_ pause: Pause, in source: SourceText) throws -> [Row] {
    try requireValid()
    let range = pause.statement.range
    let line = source.location(of: range.lower).line
    observe(.statement(id: id, sql: source[range], line: line))
    record?(TranslatedStatement(range: range, steps: [], diagnostics: [Self.dependsOnRows(at: range)]))
    let session = ProcedureSession(translator, on: connection, functions: functions) {
      [observe, id] diagnostic in
      var placed = diagnostic
      placed.range = range
      observe(.diagnostic(id: id, placed, source))
    } check: { [self] in
      try requireValid()
    }
    session.record = record.map { record in { record($0.moved(to: range)) } }
    let result: InterpretedRows
    do {
      result = try unit { try session.run(pause, in: source) }
    } catch let diagnostic as Diagnostic {
      throw MigrationError.located(.migrationFailed, [diagnostic], source)
    }
    translator = session.translator
    let rows = result.rows.map { Row(columns: result.columns, values: $0.map { Value($0) }) }
    observeRows?(
      TranslatedStatement(range: range, steps: [], columns: result.columns, types: result.types), rows)
    return rows
  }

  private static func dependsOnRows(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, .warning,
      "what this statement does depends on the rows that it finds; shown is what it does where there are none",
      at: range)
  }

  private func runStatements(of translation: Translation) throws -> [Row] {
    let source = translation.source
    guard !translation.hasErrors else {
      throw MigrationError.located(.migrationFailed, translation.diagnostics, source)
    }
    let before = saved
    var rows: [Row] = []
    var lines = LineCounter(source)
    for (index, statement) in translation.statements.enumerated() {
      try requireValid()
      if !statement.endsSession {
        let line = lines.line(of: statement.range.lower)
        observe(.statement(id: id, sql: source[statement.range], line: line))
      }
      record?(statement)
      for diagnostic in statement.diagnostics { observe(.diagnostic(id: id, diagnostic, source)) }
      do {
        let own = try unit { try StepRunner(connection: connection).run(statement) }
        if !statement.endsSession {
          rows = own
          observeRows?(statement, own)
        }
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
    // A migration may have caught the error that ended its transaction, or the one that cancelled it.
    try requireValid()
    if let last = try translator.endSession() {
      _ = try unit { try StepRunner(connection: connection).run(last) }
    }
    isValid = false
    return try save()
  }

  /// Writes the catalog after a failure outside a transaction, where what ran before it stays.
  func finishAfterFailure() {
    isValid = false
    if !connection.isInTransaction { _ = try? connection.transaction { _ in try save() } }
  }

  /// Of no use any more, whether the migration succeeded or not.
  func invalidate() {
    isValid = false
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
    if let reason = stop.reason { throw reason }
  }

  fileprivate func withSQLite<T>(_ body: (Connection) throws -> T) throws -> T {
    try requireValid()
    _ = try save()
    let version = try connection.pragma("schema_version")
    let authorize = usesTransaction ? StatementGuard.authorize : StatementGuard.authorizeAlone
    do {
      let result = try whole { try connection.withAuthorizer(authorize) { try body(connection) } }
      try reload(unlessAt: version)
      return result
    } catch {
      if !usesTransaction { try? reload(unlessAt: version) }
      throw error
    }
  }

  private func reload(unlessAt version: Value?) throws {
    guard try connection.pragma("schema_version") != version else { return }
    saved = try Catalog.load(from: connection)
    translator = Translator(schema: saved)
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
