import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// Runs the dialect's steps on a connection.
struct StepRunner {
  let connection: Connection

  /// Runs the steps of one statement; the rows are those of the last.
  ///
  /// - Throws: a `Diagnostic` at the statement's place for what its data or SQLite refuse, a `SQLiteError` for what
  ///   concerns the file as a whole.
  @discardableResult
  func run(_ statement: TranslatedStatement) throws -> [Row] {
    var rows: [Row] = []
    for step in statement.steps {
      do {
        let own = try run(step)
        if case .cleanup = step { continue }
        rows = own
      } catch var diagnostic as Diagnostic {
        diagnostic.range = diagnostic.range ?? statement.range
        throw diagnostic
      } catch let error as SQLiteError {
        guard var failure = Self.diagnostic(of: error) else { throw error }
        failure.range = statement.range
        throw failure
      }
    }
    return rows
  }

  /// PostgreSQL's error for what SQLite refused; nil for what concerns the file as a whole.
  static func diagnostic(of error: SQLiteError) -> Diagnostic? {
    guard MigrationError(error, path: nil) == nil, error.code.primary != .interrupt else { return nil }
    return FailureText.decode(error.message) ?? StoredFailure.diagnostic(error.message)
      ?? Diagnostic(error)
  }

  private func run(_ step: Step) throws -> [Row] {
    switch step {
    case .execute(let sql), .cleanup(let sql): return try connection.query(sql)
    case .createIndex(let sql, let duplicates): try createIndex(sql, duplicates)
    case .fill(let sql):
      try connection.withConfig(.enableTrigger, false) { try connection.run(sql) }
    case .replaceTable(let name, let sql):
      try SchemaEditor(connection: connection).replaceTable(name, with: sql)
    case .verify(let check): try require(check)
    case .rebuild(let rebuild):
      try TableRebuild(connection: connection, plan: rebuild, require: require).run()
    }
    return []
  }

  private func createIndex(_ sql: String, _ duplicates: RowCheck) throws {
    do {
      try connection.run(sql)
    } catch {
      if error.code == .constraintUnique { try require(duplicates) }
      throw error
    }
  }

  /// Names some of the rows that break a promise, and how many there are.
  private func require(_ check: RowCheck) throws {
    let shown = 3
    let rows = try connection.query("\(check.query) LIMIT \(shown)")
    guard !rows.isEmpty else { return }
    let count = try connection.value("SELECT count(*) FROM (\(check.query))")?.int ?? rows.count
    let places = rows.map { row in
      zip(check.labels, row.values).map { "\($0) = \(Self.short($1))" }.joined(separator: ", ")
    }
    var failure = check.failure
    let list = places.joined(separator: "; ") + (count > shown ? "; …" : "")
    failure.hint =
      (failure.hint.map { $0 + "; " } ?? "") + "\(count) \(count == 1 ? "row" : "rows"): \(list)"
    throw failure
  }

  private static func short(_ value: Value) -> String {
    let text = value.isNull ? "NULL" : value.description
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}

extension Diagnostic {
  fileprivate init(_ error: SQLiteError) {
    let state = SQLState(of: error)
    self = state == .raised ? TriggerFailure.decode(error.message) : Diagnostic(.error, state, error.message)
  }
}

extension SQLState {
  fileprivate static let raised = SQLState("P0001")

  /// PostgreSQL's name for what SQLite refused.
  fileprivate init(of error: SQLiteError) {
    switch error.code {
    case .constraintUnique, .constraintPrimaryKey, .constraintRowID: self = .uniqueViolation
    case .constraintNotNull: self = .notNullViolation
    case .constraintCheck:
      let name = error.message.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
      self = SQLState(valueRule: name) ?? .checkViolation
    case .constraintForeignKey: self = .foreignKeyViolation
    // RESTRICT is a trigger inside SQLite.
    case .constraintTrigger where error.message.hasPrefix("FOREIGN KEY"): self = .foreignKeyViolation
    case .constraintTrigger where error.message.hasPrefix("nextval:"): self.init("2200H")
    case .constraintTrigger: self = .raised
    case .constraintDatatype: self = .datatypeMismatch
    default: self.init("XX000")
    }
  }
}
