import PostgresDialect
import SQLiteBinding

/// Migrations that are done in parts.
extension Runner {
  /// One migration, with a commit for each part, in which stands where the next one begins. Between them other processes may
  /// write, and do the next part too: what is done is read under the lock each time.
  mutating func runBatches(_ goal: Goal) throws -> Bool {
    let start = ContinuousClock.now
    var id: String?
    while true {
      try begin(.immediate)
      var current: Operation?
      do {
        let operations = try self.operations(of: goal)
        guard let operation = operations.first, operation.isBatched, id == nil || id == operation.migration.id
        else {
          try connection.rollback()
          return !operations.isEmpty
        }
        if id == nil { observe(started(operation, 0, operations.count)) }
        id = operation.migration.id
        current = operation
        let isLast = try runPart(of: operation, since: start)
        try connection.withBusyRetry(until: deadline) { try connection.commit() }
        if isLast {
          observe(.applied(id: operation.migration.id, direction: .up, duration: .now - start))
          try finish([step(operation, since: start)])
          return true
        }
      } catch {
        try? connection.rollback()
        throw current.map { failed($0, error) } ?? error
      }
    }
  }

  /// Does the next part inside the transaction that is under way.
  ///
  /// - Returns: whether it was the last, and the migration is recorded.
  private func runPart(of operation: Operation, since start: ContinuousClock.Instant) throws -> Bool {
    let migration = operation.migration
    guard let batches = migration.batches else { return true }
    let schema = try Catalog.load(from: connection)
    let batched = try Preflight.batched(operation, in: schema)
    try History.create(on: connection)
    var isLast = true
    if var bookmark = try Bookmark.read(migration, on: connection) ?? first(batched),
      let upper = try batched.next(
        after: bookmark.after, through: bookmark.last, batches.size, on: connection)
    {
      let database = database(named: migration.id, schema)
      defer { database.invalidate() }
      try database.run(batched, batches, operation.body?.script, after: bookmark.after, through: upper)
      _ = try database.finish()
      if connection.deferredForeignKeyViolations > 0 { throw violations() }
      bookmark.after = upper
      bookmark.parts += 1
      observe(.batch(id: migration.id, number: bookmark.parts))
      isLast = upper == bookmark.last
      if !isLast { try bookmark.write(migration, on: connection) }
    }
    guard isLast else { return false }
    try Bookmark.remove(migration, on: connection)
    try record(operation, since: start)
    return true
  }

  /// Nil for a table without rows.
  private func first(_ batched: BatchedStatement) throws -> Bookmark? {
    let last = try connection.value(
      "SELECT \(batched.quotedKey) FROM \(batched.quotedTable) ORDER BY 1 DESC LIMIT 1")
    return last.map { Bookmark(after: nil, last: $0) }
  }
}

extension BatchedStatement {
  fileprivate var quotedKey: String { Self.quoted(key) }
  fileprivate var quotedTable: String { Self.quoted(table) }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// The key of the last row of the next part; nil when there is none.
  fileprivate func next(after: Value?, through last: Value, _ size: Int, on connection: Connection) throws
    -> Value?
  {
    // A row that was the last may be gone by now.
    let isBehind = after == nil || after == .null ? "" : "AND \(quotedKey) > ?2"
    let keys = try connection.query(
      """
      SELECT max(k) FROM (
        SELECT \(quotedKey) AS k FROM \(quotedTable) WHERE \(quotedKey) <= ?1 \(isBehind) ORDER BY 1 LIMIT ?3)
      """, [last, after ?? .null, .integer(Int64(size))])
    return keys.first.flatMap { $0[0].isNull ? nil : $0[0] }
  }
}

extension MigrationDatabase {
  /// Does a migration for the rows of one part.
  fileprivate func run(
    _ batched: BatchedStatement, _ batches: Batches, _ script: MigrationScript?, after: Value?, through: Value
  ) throws {
    guard let upper = BatchedStatement.Bound(through) else {
      throw MigrationError(.migrationFailed, "the key \(through) is no number and no text")
    }
    let lower = after.flatMap { BatchedStatement.Bound($0) }
    if let each = batches.each {
      try each(self, Batch(condition: batched.condition(after: lower, through: upper)))
    } else if let script {
      try run(batched, after: lower, through: upper, in: script.source)
    }
  }
}

extension BatchedStatement.Bound {
  fileprivate init?(_ value: Value) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .text(let text): self = .text(text)
    default: return nil
    }
  }
}
