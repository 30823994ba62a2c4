package import PostgresDialect
public import SQLiteBinding
import Synchronization

/// PostgreSQL's functions on a connection, for statements that run once, and for what is stored where stock SQLite has
/// no words for it. Their names begin with `pg_`.
///
/// An application whose file was told to call them registers them on its own connection, which may be another library's:
///
/// ```swift
/// try PostgresFunctions().register(on: Connection(borrowing: handle))
/// ```
///
/// Those that go by the session, as sequences do, cannot get into a schema
/// (https://sqlite.org/c3ref/c_deterministic.html#sqlitedirectonly).
public final class PostgresFunctions: Sendable {
  private let state: Mutex<State>
  /// Calls a function that is interpreted, by its number, and gives its rows.
  // Unsafe to the compiler only: it is set and called on the one thread that runs the connection's statements.
  nonisolated(unsafe) package var caller:
    ((_ function: Int, _ arguments: [StoredValue]) throws -> [[StoredValue]])?

  struct State: Sendable {
    /// Microseconds since 1970.
    var now = 0
    /// After `setseed`.
    var random: RandomNumbers?
    /// Where values are computed that may fail, apart from the statement that asks.
    var evaluator: Connection?
  }

  public init() {
    state = Mutex(State(now: Clock.now))
  }

  /// Makes the functions callable. Doing so again is harmless.
  public func register(on connection: Connection) throws(SQLiteError) {
    for function in RuntimeFunction.all {
      var traits: FunctionTraits = function.isOfSession ? .directOnly : .innocuous
      if function.isDeterministic { traits.insert(.deterministic) }
      try connection.createFunction(function.name, argumentCount: function.count, traits) {
        [self, weak connection] values in
        do {
          return try function.call(values, self, on: connection)
        } catch let failure as Diagnostic {
          throw SQLiteError(.error, FailureText.encode(failure))
        }
      }
    }
  }

  /// Whether a connection has them already, from its application.
  package static func areRegistered(on connection: Connection) -> Bool {
    RuntimeFunction.all.first.map { connection.hasFunction($0.name, argumentCount: $0.count ?? 0) } ?? false
  }

  package func unregister(from connection: Connection, unless isKept: Bool) {
    if !isKept { unregister(from: connection) }
  }

  public func unregister(from connection: Connection) {
    for function in RuntimeFunction.all {
      try? connection.removeFunction(function.name, argumentCount: function.count)
    }
  }

  /// `now()` stands still until this is called again.
  public func beginTransaction() {
    state.withLock { $0.now = Clock.now }
  }

  /// The time of the transaction, in microseconds since 1970.
  var now: Int { state.withLock { $0.now } }

  func withState<T>(_ body: (inout sending State) -> sending T) -> T { state.withLock(body) }
}
