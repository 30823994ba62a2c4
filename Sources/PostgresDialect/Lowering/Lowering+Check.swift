/// Conditions of `CHECK`. SQLite takes no query and nothing that changes from call to call into one, so a trigger asks
/// those once the row is written: https://sqlite.org/lang_createtable.html#check_constraints
extension Schema {
  func asked(_ condition: Expression, of table: Table) throws(Diagnostic) -> (sql: String, isGuarded: Bool) {
    var row = Scope.definition(of: table)
    row.sources[0].prefix = SQLiteText.name(table.name.lowered) + "."
    var refusal: Diagnostic?
    for functions in [Lowering.StoredFunctions.forbidden, .allowed] {
      for (purpose, scope) in [(Lowering.Purpose.immutable, Scope.definition(of: table)), (.trigger, row)] {
        var lowering = Lowering(self, purpose, scope: scope)
        lowering.functions = functions
        do throws(Diagnostic) {
          return (try lowering.condition(condition, "CHECK").sql, purpose == .trigger)
        } catch {
          guard error.state == .featureNotSupported else { throw error }
          refusal = refusal ?? error
        }
      }
    }
    throw refusal ?? .internalError
  }

  /// Whether a table may have a condition that a trigger asks.
  func mayAskByTrigger(_ table: Table) -> Bool {
    table.constraints.contains { constraint in
      guard case .check(let condition) = constraint.kind else { return false }
      var mayAsk = condition.hasQuery
      condition.walk { expression in
        guard case .call(let call) = expression.kind else { return }
        let rules = FunctionTable.rules[call.name.name.text] ?? []
        if rules.isEmpty || rules.contains(where: { $0.volatility != .immutable }) { mayAsk = true }
      }
      return mayAsk
    }
  }
}
