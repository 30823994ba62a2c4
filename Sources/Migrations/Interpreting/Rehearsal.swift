package import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// What migrations would do that hold statements which only running tells about: they run on a database in memory that
/// has the schema, and no rows.
package struct Rehearsal {
  private let connection: Connection
  private let functions = PostgresFunctions()
  package private(set) var schema: Schema

  /// A database in memory with the objects of a schema.
  package init(_ schema: Schema) throws {
    self.schema = schema
    connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    try functions.register(on: connection)
    try StepRunner(connection: connection).run(try Translator(schema: schema).creation())
  }

  /// All statements of a script that ran, those of its procedures among them.
  package mutating func translate(_ script: MigrationScript, id: String, mayCommit: Bool) throws
    -> Translation
  {
    var statements: [TranslatedStatement] = []
    functions.beginTransaction()
    let database = MigrationDatabase(
      connection: connection, schema: schema, functions: functions, id: id, usesTransaction: true,
      observe: { _ in }, stop: StopSignal(isCancelled: { false }, limit: nil))
    database.record = { statements.append($0) }
    defer { database.invalidate() }
    schema = try connection.transaction { _ in
      try database.run(script, mayCommit: mayCommit)
      return try database.finish()
    }
    return Translation(source: script.source, statements: statements)
  }

  /// One result an operation; nil for what is written in Swift and for what does not run without rows, and from there on.
  mutating func translate(_ operations: [Operation]) -> [Translation?] {
    var translations: [Translation?] = []
    for operation in operations {
      guard translations.allSatisfy({ $0 != nil }), let script = operation.body?.script else {
        translations.append(nil)
        continue
      }
      translations.append(
        try? translate(
          script, id: operation.migration.id, mayCommit: !operation.migration.usesTransaction))
    }
    return translations
  }
}
