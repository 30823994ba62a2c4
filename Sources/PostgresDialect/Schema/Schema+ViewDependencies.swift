/// What views depend on. https://www.postgresql.org/docs/15/ddl-depend.html
extension Schema {
  /// The queries that are kept, by the objects that keep them.
  var storedQueries: [(owner: ObjectID, query: StoredQuery)] {
    let queries = views.values.map { ($0.id, $0.query) }
    let materialized = tables.values.compactMap { table in table.materialized.map { (table.id, $0.query) } }
    return (queries + materialized).sorted { $0.0 < $1.0 }
  }

  func storedQuery(of id: ObjectID) -> StoredQuery? { views[id]?.query ?? tables[id]?.materialized?.query }

  /// Carries the queries of views to the names that a statement has changed.
  mutating func rewriteQueries(since before: Schema) {
    for table in tables.values where table.partitionKey != nil && touched.contains(table.id) {
      updatePartitions(of: table.id)
    }
    for owner in queryOrder where views[owner]?.partition == nil {
      guard let stored = storedQuery(of: owner), stored.follows(touched) else { continue }
      var resolver = QueryResolver(before, writing: self)
      if stored.references.contains(where: {
        before.functions[$0.object] != nil && touched.contains($0.object)
      }) {
        var lowering = Lowering(before.forStoredNames, stored.obstacle == nil ? .view : .statement)
        _ = try? lowering.query(stored.query)
        resolver.functions = lowering.calledAt
      }
      let query = resolver.resolve(stored.query).query
      let functions = stored.references.filter { before.functions[$0.object] != nil }
      let new = settled(query, resolver.references, calling: functions)
      if new != stored { setQuery(new, of: owner) }
    }
  }

  private mutating func setQuery(_ query: StoredQuery, of owner: ObjectID) {
    views[owner]?.query = query
    tables[owner]?.materialized?.query = query
    touched.insert(owner)
  }

  /// Carries the queries of views to another text of an enum's label.
  mutating func renameLabelInQueries(_ old: String, to new: String, of type: ObjectID) {
    for (owner, stored) in storedQueries where views[owner]?.partition == nil {
      var lowering = Lowering(self, .view)
      _ = try? lowering.query(stored.query)
      let places = lowering.enumLiterals.filter { $0.value == type }
      guard !places.isEmpty else { continue }
      var resolver = QueryResolver(self)
      resolver.relabel = { $0 == old && places[$1] != nil ? new : $0 }
      var new = stored
      new.query = resolver.resolve(stored.query).query
      setQuery(new, of: owner)
    }
  }

  /// Before an object goes, or a column of it: the views that mention it go too with CASCADE, or forbid it.
  mutating func detachQueries(
    from objects: Set<ObjectID>, column: Int? = nil, except kept: Set<ObjectID> = [], as what: String,
    cascade: Bool, at range: SourceRange
  ) throws(Diagnostic) {
    func mentions(_ query: StoredQuery) -> Bool {
      query.references.contains { objects.contains($0.object) && (column == nil || $0.column == column) }
    }
    for (owner, query) in storedQueries where mentions(query) && !kept.contains(owner) {
      // It may be gone by now, with one that it mentions.
      guard let relation = relation(owner) else { continue }
      guard cascade else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist, "cannot drop \(what) because other objects depend on it",
          hint:
            "\(kindName(owner)) \(relation.name.name) depends on \(what); use DROP … CASCADE to drop the dependent objects too",
          at: range)
      }
      try dropView(owner)
    }
  }

  /// Removes a view and those that mention it.
  mutating func dropView(_ id: ObjectID) throws(Diagnostic) {
    try detachQueries(from: [id], as: "", cascade: true, at: SourceRange(0, 0))
    removeView(id)
  }

  private mutating func removeView(_ id: ObjectID) {
    if tables[id] != nil { return removeTable(id) }
    for index in indexes.values where index.partition == id { removeIndex(index.id) }
    relations.removeAll(of: id)
    annotations.removeAll { $0.id == id }
    views[id] = nil
    touched.insert(id)
  }

  /// A column's type is fixed by the views that mention it.
  func refuseTypeChange(of column: Column, in relation: ObjectID, at range: SourceRange) throws(Diagnostic) {
    let reference = Reference(object: relation, column: column.number)
    for (owner, query) in storedQueries where query.references.contains(reference) {
      let name = self.relation(owner)?.name.name ?? ""
      throw Diagnostic(
        .error, .featureNotSupported, "cannot alter type of a column used by a view or rule",
        hint: "view \(name) depends on column \"\(column.name)\"; drop it before and create it again after",
        at: range)
    }
  }

  /// What PostgreSQL calls a relation in its messages.
  func kindName(_ id: ObjectID) -> String {
    if let view = views[id] { return view.partition == nil ? "view" : "table" }
    return tables[id]?.materialized == nil ? "table" : "materialized view"
  }

  /// `DROP VIEW` and `DROP MATERIALIZED VIEW`.
  mutating func dropViews(_ statement: Drop) throws(Diagnostic) -> [Diagnostic] {
    let kind = statement.kind == .view ? "view" : "materialized view"
    var notes: [Diagnostic] = []
    var dropped: [Relation] = []
    for name in statement.names {
      guard relationID(name) != nil else {
        let message = "\(kind) \"\(name.name.text)\" does not exist"
        guard statement.ifExists else { throw Diagnostic(.error, .undefinedTable, message, at: name.range) }
        notes.append(.skipped(message + ", skipping", .undefinedTable, name.range))
        continue
      }
      guard let view = relation(named: name), kindName(view.id) == kind else {
        let other = relation(named: name).map { kindName($0.id) } ?? "index"
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(name.name.text)\" is not a \(kind)",
          hint: "use DROP \(other.uppercased()) to remove a \(other)", at: name.range)
      }
      dropped.append(view)
    }
    let ids = Set(dropped.map(\.id))
    for view in dropped {
      try detachQueries(
        from: [view.id], except: ids, as: "\(kind) \(view.name.name)", cascade: statement.cascade,
        at: statement.names.first?.range ?? SourceRange(0, 0))
    }
    for id in ids { removeView(id) }
    return notes
  }
}
