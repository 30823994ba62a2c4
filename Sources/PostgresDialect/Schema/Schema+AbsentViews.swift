/// Views whose queries stock SQLite has no words for. They are in the catalog and not in the file: statements about
/// them come to what they come to in PostgreSQL, and what runs once reads their queries in their place.
extension Schema {
  /// A view's query with what is known of it.
  ///
  /// - Parameter functions: the users' functions that it calls, where it cannot tell.
  func settled(
    _ query: Query, _ references: Set<Reference>, calling functions: Set<Reference>? = nil
  ) -> StoredQuery {
    var stored = StoredQuery(query: query, references: references)
    var lowering = Lowering(forStoredNames, .view)
    do throws(Diagnostic) {
      _ = try lowering.query(query)
      let called = functions ?? Set(lowering.called.map { Reference(object: $0) })
      stored.references = references.filter { self.functions[$0.object] == nil }.union(called)
    } catch {
      stored.obstacle = error.message
      if let functions {
        stored.references = references.filter { self.functions[$0.object] == nil }.union(functions)
      }
    }
    stored.inner = lowering.readWithin.union(lowering.calledWithin)
    return stored
  }

  /// The columns of a query that is about to be kept.
  func outputs(
    of stored: StoredQuery, _ names: [String]?, isMaterialized: Bool
  ) throws(Diagnostic) -> [(name: String, type: PostgresType)] {
    var lowering = Lowering(self, .view)
    do throws(Diagnostic) {
      return try lowering.query(stored.query).columns
    } catch {
      guard error.state == .featureNotSupported else { throw error }
    }
    lowering = Lowering(self, .statement)
    do throws(Diagnostic) {
      return try lowering.query(stored.query).columns
    } catch {
      guard error.state == .featureNotSupported, !isMaterialized, let names else { throw error }
      return names.map { ($0, .unknown) }
    }
  }

  /// What a file did not hold stays out of it until it is made again.
  mutating func keepAbsent(_ name: String) {
    for view in views.values where view.partition == nil && view.name.lowered == name {
      guard view.query.obstacle == nil else { continue }
      views[view.id]?.query.obstacle = "it was made by an earlier version"
    }
  }
}

extension Lowering {
  /// The rows of a view that is not in the file, where they are wanted once; nil for a relation that is there.
  mutating func absentView(_ relation: Relation, at range: SourceRange) throws(Diagnostic) -> String? {
    guard let query = schema.views[relation.id]?.query, let obstacle = query.obstacle else { return nil }
    guard purpose == .statement else {
      throw .unsupported(
        "reading the view \"\(relation.name.name)\", which is not in the file (\(obstacle)),", at: range)
    }
    var inner = Lowering(schema.forStoredNames, .statement)
    inner.calls = calls
    do throws(Diagnostic) {
      let rows = try inner.query(query.query)
      adopt(inner)
      let names = SQLiteText.names(relation.columns.map(\.name))
      return "WITH \"_q\" (\(names)) AS (\(rows.sql)) SELECT * FROM \"_q\""
    } catch {
      throw Diagnostic(
        error.severity, error.state, "view \"\(relation.name.name)\": \(error.message)", hint: error.hint,
        at: range)
    }
  }
}
