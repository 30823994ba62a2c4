public import Migrations
public import SQLiteBinding

/// A migrated database to make any number of others from: the migrations run once, each test gets a copy in memory.
///
/// ```swift
/// enum Databases {
///   static let newest = Result { try DatabaseTemplate(migrations) }
/// }
///
/// @Test func conversationsNeedATitle() throws {
///   let database = try Databases.newest.get().makeConnection()
///   …
/// }
/// ```
///
/// A value without a connection of its own, so tests may use it in parallel.
public struct DatabaseTemplate: Sendable {
  private let image: [UInt8]
  private let migrations: [Migration]

  /// Migrates a database in memory to the newest version, or to the one given.
  ///
  /// - Throws: a `MigrationError` when a migration fails.
  public init(_ migrations: [Migration], at version: Int? = nil) throws {
    self.migrations = migrations
    let connection = try Connection.inMemory()
    try Self.migrator(migrations).run(on: connection, to: version)
    image = try connection.serialize()
  }

  /// A new database in memory that holds what the template holds, with foreign keys enforced.
  public func makeConnection() throws -> Connection {
    let connection = try Connection.inMemory()
    // An empty list of migrations leaves nothing to copy.
    if !image.isEmpty { try connection.deserialize(image) }
    try connection.setConfig(.enableForeignKeys, true)
    return connection
  }

  /// Brings a database that was made at an older version to the newest, as an application's start would.
  @discardableResult
  public func migrate(_ connection: Connection) throws -> Report {
    try Self.migrator(migrations).run(on: connection)
  }

  private static func migrator(_ migrations: [Migration]) -> Migrator {
    var options = Migrator.Options()
    options.logger = nil
    return Migrator(migrations, options: options)
  }
}
