import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server of this test process: the oracle.
///
/// It listens on a Unix socket in a folder of its own and keeps nothing. It stops, and its folder goes,
/// when the test process ends, however it ends.
public final class PostgresServer: Sendable {
  /// The server, started on first use.
  public static var shared: PostgresServer {
    get throws { try started.get() }
  }

  private static let started = Result { try PostgresServer() }

  /// The server's own programs, `pg_dump` among them.
  public let programs: String
  /// The socket's folder, as libpq's `host`.
  public let folder: String
  /// The major version: 15.
  public let version: Int

  let socket: String
  private let databases = Atomic<Int>(0)

  private init() throws {
    programs = try Self.findPrograms()
    let report = try Shell.check("\(programs)/postgres", ["--version"]).stdout
    version = report.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0

    // A socket's path has little more than a hundred bytes: no deep folder.
    var template = Array("\(Self.parentFolder)/postgres-oracle-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXFailure("mkdtemp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    socket = "\(folder)/.s.PGSQL.5432"
    do {
      try start()
    } catch {
      Leftover(folder: folder).remove()
      throw error
    }
  }

  private static func findPrograms() throws -> String {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let newest = versions.compactMap(Int.init).sorted(by: >).map { "\(root)/\($0)/bin" }
    let onPath = Shell.find("postgres").map { [String($0.dropLast("/postgres".count))] } ?? []
    let isComplete = { (folder: String) in
      ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }
    guard let programs = (newest + onPath).first(where: isComplete) else {
      throw PostgresUnavailable.notInstalled
    }
    return programs
  }

  /// Memory where there is plenty of it: a database is three hundred files, made and removed again.
  private static var parentFolder: String {
    var memory = statvfs()
    let isRoomy = statvfs("/dev/shm", &memory) == 0 && UInt(memory.f_bavail) * memory.f_frsize >= 2 << 30
    return isRoomy && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
  }

  private func start() throws {
    // PostgreSQL does not run as root.
    var wrapper: [String] = []
    if geteuid() == 0 {
      guard let user = getpwnam("postgres") else { throw PostgresUnavailable.noUser }
      guard chown(folder, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else { throw POSIXFailure("chown") }
      wrapper = ["runuser", "-u", "postgres", "--"]
    }
    let data = "\(folder)/data"
    let run = { (program: String, arguments: [String]) in
      let command = wrapper + ["\(self.programs)/\(program)"] + arguments
      try Shell.check(command[0], Array(command.dropFirst()), env: ["LC_ALL": "C.UTF-8"], directory: "/")
    }
    try run(
      "initdb",
      ["--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres", "-D", data])
    let settings = """

      listen_addresses = ''
      unix_socket_directories = '\(folder)'
      port = 5432
      max_connections = 200
      shared_buffers = 32MB
      fsync = off
      synchronous_commit = off
      full_page_writes = off
      wal_level = minimal
      max_wal_senders = 0
      autovacuum = off
      dynamic_shared_memory_type = mmap
      jit = off
      timezone = 'UTC'
      log_timezone = 'UTC'
      datestyle = 'ISO, MDY'
      lc_messages = 'C'
      statement_timeout = 60s

      """
    let configuration = FileHandle(forUpdatingAtPath: "\(data)/postgresql.conf")
    try configuration?.seekToEnd()
    try configuration?.write(contentsOf: Data(settings.utf8))
    try configuration?.close()

    try Leftover(folder: folder).watch()
    do {
      try run("pg_ctl", ["-w", "-t", "60", "-D", data, "-l", "\(folder)/log", "start"])
    } catch {
      let log = (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
      throw PostgresUnavailable.notStarted("\(error)\(log)")
    }
  }

  /// Opens one more connection.
  func connect(to database: String) throws -> PostgresConnection {
    try PostgresConnection(socket: socket, database: database)
  }

  func createDatabase() throws -> String {
    let name = "oracle_\(databases.add(1, ordering: .relaxed).newValue)"
    // Copying files takes a fraction of the time that the default, writing them through the log, does.
    let strategy = version >= 15 ? " STRATEGY file_copy" : ""
    try administrate("CREATE DATABASE \(name)\(strategy)")
    return name
  }

  func dropDatabase(_ name: String) throws {
    try administrate("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
  }

  /// PostgreSQL copies a template for one session at a time, so one connection does for all.
  private func administrate(_ sql: String) throws {
    try administration.withLock { connection in
      let current = try connection ?? connect(to: "postgres")
      connection = current
      if let error = current.send(sql).last?.error { throw error }
    }
  }

  private let administration = Mutex<PostgresConnection?>(nil)
}

/// Why there is no oracle.
public enum PostgresUnavailable: Error, CustomStringConvertible {
  case notInstalled
  case noUser
  case notStarted(String)

  public var description: String {
    switch self {
    case .notInstalled:
      "These tests compare with PostgreSQL, which is not installed: apt-get install postgresql"
    case .noUser:
      "PostgreSQL does not run as root, and there is no user postgres: apt-get install postgresql"
    case .notStarted(let reason):
      "PostgreSQL did not start: \(reason)"
    }
  }
}

/// What must be gone when the test process is: the server and its folder.
private struct Leftover {
  let folder: String

  /// The folders to clear at exit, by a handler that can capture nothing.
  private static let all = Mutex<[Leftover]>([])

  private static let clearsAtExit: Void = {
    atexit {
      for leftover in Leftover.all.withLock({ $0 }) { leftover.remove() }
    }
  }()

  func remove() {
    let lines = (try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8))?
      .split(separator: "\n")
    if let identifier = lines?.first.flatMap({ Int32($0) }), identifier > 1 {
      // PostgreSQL's immediate shutdown.
      kill(identifier, SIGQUIT)
      for _ in 0..<400 where kill(identifier, 0) == 0 { usleep(5_000) }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Has this folder removed at exit, and by a shell in a session of its own should this process be killed.
  func watch() throws {
    Self.all.withLock { $0.append(self) }
    _ = Self.clearsAtExit
    let script = """
      while kill -0 "$1" && [ -d "$2" ]; do sleep 1; done
      [ -d "$2" ] || exit 0
      server=$(head -n 1 "$2/data/postmaster.pid")
      [ -n "$server" ] && kill -QUIT "$server" && sleep 1
      rm -rf "$2"
      """
    try spawnDetached("/bin/sh", ["-c", script, "sh", String(getpid()), folder])
  }
}
