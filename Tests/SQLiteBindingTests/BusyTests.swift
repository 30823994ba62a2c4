import SQLiteBinding
import Testing

@Suite struct BusyTests {
  private let folder: TemporaryFolder
  private let first: Connection
  private let second: Connection

  init() throws {
    folder = try TemporaryFolder()
    first = try Connection(path: folder / "app.db")
    try first.execute("CREATE TABLE t(a)")
    second = try Connection(path: folder / "app.db")
  }

  @Test(arguments: [Duration.zero, .seconds(30)])
  func waitingForALockEndsInTimeWhateverTheBusyTimeout(busyTimeout: Duration) throws {
    second.setBusyTimeout(busyTimeout)
    try first.begin(.immediate)
    let start = ContinuousClock.now
    let error = try sqliteError { try second.begin(.immediate, timeout: .milliseconds(60)) }
    let waited = start.duration(to: .now)
    #expect(error.isBusy)
    #expect(error.code == .busy)
    #expect(waited >= .milliseconds(60))
    #expect(waited < .seconds(20))
    #expect(try second.pragma("busy_timeout")?.int64 == busyTimeout.components.seconds * 1000)
  }

  @Test func aLockSetFreeMeanwhileIsTaken() throws {
    try first.begin(.immediate)
    var tries = 0
    try second.withBusyRetry(until: .now + .seconds(60)) {
      tries += 1
      if tries == 3 { try first.commit() }
      try second.begin(.immediate)
    }
    #expect(tries == 3)
    #expect(second.isInTransaction)
  }

  @Test func aFreeLockIsTakenAtOnce() throws {
    try second.begin(.exclusive, timeout: .zero)
    #expect(second.isInTransaction)
  }

  /// Whoever is about to wait for the lock must not fail before.
  @Test func askingForAFunctionNeedsNoLock() throws {
    try second.createFunction("ours", argumentCount: 1) { $0[0] }
    try first.begin(.exclusive)
    #expect(try sqliteError { _ = try second.value("SELECT 1 FROM t") }.isBusy)
    #expect(second.hasFunction("ours", argumentCount: 1))
    #expect(!second.hasFunction("ours", argumentCount: 2))
    #expect(!second.hasFunction("theirs", argumentCount: 1))
  }

  @Test(arguments: [ResultCode.busy, .busyRecovery, .protocol])
  func whateverMeansBusyIsTriedAgain(code: ResultCode) throws {
    var tries = 0
    try first.withBusyRetry(until: .now + .seconds(60)) {
      tries += 1
      if tries < 4 { throw SQLiteError(code, "busy") }
    }
    #expect(tries == 4)
  }

  @Test(arguments: [ResultCode.locked, .error, .constraintUnique, .full])
  func otherErrorsAreThrownAtOnce(code: ResultCode) throws {
    var tries = 0
    let error = try sqliteError {
      try first.withBusyRetry(until: .now + .seconds(60)) {
        tries += 1
        throw SQLiteError(code, "no")
      }
    }
    #expect(error.code == code)
    #expect(tries == 1)
  }

  @Test func aPastDeadlineStillMeansOneTry() throws {
    var tries = 0
    first.withBusyRetry(until: .now - .seconds(1)) { tries += 1 }
    #expect(tries == 1)
  }

  @Test func anOldSnapshotIsNotTriedAgainInsideItsTransaction() throws {
    try first.run("PRAGMA journal_mode = wal")
    try second.begin(.deferred)
    #expect(try second.value("SELECT count(*) FROM t") == 0)
    try first.run("INSERT INTO t VALUES (1)")
    var tries = 0
    let error = try sqliteError {
      try second.withBusyRetry(until: .now + .seconds(60)) {
        tries += 1
        try second.run("INSERT INTO t VALUES (2)")
      }
    }
    #expect(error.code == .busySnapshot)
    #expect(error.isBusy)
    #expect(tries == 1)
  }

  @Test(
    arguments: [
      (Duration.zero, 0), (.seconds(-1), 0), (.microseconds(1), 1), (.milliseconds(1500), 1500),
      (.seconds(1_000_000_000), Int(Int32.max)),
    ])
  func theBusyTimeoutIsInMilliseconds(duration: Duration, milliseconds: Int) throws {
    first.setBusyTimeout(duration)
    #expect(try first.pragma("busy_timeout")?.int == milliseconds)
  }
}
