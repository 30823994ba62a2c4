/// Declarative partitioning: https://www.postgresql.org/docs/15/ddl-partitioning.html
///
/// A partitioned table is one table in SQLite, which checks that each row fits a partition. A partition is a view of
/// the rows within its bounds.
extension Schema {
  mutating func createPartition(_ statement: CreateTable, _ clause: PartitionOf) throws(Diagnostic)
    -> [Diagnostic]
  {
    let name = try creationName(statement.name, statement.persistence)
    if statement.ifNotExists, relations[name] != nil {
      return [
        .skipped("relation \"\(name.name)\" already exists, skipping", .duplicateTable, statement.name.range)
      ]
    }
    let parent = try partitioned(clause.parent)
    if statement.partitionBy != nil {
      throw .unsupported("a partition of partitions", at: statement.name.range)
    }
    if clause.elements != nil {
      throw .unsupported("a partition with constraints of its own", at: statement.name.range)
    }
    try check(clause.bound, of: statement.name.name, in: parent, at: statement.name.range)
    try refuseTypeName(name, at: statement.name.range)
    let id = makeID()
    try reserve(name, for: id, at: statement.name.range)
    addPartition(id, name, clause.bound, of: parent)
    return []
  }

  private mutating func addPartition(
    _ id: ObjectID, _ name: ObjectName, _ bound: PartitionBound, of parent: Table
  ) {
    let empty = StoredQuery(query: Query(body: .values([]), range: SourceRange(0, 0)), references: [])
    views[id] = View(
      id: id, name: name, columns: [], query: empty, partition: Partition(parent: parent.id, bound: bound))
    touched.insert(parent.id)
    updatePartitions(of: parent.id)
  }

  private func partitioned(_ name: QualifiedName) throws(Diagnostic) -> Table {
    guard let relation = relation(named: name) else { throw Self.missing(relation: name) }
    guard let parent = tables[relation.id], parent.partitionKey != nil else {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "\"\(name.name.text)\" is not partitioned", at: name.range)
    }
    return parent
  }

  func partitions(of table: ObjectID) -> [View] {
    views.values.filter { $0.partition?.parent == table }.sorted { $0.id < $1.id }
  }

  /// Brings the views of partitions to what their table and the other partitions are now.
  mutating func updatePartitions(of id: ObjectID) {
    guard let parent = tables[id] else { return }
    let name = Identifier(parent.name.name)
    let items = parent.columns.map {
      SelectItem(
        expression: Expression(.column([name, Identifier($0.name)])), alias: Identifier($0.name))
    }
    let from = TableExpression.table(
      QualifiedName(schema: Identifier(parent.name.schema), name), only: false, nil)
    for var partition in partitions(of: id) {
      let old = partition
      let filter = partition.partition.flatMap { condition(of: $0.bound, in: parent) }
      let query = Query(
        body: .select(Select(columns: items, from: [from], filter: filter)), range: SourceRange(0, 0))
      partition.query = StoredQuery(query: query, references: [Reference(object: id)])
      partition.columns = parent.columns.map {
        Column(number: $0.number, name: $0.name, type: $0.type)
      }
      guard partition != old else { continue }
      views[partition.id] = partition
      touched.insert(partition.id)
    }
  }

  // MARK: ATTACH and DETACH

  mutating func attachPartition(
    _ name: QualifiedName, _ bound: PartitionBound, to parent: Table
  ) throws(Diagnostic) {
    guard parent.partitionKey != nil else {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "table \"\(parent.name.name)\" is not partitioned", at: name.range)
    }
    if view(named: name)?.partition != nil {
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(name.name.text)\" is already a partition", at: name.range)
    }
    let own = try table(name)
    for column in own.columns where parent[column: column.name] == nil {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "table \"\(own.name.name)\" contains column \"\(column.name)\" not found in parent \"\(parent.name.name)\"",
        at: name.range)
    }
    for column in parent.columns {
      guard let other = own[column: column.name] else {
        throw Diagnostic(
          .error, .datatypeMismatch, "child table is missing column \"\(column.name)\"", at: name.range)
      }
      guard other.type == column.type else {
        throw Diagnostic(
          .error, .datatypeMismatch,
          "child table \"\(own.name.name)\" has different type for column \"\(column.name)\"", at: name.range)
      }
    }
    let isReferenced = tables.values.contains { $0.constraints.contains { $0.foreignKey?.table == own.id } }
    let isRead = storedQueries.contains { $0.query.mentions(own.id) }
    guard !isReferenced, !isRead, own.triggers.isEmpty else {
      throw .unsupported("attaching a table that others refer to or that has triggers", at: name.range)
    }
    try check(bound, of: name.name, in: parent, at: name.range)
    removeTable(own.id)
    relations[own.name] = own.id
    addPartition(own.id, own.name, bound, of: parent)
  }

  mutating func detachPartition(_ name: QualifiedName, from parent: Table) throws(Diagnostic) {
    guard let partition = view(named: name), partition.partition?.parent == parent.id else {
      guard relationID(name) != nil else { throw Self.missing(relation: name) }
      throw Diagnostic(
        .error, .undefinedTable,
        "relation \"\(name.name.text)\" is not a partition of relation \"\(parent.name.name)\"",
        at: name.range)
    }
    guard !storedQueries.contains(where: { $0.query.mentions(partition.id) }) else {
      throw .unsupported("detaching a partition that a view mentions", at: name.range)
    }
    var table = Table(id: partition.id, name: partition.name)
    table.columns = parent.columns
    for index in table.columns.indices { table.columns[index].identity = nil }
    table.lastColumnNumber = parent.lastColumnNumber
    views[partition.id] = nil
    tables[table.id] = table
    touched.formUnion([table.id, parent.id])
    for constraint in parent.constraints {
      var written = definition(of: constraint, on: parent)
      if constraint.isKey { written.name = nil }
      try addConstraint(PendingConstraint(constraint: written, column: nil), to: table.id, isNew: true)
    }
    for var index in indexes.values where index.partition == partition.id {
      (index.table, index.partition) = (table.id, nil)
      indexes[index.id] = index
      touched.insert(index.id)
    }
    updatePartitions(of: parent.id)
  }

  /// A partition goes with its rows.
  mutating func dropPartition(_ partition: View, cascade: Bool, at range: SourceRange) throws(Diagnostic) {
    guard let parent = partition.partition?.parent else { return }
    guard !tables.values.contains(where: { $0.constraints.contains { $0.foreignKey?.table == parent } })
    else {
      throw .unsupported("dropping a partition of a table that others refer to", at: range)
    }
    try detachQueries(
      from: [partition.id], as: "table \(partition.name.name)", cascade: cascade, at: range)
    removePartition(partition.id)
    touched.insert(parent)
    updatePartitions(of: parent)
  }

  mutating func removePartition(_ id: ObjectID) {
    for index in indexes.values where index.partition == id { removeIndex(index.id) }
    relations.removeAll(of: id)
    annotations.removeAll { $0.id == id }
    views[id] = nil
    touched.insert(id)
  }

  // MARK: What keys need

  /// Keys of a partitioned table hold over all partitions, so PostgreSQL wants the partition's columns in them.
  func requirePartitionColumns(in names: [String], of table: Table, at range: SourceRange) throws(Diagnostic)
  {
    for element in table.partitionKey?.elements ?? [] {
      guard let column = element.columnName else {
        throw Diagnostic(
          .error, .featureNotSupported,
          "unsupported unique constraint with partition key definition", at: range)
      }
      guard names.contains(column) else {
        throw Diagnostic(
          .error, .featureNotSupported,
          "unique constraint on partitioned table must include all partitioning columns",
          hint: "the constraint on table \"\(table.name.name)\" lacks column \"\(column)\" "
            + "which is part of the partition key", at: range)
      }
    }
  }
}
