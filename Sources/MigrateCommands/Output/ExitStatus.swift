import Migrations

/// What the exit code tells scripts.
enum ExitStatus: Int32, Sendable {
  case done = 0
  case pending = 2
  case historyConflict = 3
  case migrationFailed = 4
  case newerDatabase = 5
  case irreversible = 6
  case locked = 7
  case inputOutput = 8
  case notOurs = 9
  case usage = 64

  init(_ error: MigrationError) {
    self =
      switch error.code {
      case .historyConflict: .historyConflict
      // What a file says is that migration's failure; names and pairs of files are the history's.
      case .invalidMigrations: error.source == nil ? .historyConflict : .migrationFailed
      case .newerDatabase: .newerDatabase
      case .irreversible, .dataLoss: .irreversible
      case .locked: .locked
      case .inputOutput: .inputOutput
      case .notOurs: .notOurs
      case .usage: .usage
      default: .migrationFailed
      }
  }
}
