import Migrations
import SQLiteBinding
import Testing

@Suite struct RollbackTests {
  private let migrations = (1...4).map {
    step($0, "CREATE TABLE t\($0) (x int); INSERT INTO t\($0) VALUES (\($0))", down: "DROP TABLE t\($0)")
  }

  static let targets: [(RollbackTarget, undone: [String], left: [String])] = [
    (.version(2), ["m4", "m3"], ["t1", "t2"]),
    (.version(0), ["m4", "m3", "m2", "m1"], []),
    (.version(4), [], ["t1", "t2", "t3", "t4"]),
    (.version(9), [], ["t1", "t2", "t3", "t4"]),
    (.steps(1), ["m4"], ["t1", "t2", "t3"]),
    (.steps(3), ["m4", "m3", "m2"], ["t1"]),
    (.steps(0), [], ["t1", "t2", "t3", "t4"]),
    (.steps(-1), [], ["t1", "t2", "t3", "t4"]),
    (.steps(99), ["m4", "m3", "m2", "m1"], []),
    (.all, ["m4", "m3", "m2", "m1"], []),
  ]

  @Test(arguments: targets)
  func `a rollback undoes what its target says, newest first`(
    target: RollbackTarget, undone: [String], left: [String]
  ) throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    let report = try quiet(migrations).rollback(target, on: connection)
    #expect(report.steps.map(\.id) == undone)
    #expect(report.steps.allSatisfy { $0.direction == .down })
    #expect(report.fromVersion == 4)
    #expect(report.toVersion == left.count)
    #expect(try userTables(connection) == left)
    #expect(try appliedIDs(connection).count == left.count)
    for table in left { #expect(try values("SELECT count(*) FROM \(table)", connection) == [[1]]) }
    #expect(try quiet(migrations).run(on: connection).steps.count == undone.count)
  }

  @Test func `without a down on the way nothing runs`() throws {
    let connection = try Connection.inMemory()
    let history = [migrations[0], step(2, "CREATE TABLE t2 (x int)"), migrations[2]]
    try quiet(history).run(on: connection)
    for target in [RollbackTarget.all, .version(1), .steps(2)] {
      let error = failure { try quiet(history).rollback(target, on: connection) }
      #expect(error?.code == .irreversible)
      #expect(error?.message.contains("m2") == true)
    }
    #expect(try userTables(connection) == ["t1", "t2", "t3"])
    #expect(try quiet(history).rollback(.version(2), on: connection).steps.map(\.id) == ["m3"])
    #expect(failure { try quiet(history).redo(on: connection) }?.code == .irreversible)
  }

  @Test func `a redo takes the newest down and up`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    try connection.run("INSERT INTO t4 VALUES (5)")
    let report = try quiet(migrations).redo(on: connection)
    #expect(report.steps.map(\.direction) == [.down, .up])
    #expect(report.toVersion == 4)
    #expect(try values("SELECT x FROM t4", connection) == [[4]])
    #expect(try Connection.inMemory().isInTransaction == false)
  }

  @Test func `a redo of nothing does nothing`() throws {
    #expect(try quiet(migrations).redo(on: Connection.inMemory()).steps.isEmpty)
  }

  @Test func `a redo whose way up fails leaves everything as it was`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    try connection.run("INSERT INTO t4 VALUES (5)")
    try connection.run("INSERT INTO t3 VALUES (NULL)")
    let harder = step(
      4, "CREATE TABLE t4 (x int); INSERT INTO t4 VALUES (4); ALTER TABLE t3 ALTER COLUMN x SET NOT NULL",
      down: "DROP TABLE t4")
    let error = failure { try quiet(migrations.dropLast() + [harder], policy: .changed).redo(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.report?.steps.isEmpty == true)
    #expect(try appliedIDs(connection).count == 4)
    #expect(try values("SELECT x FROM t4 ORDER BY x", connection) == [[4], [5]])
  }

  @Test func `a down that fails keeps those undone before it`() throws {
    let connection = try Connection.inMemory()
    let stuck = step(
      2, "CREATE TABLE t2 (x int)", down: "CREATE TABLE u (x int UNIQUE); INSERT INTO u VALUES (1), (1)")
    let history = [migrations[0], stuck, migrations[2]]
    try quiet(history).run(on: connection)
    let error = failure { try quiet(history).rollback(.all, on: connection) }
    #expect(error?.migration == "m2")
    #expect(error?.report?.steps.map(\.id) == ["m3"])
    #expect(try userTables(connection) == ["t1", "t2"])
    #expect(try appliedIDs(connection) == ["m1", "m2"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a renamed migration is undone once, and its row goes`() throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, "CREATE TABLE a (x int)")]).run(on: connection)
    let renamed = Migration(
      id: "other", version: 1, description: "", up: "CREATE TABLE a (x int)", down: "DROP TABLE IF EXISTS a")
    let report = try quiet([renamed], policy: .changed).rollback(.version(0), on: connection)
    #expect(report.steps.map(\.id) == ["other"])
    #expect(try appliedIDs(connection).isEmpty)
    #expect(try userTables(connection).isEmpty)
  }

  @Test func `rows of other tables survive`() throws {
    let connection = try Connection.inMemory()
    let history = [
      step(
        1,
        "CREATE TABLE p (id serial PRIMARY KEY, n text); CREATE TABLE c (id serial PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE)"
      ),
      step(
        2, "ALTER TABLE p ADD COLUMN age int NOT NULL DEFAULT 1 CHECK (age > 0)",
        down: "ALTER TABLE p DROP COLUMN age"),
      step(
        3, "ALTER TABLE p ALTER COLUMN n SET NOT NULL", down: "ALTER TABLE p ALTER COLUMN n DROP NOT NULL"),
    ]
    try quiet(history).run(on: connection)
    try connection.run("INSERT INTO p (n) VALUES ('a'), ('b')")
    try connection.run("INSERT INTO c (p) VALUES (1), (2), (2)")
    try quiet(history).rollback(.version(1), on: connection)
    #expect(try values("SELECT id, n FROM p", connection) == [[1, "a"], [2, "b"]])
    #expect(try values("SELECT p FROM c ORDER BY id", connection) == [[1], [2], [2]])
    #expect(try values("PRAGMA foreign_key_check", connection).isEmpty)
  }
}
