/// A statement that goes through the rows of one table and can be done for some of them at a time, in the order of the table's
/// key: `UPDATE`, `DELETE`, and `INSERT … SELECT` from one table.
package struct BatchedStatement: Sendable {
  /// The table whose rows it goes through, and its key, by their names in SQLite.
  package let table: String
  package let key: String
  private let statement: Statement
  /// The key as the statement can name it.
  private let column: Expression

  /// A value of the key.
  package enum Bound: Sendable, Hashable {
    case integer(Int64)
    case text(String)
  }

  /// - Throws: when the text is something else, or a part of it would not do its part of the whole.
  package init(_ source: SourceText, range: SourceRange, in schema: Schema) throws(Diagnostic) {
    var parser = Parser(source, range: range)
    let script = parser.parseScript()
    if let error = script.diagnostics.first(where: { $0.severity == .error }) { throw error }
    guard let statement = script.statements.first, script.statements.count == 1 else {
      throw .batches(
        "batches need one statement and no other", at: script.statements.dropFirst().first?.range ?? range)
    }
    self.statement = statement
    let driven: (table: QualifiedName, qualifier: Identifier)
    var assigned: [Identifier] = []
    switch statement.kind {
    case .update(let update):
      driven = (update.table, update.alias ?? update.table.name)
      assigned = update.assignments.flatMap(\.columns)
    case .delete(let delete): driven = (delete.table, delete.alias ?? delete.table.name)
    case .insert(let insert): driven = try Self.source(of: insert, at: statement.range)
    default:
      throw .batches(
        "only an UPDATE, a DELETE and an INSERT … SELECT from one table can be done in batches",
        at: statement.range)
    }
    let found = try schema.table(driven.table)
    let (column, name) = try Self.key(of: found, at: driven.table.range)
    if let changed = assigned.first(where: { $0.text == name }) {
      throw .batches("the key by which the batches go cannot be changed in them", at: changed.range)
    }
    table = found.name.lowered
    key = column
    self.column = Expression(
      .column([driven.qualifier, Identifier(name, at: statement.range)]), at: statement.range)
  }

  /// The key of a table by its name alone.
  package init(table name: String, in schema: Schema) throws(Diagnostic) {
    let parts = name.split(separator: ".").map { Identifier(String($0)) }
    guard let last = parts.last else { throw .batches("a table without a name", at: SourceRange(0, 0)) }
    let written = QualifiedName(schema: parts.dropLast().last, last)
    let found = try schema.table(written)
    let (column, name) = try Self.key(of: found, at: SourceRange(0, 0))
    table = found.name.lowered
    key = column
    self.column = Expression(.column([Identifier(name)]))
    statement = Statement(.delete(Delete(table: written)))
  }

  /// The only table that an `INSERT` reads row by row.
  private static func source(
    of insert: Insert, at range: SourceRange
  ) throws(Diagnostic) -> (QualifiedName, Identifier) {
    guard case .query(let query) = insert.source, case .select(let select) = query.body else {
      throw .batches("an INSERT in batches needs rows to come from a table", at: range)
    }
    guard select.from.count == 1, case .table(let table, _, let alias)? = select.from.first else {
      throw .batches("an INSERT in batches can read one table", at: query.range)
    }
    let isByRow =
      query.orderBy.isEmpty && query.limit == nil && query.offset == nil && select.distinct == nil
      && select.groupBy.isEmpty && select.having == nil && select.into == nil
      && !select.columns.contains { $0.expression.containsAggregate || $0.expression.containsWindow }
    guard isByRow else {
      throw .batches(
        "an INSERT in batches takes each row by itself: no grouping, no order, no limit", at: query.range)
    }
    return (table, alias?.name ?? table.name)
  }

  private static func key(
    of table: Table, at range: SourceRange
  ) throws(Diagnostic) -> (lowered: String, name: String) {
    guard let numbers = table.primaryKey?.columns, numbers.count == 1,
      let column = numbers.first.flatMap({ table[number: $0] })
    else {
      throw .batches(
        "batches need a table with a primary key of one column, which \"\(table.name.name)\" has not",
        at: range)
    }
    let types: [BaseType] = [.int2, .int4, .int8, .text, .varchar, .bpchar, .uuid]
    guard types.contains(column.type.base), !column.type.isArray else {
      throw .batches("batches go by a key of numbers, text or uuid", at: range)
    }
    return (column.name, column.name)
  }

  /// Whether a row belongs to a part, as a condition in PostgreSQL's words.
  package func condition(after lower: Bound?, through upper: Bound) -> String {
    filter(after: lower, through: upper).postgres
  }

  private func filter(after lower: Bound?, through upper: Bound) -> Expression {
    let range = statement.range
    let highest = Expression(.binary(column, Operator("<="), upper.expression(at: range)), at: range)
    guard let lower else { return highest }
    return Expression(
      .and([Expression(.binary(column, Operator(">"), lower.expression(at: range)), at: range), highest]),
      at: range)
  }

  /// The statement for the rows of one part.
  fileprivate func part(after lower: Bound?, through upper: Bound) -> Statement {
    let filter = filter(after: lower, through: upper)
    var part = statement
    switch statement.kind {
    case .update(var update):
      update.filter = update.filter.and(filter)
      part.kind = .update(update)
    case .delete(var delete):
      delete.filter = delete.filter.and(filter)
      part.kind = .delete(delete)
    case .insert(var insert):
      guard case .query(let query) = insert.source, case .select(var select) = query.body else { break }
      select.filter = select.filter.and(filter)
      insert.source = .query(
        Query(with: query.with, body: .select(select), locking: query.locking, range: query.range))
      part.kind = .insert(insert)
    default: break
    }
    return part
  }
}

extension Translator {
  /// Translates what a statement does to the rows of one part.
  package mutating func translate(
    _ batched: BatchedStatement, after lower: BatchedStatement.Bound?, through upper: BatchedStatement.Bound,
    in source: SourceText
  ) -> Translation {
    let part = batched.part(after: lower, through: upper)
    return resume(
      Pause(statement: part, rest: [part], mode: Pause.Mode(isGathered: true, endsSession: true)), in: source)
  }
}

extension BatchedStatement.Bound {
  fileprivate func expression(at range: SourceRange) -> Expression {
    switch self {
    case .integer(let value) where value < 0:
      Expression(.unary(Operator("-"), Expression(.number(String(value.magnitude)), at: range)), at: range)
    case .integer(let value): Expression(.number(String(value)), at: range)
    case .text(let value): Expression(.string(value), at: range)
    }
  }
}

extension Expression? {
  fileprivate func and(_ other: Expression) -> Expression {
    self.map { Expression(.and([$0, other]), at: $0.range) } ?? other
  }
}

extension Expression {
  fileprivate var containsWindow: Bool {
    if case .call(let call) = kind, call.over != nil { return true }
    var found = false
    _ = mapChildren { child in
      found = found || child.containsWindow
      return child
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func batches(_ message: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.error, .featureNotSupported, message, at: range)
  }
}
