public import PostgresDialect

/// What happens during a run, as it happens.
public enum MigrationEvent: Sendable {
  public enum Direction: String, Sendable, Hashable {
    case up
    case down
  }

  /// Something about the history that is let pass.
  case warning(String)
  /// The file was copied before its first change.
  case backedUp(Backup)
  /// A migration begins; `index` counts from 1 to `total`.
  case started(id: String, direction: Direction, index: Int, total: Int)
  /// A statement is about to run: PostgreSQL's text, and its line in the migration.
  case statement(id: String, sql: String, line: Int)
  /// PostgreSQL's notices, and warnings about what differs here.
  case diagnostic(id: String, Diagnostic, SourceText)
  /// One statement takes long and is still at work; told about twice a second.
  case working(id: String, line: Int, elapsed: Duration)
  /// A part of a migration in batches is about to be committed; `number` counts those of earlier runs too.
  case batch(id: String, number: Int)
  /// Done, though not yet committed: that happens once, at the end of the run.
  case applied(id: String, direction: Direction, duration: Duration)
  /// Another process has applied it meanwhile.
  case skipped(id: String)
  case failed(id: String, direction: Direction, message: String)
  /// Everything applied so far is on disk.
  case committed(version: Int)
}
