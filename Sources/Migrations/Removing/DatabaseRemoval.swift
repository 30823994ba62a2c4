import SQLiteBinding

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Deletes a database that nobody else has open.
package struct DatabaseRemoval {
  private let path: String

  package init(path: String) {
    self.path = path
  }

  private static let sidecars = ["-journal", "-wal", "-shm"]

  /// - Returns: what was deleted; nothing when there was no file.
  package func run() throws -> [String] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw FileAccess.failure("cannot read", path) }
      let folder = FileAccess.folder(of: path)
      guard stat(folder, &status) == 0 else { throw FileAccess.failure("cannot read the folder", folder) }
      // What is left beside a file that is gone would be played into the next one of its name.
      return try Self.sidecars.compactMap { try delete(path + $0) }
    }
    do {
      return try removeExisting(status)
    } catch let error as SQLiteError {
      throw translated(error)
    }
  }

  private func removeExisting(_ status: stat) throws -> [String] {
    let connection = try Connection(path: path, mode: .readWrite)
    guard !connection.isReadOnly, status.st_mode & 0o222 != 0 else {
      throw MigrationError(.inputOutput, "\(path) is read-only")
    }
    try lock(connection)
    let others = OpenFiles.list(holding: path)
    guard others.isEmpty else {
      throw MigrationError(.locked, "\(path) is open in another process\(others); nothing was deleted")
    }
    // Links are followed, as SQLite does, whose sidecars lie beside the file itself.
    let file = connection.path ?? path
    // The lock is held to the end, so that nobody else begins to use what is half gone. Taking it has brought all
    // that the sidecars held into the file: a crash between here and the last step leaves a whole database. The
    // other way round it would leave a journal, to be played into the next file of this name.
    var deleted = try Self.sidecars.compactMap { try delete(file + $0) }
    if let main = try delete(file) { deleted.append(main) }
    try? FileAccess.syncFolder(of: file)
    try? connection.rollback()
    return deleted
  }

  /// Leaves WAL mode, which fails while any other connection is open, and locks out readers too.
  private func lock(_ connection: Connection) throws {
    if try connection.pragma("journal_mode")?.string == "wal" {
      guard try connection.value("PRAGMA journal_mode = DELETE")?.string == "delete" else {
        throw SQLiteError(.busy, "the database is locked")
      }
    }
    try connection.setPragma("locking_mode", "EXCLUSIVE")
    try connection.begin(.exclusive)
  }

  private func delete(_ file: String) throws -> String? {
    if unlink(file) == 0 { return file }
    if errno == ENOENT { return nil }
    throw FileAccess.failure("cannot delete", file)
  }

  private func translated(_ error: SQLiteError) -> MigrationError {
    var failure =
      switch error.code.primary {
      case _ where error.isBusy, .locked:
        MigrationError(.locked, "\(path) is in use by another process; nothing was deleted")
      case .notADatabase: MigrationError(.notOurs, "\(path) is not a database; nothing was deleted")
      case .corrupt: MigrationError(.notOurs, "\(path) is corrupt (\(error.message)); delete it by hand")
      default: MigrationError(.inputOutput, "\(path) cannot be deleted: \(error.message)")
      }
    failure.underlying = error
    return failure
  }
}
