import PostgresDialect
import SQLiteBinding

extension Migrator {
  /// Runs all that is pending on a private copy of a file, with all checks, on the rows that it really has. The file itself
  /// is only read. Events tell of it as of a run.
  ///
  /// The copy is a file in the folder of the backups, which only its owner may read and which is gone afterwards; where
  /// there can be none it is in memory.
  ///
  /// - Throws: a `MigrationError` when the file cannot be read or there is no room for the copy. What the migrations fail
  ///   with is in the report.
  public func rehearse(at path: String, to version: Int? = nil) throws -> RehearsalReport {
    let file = file(path)
    guard path != ":memory:", try file.exists() else {
      return try rehearse(on: try Connection.inMemory(), to: version)
    }
    let folder = BackupFolder(of: path, in: options.backup.folder)
    guard let partial = try copyFile(in: folder) else {
      let memory = try Connection.inMemory()
      try file.reading { source in
        _ = try source.value("SELECT 1 FROM sqlite_schema LIMIT 1")
        try source.backup(to: memory, pagesPerStep: 512, isCancelled: isCancelled)
      }
      return try rehearse(on: memory, to: version)
    }
    try file.reading { source in
      var copy = DatabaseCopy(source: source)
      copy.isCancelled = isCancelled
      _ = try source.value("SELECT 1 FROM sqlite_schema LIMIT 1")
      try DiskSpace.require(try copy.size(), in: folder.path, for: "a copy of \(path)")
      try copy.fill(partial)
    }
    return try withExtendedLifetime(partial) {
      let connection = try Connection(path: partial.path, mode: .readWrite)
      defer { try? connection.close() }
      return try rehearse(on: connection, to: version)
    }
  }

  private func copyFile(in folder: BackupFolder) throws -> PartialFile? {
    guard let model = FileModel(folder.database) else { return nil }
    let name = FileAccess.name(of: folder.database)
    for number in 1...99 {
      let path = FileAccess.join(folder.path, "\(name).rehearsal-\(number)\(PartialFile.suffix)")
      // Where nothing may be written there is memory.
      guard let partial = try? PartialFile(path, like: model) else {
        if FileAccess.state(of: path).exists { continue }
        return nil
      }
      return partial
    }
    return nil
  }

  /// On a copy that nobody else sees.
  private func rehearse(on copy: Connection, to version: Int?) throws -> RehearsalReport {
    var migrator = self
    migrator.options.backup = .never
    var report = RehearsalReport(run: Report(fromVersion: 0, toVersion: 0))
    report.bytesBefore = try DatabaseCopy(source: copy).size()
    let before = try DatabaseCheck(copy).counts()
    report.makesBackup = (try? makesBackup(on: copy, to: version)) ?? false
    do {
      report.run = try migrator.run(on: copy, to: version)
      if let damage = try DatabaseCheck(copy).damage(isThorough: true) {
        report.failure = MigrationError(.migrationFailed, "the file would be damaged: \(damage)")
      }
    } catch let error as MigrationError {
      report.failure = error
      report.run = error.report ?? report.run
    }
    let after = try DatabaseCheck(copy).counts()
    report.tables = Set(before.keys).union(after.keys).sorted().map {
      RehearsalReport.Table(name: $0, rowsBefore: before[$0], rowsAfter: after[$0])
    }
    report.bytesAfter = try DatabaseCopy(source: copy).size()
    if !report.run.steps.isEmpty {
      let growth = max(0, report.bytesAfter - report.bytesBefore)
      report.bytesNeeded =
        growth + report.bytesBefore + (report.makesBackup ? report.bytesBefore : 0)
    }
    return report
  }

  private func makesBackup(on copy: Connection, to version: Int?) throws -> Bool {
    let plan = Plan(known: migrations, applied: try History.read(from: copy), policy: options.policy)
    let operations = try Goal.up(to: version).operations(plan, migrations, completed: 0)
    let prepared = try Preflight.translate(operations, from: try Catalog.load(from: copy))
    return try !operations.isEmpty
      && BackupNeed(policy: options.backup, operations: operations, prepared: prepared).holds(on: copy)
  }
}
