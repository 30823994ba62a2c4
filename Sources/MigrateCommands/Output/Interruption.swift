import SQLiteBinding
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends a run in order when it is asked to stop (SIGINT, SIGTERM, SIGHUP): the statement under way is interrupted, and
/// what it belongs to undone. Only a process of our own installs it; a host application has its own ways.
enum Interruption {
  private struct State {
    var connection: Connection?
    var signal: Int32?
  }

  private static let state = Mutex(State())

  /// The signal that came.
  static var signal: Int32? { state.withLock { $0.signal } }

  /// Runs work on a connection that a signal interrupts.
  static func watching<T>(_ connection: Connection, _ body: () throws -> T) throws -> T {
    state.withLock { $0.connection = connection }
    defer { state.withLock { $0.connection = nil } }
    return try body()
  }

  /// To be called before any other thread is started, so that all of them leave the signals to the one that waits.
  static func install() {
    var signals = wanted()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    guard pthread_create(&thread, nil, { _ in Interruption.wait() }, nil) == 0 else {
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      return
    }
    pthread_detach(thread)
  }

  /// Those that nobody set to be ignored, as `nohup` does.
  private static func wanted() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
      if !isIgnored { sigaddset(&signals, number) }
    }
    return signals
  }

  private static func wait() -> Never {
    var signals = wanted()
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}
    let code = number
    state.withLock { $0.signal = code }
    // An interrupt only reaches a statement that runs, and the next one may be about to. The run undoes what was under way
    // and ends by itself, in order; asked twice, or after long, it is cut off: then SQLite undoes it when the file is next
    // opened.
    for round in 0..<100 {
      guard let connection = state.withLock({ $0.connection }) else {
        if round > 4 { break }
        if isAskedAgain(within: 100_000_000, signals) { cutOff(code) }
        continue
      }
      connection.interrupt()
      if isAskedAgain(within: 100_000_000, signals) { cutOff(code) }
    }
    _exit(128 + code)
  }

  private static func isAskedAgain(within nanoseconds: Int, _ signals: sigset_t) -> Bool {
    var signals = signals
    var time = timespec(tv_sec: 0, tv_nsec: nanoseconds)
    return sigtimedwait(&signals, nil, &time) > 0
  }

  private static func cutOff(_ code: Int32) -> Never {
    try? StandardStream.error.write(
      "error: stopped at once; what was under way is undone when the database is next opened\n")
    _exit(128 + code)
  }
}
