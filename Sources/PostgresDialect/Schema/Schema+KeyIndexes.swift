/// `ADD PRIMARY KEY USING INDEX` and `ADD UNIQUE USING INDEX`.
/// https://www.postgresql.org/docs/15/sql-altertable.html
extension Schema {
  /// Makes an index into a key of the table; it is then the constraint's and has its name.
  mutating func takeIndex(
    _ name: Identifier, _ constraint: inout Constraint, isPrimary: Bool,
    of table: inout Table
  ) throws(Diagnostic) -> Constraint.Kind {
    func refuse(_ state: SQLState, _ message: String) -> Diagnostic {
      Diagnostic(.error, state, message, at: name.range)
    }
    guard let id = relations[ObjectName(name.text, in: table.name.schema)] else {
      throw refuse(.undefinedObject, "index \"\(name.text)\" does not exist")
    }
    guard let index = indexes[id] else {
      let isOwn = id == table.id && table.constraints.contains { $0.name == name.text }
      throw isOwn
        ? refuse(SQLState("55000"), "index \"\(name.text)\" is already associated with a constraint")
        : refuse(.wrongObjectType, "\"\(name.text)\" is not an index")
    }
    guard index.table == table.id else {
      throw refuse(
        SQLState("55000"), "index \"\(name.text)\" does not belong to table \"\(table.name.name)\"")
    }
    guard index.isUnique else { throw refuse(.wrongObjectType, "\"\(name.text)\" is not a unique index") }
    guard index.filter == nil else { throw refuse(.wrongObjectType, "\"\(name.text)\" is a partial index") }
    var numbers: [Int] = []
    for element in index.elements {
      guard let column = element.columnName.flatMap({ table[column: $0] }) else {
        throw refuse(.wrongObjectType, "index \"\(name.text)\" contains expressions")
      }
      guard !element.isDescending, element.nulls != .first else {
        throw refuse(
          .wrongObjectType,
          "index \"\(name.text)\" column number \(numbers.count + 1) does not have default sorting behavior")
      }
      numbers.append(column.number)
    }
    removeIndex(id)
    constraint.include = index.include.compactMap { table[column: $0.text]?.number }
    constraint.options = index.options
    guard isPrimary else { return .unique(numbers, nullsNotDistinct: index.nullsNotDistinct) }
    table.requireValues(in: numbers)
    return .primaryKey(numbers)
  }
}

extension Table {
  mutating func requireValues(in numbers: [Int]) {
    for index in columns.indices where numbers.contains(columns[index].number) {
      columns[index].isNotNull = true
    }
  }
}
