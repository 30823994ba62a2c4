import SQLiteBinding

/// Copies a database page by page (https://sqlite.org/backup.html): exact, row numbers included, whatever lies in a WAL.
struct DatabaseCopy {
  /// Inside a read transaction, or with the file locked, so that what it holds stays the same.
  let source: Connection
  var isCancelled: @Sendable () -> Bool = { false }
  /// Whether the copy must be found sound. Not so for what is kept because it is about to be replaced.
  var isVerified = true

  /// How much the copy will take.
  func size() throws -> Int {
    let pages = try source.pragma("page_count")?.int ?? 0
    return pages * (try source.pragma("page_size")?.int ?? 4096)
  }

  /// Fills a file that was just made, brings it to disk and compares it with the source.
  func fill(_ file: PartialFile) throws {
    do {
      try copy(to: file.path)
      try file.leaveWAL()
      try file.sync()
      let written = try Connection(path: file.path, mode: .readOnly)
      defer { try? written.close() }
      try written.transaction(.deferred) { try verify($0) }
    } catch let error as SQLiteError where error.code.primary != .interrupt {
      throw MigrationError(error, path: file.path) ?? MigrationError.wrapping(error, path: file.path)
    }
  }

  private func copy(to path: String) throws {
    let target = try Connection(path: path, mode: .readWrite)
    defer { try? target.close() }
    // Nobody reads it before it is whole and synced.
    try target.setPragma("journal_mode", "MEMORY")
    try target.setPragma("synchronous", "OFF")
    try source.backup(to: target, pagesPerStep: 512, isCancelled: isCancelled)
  }

  private func verify(_ copy: Connection) throws {
    guard isVerified else { return }
    if let damage = try DatabaseCheck(copy).damage() {
      throw MigrationError(
        .notOurs,
        "\(source.path ?? "the database") is corrupt: its copy fails the check with \"\(damage)\"; nothing was changed"
      )
    }
    guard try DatabaseContents(of: copy) == DatabaseContents(of: source) else {
      throw MigrationError(
        .inputOutput, "the copy \(copy.path ?? "") is not what was copied; nothing was changed")
    }
  }
}
