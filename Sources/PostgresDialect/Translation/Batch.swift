/// Statements that change the schema alone, one behind the other, whose difference is made once for all of them:
/// so that many alterations of a table in one migration cost one.
struct Batch {
  struct Member {
    /// Its place among the translated statements.
    var index: Int
    var range: SourceRange
    var after: Schema
  }

  let before: Schema
  var members: [Member] = []

  /// The objects that its statements touched.
  var touched: Set<ObjectID> { members.last?.after.touched ?? [] }

  /// What must run for all of it. Errors, and demands on the rows that are there, are placed at the statement that
  /// brought them.
  func steps() throws(Diagnostic) -> [Step] {
    guard let last = members.last else { return [] }
    do throws(Diagnostic) {
      return try difference(to: last).steps().map { $0.mapChecks(placed) }
    } catch {
      let first = firstMember { (try? difference(to: $0).steps()) == nil }
      do throws(Diagnostic) {
        _ = try difference(to: first).steps()
      } catch {
        throw error.located(at: first.range)
      }
      throw error.located(at: last.range)
    }
  }

  private func difference(to member: Member) -> Difference {
    Difference(before: before, after: member.after, touched: member.after.touched)
  }

  private func placed(_ check: RowCheck) -> RowCheck {
    guard members.count > 1 else { return check }
    var placed = check
    placed.failure = check.failure.located(at: firstMember { demands(check, $0) }.range)
    return placed
  }

  /// The first of which something holds, that holds of the last; what one statement brings mostly stays.
  private func firstMember(where holds: (Member) -> Bool) -> Member {
    var (low, high) = (0, members.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(members[middle]) { high = middle } else { low = middle + 1 }
    }
    return members[low]
  }

  private func demands(_ check: RowCheck, _ member: Member) -> Bool {
    let own = check.table
    guard let table = member.after.tables[own] else { return false }
    let indexes = member.after.indexes.values.filter { $0.table == table.id }.map(\.id)
    var difference = Difference(before: before, after: member.after, touched: Set([own] + indexes))
    difference.hasTriggers = false
    let steps = try? difference.stepsOfTables()
    return steps?.flatMap(\.checks).contains { $0.failure == check.failure } ?? false
  }

  /// Whether another statement's effect would blur which of two things a name means, or what a value was read from.
  func isBlurred(by next: Schema) -> Bool {
    guard let current = members.last?.after else { return false }
    return next.touched.contains { id in
      guard let table = next.tables[id] else { return false }
      return reusesName(table, current) || reusesValues(table, current, next)
        || changesCounting(table, current, next)
    }
  }

  /// The name of a relation or column that was another's when the batch began.
  private func reusesName(_ table: Table, _ current: Schema) -> Bool {
    let old = current.tables[table.id]
    if old?.name != table.name {
      if let owner = before.relations[table.name], owner != table.id { return true }
      // SQLite takes names that differ in case for one.
      if before.relations.clash(with: table.name, of: table.id) != nil { return true }
    }
    guard let first = before.tables[table.id] else { return false }
    return table.columns.contains { column in
      guard let former = old?[number: column.number], former.name != column.name else { return false }
      return first[column: column.name].map { $0.number != column.number } ?? false
    }
  }

  /// Values that rows are still to get are told in the names and types that columns have now.
  private func reusesValues(_ table: Table, _ current: Schema, _ next: Schema) -> Bool {
    guard before.tables[table.id] != nil else { return false }
    let pending = current.pendingValues[table.id]
    guard !pending.isEmpty, let old = current.tables[table.id] else { return false }
    let isRenamed = old.columns.contains { column in
      table[number: column.number].map { $0.name != column.name } ?? pendingReads(column.number, pending)
    }
    if isRenamed || old.name != table.name { return true }
    return next.pendingValues[table.id].contains { number, value in
      guard pending[number] != value else { return false }
      return pending[number] != nil || value.reads.contains { pending[$0] != nil }
        || value.reads.contains { before.tables[table.id]?[number: $0] == nil }
    }
  }

  /// Rows are numbered by what a new column counts with, which is another in the end.
  private func changesCounting(_ table: Table, _ current: Schema, _ next: Schema) -> Bool {
    guard let first = before.tables[table.id], let old = current.tables[table.id] else { return false }
    return old.columns.contains { column in
      guard first[number: column.number] == nil, let sequence = current.sequence(of: column),
        let changed = table[number: column.number]
      else { return false }
      return changed.type != column.type || next.sequence(of: changed)?.id != sequence.id
    }
  }

  private func pendingReads(_ column: Int, _ pending: [Int: RowValue]) -> Bool {
    pending.values.contains { $0.reads.contains(column) }
  }
}
