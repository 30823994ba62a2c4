public import PostgresDialect

/// One step of a history: what takes a database from the version before to `version`, and optionally back.
///
/// A migration that people have applied is never edited: write a new one.
public struct Migration: Sendable {
  /// Identifies it for ever, such as `003_add_user_settings`.
  public let id: String
  /// Orders it among the others: sequential numbers without a gap, or time stamps such as `20240131093000`.
  public let version: Int
  /// For people: `Add user settings`.
  public let description: String
  public let up: MigrationBody
  /// What undoes `up`; nil when nothing does.
  public let down: MigrationBody?
  /// False for what cannot run inside a transaction. Such a migration in SQL has a commit of its own, and is still undone
  /// whole; one in Swift has no transaction, and what it did before a failure stays.
  public let usesTransaction: Bool
  /// The newest version that an older application must know to use a file with this migration: one that only adds what
  /// older ones do not look at can say so. Nil when they must not.
  public let minimumReader: Int?
  /// The names of hazards that are meant, and of which lint says nothing.
  public var allowedHazards: Set<String> = []
  /// Nil for one that is done at once.
  public let batches: Batches?

  /// A migration written in PostgreSQL's SQL.
  ///
  /// - Parameters:
  ///   - up: any number of statements.
  ///   - down: what undoes them.
  public init(
    id: String, version: Int, description: String, up: String, down: String? = nil,
    usesTransaction: Bool = true, minimumReader: Int? = nil
  ) {
    self.init(
      id: id, version: version, description: description, up: .sql(MigrationScript(up, name: id)),
      down: down.map { .sql(MigrationScript($0, name: "\(id) (down)")) }, usesTransaction: usesTransaction,
      minimumReader: minimumReader)
  }

  /// A migration written in Swift.
  ///
  /// Edits of a closure cannot be noticed, as edits of SQL text are.
  ///
  /// - Parameters:
  ///   - up: gets a database that takes PostgreSQL's SQL. What it throws stops the run and undoes the migration.
  ///   - down: what undoes it.
  public init(
    id: String, version: Int, description: String, usesTransaction: Bool = true, minimumReader: Int? = nil,
    up: @escaping @Sendable (MigrationDatabase) throws -> Void,
    down: (@Sendable (MigrationDatabase) throws -> Void)? = nil
  ) {
    self.init(
      id: id, version: version, description: description, up: .code(up), down: down.map { .code($0) },
      usesTransaction: usesTransaction, minimumReader: minimumReader)
  }

  /// A migration with bodies of either kind.
  public init(
    id: String, version: Int, description: String, up: MigrationBody, down: MigrationBody?,
    usesTransaction: Bool = true, minimumReader: Int? = nil
  ) {
    self.init(
      id: id, version: version, description: description, up: up, down: down,
      usesTransaction: usesTransaction, minimumReader: minimumReader, batches: nil)
  }

  init(
    id: String, version: Int, description: String, up: MigrationBody, down: MigrationBody?,
    usesTransaction: Bool, minimumReader: Int? = nil, batches: Batches?
  ) {
    self.id = id
    self.version = version
    self.description = description
    self.up = up
    self.down = down
    self.usesTransaction = usesTransaction && batches == nil
    self.minimumReader = minimumReader
    self.batches = batches
  }
}

/// What a migration does in one direction.
public enum MigrationBody: Sendable {
  case sql(MigrationScript)
  case code(@Sendable (MigrationDatabase) throws -> Void)
}

/// SQL text, as a whole or as a section of a file whose line numbers it keeps.
public struct MigrationScript: Sendable, Hashable {
  public let source: SourceText
  public let range: SourceRange

  public init(_ text: String, name: String) {
    self.init(source: SourceText(text, name: name))
  }

  public init(source: SourceText, range: SourceRange? = nil) {
    self.source = source
    self.range = range ?? source.range
  }

  public var text: String { source[range] }
}

extension MigrationBody {
  var script: MigrationScript? {
    if case .sql(let script) = self { script } else { nil }
  }
}
