import CSystemSQLite
import Synchronization

/// One connection to one database.
///
/// A connection opened here is in SQLite's serialised mode (https://www.sqlite.org/threadsafe.html): any
/// thread may call it at any time, one call at a time gets through. Several calls in a row, such as a
/// transaction, are yours to keep together. What opening sets is listed at ``init(path:mode:)``.
///
/// A *borrowed* connection (``init(borrowing:)``) runs in the mode its owner chose; ``isSerialized`` tells.
public final class Connection: Sendable {
  /// The `sqlite3 *`, for what this binding does not offer.
  ///
  /// Valid until ``close()`` or the end of this object; for a borrowed one as long as its owner says.
  // Unsafe to the compiler only: the pointer never changes, and SQLite's own mutex guards what it points to.
  public nonisolated(unsafe) let handle: OpaquePointer

  /// Somebody else closes the handle.
  public let isBorrowed: Bool

  /// What Swift must remember; SQLite remembers the rest.
  let state = Mutex(State())

  struct State {
    var isClosed = false
    /// Calls on the handle that have not returned; it cannot be closed under them.
    var callsUnderWay = 0
    var authorizer: Callback<AuthorizerRequest, AuthorizerDecision>?
    var progressHandler: Callback<Void, Bool>?
    var progressInterval = 1
    /// What could not be put back: see ``Connection/settle()``.
    var unsettled: [Unsettled] = []
  }

  init(_ handle: OpaquePointer, isBorrowed: Bool) {
    self.handle = handle
    self.isBorrowed = isBorrowed
  }

  deinit {
    let state = state.withLock { $0 }
    guard !state.isClosed else { return }
    if isBorrowed {
      settle()
      letGo(of: state)
    } else {
      sqlite3_close_v2(handle)
    }
  }

  /// Closes the file now instead of with the last reference; a transaction under way is rolled back.
  /// Afterwards every call throws `.misuse`. A borrowed handle is only let go. Closing twice is fine.
  ///
  /// - Throws: `.busy` while a statement, a backup or a call on another thread still needs the connection,
  ///   which then stays open.
  public func close() throws(SQLiteError) {
    let (old, isInUse) = state.withLock { state in
      let old = state
      let isInUse = !state.isClosed && state.callsUnderWay > 0
      if !isInUse { state.isClosed = true }
      return (old, isInUse)
    }
    if isInUse { throw SQLiteError(.busy, "the connection is in use and cannot be closed") }
    if old.isClosed { return }
    if isBorrowed {
      letGo(of: old)
    } else if case let code = sqlite3_close(handle), code != SQLITE_OK {
      state.withLock { $0.isClosed = false }
      throw SQLiteError(
        ResultCode(rawValue: code), "the connection has unfinished statements or backups and cannot be closed"
      )
    }
    // A callback that refers to the connection would otherwise keep it for ever.
    state.withLock { state in
      state.authorizer = nil
      state.progressHandler = nil
    }
    withExtendedLifetime(old) {}
  }

  /// Takes our callbacks out of a handle that outlives them.
  private func letGo(of state: State) {
    if state.authorizer != nil { sqlite3_set_authorizer(handle, nil, nil) }
    if state.progressHandler != nil { sqlite3_progress_handler(handle, 0, nil, nil) }
  }
}

// MARK: Calling while open

extension Connection {
  /// Every use of the handle goes through here, so that a closed one is never touched.
  func whileOpen<T: ~Copyable>(
    _ body: (OpaquePointer) throws(SQLiteError) -> T
  ) throws(SQLiteError) -> T {
    guard enter() else { throw SQLiteError(.misuse, "the connection is closed") }
    defer { leave() }
    return try body(handle)
  }

  /// Makes one C call on the handle, and throws what it reports.
  func call(_ body: (OpaquePointer) -> Int32) throws(SQLiteError) {
    _ = try whileOpen { handle throws(SQLiteError) in
      try SQLiteError.check(handle) { body(handle) }
    }
  }

  func requireOpen() throws(SQLiteError) {
    try whileOpen { _ in }
  }

  /// As ``whileOpen(_:)``, with an answer for a closed connection.
  func ifOpen<T>(else fallback: T, _ body: (OpaquePointer) -> T) -> T {
    guard enter() else { return fallback }
    defer { leave() }
    return body(handle)
  }

  private func enter() -> Bool {
    state.withLock { state in
      if state.isClosed { return false }
      state.callsUnderWay += 1
      return true
    }
  }

  private func leave() {
    state.withLock { $0.callsUnderWay -= 1 }
  }
}
