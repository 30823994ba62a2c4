import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// A history run on PostgreSQL, and here, and what is printed here loaded into another PostgreSQL: both catalogs must say
/// the same.
struct Lossless {
  /// What the history made of PostgreSQL's catalog.
  let expected: PostgresCatalog

  /// - Parameter steps: the texts of the history, each one a transaction unless it says otherwise.
  init(_ steps: [String]) throws {
    let database = try PostgresDatabase()
    try Self.prepare(database, for: steps)
    for step in steps {
      try database.run(step).get()
      // Each is a session of its own.
      database.run("RESET search_path")
    }
    expected = try PostgresCatalog(of: database)
  }

  /// Where a printed schema leads elsewhere.
  func differences(of script: String) throws -> [String] {
    let database = try PostgresDatabase()
    try Self.prepare(database, for: [script])
    // Whatever path a session has, it does not matter.
    try database.run("SET search_path = pg_catalog").get()
    try database.run(script).get()
    return try PostgresCatalog(of: database).differences(from: expected)
  }

  private static func prepare(_ database: PostgresDatabase, for texts: [String]) throws {
    if texts.contains(where: { $0.contains("vector") }) { try database.installVector() }
    // They are the server's: another test may have made them.
    for role in ["anon", "authenticated", "service_role"] { database.run("CREATE ROLE \(role)") }
  }
}

/// Runs a history in both places and compares. Here it is run twice: all at once in memory, and step by step on a file
/// that is closed after each.
func expectLossless(
  _ steps: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let lossless = try Lossless(steps)
  let migrator = quiet(steps.enumerated().map { step($0 + 1, $1) })
  let connection = try Connection.inMemory()
  try migrator.run(on: connection)
  let script = try migrator.schema(on: connection).postgres()

  let folder = try TemporaryDirectory()
  for version in steps.indices { try migrator.run(at: folder.path("a.db"), to: version + 1) }
  let stepped = try migrator.schema(at: folder.path("a.db")).postgres()
  #expect(stepped == script, "step by step it is another", sourceLocation: sourceLocation)

  report(Result { try lossless.differences(of: script) }, script, sourceLocation)
  try expectFixpoint(script, sourceLocation)
}

private func report(
  _ result: Result<[String], any Error>, _ script: String, _ sourceLocation: Testing.SourceLocation
) {
  switch result {
  case .success(let differences):
    guard !differences.isEmpty else { return }
    Issue.record("\(differences.joined(separator: "\n"))\n\n\(script)", sourceLocation: sourceLocation)
  case .failure(let error):
    Issue.record("it does not load: \(error)\n\n\(script)", sourceLocation: sourceLocation)
  }
}

/// What is printed, run here, prints itself.
private func expectFixpoint(_ script: String, _ sourceLocation: Testing.SourceLocation) throws {
  let connection = try Connection.inMemory()
  let migrator = quiet([step(1, script)])
  try migrator.run(on: connection)
  let again = try migrator.schema(on: connection).postgres()
  #expect(again == script, "printed and run, it is another", sourceLocation: sourceLocation)
}
