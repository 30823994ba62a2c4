import Foundation
import SQLiteBinding
import TestSupport
import Testing

/// Runs the built command as its users do.
enum Migrate {
  /// Nothing of the caller's environment reaches it.
  private static let environment = ["MIGRATE_DATABASE": "", "MIGRATE_MIGRATIONS": "", "NO_COLOR": ""]

  static func run(
    _ arguments: String..., env: [String: String] = [:], stdin: String = "", directory: String? = nil
  ) throws -> Shell.Result {
    try start(arguments, env: env, stdin: stdin, directory: directory).wait(timeout: .seconds(120))
  }

  static func start(
    _ arguments: [String], env: [String: String] = [:], stdin: String = "", directory: String? = nil
  ) throws -> RunningProcess {
    try Shell.start(
      builtProduct("migrate"), arguments, env: environment.merging(env) { $1 }, stdin: stdin,
      directory: directory)
  }
}

extension Shell.Result {
  /// Standard output as the one JSON document that it must be.
  var json: [String: Any] {
    get throws {
      try #require(String(validating: stdoutBytes, as: UTF8.self) != nil, "not UTF-8")
      let object = try JSONSerialization.jsonObject(with: Data(stdoutBytes))
      return try #require(object as? [String: Any])
    }
  }

  var error: [String: Any] {
    get throws { try #require(try json["error"] as? [String: Any], "\(self)") }
  }

  /// The ids under `applied`.
  var applied: [String] {
    get throws { (try json["applied"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } }
  }
}

/// A database's path in a folder of its own, and a folder for migrations beside it.
struct Workspace {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  var database: String { directory.path("app.db") }
  var migrations: String { directory.path("migrations") }

  /// The arguments that name both.
  var both: [String] { ["--database", database, "--migrations", migrations] }

  func write(_ file: String, _ text: String) throws {
    try directory.write(text, to: "migrations/\(file)")
  }

  func migrate(_ arguments: String..., on fixture: String? = nil, env: [String: String] = [:]) throws
    -> Shell.Result
  {
    let folder = fixture.map { Fixtures.path($0) } ?? migrations
    return try Migrate.start(arguments + ["--database", database, "--migrations", folder], env: env)
      .wait(timeout: .seconds(120))
  }

  var hasDatabase: Bool { FileManager.default.fileExists(atPath: database) }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
  }

  /// The file's bytes; nil when there is none. Not while this process has it open.
  var bytes: Data? { FileManager.default.contents(atPath: database) }

  /// The applied ids, by version.
  func history() throws -> [String] {
    guard hasDatabase else { return [] }
    return try query("SELECT id FROM _migrations ORDER BY version")
  }

  /// The first column of a query's rows.
  func query(_ sql: String) throws -> [String] {
    try SQLiteShell.rows(sql, on: database).map { $0.first.flatMap { $0 } ?? "" }
  }
}

/// Polls until the condition holds.
func wait(timeout: Duration = .seconds(60), until condition: () throws -> Bool) throws {
  let deadline = ContinuousClock.now + timeout
  while try !condition() {
    try #require(ContinuousClock.now < deadline, "the condition did not come to hold")
    usleep(1000)
  }
}
