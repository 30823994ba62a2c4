import SQLiteBinding

/// What an older application does not know any more, or not yet: the file keeps the text that was applied.
extension Runner {
  func operations(of goal: Goal, _ plan: Plan) throws -> [Operation] {
    try goal.operations(plan, try migrations + stored(goal, plan), completed: report.steps.count)
  }

  private func stored(_ goal: Goal, _ plan: Plan) throws -> [Migration] {
    guard goal.isDown else { return [] }
    let unknown = plan.entries.filter { [.newer, .missing].contains($0.verdict) }.map(\.id)
    return try connection.withBusyRetry(until: deadline) { try History.stored(unknown, on: connection) }
  }
}
