/// A table or index as SQLite holds it now.
public struct StoredTable: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    public var name: String
    /// The declared type, as written.
    public var type: String
    public var isNotNull: Bool
    /// Its place in the primary key, from 1; 0 when it is not in it.
    public var keyPosition: Int

    public init(name: String, type: String, isNotNull: Bool, keyPosition: Int) {
      self.name = name
      self.type = type
      self.isNotNull = isNotNull
      self.keyPosition = keyPosition
    }
  }

  public var name: String
  public var columns: [Column]

  public init(name: String, columns: [Column]) {
    self.name = name
    self.columns = columns
  }
}

extension Schema {
  /// The schema that a file's catalog describes.
  ///
  /// - Parameters:
  ///   - entries: what the file remembers, oldest first, without what is no longer in the file.
  ///   - changed: the tables that other programs made or changed since; they take the place of their entries.
  ///   - isComplete: false when an object was dropped by hand, so that others may hang in the air.
  /// - Throws: a `Diagnostic` when an entry cannot be read, which only a damaged catalog causes.
  public init(entries: [CatalogEntry], tables changed: [StoredTable], isComplete: Bool) throws(Diagnostic) {
    self.init()
    let replaced = Set(changed.map(\.name))
    var statements: [(rank: Int, statement: Statement, source: SourceText)] = []
    for entry in entries {
      if entry.key.kind == .table, replaced.contains(entry.key.name) { continue }
      let source = SourceText(entry.definition, name: "\(entry.key.kind.rawValue) \(entry.key.name)")
      var parser = Parser(source)
      let script = parser.parseScript()
      if let error = script.diagnostics.first { throw error }
      statements += script.statements.map { (Self.rank($0, in: entry.key.kind), $0, source) }
    }
    // On materialized views, which are not there when the indexes of tables are made.
    var later: [Loaded] = []
    for rank in 0...10 {
      if rank == 3 { for table in changed { importTable(table) } }
      var items = statements.filter { $0.rank == rank }
      if rank == 4 {
        later = items.filter { isOnMissingRelation($0.statement) }
        items.removeAll { isOnMissingRelation($0.statement) }
      }
      if rank == 7 { items += later }
      for item in rank == 6 ? inOrder(items) : items {
        try load(item.statement, item.source, isComplete: isComplete && replaced.isEmpty)
      }
    }
    touched = []
    pendingValues.removeAll()
    warned = []
  }

  private mutating func load(
    _ statement: Statement, _ source: SourceText, isComplete: Bool
  ) throws(Diagnostic) {
    do throws(Diagnostic) {
      _ = try apply(statement, in: source)
    } catch {
      // What hung on a table that another program has changed or dropped may no longer fit.
      if isComplete { throw error }
    }
  }

  /// Tables before what refers to them, what is said about objects last.
  private static func rank(_ statement: Statement, in kind: CatalogEntry.Kind) -> Int {
    switch (statement.kind, kind) {
    case (.comment, _), (.setOwner, _): 9
    case (.phrase(let phrase), _):
      phrase.kind?.loadingRank ?? (phrase.rule == "ALTER DEFAULT PRIVILEGES" ? 10 : 9)
    case (.alterTable, .trigger): 8
    case (.createView, _): 6
    case (_, .view), (_, .materializedView): 7
    case (_, .partition): 3
    case (.createTable, _): 2
    case (.alterTable, _), (.alterSequence, _): 5
    case (_, .schema), (_, .extension): 0
    case (_, .type), (_, .sequence), (_, .function): 1
    case (_, .index): 4
    default: 8
    }
  }

  private func isOnMissingRelation(_ statement: Statement) -> Bool {
    guard case .createIndex(let index) = statement.kind else { return false }
    return relationID(index.table) == nil
  }

  private typealias Loaded = (rank: Int, statement: Statement, source: SourceText)

  /// Views after those that they mention.
  private func inOrder(_ items: [Loaded]) -> [Loaded] {
    var schema = self
    var waiting = items
    var ordered: [Loaded] = []
    var count = -1
    while ordered.count > count {
      count = ordered.count
      waiting.removeAll { item in
        guard (try? schema.apply(item.statement, in: item.source)) != nil else { return false }
        ordered.append(item)
        return true
      }
    }
    // What never fits fails again where it is loaded.
    return ordered + waiting
  }

  private mutating func importTable(_ stored: StoredTable) {
    let name = ObjectName(stored.name)
    guard relations[name] == nil else { return }
    let id = makeID()
    relations[name] = id
    var table = Table(id: id, name: name, isForeign: true)
    for column in stored.columns {
      table.lastColumnNumber += 1
      table.columns.append(
        Column(
          number: table.lastColumnNumber, name: column.name, type: Self.type(declared: column.type),
          isNotNull: column.isNotNull))
    }
    let key = stored.columns.enumerated().filter { $0.element.keyPosition > 0 }
      .sorted { $0.element.keyPosition < $1.element.keyPosition }
    if !key.isEmpty {
      table.constraints.append(
        Constraint(name: "\(stored.name)_pkey", kind: .primaryKey(key.map { $0.offset + 1 })))
    }
    tables[id] = table
  }

  /// By SQLite's rules of affinity: https://sqlite.org/datatype3.html#determination_of_column_affinity
  private static func type(declared: String) -> PostgresType {
    let name = declared.lowercased()
    if name.contains("int") { return .int8 }
    if name.contains("char") || name.contains("clob") || name.contains("text") { return .text }
    if name.contains("blob") || name.isEmpty { return .bytea }
    if name.contains("real") || name.contains("floa") || name.contains("doub") { return .float8 }
    return .numeric
  }
}
