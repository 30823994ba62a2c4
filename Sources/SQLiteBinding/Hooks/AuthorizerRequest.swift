import CSystemSQLite

/// What a statement wants to do, asked while it is compiled: https://www.sqlite.org/c3ref/set_authorizer.html
public struct AuthorizerRequest: Sendable, Hashable {
  public var action: AuthorizerAction
  /// `main`, `temp` or the name of an attached database, where that has a meaning.
  public var database: String?
  /// The innermost trigger, view or common table expression on whose behalf it is done; nil when the
  /// statement asks by itself.
  public var accessor: String?

  public init(_ action: AuthorizerAction, database: String? = nil, accessor: String? = nil) {
    self.action = action
    self.database = database
    self.accessor = accessor
  }
}

/// What the authorizer answers.
public enum AuthorizerDecision: Sendable, Hashable {
  case allow
  /// The statement fails with `.auth`.
  case deny
  /// The statement goes on without: a column reads as NULL, a row is not deleted one by one, the rest is not
  /// done.
  case ignore

  var code: Int32 {
    switch self {
    case .allow: SQLITE_OK
    case .deny: SQLITE_DENY
    case .ignore: SQLITE_IGNORE
    }
  }
}

/// The actions of https://www.sqlite.org/c3ref/c_alter_table.html, a name that SQLite does not tell being
/// empty.
public enum AuthorizerAction: Sendable, Hashable {
  case createIndex(String, table: String)
  case createTable(String)
  case createTempIndex(String, table: String)
  case createTempTable(String)
  case createTempTrigger(String, table: String)
  case createTempView(String)
  case createTrigger(String, table: String)
  case createView(String)
  case createVirtualTable(String, module: String)
  case dropIndex(String, table: String)
  case dropTable(String)
  case dropTempIndex(String, table: String)
  case dropTempTable(String)
  case dropTempTrigger(String, table: String)
  case dropTempView(String)
  case dropTrigger(String, table: String)
  case dropView(String)
  case dropVirtualTable(String, module: String)
  case alterTable(database: String, table: String)
  case reindex(String)
  case analyze(table: String)
  case select
  /// A table is read with an empty column when no column of it matters, as in `count(*)`.
  case read(table: String, column: String)
  case insert(table: String)
  case update(table: String, column: String)
  case delete(table: String)
  case recursive
  case function(String)
  /// `BEGIN`, `COMMIT` or `ROLLBACK`.
  case transaction(String)
  /// `BEGIN`, `RELEASE` or `ROLLBACK`, and the savepoint's name.
  case savepoint(String, name: String)
  /// The file, or empty where it is not a literal.
  case attach(file: String)
  case detach(database: String)
  case pragma(String, value: String?)
  /// A code that came after this list, with its two arguments.
  case unknown(Int32, String?, String?)

  init(code: Int32, _ first: String?, _ second: String?) {
    let (one, two) = (first ?? "", second ?? "")
    self =
      switch code {
      case SQLITE_CREATE_INDEX: .createIndex(one, table: two)
      case SQLITE_CREATE_TABLE: .createTable(one)
      case SQLITE_CREATE_TEMP_INDEX: .createTempIndex(one, table: two)
      case SQLITE_CREATE_TEMP_TABLE: .createTempTable(one)
      case SQLITE_CREATE_TEMP_TRIGGER: .createTempTrigger(one, table: two)
      case SQLITE_CREATE_TEMP_VIEW: .createTempView(one)
      case SQLITE_CREATE_TRIGGER: .createTrigger(one, table: two)
      case SQLITE_CREATE_VIEW: .createView(one)
      case SQLITE_CREATE_VTABLE: .createVirtualTable(one, module: two)
      case SQLITE_DROP_INDEX: .dropIndex(one, table: two)
      case SQLITE_DROP_TABLE: .dropTable(one)
      case SQLITE_DROP_TEMP_INDEX: .dropTempIndex(one, table: two)
      case SQLITE_DROP_TEMP_TABLE: .dropTempTable(one)
      case SQLITE_DROP_TEMP_TRIGGER: .dropTempTrigger(one, table: two)
      case SQLITE_DROP_TEMP_VIEW: .dropTempView(one)
      case SQLITE_DROP_TRIGGER: .dropTrigger(one, table: two)
      case SQLITE_DROP_VIEW: .dropView(one)
      case SQLITE_DROP_VTABLE: .dropVirtualTable(one, module: two)
      case SQLITE_ALTER_TABLE: .alterTable(database: one, table: two)
      case SQLITE_REINDEX: .reindex(one)
      case SQLITE_ANALYZE: .analyze(table: one)
      case SQLITE_SELECT: .select
      case SQLITE_READ: .read(table: one, column: two)
      case SQLITE_INSERT: .insert(table: one)
      case SQLITE_UPDATE: .update(table: one, column: two)
      case SQLITE_DELETE: .delete(table: one)
      case SQLITE_RECURSIVE: .recursive
      case SQLITE_FUNCTION: .function(two)
      case SQLITE_TRANSACTION: .transaction(one)
      case SQLITE_SAVEPOINT: .savepoint(one, name: two)
      case SQLITE_ATTACH: .attach(file: one)
      case SQLITE_DETACH: .detach(database: one)
      case SQLITE_PRAGMA: .pragma(one, value: second)
      default: .unknown(code, first, second)
      }
  }
}
