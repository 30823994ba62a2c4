import PostgresDialect

/// A migration's text, translated before the run, and the schema it leads to.
struct PreparedMigration: Sendable {
  let translation: Translation
  let schema: Schema
}

/// Translates all that is about to run before any of it runs, so that a mistake in the last migration leaves the
/// file untouched.
enum Preflight {
  /// One result an operation. After the first migration written in Swift, or the first statement that is interpreted,
  /// the schema is not known, so texts behind it are only read here and translated in their turn; they come back as
  /// nil, as do those in Swift.
  static func translate(
    _ operations: [Operation], from schema: Schema
  ) throws(MigrationError) -> [PreparedMigration?] {
    var schema = schema
    var isKnown = true
    var prepared: [PreparedMigration?] = []
    for operation in operations {
      guard let script = operation.body?.script else {
        isKnown = false
        prepared.append(nil)
        continue
      }
      // Each migration tells what it has changed itself.
      schema.takeTouched()
      var translator = Translator(schema: schema)
      let mayCommit = !operation.migration.usesTransaction
      let translation =
        isKnown
        ? translator.translate(script.source, range: script.range, mayCommit: mayCommit)
        : Translator.parsed(script.source, range: script.range)
      guard !translation.hasErrors else {
        var error = MigrationError.located(.migrationFailed, translation.diagnostics, script.source)
        error.migration = operation.migration.id
        throw error
      }
      if isKnown, operation.isBatched { _ = try batched(operation, in: schema) }
      schema = translator.schema
      prepared.append(isKnown ? PreparedMigration(translation: translation, schema: schema) : nil)
      if translation.pause != nil { isKnown = false }
    }
    return prepared
  }

  /// What an operation in parts goes through.
  static func batched(_ operation: Operation, in schema: Schema) throws(MigrationError) -> BatchedStatement {
    let migration = operation.migration
    do throws(Diagnostic) {
      if let table = migration.batches?.table { return try BatchedStatement(table: table, in: schema) }
      guard let script = operation.body?.script else {
        throw Diagnostic(.error, .featureNotSupported, "there is nothing to do in batches")
      }
      return try BatchedStatement(script.source, range: script.range, in: schema)
    } catch {
      let source = operation.body?.script?.source ?? SourceText("", name: migration.id)
      var failure = MigrationError.located(.migrationFailed, [error], source)
      failure.migration = migration.id
      throw failure
    }
  }
}
