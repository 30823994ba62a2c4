/// What triggers hang on: tables, and views, which to them are tables without rows of their own.
extension Schema {
  /// The table or view of that name.
  func triggerOwner(_ name: QualifiedName) throws(Diagnostic) -> Table {
    guard let view = view(named: name), view.partition == nil else { return try table(name) }
    return Table(view)
  }

  func triggerOwner(_ id: ObjectID) -> Table? { tables[id] ?? views[id].map { Table($0) } }

  /// Those that have any.
  var triggerOwners: [Table] {
    tables.values.filter { !$0.triggers.isEmpty }
      + views.values.filter { !$0.triggers.isEmpty }.map { Table($0) }
  }

  /// Takes an owner's triggers over.
  mutating func setTriggers(of owner: Table) {
    guard var view = views[owner.id] else { return replace(owner) }
    view.triggers = owner.triggers
    views[owner.id] = view
    touched.insert(owner.id)
  }

  /// Which triggers hang on what: https://www.postgresql.org/docs/15/sql-createtrigger.html
  func requireFit(_ statement: CreateTrigger, on owner: Table) throws(Diagnostic) {
    let range = statement.table.range
    let isView = views[owner.id] != nil
    func refuse(_ message: String) -> Diagnostic {
      Diagnostic(.error, .featureNotSupported, message, at: statement.name.range)
    }
    guard statement.timing == .insteadOf else {
      guard isView else { return }
      guard statement.forEachRow else { throw .unsupported("a statement trigger on a view", at: range) }
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(owner.name.name)\" is a view",
        hint: "views cannot have row-level BEFORE or AFTER triggers", at: range)
    }
    guard isView else {
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(owner.name.name)\" is a table",
        hint: "tables cannot have INSTEAD OF triggers", at: range)
    }
    guard statement.forEachRow else { throw refuse("INSTEAD OF triggers must be FOR EACH ROW") }
    guard statement.when == nil else { throw refuse("INSTEAD OF triggers cannot have WHEN conditions") }
    for case .update(let columns) in statement.events where !columns.isEmpty {
      throw refuse("INSTEAD OF triggers cannot have column lists")
    }
  }
}

extension Table {
  init(_ view: View) {
    self.init(id: view.id, name: view.name, columns: view.columns, triggers: view.triggers)
  }
}
