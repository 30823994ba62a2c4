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
    isLoading = true
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
      if rank == 3 { importTables(changed) }
      var items = statements.filter { $0.rank == rank }
      if rank == 4 {
        later = items.filter { isOnMissingRelation($0.statement) }
        items.removeAll { isOnMissingRelation($0.statement) }
      }
      if rank == 7 { items += later }
      let isLinked = rank == 6 || rank == 2 && items.contains { $0.statement.inherits }
      for item in isLinked ? inOrder(items) : items {
        try load(item.statement, item.source, isComplete: isComplete && replaced.isEmpty)
      }
    }
    for entry in entries where entry.key.kind == .view && entry.loweredName == nil {
      keepAbsent(entry.key.name)
    }
    isLoading = false
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
    case (_, .schema): 0
    case (_, .extension), (_, .type), (_, .sequence), (_, .function): 1
    case (_, .index): 4
    default: 8
    }
  }

  private func isOnMissingRelation(_ statement: Statement) -> Bool {
    guard case .createIndex(let index) = statement.kind else { return false }
    return relationID(index.table) == nil
  }

  private typealias Loaded = (rank: Int, statement: Statement, source: SourceText)

  /// Views after those that they mention, tables after those that they inherit from.
  private func inOrder(_ items: [Loaded]) -> [Loaded] {
    var schema = self
    var waiting = items
    var ordered: [Loaded] = []
    var count = -1
    while ordered.count > count {
      count = ordered.count
      waiting.removeAll { item in
        var next = schema
        guard (try? next.apply(item.statement, in: item.source)) != nil else { return false }
        schema = next
        ordered.append(item)
        return true
      }
    }
    // What never fits fails again where it is loaded.
    return ordered + waiting
  }
}

extension Statement {
  fileprivate var inherits: Bool {
    if case .createTable(let create) = kind { !create.inherits.isEmpty } else { false }
  }
}
