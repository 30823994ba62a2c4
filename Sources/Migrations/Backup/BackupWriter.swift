import SQLiteBinding

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Makes a backup: under a name that does not pass for one, and under its own when it is whole and on disk.
struct BackupWriter {
  let folder: BackupFolder
  var copy: DatabaseCopy

  init(_ folder: BackupFolder, of source: Connection) {
    self.folder = folder
    copy = DatabaseCopy(source: source)
  }

  func write(version: Int, reason: Backup.Reason) throws -> Backup {
    guard let model = FileModel(folder.database) else {
      throw FileAccess.failure("cannot read", folder.database)
    }
    try FileAccess.makeFolder(folder.path, mode: 0o700)
    try DiskSpace.require(try copy.size(), in: folder.path, for: "a backup of \(folder.database)")
    removeLeftovers()
    let (name, file, partial) = try reserve(
      BackupName(version: version, reason: reason, time: Self.now()), model)
    try copy.fill(partial)
    try partial.publish(as: FileAccess.join(folder.path, file), like: model)
    guard let backup = folder.backup(name, file) else { throw FileAccess.failure("cannot read", file) }
    return backup
  }

  /// A name that nobody has: first the unfinished file, which no other process then makes, then the question whether there is
  /// a whole one.
  private func reserve(
    _ wanted: BackupName, _ model: FileModel
  ) throws(MigrationError) -> (BackupName, String, PartialFile) {
    let own = FileAccess.name(of: folder.database)
    for counter in 1...9999 {
      var name = wanted
      name.counter = counter
      let file = name.file(of: own)
      let path = FileAccess.join(folder.path, file)
      if let partial = try PartialFile(path + PartialFile.suffix, like: model),
        !FileAccess.state(of: path).exists
      {
        return (name, file, partial)
      }
    }
    throw MigrationError(.inputOutput, "there are too many backups of this second in \(folder.path)")
  }

  /// What processes that were killed have left.
  private func removeLeftovers() {
    for path in folder.leftovers() {
      guard let model = FileModel(path) else { continue }
      // Taking it over tells whether anybody is still at it; letting go of it deletes it.
      _ = try? PartialFile(path, like: model)
    }
  }

  /// UTC as `20260131T093000Z`.
  private static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2) + padded(parts.tm_mday, 2) + "T"
      + padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2) + "Z"
  }
}

extension BackupFolder {
  /// The unfinished files in the folder, those that are being written among them.
  func leftovers() -> [String] {
    let own = FileAccess.name(of: database)
    let names = (try? FileAccess.entries(of: path)) ?? []
    return names.filter { name in
      name.hasSuffix(PartialFile.suffix)
        && BackupName(String(name.dropLast(PartialFile.suffix.count)), of: own) != nil
    }.map { FileAccess.join(path, $0) }
  }
}
