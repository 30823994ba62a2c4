import Foundation
import Migrations
import PostgresDialect
import SQLiteBinding
import Synchronization
import Testing

/// What always holds, by the numbers of the design. Each has a check that finds the mistakes that would break it.
struct Promise: Sendable, CustomTestStringConvertible {
  let number: Int
  let name: String
  /// The mistakes that the check has to find.
  let flaws: [Flaw]
  /// - Returns: how an engine breaks the promise; nil when it keeps it.
  let check: @Sendable (any Engine) throws -> String?

  var testDescription: String { "\(number). \(name)" }
}

extension Promise {
  private static let notes = step(
    1, "CREATE TABLE notes (id int PRIMARY KEY, title text); INSERT INTO notes VALUES (1, 'one')")

  /// A disk, and what an engine does to it.
  private static func disk(
    _ engine: any Engine, _ migrations: [Migration], on start: DiskImage = [:]
  ) throws -> Disk {
    let disk = Disk(start)
    let connection = try disk.connect()
    try engine.run(migrations, on: connection)
    try connection.close()
    return disk
  }

  private static func applied(_ connection: Connection) throws -> [Int] {
    guard try connection.value("SELECT 1 FROM sqlite_schema WHERE name = '_migrations'") != nil else {
      return []
    }
    return try connection.query("SELECT version FROM _migrations ORDER BY version").compactMap { $0[0].int }
  }

  static let all: [Promise] = [
    Promise(number: 1, name: "one file holds the truth", flaws: [.leavesALockFile]) { engine in
      let names = try disk(engine, [notes]).image.keys.sorted()
      return names == [Disk.database] ? nil : "there are \(names)"
    },

    Promise(number: 2, name: "lock, then read", flaws: [.readsBeforeLocking]) { engine in
      let disk = Disk()
      let other = try disk.connect()
      try engine.run([notes], on: other)
      let second = step(2, "INSERT INTO notes (id, title) SELECT max(id) + 1, 'two' FROM notes")
      // Another process is in the middle of the same migration.
      try other.begin(.immediate)
      try other.run("INSERT INTO notes VALUES (2, 'two')")
      let columns = try other.query("PRAGMA table_info(_migrations)").contains { $0[1] == "description" }
      try other.run(
        columns
          ? "INSERT INTO _migrations (id, version, description) VALUES ('m2', 2, 'Step 2')"
          : "INSERT INTO _migrations (id, version) VALUES ('m2', 2)")
      let outcome = Mutex<String?>(nil)
      let waiting = disk.calls(hitBy: .busy)
      let thread = RunningThread {
        do {
          try engine.run([notes, second], on: try disk.connect())
        } catch {
          outcome.withLock { $0 = "\(error)" }
        }
      }
      // It has read without the lock, and asks for it again and again.
      try poll { disk.calls(hitBy: .busy) > waiting + 12 || thread.isDone }
      try other.commit()
      try poll { thread.isDone }
      if let error = outcome.withLock({ $0 }) { return error }
      let count = try other.value("SELECT count(*) FROM notes")?.int
      return count == 2 ? nil : "\(count ?? 0) rows instead of 2"
    },

    Promise(
      number: 3, name: "a migration is atomic", flaws: [.hasNoTransaction, .recordsLater, .takesAnySQL]
    ) { engine in
      let second = step(
        2, "CREATE TABLE tags (x int); INSERT INTO tags VALUES (1); UPDATE notes SET title = 'changed'")
      let start = try disk(engine, [notes]).image
      let ran = try disk(engine, [notes, second], on: start)
      var replay = ran.replay
      for (index, change) in ran.changes.enumerated() {
        replay.apply(change)
        let found = try Disk(replay.afterKill).connect()
        let isApplied = try applied(found).contains(2)
        let hasTable = try found.value("SELECT count(*) FROM sqlite_schema WHERE name = 'tags'") == 1
        let hasRow = hasTable ? try found.value("SELECT count(*) FROM tags") == 1 : false
        let isChanged = try found.value("SELECT title FROM notes") == "changed"
        guard Set([isApplied, hasTable, hasRow, isChanged]).count == 1 else {
          return "half of it after change \(index + 1)"
        }
      }
      // It cannot end its own transaction.
      let escaping = step(2, "CREATE TABLE half (x int);\nCOMMIT;\nSELECT nonsense FROM nowhere;")
      let connection = try Disk(start).connect()
      try? engine.run([notes, escaping], on: connection)
      return try connection.value("SELECT 1 FROM sqlite_schema WHERE name = 'half'") == nil
        ? nil : "half of it stays"
    },

    Promise(number: 4, name: "rows survive", flaws: [.copiesNaively]) { engine in
      let tables = step(
        1,
        """
        CREATE TABLE parents (id int PRIMARY KEY, name text);
        CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE);
        INSERT INTO parents VALUES (1, '1'), (2, '2'); INSERT INTO children VALUES (1, 1), (2, 2);
        """)
      let connection = try Disk().connect()
      try engine.run([tables], on: connection)
      let copied = step(2, "ALTER TABLE parents ALTER COLUMN name TYPE int USING name::int")
      try engine.run([tables, copied], on: connection)
      let count = try connection.value("SELECT count(*) FROM children JOIN parents ON parents.id = parent")?
        .int
      return count == 2 ? nil : "\(count ?? 0) of 2 children are left"
    },

    Promise(number: 5, name: "exact, approximate, or refused", flaws: [.passesTextOn]) { engine in
      let connection = try Disk().connect()
      try engine.run([step(1, "CREATE TABLE short (s varchar(3), n integer)")], on: connection)
      // SQLite by itself takes any text for any type.
      if (try? connection.run("INSERT INTO short VALUES ('too long', 1)")) != nil {
        return "varchar(3) takes more"
      }
      do {
        try engine.run([step(2, "CREATE TABLE t (x nosuchtype)")], on: try Disk().connect())
        return "an unknown type is taken"
      } catch {
        return nil
      }
    },

    Promise(number: 6, name: "lossless", flaws: [.forgetsTypes]) { engine in
      let connection = try Disk().connect()
      try engine.run(
        [
          step(
            1,
            "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (a timestamptz(3), b numeric(7, 2)[], m mood); COMMENT ON TABLE t IS 'words'"
          )
        ],
        on: connection)
      let written = try quiet([]).schema(on: connection).postgres()
      let missing = ["timestamp(3) with time zone", "numeric(7,2)[]", "mood", "'words'"].filter {
        !written.contains($0)
      }
      return missing.isEmpty ? nil : "lost: \(missing)"
    },

    Promise(number: 7, name: "stock SQLite is enough", flaws: [.needsItsFunctions]) { engine in
      let disk = Disk()
      let connection = try disk.connect()
      try connection.createFunction("own_randomblob", argumentCount: 1) { _ in .blob([1, 2, 3, 4]) }
      try engine.run(
        [step(1, "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), x int CHECK (x > 0))")],
        on: connection)
      try connection.close()
      let stock = try disk.connect()
      do {
        try stock.run("INSERT INTO t (x) VALUES (1)")
      } catch {
        return "\(error)"
      }
      return (try? stock.run("INSERT INTO t (x) VALUES (0)")) == nil ? nil : "the check does not hold"
    },

    // What traps cannot be caught: see the test of its own.
    Promise(number: 8, name: "errors, never traps", flaws: []) { engine in
      for text in ["SELECT '\u{0}'", "SELECT '", "(((", "DO $$", "CREATE TABLE t (x int", "\u{0}"] {
        let connection = try Disk().connect()
        if (try? engine.run([step(1, text)], on: connection)) != nil {
          return "\(text.debugDescription) is taken"
        }
      }
      return nil
    },

    Promise(number: 9, name: "the common start is nearly free", flaws: [.alwaysWrites]) { engine in
      let start = try disk(engine, [notes]).image
      let changes = try disk(engine, [notes], on: start).changes.count
      return changes == 0 ? nil : "\(changes) changes of the disk for nothing"
    },

    Promise(number: 10, name: "one commit a run", flaws: [.commitsEach, .hasNoTransaction]) { engine in
      let changes = try disk(
        engine, (2...5).reduce(into: [notes]) { $0.append(step($1, "INSERT INTO notes VALUES (\($1), 'x')")) }
      ).changes
      let commits = changes.count {
        if case .delete(let path) = $0 { path.hasSuffix("-journal") } else { false }
      }
      return commits == 1 ? nil : "\(commits) commits"
    },

    Promise(number: 11, name: "order comes from versions", flaws: [.ordersByName]) { engine in
      let connection = try Disk().connect()
      let migrations = [10, 9, 1].map { version in
        Migration(
          id: "m\(version)", version: version, description: "",
          up: version == 1 ? "CREATE TABLE log (n int)" : "INSERT INTO log VALUES (\(version))")
      }
      var options = Migrator.Options()
      options.policy = .gap
      if engine is OurEngine {
        options.logger = nil
        options.backup = .never
        try Migrator(migrations, options: options).run(on: connection)
      } else {
        try engine.run(migrations, on: connection)
      }
      let order = try connection.query("SELECT n FROM log ORDER BY rowid").compactMap { $0[0].int }
      return order == [9, 10] ? nil : "\(order)"
    },

    Promise(number: 12, name: "exit 0 means durable", flaws: [.syncsTooLittle]) { engine in
      let start = try disk(engine, [notes]).image
      let ran = Disk(start)
      let connection = try ran.connect()
      try engine.run([notes, step(2, "UPDATE notes SET title = 'changed'")], on: connection)
      var replay = ran.replay
      for change in ran.changes { replay.apply(change) }
      for seed in 0..<20 {
        let image = seed == 0 ? replay.onlySynced : replay.afterPowerLoss(seed: UInt64(seed))
        let title = try Disk(image).connect().value("SELECT title FROM notes")
        guard title == "changed" else { return "undone by a power loss" }
      }
      return nil
    },

    Promise(
      number: 13, name: "a file's own BEGIN and COMMIT around all of it is absorbed", flaws: [.obeysBegin]
    ) { engine in
      let connection = try Disk().connect()
      do {
        try engine.run(
          [step(1, "BEGIN; CREATE TABLE a (x int); INSERT INTO a VALUES (1); COMMIT;")], on: connection)
      } catch {
        return "\(error)"
      }
      for text in ["BEGIN; CREATE TABLE b (x int); ROLLBACK;", "BEGIN; CREATE TABLE b (x int);"] {
        if (try? engine.run([step(1, "SELECT 1"), step(2, text)], on: try Disk().connect())) != nil {
          return "\(text) is taken"
        }
      }
      return try applied(connection) == [1] ? nil : "not recorded"
    },
  ]
}
@Suite struct PromiseTests {
  @Test(arguments: Promise.all)
  func `is kept`(_ promise: Promise) throws {
    #expect(try promise.check(OurEngine()) == nil)
  }

  static let mistakes = Promise.all.flatMap { promise in promise.flaws.map { (promise, $0) } }

  @Test(arguments: mistakes)
  func `a mistake that breaks it is found`(_ promise: Promise, _ flaw: Flaw) throws {
    let problem = try promise.check(FlawedEngine(flaw: flaw))
    #expect(problem != nil)
  }

  @Test func `a trap is found`() async {
    await #expect(processExitsWith: .failure) {
      try? FlawedEngine(flaw: .traps).run([step(1, "SELECT '\u{0}'")], on: try Connection.inMemory())
    }
    await #expect(processExitsWith: .success) {
      try? OurEngine().run([step(1, "SELECT '\u{0}'")], on: try Connection.inMemory())
    }
  }

  @Test func `every mistake belongs to a promise`() {
    let found = Set(Promise.all.flatMap(\.flaws) + [.none, .traps])
    #expect(found == Set(Flaw.allCases))
    #expect(Promise.all.map(\.number) == Array(1...13))
  }
}

/// A thread whose end can be asked for.
final class RunningThread: Sendable {
  private let state = Locked(false)

  init(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [state] in
      body()
      state.withLock { $0 = true }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  var isDone: Bool { state.withLock { $0 } }
}

/// Waits until the condition holds.
func poll(_ condition: () throws -> Bool) throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while try !condition() {
    try #require(ContinuousClock.now < deadline)
    usleep(500)
  }
}
