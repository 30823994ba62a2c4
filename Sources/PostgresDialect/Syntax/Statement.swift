/// One statement and where it stands, without its semicolon. Equality ignores places.
package struct Statement: Sendable, Hashable {
  var kind: StatementKind
  package var range: SourceRange

  init(_ kind: StatementKind, at range: SourceRange = SourceRange(0, 0)) {
    self.kind = kind
    self.range = range
  }

  package static func == (left: Statement, right: Statement) -> Bool { left.kind == right.kind }
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

indirect enum StatementKind: Sendable, Hashable {
  // Data
  case select(Query)
  case insert(Insert)
  case update(Update)
  case delete(Delete)
  case truncate(Truncate)
  // Tables and what hangs on them
  case createTable(CreateTable)
  case createTableAs(CreateTableAs)
  case alterTable(AlterTable)
  case createIndex(CreateIndex)
  case createSequence(CreateSequence)
  case alterSequence(AlterSequence)
  case createView(CreateView)
  case refreshView(RefreshView)
  case createTrigger(CreateTrigger)
  // Everything else that has a name
  case createSchema(CreateSchema)
  case createEnum(CreateEnum)
  case createComposite(CreateComposite)
  case createRange(CreateRange)
  case createDomain(CreateDomain)
  case alterEnum(AlterEnum)
  case alterComposite(AlterComposite)
  case alterDomain(AlterDomain)
  case createExtension(CreateExtension)
  case createFunction(CreateFunction)
  case rename(Rename)
  case setSchema(SetSchema)
  case setOwner(SetOwner)
  case drop(Drop)
  case comment(Comment)
  // The session
  case transaction(TransactionCommand)
  case set(SetVariable)
  case `do`(DoBlock)
  case call(FunctionCall)
  /// What SQLite has no place for.
  case phrase(PhraseStatement)
  /// A statement that is recognised by its leading words but not read any further, such as `MERGE`.
  case other(String)
}

extension Statement {
  /// Whether it must find the file as the statements before it have made it.
  var readsData: Bool {
    switch kind {
    case .select, .insert, .update, .delete, .truncate, .refreshView, .do, .call: true
    default: false
    }
  }
}

/// `BEGIN`, `COMMIT`, … Options such as isolation levels are read and have no meaning here.
enum TransactionCommand: Sendable, Hashable {
  case begin
  case commit
  case rollback
  case savepoint(Identifier)
  case release(Identifier)
  case rollbackTo(Identifier)
  /// `SET CONSTRAINTS … IMMEDIATE`, as written.
  case constraints(String)
  case other(String)
}

/// `SET name = value`, `SET LOCAL …`, `RESET name`; values as written.
struct SetVariable: Sendable, Hashable {
  /// Lower case, dotted: `search_path`, `app.user`.
  var name: String
  /// Empty for `RESET` and `TO DEFAULT`.
  var values: [String]
  var isLocal = false
}

/// `DO [LANGUAGE …] '…'`.
package struct DoBlock: Sendable, Hashable {
  var language: Identifier
  var body: FunctionBody
}
