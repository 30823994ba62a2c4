import Migrations
import SQLiteBinding

/// A migrator that keeps its progress to itself.
func quiet(_ migrations: [Migration], _ adjust: (inout Migrator.Options) -> Void = { _ in }) -> Migrator {
  var options = Migrator.Options()
  options.logger = nil
  adjust(&options)
  return Migrator(migrations, options: options)
}

/// A migration of one text.
func migration(_ version: Int, _ up: String, down: String? = nil) -> Migration {
  Migration(id: "\(version)_step", version: version, description: "Step \(version)", up: up, down: down)
}

/// What a call throws, as the engine's error.
func failure<T>(_ body: () throws -> T) -> MigrationError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? MigrationError
  }
}

extension Connection {
  /// The names of the tables that migrations have made.
  var userTables: [String] {
    get throws {
      try query(
        #"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_migrations*' AND name NOT GLOB 'sqlite_*' ORDER BY name"#
      ).compactMap { $0[0].string }
    }
  }
}
