import Foundation
import Synchronization

/// A fresh database on the oracle, with one session; dropped with its last reference.
///
/// The session's time zone is UTC, its dates are ISO's, and text sorts by code point.
public final class PostgresDatabase: Sendable {
  public let name: String
  public let server: PostgresServer

  private let connection: Mutex<PostgresConnection?>

  public convenience init() throws {
    try self.init(on: PostgresServer.shared)
  }

  init(on server: PostgresServer) throws {
    self.server = server
    name = try server.createDatabase()
    connection = Mutex(try server.connect(to: name))
  }

  deinit {
    connection.withLock { $0 = nil }
    try? server.dropDatabase(name)
  }

  /// Runs a text and gives what its last statement gave, or the error that stopped it.
  ///
  /// Several statements are one transaction, as PostgreSQL has it for a text sent at once.
  @discardableResult
  public func run(_ sql: String) -> PostgresResult {
    runScript(sql).last ?? PostgresResult()
  }

  /// Runs a text of several statements and gives one result each, the last of them the error that stopped it.
  @discardableResult
  public func runScript(_ sql: String) -> [PostgresResult] {
    connection.withLock { $0?.send(sql) ?? [] }
  }

  /// Whether a `BEGIN` was not ended, be it that a statement failed since.
  public var isInTransaction: Bool {
    connection.withLock { $0?.transactionStatus != UInt8(ascii: "I") }
  }

  /// Runs a body whose statements leave no trace: neither rows nor, as in a plain rolled back transaction, used up numbers
  /// of sequences.
  public func undone<T>(_ body: () throws -> T) rethrows -> T {
    let before = sequences()
    run("BEGIN")
    defer {
      run("ROLLBACK")
      for (name, state) in sequences() where before[name] != state {
        run("SELECT setval(\(name), \(before[name] ?? "1, false"))")
      }
    }
    return try body()
  }

  /// The last value of each sequence and whether it was given, by name, all as SQL.
  private func sequences() -> [String: String] {
    let query = """
      SELECT string_agg(format('SELECT %L, last_value, is_called FROM %s', oid::regclass, oid::regclass), ' UNION ALL ')
      FROM pg_class WHERE relkind = 'S'
      """
    guard let union = run(query).value else { return [:] }
    let rows = run(union).rows.map { row in
      ("'\(row[0] ?? "")'", "\(row[1] ?? "1"), \(row[2] == "t")")
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The schema as `pg_dump` writes it, without its comments and settings: equal texts, equal schemas.
  public func schemaDump() throws -> String {
    let dump = try Shell.check(
      "\(server.programs)/pg_dump",
      ["--schema-only", "--no-owner", "--no-privileges", "-h", server.folder, "-U", "postgres", name]
    ).stdout
    let noise = ["--", "SET ", "SELECT pg_catalog.set_config", "\\restrict", "\\unrestrict"]
    return dump.split(separator: "\n")
      .filter { line in !noise.contains(where: line.hasPrefix) }
      .joined(separator: "\n")
  }

  /// Makes `vector(n)`, its index methods and operator classes known, as if the extension were there.
  ///
  /// `CREATE EXTENSION IF NOT EXISTS vector` then finds it, and `DROP EXTENSION vector` takes it away.
  /// It holds any text, and cannot measure a distance.
  public func installVector() throws {
    try run(Self.vector).get()
  }

  private static let vector: String = {
    let methods = ["hnsw", "ivfflat"]
    let classes = ["vector_cosine_ops", "vector_l2_ops", "vector_ip_ops"]
    let functions = [
      ("vector_in(cstring, oid, integer)", "vector", "textin"),
      ("vector_out(vector)", "cstring", "textout"),
      ("vector_typmod_in(cstring[])", "integer", "varchartypmodin"),
      ("vector_typmod_out(integer)", "cstring", "varchartypmodout"),
      ("vector_eq(vector, vector)", "boolean", "byteaeq"),
      ("vector_hash(vector)", "integer", "hashvarlena"),
    ]
    var statements = ["SET LOCAL client_min_messages = warning", "CREATE TYPE vector"]
    statements += functions.map { signature, result, symbol in
      "CREATE FUNCTION \(signature) RETURNS \(result) LANGUAGE internal IMMUTABLE STRICT AS '\(symbol)'"
    }
    statements += [
      """
      CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = vector_typmod_in,
        TYPMOD_OUT = vector_typmod_out, ALIGNMENT = int4, STORAGE = extended)
      """,
      "CREATE OPERATOR = (LEFTARG = vector, RIGHTARG = vector, FUNCTION = vector_eq)",
      "CREATE CAST (text AS vector) WITHOUT FUNCTION AS ASSIGNMENT",
      """
      INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      VALUES (4000000000, 'vector', 'postgres'::regrole, 'public'::regnamespace, true, '0')
      """,
    ]
    var members = ["TYPE vector", "OPERATOR = (vector, vector)", "CAST (text AS vector)"]
    members += functions.map { "FUNCTION \($0.0)" }
    for method in methods {
      // Its entries are hashes, so that a vector of any length has room in it.
      statements.append("CREATE ACCESS METHOD \(method) TYPE INDEX HANDLER hashhandler")
      members.append("ACCESS METHOD \(method)")
      for name in classes {
        statements.append(
          """
          CREATE OPERATOR CLASS \(name) FOR TYPE vector USING \(method)
          AS OPERATOR 1 =, FUNCTION 1 vector_hash(vector)
          """)
        members += ["OPERATOR FAMILY \(name) USING \(method)", "OPERATOR CLASS \(name) USING \(method)"]
      }
    }
    statements += members.map { "ALTER EXTENSION vector ADD \($0)" }
    return statements.joined(separator: ";\n")
  }()
}

/// Gives a database that exists while the body runs.
public func withDatabase<T>(_ body: (PostgresDatabase) throws -> T) throws -> T {
  let database = try PostgresDatabase()
  return try withExtendedLifetime(database) { try body(database) }
}
