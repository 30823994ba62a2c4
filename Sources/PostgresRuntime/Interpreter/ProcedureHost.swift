package import PostgresDialect
package import SQLiteBinding

/// What runs the SQL of an interpreted procedure: the database that a migration is about.
package protocol ProcedureHost: AnyObject {
  /// Knows the schema as it is; statements of the procedure change it.
  var translator: Translator { get set }

  /// The session, which SQL may leave marks in.
  var connection: Connection { get }

  /// Runs one statement of SQLite; of the parameters as many as it takes.
  ///
  /// - Throws: a `Diagnostic` for what data or SQLite refuse, another error for what concerns the file as a whole.
  func query(_ sql: String, _ parameters: [Value]) throws -> [Row]

  /// Runs what a statement that defines something was translated to.
  func run(_ statement: TranslatedStatement) throws

  /// Passes a message on.
  func tell(_ diagnostic: Diagnostic)

  /// - Throws: when the run was cancelled.
  func checkCancelled() throws
}
