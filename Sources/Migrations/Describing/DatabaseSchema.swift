public import PostgresDialect
public import SQLiteBinding

/// What a database holds, in PostgreSQL's words and in SQLite's.
public struct DatabaseSchema: Sendable {
  private let schema: Schema
  private let objects: [StoredObject]
  /// Virtual tables, by name, and the tables that keep their contents: PostgreSQL has nothing like them.
  private let virtual: Set<String>
  private let shadows: Set<String>

  init(of connection: Connection) throws {
    schema = try Catalog.load(from: connection)
    objects = try Catalog.storedObjects(of: connection)
    // Not the function of that name, which a table of the file may hide.
    let tables = try connection.query("PRAGMA main.table_list")
    func names(_ type: String) -> Set<String> {
      Set(tables.filter { $0["type"]?.string == type }.compactMap { $0["name"]?.string })
    }
    virtual = names("virtual")
    shadows = names("shadow")
  }

  /// DDL that gives an empty PostgreSQL database the same catalog as the history would there. Tables of other programs
  /// stand in it as far as their declared types tell, with a comment that says so.
  public func postgres() throws -> String {
    do throws(Diagnostic) {
      return try schema.postgresScript(hiding: virtual.union(shadows))
    } catch {
      throw MigrationError(.notOurs, "_migrations_catalog cannot be read: \(error.message)")
    }
  }

  /// The file's own statements, in an order that an empty file takes, without what the engine keeps for itself.
  public var sqlite: String {
    let ranks = ["table": 0, "index": 1, "view": 2, "trigger": 3]
    return ranks.sorted { $0.value < $1.value }.flatMap { type, _ in
      // What a virtual table keeps its contents in is made along with it.
      objects.filter { $0.type == type && !shadows.contains($0.table) }.map { $0.sql + ";\n" }
    }.joined(separator: "\n")
  }

  /// The same for tools.
  public var description: SchemaDescription { schema.description(hiding: virtual.union(shadows)) }
}

extension Migrator {
  /// What a database holds, whatever these migrations say.
  public func schema(on connection: Connection) throws -> DatabaseSchema {
    do {
      return try DatabaseSchema(of: connection)
    } catch {
      throw MigrationError.wrapping(error, path: connection.path)
    }
  }

  /// What a file holds. Nothing is written.
  ///
  /// - Throws: a `MigrationError`, `.inputOutput` when the file is not there.
  public func schema(at path: String) throws -> DatabaseSchema {
    let file = file(path)
    guard try file.exists() else { throw MigrationError(.inputOutput, "there is no database \(path)") }
    return try file.reading(DatabaseSchema.init)
  }
}
