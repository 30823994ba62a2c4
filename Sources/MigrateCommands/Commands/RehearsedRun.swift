import Migrations

/// A run on a copy of the file, and what it has shown.
struct RehearsedRun {
  let options: CommonOptions
  let console: Console

  func outcome(_ backups: BackupPolicy, to version: Int?) throws -> Outcome {
    let path = try options.databasePath()
    var migrator = try options.migrator(backups: backups, observer: Progress(console).observe)
    migrator.isCancelled = { Interruption.signal != nil }
    let report = try migrator.rehearse(at: path, to: version)
    var document = Run.document(path, report.run)
    document["rehearsed"] = true
    document["tables"] = .array(
      report.tables.map {
        .object([
          "name": .string($0.name), "before": JSONValue($0.rowsBefore), "after": JSONValue($0.rowsAfter),
        ])
      })
    document["bytesBefore"] = .int(report.bytesBefore)
    document["bytesAfter"] = .int(report.bytesAfter)
    document["bytesNeeded"] = .int(report.bytesNeeded)
    document["makesBackup"] = .bool(report.makesBackup)
    try tell(report)
    if let failure = report.failure {
      return Outcome(document, error: failure, afterword: "That was a copy: nothing was changed.")
    }
    return Outcome(document)
  }

  private func tell(_ report: RehearsalReport) throws {
    guard !console.isJSON else { return }
    var table = Table(header: ["TABLE", "ROWS BEFORE", "ROWS AFTER"])
    table.rows = report.tables.filter { $0.rowsBefore != $0.rowsAfter }.map { table in
      [
        table.name.asName, table.rowsBefore.map { String($0) } ?? "-",
        table.rowsAfter.map { String($0) } ?? "-",
      ]
    }
    if !table.rows.isEmpty { try console.table(table.lines { _, _, text in text }) }
    if report.run.steps.isEmpty, report.failure == nil {
      return console.say("Nothing to do: the database is at version \(report.run.toVersion).")
    }
    guard report.failure == nil else { return }
    console.say(
      "The file would be at version \(report.run.toVersion) and have \(report.bytesAfter) bytes; "
        + "it has \(report.bytesBefore), and the run takes up to \(report.bytesNeeded) more"
        + (report.makesBackup ? ", a backup among them." : "."))
    console.say("That was a copy: nothing was changed.")
  }
}
