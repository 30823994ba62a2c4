/// Rows that move with partitions, all of which are in their table.
extension Difference {
  /// The partitions that become tables of their own, or go with their rows. Comes first, while the table still
  /// has room for the rows.
  func leavingPartitions() throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    for id in touched.sorted() {
      guard let old = before.views[id], let partition = old.partition, after.views[id] == nil,
        let parent = before.tables[partition.parent], after.tables[parent.id] != nil
      else { continue }
      guard let condition = before.condition(of: partition.bound, in: parent) else {
        throw .unsupported("taking a hash partition away", at: nil)
      }
      var lowering = Lowering(before, .immutable, scope: .definition(of: parent))
      let filter = try lowering.condition(condition, "WHERE").sql
      let source = SQLiteText.name(parent.name.lowered)
      if let table = after.tables[id] {
        let columns = SQLiteText.names(Self.stored(parent))
        // The view of the partition has the name that the table gets.
        steps.append(.execute("DROP VIEW IF EXISTS \(SQLiteText.name(old.name.lowered))"))
        steps.append(.execute(try after.lowered(table).sql))
        steps.append(
          .fill(
            "INSERT INTO \(SQLiteText.name(table.name.lowered)) (\(columns)) SELECT \(columns) FROM \(source) WHERE \(filter)"
          ))
      }
      steps.append(.fill("DELETE FROM \(source) WHERE \(filter)"))
    }
    return steps
  }

  /// The tables that become partitions. Comes when their rows have room in the partitioned table, before they go.
  func joiningPartitions() throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    for id in touched.sorted() {
      guard let new = after.views[id], let partition = new.partition,
        let parent = after.tables[partition.parent]
      else { continue }
      guard let old = before.tables[id] else {
        if before.views[id] == nil { steps += try defaultCheck(new, partition, of: parent) }
        continue
      }
      guard let condition = after.condition(of: partition.bound, in: parent) else {
        throw .unsupported("attaching a hash partition", at: nil)
      }
      let source = SQLiteText.name(old.name.lowered)
      var lowering = Lowering(after, .immutable, scope: .definition(of: old))
      steps.append(
        violation(
          of: try lowering.condition(Expression(.isTruth(condition, .true, negated: true)), "WHERE").sql,
          in: old,
          "partition constraint of relation \"\(new.name.name)\" is violated by some row"))
      let columns = SQLiteText.names(Self.stored(parent))
      steps.append(
        .fill(
          "INSERT INTO \(SQLiteText.name(parent.name.lowered)) (\(columns)) SELECT \(columns) FROM \(source)")
      )
    }
    return steps
  }

  /// A new partition may not take rows from the default one.
  private func defaultCheck(
    _ new: View, _ partition: Partition, of parent: Table
  ) throws(Diagnostic) -> [Step] {
    guard let old = before.tables[parent.id],
      let other = before.partitions(of: old.id).first(where: { $0.partition?.bound == .default }),
      let condition = after.condition(of: partition.bound, in: parent)
    else { return [] }
    var lowering = Lowering(after, .immutable, scope: .definition(of: parent))
    return [
      violation(
        of: try lowering.condition(condition, "WHERE").sql, in: parent,
        "updated partition constraint for default partition \"\(other.name.name)\" would be violated by some row"
      )
    ]
  }

  private func violation(of condition: String, in table: Table, _ message: String) -> Step {
    .verify(
      RowCheck(
        table: table.id,
        query:
          "SELECT \(SQLiteText.names(Self.stored(table))) FROM \(SQLiteText.name(table.name.lowered)) WHERE \(condition)",
        labels: Self.stored(table), failure: Diagnostic(.error, SQLState("23514"), message)))
  }

  /// The columns that are written.
  private static func stored(_ table: Table) -> [String] {
    table.columns.filter { $0.generated == nil }.map(\.name)
  }
}
