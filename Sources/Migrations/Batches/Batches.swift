import PostgresDialect

/// How a migration that changes many rows is done in parts, each with a commit of its own.
public struct Batches: Sendable {
  /// How many rows of the table are gone through at a time.
  public let size: Int
  /// For one in Swift: the table, and what is done to each part of it.
  let table: String?
  let each: (@Sendable (MigrationDatabase, Batch) throws -> Void)?

  init(size: Int, table: String? = nil, each: (@Sendable (MigrationDatabase, Batch) throws -> Void)? = nil) {
    self.size = max(1, size)
    self.table = table
    self.each = each
  }
}

/// Some rows of a table.
public struct Batch: Sendable, Hashable {
  /// Holds for the rows of this part: a condition on the table's key in PostgreSQL's words, to stand behind `WHERE`.
  public let condition: String
}

extension Migration {
  /// A migration in SQL that is done in parts, as with `-- migrate:up batch:5000` in a file: one `UPDATE`, `DELETE` or
  /// `INSERT … SELECT` that goes through a table with a key of one column. Each part is committed by itself, and a run that was
  /// cut off goes on behind the last one.
  ///
  /// - Parameter batchSize: how many rows are gone through at a time.
  public init(
    id: String, version: Int, description: String, up: String, batchSize: Int, down: String? = nil
  ) {
    self.init(
      id: id, version: version, description: description, up: .sql(MigrationScript(up, name: id)),
      down: down.map { .sql(MigrationScript($0, name: "\(id) (down)")) }, usesTransaction: false,
      batches: Batches(size: batchSize))
  }

  /// A migration in Swift that is done in parts.
  ///
  /// ```swift
  /// Migration(
  ///   id: "007_fill_slugs", version: 7, description: "Fill slugs", batchesOf: "notes", batchSize: 5000
  /// ) { db, batch in
  ///   for row in try db.query("SELECT id, title FROM notes WHERE \(batch.condition)") { … }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - table: whose rows are gone through, in the order of its key of one column.
  ///   - each: what is done to some of them. What it does is committed with the place where the next part begins, so that each
  ///     row is met once.
  public init(
    id: String, version: Int, description: String, batchesOf table: String, batchSize: Int,
    each: @escaping @Sendable (MigrationDatabase, Batch) throws -> Void
  ) {
    self.init(
      id: id, version: version, description: description,
      up: .code { database in try each(database, Batch(condition: "true")) }, down: nil,
      usesTransaction: false,
      batches: Batches(size: batchSize, table: table, each: each))
  }
}
