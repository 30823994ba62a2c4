public import PostgresDialect
import SQLiteBinding

/// Why a run stopped, where, and what was done before it.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is. The raw values are the command's words for it.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A migration failed, or a guard stopped it; nothing of it was kept.
    public static let migrationFailed = Code(rawValue: "migration-failed")
    /// The migrations themselves are wrong: a file's name, a marker.
    public static let invalidMigrations = Code(rawValue: "invalid-migrations")
    /// Edited, missing, renamed, duplicate, out of order, or a gap.
    public static let historyConflict = Code(rawValue: "history-conflict")
    /// The database is newer than these migrations.
    public static let newerDatabase = Code(rawValue: "newer-database")
    /// A step back that has no `down`.
    public static let irreversible = Code(rawValue: "irreversible")
    /// A step back would lose rows or values, and that is not allowed.
    public static let dataLoss = Code(rawValue: "data-loss")
    /// Another connection holds the lock.
    public static let locked = Code(rawValue: "locked")
    /// Disk full, read-only, permission, no such folder.
    public static let inputOutput = Code(rawValue: "input-output")
    /// Not a database, corrupt, or a `_migrations` that is not ours.
    public static let notOurs = Code(rawValue: "not-a-migrated-database")
    /// The call itself is wrong: no such migration, a connection inside a transaction.
    public static let usage = Code(rawValue: "usage")
  }

  public var code: Code
  /// A sentence a person can act on, without the place.
  public var message: String
  /// The migration it happened in.
  public var migration: String?
  /// The place in the migration's text, with what PostgreSQL calls the error.
  public var diagnostics: [Diagnostic] = []
  public var source: SourceText?
  /// What was done before it, and is kept.
  public var report: Report?
  /// What a step back would lose.
  public var losses: [DataLoss] = []
  /// What SQLite or the migration's own code said.
  public var underlying: (any Error)?

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The place of the first diagnostic that has one.
  public var location: SourceLocation? {
    guard let source, let range = diagnostics.lazy.compactMap(\.range).first else { return nil }
    return source.location(of: range.lower)
  }

  /// In the compiler's form where the place is known: `file:line:column: error: …`, the line and a caret.
  public var description: String {
    guard let source, !diagnostics.isEmpty else { return "error: \(message)" }
    // Nobody reads more, and finding the place of each costs its distance from the start.
    let shown = diagnostics.prefix(50).map { $0.rendered(in: source) }
    let rest = diagnostics.count - shown.count
    return (shown + (rest > 0 ? ["… and \(rest) more"] : [])).joined(separator: "\n")
  }
}

extension MigrationError {
  static func file(_ message: String, _ source: SourceText, _ range: SourceRange) -> MigrationError {
    located(.invalidMigrations, [Diagnostic(.error, .syntaxError, message, at: range)], source)
  }

  static var cancelled: MigrationError {
    var error = MigrationError(.migrationFailed, "the run was cancelled; what was under way is undone")
    error.underlying = CancellationError()
    return error
  }

  static func outOfTime(_ limit: Duration) -> MigrationError {
    MigrationError(
      .migrationFailed, "the run took longer than \(limit); what was under way is undone")
  }

  static func located(_ code: Code, _ diagnostics: [Diagnostic], _ source: SourceText) -> MigrationError {
    var error = MigrationError(code, diagnostics.first?.message ?? "")
    error.diagnostics = diagnostics
    error.source = source
    return error
  }

  /// What SQLite's failure means for the whole run, or nil when it is the statement's own.
  ///
  /// - Parameter timeout: how long locks are waited for.
  init?(_ error: SQLiteError, path: String?, timeout: Duration? = nil) {
    let file = path ?? "the database"
    switch error.code.primary {
    case _ where error.isBusy, .locked:
      self = .locked(path, timeout: timeout)
    case .notADatabase: self.init(.notOurs, "\(file) is not a database, or is encrypted")
    // SQLite also says so when the device fails to read.
    case .corrupt: self.init(.notOurs, "\(file) is corrupt, or the disk is: \(error.message)")
    case .readOnly where FileAccess.isInUnwritableFolder(path),
      .cannotOpen where FileAccess.isInUnwritableFolder(path):
      let folder = FileAccess.folder(of: file)
      self.init(
        .inputOutput, "the folder \(folder) cannot be written, and SQLite needs a journal beside \(file)")
    case .readOnly: self.init(.inputOutput, "\(file) cannot be written: \(error.message)")
    case .full: self.init(.inputOutput, "the disk is full; nothing was changed")
    case .noMemory: self.init(.inputOutput, "SQLite is out of memory")
    case .cannotOpen: self.init(.inputOutput, error.message)
    case .ioError, .permission, .noLargeFiles: self.init(.inputOutput, "\(file): \(error.message)")
    default: return nil
    }
    underlying = error
  }

  /// Says who holds the lock, and how long it was waited for.
  static func locked(_ path: String?, timeout: Duration?) -> MigrationError {
    let waited = timeout.map { "after \($0)" } ?? "waiting"
    return MigrationError(
      .locked, "\(path ?? "the database") is locked by \(LockHolders.describe(path)); gave up \(waited)")
  }

  static func wrapping(_ error: any Error, path: String?, timeout: Duration? = nil) -> MigrationError {
    if let error = error as? MigrationError { return error }
    if let error = error as? SQLiteError, let known = MigrationError(error, path: path, timeout: timeout) {
      return known
    }
    var wrapped = MigrationError(.migrationFailed, "\((error as? SQLiteError)?.message ?? "\(error)")")
    wrapped.underlying = error
    return wrapped
  }
}
