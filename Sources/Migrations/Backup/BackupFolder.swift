/// The backups of one database: files beside it, or in a folder of their own.
public struct BackupFolder: Sendable {
  /// The database's path, links followed.
  public let database: String
  /// Where its backups are.
  public let path: String

  /// - Parameter folder: nil for the database's own.
  public init(of database: String, in folder: String? = nil) {
    // The sidecars of a linked file lie beside the file itself, and so do its backups.
    self.database = FileAccess.resolved(database)
    path = folder ?? FileAccess.folder(of: self.database)
  }

  /// All that are whole, the newest first.
  public func backups() throws(MigrationError) -> [Backup] {
    guard FileAccess.state(of: path).exists else { return [] }
    let own = FileAccess.name(of: database)
    let names = try FileAccess.entries(of: path).compactMap { file in
      BackupName(file, of: own).map { (name: $0, file: file) }
    }
    return names.sorted { $0.name > $1.name }.compactMap { backup($0.name, $0.file) }
  }

  /// The newest one; what a restore has replaced does not count.
  public func latest() throws(MigrationError) -> Backup? {
    try backups().first { $0.reason != .restore }
  }

  /// One of them by its name, or by a path.
  ///
  /// - Throws: `.usage` when there is none.
  public func backup(named name: String) throws(MigrationError) -> Backup {
    let all = try backups()
    if let known = all.first(where: { $0.name == name || $0.path == name }) { return known }
    if name.contains("/"), let bytes = FileAccess.size(of: name) {
      return Backup(path: name, version: 0, reason: .demand, madeAt: "", bytes: bytes)
    }
    throw MigrationError(
      .usage, all.isEmpty ? "there is no backup in \(path)" : "there is no backup \(name) in \(path)")
  }

  func backup(_ name: BackupName, _ file: String) -> Backup? {
    let path = FileAccess.join(path, file)
    guard let bytes = FileAccess.size(of: path) else { return nil }
    return Backup(
      path: path, version: name.version, reason: name.reason, madeAt: name.moment, bytes: bytes)
  }

  /// Deletes the oldest of those that runs have made.
  func prune(keeping count: Int) throws(MigrationError) {
    let made = try backups().filter { if case .run = $0.reason { true } else { false } }
    for backup in made.dropFirst(max(1, count)) { try FileAccess.remove(backup.path) }
  }
}
