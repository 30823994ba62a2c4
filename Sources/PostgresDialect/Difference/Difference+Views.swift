extension Difference {
  /// What happens to views before and after everything else.
  ///
  /// SQLite reads all views again at its own `ALTER TABLE`, and fails at one that no longer fits
  /// (https://sqlite.org/lang_altertable.html), so those that mention what changes are gone by then and made again
  /// afterwards.
  ///
  /// - Parameter hasOthers: whether anything else happens to what they mention.
  func viewSteps(around hasOthers: Bool) throws(Diagnostic) -> (before: [Step], after: [Step]) {
    guard !before.views.isEmpty || !after.views.isEmpty else { return ([], []) }
    let affected = affectedViews()
    var (old, new): ([ObjectID: LoweredObject], [ObjectID: LoweredObject]) = ([:], [:])
    for id in affected {
      if let view = before.views[id] { old[id] = try before.lowered(view) }
      if let view = after.views[id] { new[id] = try after.lowered(view) }
    }
    guard hasOthers || old != new else { return ([], []) }
    return (
      before.viewOrder(Array(old.keys)).reversed().compactMap { old[$0] }
        .map { .execute("DROP VIEW \(SQLiteText.name($0.name))") },
      after.viewOrder(Array(new.keys)).compactMap { new[$0] }.map { .execute($0.sql) }
    )
  }

  /// Those touched, those that mention what is touched, those that mention these.
  private func affectedViews() -> Set<ObjectID> {
    var reached = touched
    var found: Set<ObjectID> = []
    for schema in [before, after] {
      for id in schema.viewOrder(schema.views.keys.map { $0 }) {
        guard let view = schema.views[id] else { continue }
        if reached.contains(id) || view.query.references.contains(where: { reached.contains($0.object) }) {
          reached.insert(id)
          found.insert(id)
        }
      }
    }
    return found
  }
}

extension Schema {
  /// Views after those that they mention.
  func viewOrder(_ ids: [ObjectID]) -> [ObjectID] {
    var ordered: [ObjectID] = []
    var visited: Set<ObjectID> = []
    func visit(_ id: ObjectID) {
      guard visited.insert(id).inserted, let view = views[id] else { return }
      for other in Set(view.query.references.map(\.object)).sorted() { visit(other) }
      ordered.append(id)
    }
    for id in ids.sorted() { visit(id) }
    let wanted = Set(ids)
    return ordered.filter { wanted.contains($0) }
  }
}
