public import ArgumentParser
import SQLiteBinding

/// `migrate` and its subcommands. An application can make them part of its own tool:
///
/// ```swift
/// static let configuration = CommandConfiguration(subcommands: [MigrateCommand.self])
/// ```
public struct MigrateCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Carries migrations written in PostgreSQL's SQL into SQLite files.",
    discussion: """
      A migration is a file NNN_description.sql with the sections -- migrate:up and -- migrate:down.

      Exit codes: 0 done; 2 migrations are pending (status --check); 3 the history conflicts, or the schema drifted; 4 a migration failed; \
      5 the database is newer; 6 a step cannot be undone, or loses data; 7 locked by another process; 8 input or output; \
      9 not a database, or not ours; 64 wrong usage.
      """,
    version: "\(packageVersion) (SQLite \(Connection.libraryVersion))",
    subcommands: [
      Up.self, Down.self, Redo.self, Status.self, New.self, Translate.self, RunStatements.self,
      ShowSchema.self, ShowDrift.self, Mark.self, Verify.self, Lint.self, Doctor.self, MakeBackup.self,
      ListBackups.self,
      Restore.self, Reset.self,
    ])

  public init() {}
}

/// Also written to the history, beside what each migration was applied with.
let packageVersion = "0.1.0"
