import Migrations
import PostgresDialect
import SQLiteBinding
import Synchronization
import TestSupport
import Testing

@Suite struct EventTests {
  @Test func `events tell the run in order`() throws {
    let connection = try Connection.inMemory()
    try migrator(
      [step(1, "CREATE TABLE a (x int);\nSELECT 1;"), code(2) { try $0.execute("SELECT 2") }], log
    )
    .run(on: connection)
    #expect(
      log.lines == [
        "started m1 up 1/2", "statement m1:1 CREATE TABLE a (x int)", "statement m1:2 SELECT 1",
        "applied m1 up",
        "started m2 up 2/2", "statement m2:1 SELECT 2", "applied m2 up", "committed 2",
      ])
  }

  @Test func `a failure is told, then what was kept is committed`() throws {
    let connection = try Connection.inMemory()
    let migrations = [
      step(1, "CREATE TABLE a (x int UNIQUE)"), step(2, "INSERT INTO a VALUES (1), (1)"), step(3, "SELECT 1"),
    ]
    _ = failure { try migrator(migrations, log).run(on: connection) }
    #expect(
      log.lines.map { $0.split(separator: " ")[0] } == [
        "started", "statement", "applied", "started", "statement", "failed", "committed",
      ])
    #expect(log.lines[5].hasPrefix("failed m2 up "))
    #expect(log.lines.last == "committed 1")
  }

  @Test func `nothing to do is nothing to tell`() throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, "SELECT 1")]).run(on: connection)
    try migrator([step(1, "SELECT 1")], log).run(on: connection)
    #expect(log.lines.isEmpty)
  }

  @Test func `one that stands alone is counted with the others`() throws {
    let connection = try Connection.inMemory()
    let migrations = [
      step(1, "SELECT 1", down: ""), step(2, "SELECT 2", down: "", usesTransaction: false),
      step(3, "SELECT 3", down: ""),
    ]
    try migrator(migrations, log).run(on: connection)
    #expect(
      log.lines.filter { !$0.hasPrefix("statement") } == [
        "started m1 up 1/3", "applied m1 up", "committed 1", "started m2 up 2/3", "applied m2 up",
        "committed 2",
        "started m3 up 3/3", "applied m3 up", "committed 3",
      ])
    log.clear()
    try migrator(migrations, log).rollback(.all, on: connection)
    #expect(
      log.lines.filter { $0.hasPrefix("started") || $0.hasPrefix("committed") } == [
        "started m3 down 1/3", "committed 2", "started m2 down 2/3", "committed 1", "started m1 down 3/3",
        "committed 0",
      ])
  }

  @Test func `a warning about what differs has its place`() throws {
    let connection = try Connection.inMemory()
    let text = "CREATE TABLE a (x text);\n\nCREATE INDEX i ON a USING gin (x);"
    try migrator([step(1, text)], log).run(on: connection)
    let warnings = log.lines.filter { $0.hasPrefix("diagnostic") }
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("m1:3:") == true)
  }

  private let log = EventLog()

  private func migrator(_ migrations: [Migration], _ log: EventLog) -> Migrator {
    var migrator = quiet(migrations)
    migrator.options.onEvent = { log.add($0) }
    return migrator
  }
}

/// Events as lines, without what differs from run to run.
final class EventLog: Sendable {
  private let entries = Mutex<[String]>([])

  var lines: [String] { entries.withLock { $0 } }

  func clear() { entries.withLock { $0 = [] } }

  func add(_ event: MigrationEvent) {
    // It comes with time, on a slow machine more often.
    if case .working = event { return }
    let line =
      switch event {
      case .started(let id, let direction, let index, let total):
        "started \(id) \(direction) \(index)/\(total)"
      case .statement(let id, let sql, let line): "statement \(id):\(line) \(sql)"
      case .diagnostic(let id, let diagnostic, let source):
        "diagnostic \(id) \(diagnostic.rendered(in: source))"
      case .working(let id, let line, _): "working \(id):\(line)"
      case .batch(let id, let number): "batch \(id) \(number)"
      case .applied(let id, let direction, _): "applied \(id) \(direction)"
      case .skipped(let id): "skipped \(id)"
      case .failed(let id, let direction, let message): "failed \(id) \(direction) \(message)"
      case .warning(let message): "warning \(message)"
      case .backedUp(let backup): "backed up \(backup.version)"
      case .committed(let version): "committed \(version)"
      }
    entries.withLock { $0.append(line) }
  }
}
