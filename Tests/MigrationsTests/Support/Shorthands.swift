import Migrations
import SQLiteBinding
import Testing

/// A migration in SQL, named after its version.
func step(_ version: Int, _ up: String, down: String? = nil, usesTransaction: Bool = true) -> Migration {
  Migration(
    id: "m\(version)", version: version, description: "Step \(version)", up: up, down: down,
    usesTransaction: usesTransaction)
}

/// A migration in Swift, named after its version.
func code(
  _ version: Int, usesTransaction: Bool = true, _ up: @escaping @Sendable (MigrationDatabase) throws -> Void
) -> Migration {
  Migration(
    id: "m\(version)", version: version, description: "Step \(version)", usesTransaction: usesTransaction,
    up: up)
}

/// A migrator that keeps quiet, and may lose rows on the way down.
func quiet(
  _ migrations: [Migration], policy: HistoryPolicy = .strict, lockTimeout: Duration = .seconds(30)
) -> Migrator {
  var options = Migrator.Options()
  options.logger = nil
  options.policy = policy
  options.lockTimeout = lockTimeout
  options.allowsDataLoss = true
  return Migrator(migrations, options: options)
}

/// What `body` fails with; nil, and an issue, when it does not fail with a migration's error.
func failure(
  sourceLocation: Testing.SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> MigrationError? {
  do {
    try body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  } catch let error as MigrationError {
    return error
  } catch {
    Issue.record("not a MigrationError: \(error)", sourceLocation: sourceLocation)
  }
  return nil
}

/// The tables that are not the package's own.
func userTables(_ connection: Connection) throws -> [String] {
  try connection.query(
    #"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\_migrations%' ESCAPE '\' "#
      + #"AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name"#
  ).compactMap { $0[0].string }
}

/// The ids in the history, by version.
func appliedIDs(_ connection: Connection) throws -> [String] {
  try quiet([]).applied(on: connection).map(\.id)
}

/// Everything that a query finds, as one comparable value.
func values(_ sql: String, _ connection: Connection) throws -> [[Value]] {
  try connection.query(sql).map(\.values)
}
