/// Triggers whose function fills columns of the row.
///
/// SQLite's `BEFORE` triggers cannot assign to `NEW` (https://sqlite.org/lang_createtrigger.html), so the row is
/// updated right after instead. It happens inside the same statement, and again only if that would change
/// something: with `recursive_triggers` on it would otherwise call itself.
extension Schema {
  func lowered(_ trigger: Trigger, on table: Table) throws(Diagnostic) -> [LoweredObject] {
    let definition = trigger.definition
    guard definition.forEachRow else { throw .unsupported("a statement trigger", at: nil) }
    guard definition.timing == .before else {
      throw .unsupported("an \(definition.timing == .after ? "AFTER" : "INSTEAD OF") trigger", at: nil)
    }
    guard !definition.isConstraint, definition.oldTable == nil, definition.newTable == nil else {
      throw .unsupported("this kind of trigger", at: nil)
    }
    let body = try self.body(of: trigger)
    guard body.returnsRow else {
      throw .unsupported("a trigger function that returns other than NEW", at: nil)
    }
    var objects: [LoweredObject] = []
    for event in definition.events {
      let isOnly = definition.events.count == 1
      if let object = try lowered(trigger, event, body, on: table, isOnly: isOnly) { objects.append(object) }
    }
    return objects
  }

  private func body(of trigger: Trigger) throws(Diagnostic) -> TriggerBody {
    guard let function = functions[trigger.function] else { throw .internalError }
    let name = function.name.name
    guard function.definition.language.text == "plpgsql", case .text(let text, _) = function.definition.body
    else {
      throw .unsupported("a trigger function that is not in PL/pgSQL (\(name))", at: nil)
    }
    let source = SourceText(text, name: name)
    var parser = Parser(source)
    do throws(Diagnostic) {
      return try TriggerBody(try parser.parseProcedure())
    } catch {
      // The trigger may stand in another file than its function, so the place is told in words.
      let line = error.range.map { " (line \(source.location(of: $0.lower).line) of its body)" } ?? ""
      throw Diagnostic(error.severity, error.state, "trigger function \"\(name)\": \(error.message)\(line)")
    }
  }

  private func lowered(
    _ trigger: Trigger, _ event: TriggerEvent, _ body: TriggerBody, on table: Table, isOnly: Bool
  ) throws(Diagnostic) -> LoweredObject? {
    let clause: String
    let suffix: String
    switch event {
    case .insert: (clause, suffix) = ("INSERT", "insert")
    case .update(let columns):
      let list = columns.isEmpty ? "" : " OF \(SQLiteText.names(columns.map(\.text)))"
      (clause, suffix) = ("UPDATE\(list)", "update")
    case .delete, .truncate: throw .unsupported("a trigger before DELETE or TRUNCATE", at: nil)
    }
    guard !body.assignments.isEmpty else { return nil }
    var lowering = Lowering(self, .trigger, scope: .trigger(on: table))
    var settings: [String] = []
    var changes: [String] = []
    for assignment in body.assignments {
      guard let name = assignment.columns.first, let column = table[column: name.text] else {
        let missing = assignment.columns.first?.text ?? ""
        throw Diagnostic(.error, .undefinedColumn, "record \"new\" has no field \"\(missing)\"")
      }
      guard !settings.contains(where: { $0.hasPrefix("\(SQLiteText.name(name.text)) = ") }) else {
        throw .unsupported("a trigger that assigns \"\(name.text)\" twice", at: nil)
      }
      if case .insert = event { try refuseUnfillable(column, of: table) }
      // All assignments happen at once here, one after another in PostgreSQL.
      let assigned = body.assignments.prefix { $0 != assignment }.compactMap { $0.columns.first?.text }
      guard assignment.value.columnNames.isDisjoint(with: assigned) else {
        throw .unsupported("a trigger that reads a column it has assigned", at: nil)
      }
      let value = try placed(trigger) { () throws(Diagnostic) in
        try lowering.assign(try lowering.lower(assignment.value), to: column, at: assignment.value.range)
      }
      settings.append("\(SQLiteText.name(name.text)) = \(value.sql)")
      changes.append("NEW.\(SQLiteText.name(name.text)) IS NOT \(value.operand)")
    }
    var condition = changes.count == 1 ? changes[0] : "(\(changes.joined(separator: " OR ")))"
    if case .update = event {
      // Numbering a new row is no update that PostgreSQL would know of.
      for counter in counters(of: table) {
        condition += " AND OLD.\(SQLiteText.name(counter.column)) <> \(ColumnCounter.mark)"
      }
    }
    if let when = trigger.definition.when {
      condition = "(\(try lowering.condition(when, "WHEN").sql)) AND \(condition)"
    }
    let name = "\(table.name.lowered).\(trigger.name)" + (isOnly ? "" : ".\(suffix)")
    let target = SQLiteText.name(table.name.lowered)
    return LoweredObject(
      name: name,
      sql: """
        CREATE TRIGGER \(SQLiteText.name(name)) AFTER \(clause) ON \(target) FOR EACH ROW WHEN \(condition) BEGIN
          UPDATE \(target) SET \(settings.joined(separator: ", ")) WHERE \(rowID(of: table)) = NEW.\(rowID(of: table));
        END
        """)
  }

  /// Places inside the function's body mean nothing in the trigger's file.
  private func placed<Result>(
    _ trigger: Trigger, _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    do throws(Diagnostic) {
      return try body()
    } catch {
      let name = functions[trigger.function]?.name.name ?? ""
      throw Diagnostic(
        error.severity, error.state, "trigger function \"\(name)\": \(error.message)", hint: error.hint)
    }
  }

  // The row is inserted before it is filled, so NOT NULL must already hold.
  private func refuseUnfillable(_ column: Column, of table: Table) throws(Diagnostic) {
    if column.isNotNull, column.defaultValue == nil {
      throw .unsupported(
        "a trigger that fills the NOT NULL column \"\(column.name)\" of a new row, which has no default,",
        at: nil)
    }
  }
}
