import CSystemSQLite
import Synchronization

extension Connection {
  /// Asks during long statements, about every `instructions` of SQLite's virtual machine, whether to go on;
  /// nil asks no more. https://www.sqlite.org/c3ref/progress_handler.html
  ///
  /// - Parameter shouldContinue: true goes on; false ends the statement with `.interrupt`. It must not run
  ///   statements on the connection.
  public func setProgressHandler(every instructions: Int, _ shouldContinue: (@Sendable () -> Bool)?) {
    let count = max(1, Int32(clamping: instructions))
    state.withLock { $0.progressInterval = instructions }
    install(shouldContinue.map { Callback($0) }, in: \.progressHandler) { handle, context in
      sqlite3_progress_handler(handle, count, context == nil ? nil : askToGoOn, context)
    }
  }

  /// Asks a further handler while `body` runs, besides the one that is there. The handler of a borrowed connection's owner
  /// is not known here, and is gone afterwards.
  public func withProgressHandler<T>(
    every instructions: Int, _ shouldContinue: @escaping @Sendable () -> Bool, _ body: () throws -> T
  ) rethrows -> T {
    let former = state.withLock { $0.progressHandler }
    let interval = state.withLock { $0.progressInterval }
    let both: @Sendable () -> Bool = {
      if let former, !former.body(()) { return false }
      return shouldContinue()
    }
    setProgressHandler(every: former == nil ? instructions : min(instructions, interval), both)
    defer {
      if let former {
        setProgressHandler(every: interval) { former.body(()) }
      } else {
        setProgressHandler(every: 1, nil)
      }
    }
    return try body()
  }

  /// Ends the statements that run now, from any thread, with `.interrupt`; a write among them that is not in
  /// an explicit transaction is undone. https://www.sqlite.org/c3ref/interrupt.html
  ///
  /// This takes a lock for an instant, so it is not for a signal handler.
  public func interrupt() {
    ifOpen(else: ()) { sqlite3_interrupt($0) }
  }
}

private let askToGoOn: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
  guard let context else { return 0 }
  return Callback<Void, Bool>.from(context).body(()) ? 0 : 1
}
