import CSystemSQLite

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension Connection {
  /// How long SQLite itself waits for a lock, to the millisecond; zero, the default, waits not at all. Takes
  /// the place of any other busy handler. https://www.sqlite.org/c3ref/busy_timeout.html
  ///
  /// Not every wait obeys it: SQLITE_BUSY_SNAPSHOT and a race for WAL mode come at once, SQLITE_PROTOCOL
  /// after about ten seconds. ``withBusyRetry(until:_:)`` covers these.
  public func setBusyTimeout(_ duration: Duration) {
    ifOpen(else: ()) { _ = sqlite3_busy_timeout($0, duration.milliseconds) }
  }

  /// Begins a transaction, trying again while another connection holds the lock.
  ///
  /// The busy timeout is put aside meanwhile, so that `timeout` alone counts; on a borrowed connection it is
  /// its owner's, and may make the wait longer.
  ///
  /// - Throws: busy when `timeout` has passed, anything else at once.
  public func begin(_ kind: TransactionKind, timeout: Duration) throws(SQLiteError) {
    let busyTimeout = isBorrowed ? nil : try pragma("busy_timeout")?.int64
    if busyTimeout != nil { setBusyTimeout(.zero) }
    defer { if let busyTimeout { setBusyTimeout(.milliseconds(busyTimeout)) } }
    try withBusyRetry(until: .now + timeout) { () throws(SQLiteError) in try begin(kind) }
  }

  /// Runs `body` again while it throws busy (``SQLiteError/isBusy``), with short growing sleeps, until
  /// `deadline`; always at least once. The last error is thrown.
  ///
  /// Inside a transaction SQLITE_BUSY_SNAPSHOT is thrown at once: only a new transaction can help.
  public func withBusyRetry<T, E: Error>(
    until deadline: ContinuousClock.Instant, _ body: () throws(E) -> T
  ) throws(E) -> T {
    var pause = Duration.milliseconds(1)
    while true {
      do {
        return try body()
      } catch {
        let left = deadline - .now
        guard canRetry(error), left > .zero else { throw error }
        min(pause, left).sleep()
        pause = min(pause * 2, .milliseconds(50))
      }
    }
  }

  private func canRetry(_ error: any Error) -> Bool {
    guard let error = error as? SQLiteError, error.isBusy else { return false }
    return !(error.code == .busySnapshot && isInTransaction)
  }
}

extension Duration {
  /// Rounded up, so that a short wait is not none, and within what SQLite takes.
  fileprivate var milliseconds: Int32 {
    guard self > .zero else { return 0 }
    guard self < .milliseconds(Int32.max) else { return .max }
    let (seconds, attoseconds) = components
    return Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  /// Blocks the thread; a signal may end it early.
  fileprivate func sleep() {
    let (seconds, attoseconds) = components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
