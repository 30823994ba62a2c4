import Migrations
import SQLiteBinding
import Testing

/// Valid files with bytes changed in any page: each ends well or with a clear error, and an error changes nothing.
@Suite struct DamagedPageTests {
  private static let pending =
    Library.base + [
      step(
        3,
        "ALTER TABLE authors ALTER COLUMN email TYPE varchar(80) USING upper(email); UPDATE books SET pages = pages + 1"
      )
    ]

  @Test(arguments: [JournalMode.delete, .wal])
  func `a damaged page is never a crash, a hang or half a result`(_ mode: JournalMode) throws {
    let trial = Trial(name: "", migrations: Self.pending)
    let first = Disk()
    let connection = try trial.open(first, mode)
    try quiet(trial.base).run(on: connection)
    try connection.close()
    let valid = try #require(first.image[Disk.database])
    let rounds = Thoroughness.isFull ? 100 : 3
    var random = SeededGenerator(seed: 42)
    var failures = 0
    for page in 0..<valid.count / 4096 {
      for _ in 0..<rounds {
        var bytes = valid
        for _ in 0..<Int.random(in: 1...12, using: &random) {
          let place = page * 4096 + Int.random(in: 0..<4096, using: &random)
          bytes[place] =
            Bool.random(using: &random)
            ? UInt8.random(in: 0...255, using: &random)
            : bytes[place] ^ (1 << UInt8.random(in: 0..<8, using: &random))
        }
        if try !endsInOrder(bytes, trial) { failures += 1 }
      }
    }
    #expect(failures > 0)
  }

  /// - Returns: whether the run succeeded.
  private func endsInOrder(_ bytes: [UInt8], _ trial: Trial) throws -> Bool {
    let disk = Disk([Disk.database: bytes])
    let connection = try disk.connect()
    let migrator = quiet(trial.migrations, lockTimeout: .milliseconds(10))
    do {
      _ = try migrator.applied(on: connection)
      _ = try migrator.plan(on: connection)
    } catch is MigrationError {}
    do {
      try migrator.run(on: connection)
      return true
    } catch let error as MigrationError {
      #expect(!connection.isInTransaction)
      let known: [MigrationError.Code] = [
        .notOurs, .migrationFailed, .inputOutput, .historyConflict, .newerDatabase, .locked,
      ]
      #expect(known.contains(error.code), "\(error.code)")
      if error.report?.steps.isEmpty != false {
        try? connection.close()
        let after = disk.image[Disk.database] ?? []
        // In WAL mode what was read may have been written back, byte by byte the same.
        #expect(after == bytes, "\(error)")
      }
      return false
    }
  }
}
