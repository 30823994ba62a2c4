import PostgresDialect

/// The migrations of a folder, one `.sql` file each, or an `.up.sql` with a `.down.sql`.
public struct MigrationFolder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = path
  }

  /// Reads and orders them. Files that are not `.sql` and hidden ones are passed over.
  ///
  /// - Throws: when the folder or a file cannot be read, when a `.sql` file's name has no number, when a marker is not
  ///   understood, when a `.down.sql` has no `.up.sql`.
  public func migrations() throws(MigrationError) -> [Migration] {
    var files: [(name: MigrationFileName, source: SourceText)] = []
    for entry in try FileAccess.entries(of: path)
    where !entry.hasPrefix(".") && entry.lowercased().hasSuffix(".sql") {
      let file = FileAccess.join(path, entry)
      guard let name = MigrationFileName(entry) else {
        throw MigrationError(
          .invalidMigrations, "\(file): a migration's file needs a number, as in 003_add_user_settings.sql")
      }
      files.append((name, SourceText(bytes: try FileAccess.read(file), name: file)))
    }
    var downs = Dictionary(
      files.filter { $0.name.part == .down }.map { ($0.name.id, $0.source) },
      uniquingKeysWith: { first, _ in first })
    var migrations: [Migration] = []
    for (name, source) in files where name.part != .down {
      var file = try MigrationFile(source)
      var down = file.down
      if name.part == .up {
        let other = downs.removeValue(forKey: name.id)
        if down != nil, other != nil {
          throw MigrationError(
            .invalidMigrations, "\(source.name): its down is written twice, here and in a file")
        }
        if let other {
          // Its text may stand under a marker of its own, or be all of the file.
          let part = try MigrationFile(other)
          down = part.down ?? part.up
          if !part.usesTransaction { file.usesTransaction = false }
        }
      }
      var migration =
        Migration(
          id: name.id, version: name.version, description: name.description, up: .sql(file.up),
          down: down.map { .sql($0) }, usesTransaction: file.usesTransaction,
          minimumReader: file.minimumReader, batches: file.batchSize.map { Batches(size: $0) })
      migration.allowedHazards = file.allowances
      migrations.append(migration)
    }
    if let (id, source) = downs.min(by: { $0.value.name < $1.value.name }) {
      throw MigrationError(.invalidMigrations, "\(source.name): there is no \(id).up.sql beside it")
    }
    return migrations.sorted { ($0.version, $0.id) < ($1.version, $1.id) }
  }
}

extension MigrationFolder {
  /// The ids and versions of the files in the folder, whatever is in them.
  func names() throws(MigrationError) -> [(id: String, version: Int)] {
    try FileAccess.entries(of: path).filter { !$0.hasPrefix(".") }
      .compactMap { MigrationFileName($0).map { ($0.id, $0.version) } }
  }
}
