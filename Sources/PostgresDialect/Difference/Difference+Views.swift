extension Difference {
  /// What happens to views before and after everything else.
  ///
  /// SQLite reads all views again at its own `ALTER TABLE`, and fails at one that no longer fits
  /// (https://sqlite.org/lang_altertable.html), so those that mention what changes are gone by then and made again
  /// afterwards.
  ///
  /// - Parameter hasOthers: whether anything else happens to what they mention.
  func viewSteps(around hasOthers: Bool) throws(Diagnostic) -> (before: [Step], after: [Step]) {
    let affected = affectedQueries()
    guard !affected.isEmpty else { return ([], []) }
    var (old, new): ([ObjectID: [LoweredObject]], [ObjectID: [LoweredObject]]) = ([:], [:])
    for id in affected {
      // Whether they differ does not matter where they must be made again.
      if !hasOthers { old[id] = try before.loweredView(id) }
      new[id] = try after.loweredView(id)
    }
    guard hasOthers || old != new else { return ([], []) }
    return (
      before.queryOrder.reversed().filter(affected.contains).compactMap(before.queryName)
        .map { .execute("DROP VIEW IF EXISTS \(SQLiteText.name($0))") },
      after.queryOrder.compactMap { new[$0] }.flatMap(\.self).map { .execute($0.sql) }
    )
  }

  /// The queries of what is touched, those that mention what is touched, those that mention these.
  func affectedQueries() -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    let triggering = triggering(by: touched)
    for schema in [before, after] {
      var reached = touched.union(triggering.filter { schema.views[$0] != nil })
      for id in schema.queryOrder {
        guard let query = schema.storedQuery(of: id) else { continue }
        if reached.contains(id) || query.follows(reached) {
          reached.insert(id)
          found.insert(id)
        }
      }
    }
    return found
  }
}

extension Schema {
  /// A view and its triggers, which go with it.
  fileprivate func loweredView(_ id: ObjectID) throws(Diagnostic) -> [LoweredObject] {
    guard let view = try loweredQuery(of: id) else { return [] }
    guard let owner = views[id], !owner.triggers.isEmpty else { return [view] }
    let triggers = try loweredTriggers(of: Table(owner))
    let memory = LoweredObject(name: TriggerMemory.table, sql: TriggerMemory.definition)
    return [view] + (triggers.needsMemory ? [memory] : []) + triggers.parts.map(\.object)
  }

  /// The owners of queries, each after those that it mentions.
  var queryOrder: [ObjectID] {
    let queries = Dictionary(uniqueKeysWithValues: storedQueries.map { ($0.owner, $0.query) })
    var ordered: [ObjectID] = []
    var visited: Set<ObjectID> = []
    func visit(_ id: ObjectID) {
      guard let query = queries[id], visited.insert(id).inserted else { return }
      for other in Set(query.references.map(\.object)).sorted() { visit(other) }
      ordered.append(id)
    }
    for id in queries.keys.sorted() { visit(id) }
    return ordered
  }
}
