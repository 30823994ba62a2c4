import CSystemSQLite
import Synchronization

extension Connection {
  /// Asks `authorize` about everything that a statement wants to do, while it is compiled; nil asks no more.
  ///
  /// Statements that are already prepared are compiled, and asked about, again at their next step. The
  /// closure must not use the connection. SQLite has one authorizer per connection: on a borrowed one this
  /// takes the place of its owner's, which cannot be put back.
  public func setAuthorizer(_ authorize: (@Sendable (AuthorizerRequest) -> AuthorizerDecision)?) {
    install(authorize.map { Callback($0) })
  }

  /// Runs `body` under an authorizer, then puts back the one that was set here before, or none.
  public func withAuthorizer<T>(
    _ authorize: @escaping @Sendable (AuthorizerRequest) -> AuthorizerDecision, _ body: () throws -> T
  ) rethrows -> T {
    let before = state.withLock { $0.authorizer }
    install(Callback(authorize))
    defer { install(before) }
    return try body()
  }

  private func install(_ authorizer: Callback<AuthorizerRequest, AuthorizerDecision>?) {
    install(authorizer, in: \.authorizer) { handle, context in
      sqlite3_set_authorizer(handle, context == nil ? nil : ask, context)
    }
  }
}

private let ask:
  @convention(c) (
    UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?
  ) -> Int32 = { context, code, first, second, database, accessor in
    guard let context else { return SQLITE_DENY }
    let request = AuthorizerRequest(
      AuthorizerAction(code: code, first.map { String(cString: $0) }, second.map { String(cString: $0) }),
      database: database.map { String(cString: $0) }, accessor: accessor.map { String(cString: $0) })
    return Callback<AuthorizerRequest, AuthorizerDecision>.from(context).body(request).code
  }
