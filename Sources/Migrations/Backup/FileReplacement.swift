import SQLiteBinding

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Puts a copy in the place of a file that SQLite cannot read, or that is not there.
struct FileReplacement {
  let path: String
  let source: Connection
  /// A file whose permissions the new one gets where there was none.
  let model: String

  private static let sidecars = ["-journal", "-wal", "-shm"]

  /// - Returns: where the old file is kept, and what lay beside it under its name; nil when there was nothing.
  func run() throws -> String? {
    let users = OpenFiles.list(holding: path)
    guard users.isEmpty else {
      throw MigrationError(.locked, "\(path) is open in another process\(users); nothing was changed")
    }
    guard let model = FileModel(path) ?? FileModel(self.model) else {
      throw FileAccess.failure("cannot read", self.model)
    }
    let copy = DatabaseCopy(source: source)
    try DiskSpace.require(try copy.size(), in: FileAccess.folder(of: path), for: "restoring \(path)")
    guard let file = try PartialFile(path + ".restore" + PartialFile.suffix, like: model) else {
      throw MigrationError(.locked, "another process is restoring \(path); nothing was changed")
    }
    try copy.fill(file)
    let kept = try setAside()
    try file.publish(as: path, like: model)
    return kept
  }

  /// Before the new file is there, or it would have played into it what lies beside the old one. The old file stays in its
  /// place as well until the new one takes it.
  private func setAside() throws(MigrationError) -> String? {
    let parts = ([""] + Self.sidecars).filter { FileAccess.state(of: path + $0).exists }
    guard !parts.isEmpty else { return nil }
    var number = 1
    while ([""] + Self.sidecars).contains(where: { FileAccess.state(of: keptName(number) + $0).exists }) {
      number += 1
    }
    let kept = keptName(number)
    for part in parts {
      let isDone =
        part.isEmpty && link(path, kept) == 0 || rename(path + part, kept + part) == 0
      guard isDone else { throw FileAccess.failure("cannot keep", path + part) }
    }
    try FileAccess.syncFolder(of: path)
    return kept
  }

  private func keptName(_ number: Int) -> String { "\(path).unreadable-\(number)" }
}
