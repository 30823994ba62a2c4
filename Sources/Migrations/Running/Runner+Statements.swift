import PostgresDialect
import SQLiteBinding

/// Statements outside of any migration.
extension Runner {
  /// Runs them under one commit.
  mutating func execute(_ source: SourceText) throws -> [StatementResult] {
    do {
      try requireWritable()
      var results: [StatementResult] = []
      try session { runner in
        results = try runner.committing { try runner.results(of: source) }
      }
      return results
    } catch {
      throw MigrationError.wrapping(error, path: connection.path)
    }
  }

  private func results(of source: SourceText) throws -> [StatementResult] {
    let database = database(named: source.name, try Catalog.load(from: connection))
    defer { database.invalidate() }
    let results = try database.results(of: source)
    _ = try database.finish()
    if connection.deferredForeignKeyViolations > 0 { throw violations() }
    return results
  }
}
