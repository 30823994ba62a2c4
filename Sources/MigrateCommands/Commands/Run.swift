import Migrations
import SQLiteBinding

/// What `up`, `down` and `redo` share: a run on the file, told as it goes, and its report.
struct Run {
  let options: CommonOptions
  let console: Console
  /// Whether a file that is not there is made.
  var isMade = false
  /// Up to where it applies.
  var version: Int?
  /// Whether the file is copied before.
  let backups: BackupPolicy

  func outcome(_ work: (Migrator, Connection) throws -> Report) -> Outcome {
    let progress = Progress(console)
    var path: String?
    do {
      let file = try options.databasePath()
      path = file
      var ready = try options.migrator(backups: backups, observer: progress.observe)
      // It may be waiting for a lock, where no interrupt reaches it.
      ready.isCancelled = { Interruption.signal != nil }
      let migrator = ready
      let report = try ready.onFile(file, applyingTo: version, isMade: isMade) { connection in
        try Interruption.watching(connection) { try work(migrator, connection) }
      }
      console.say(Self.summary(of: report))
      return Outcome(Self.document(path, report))
    } catch {
      let failure = error as? MigrationError ?? MigrationError(.migrationFailed, "\(error)")
      let afterword = failure.code == .usage ? nil : Self.afterword(failure)
      return Outcome(Self.document(path, failure.report), error: failure, afterword: afterword)
    }
  }

  static func document(_ path: String?, _ report: Report?) -> [String: JSONValue] {
    [
      "database": JSONValue(path), "from": JSONValue(report?.fromVersion), "to": JSONValue(report?.toVersion),
      "applied": .array((report?.steps ?? []).map { JSONValue($0) }), "dryRun": false,
      "backup": report?.backup.map { JSONValue($0) } ?? .null,
    ]
  }

  private static func summary(of report: Report) -> String {
    let state = "he database is at version \(report.toVersion)."
    return report.steps.isEmpty ? "Nothing to do: t\(state)" : "T\(state)"
  }

  /// What is the case after a failure.
  private static func afterword(_ error: MigrationError) -> String? {
    var sentences: [String] = []
    if let report = error.report, !report.steps.isEmpty {
      let ups = report.steps.filter { $0.direction == .up }.count
      let downs = report.steps.count - ups
      if ups > 0 {
        sentences.append("\(migrations(ups)) before it \(ups == 1 ? "was" : "were") applied and kept")
      }
      if downs > 0 {
        sentences.append("\(migrations(downs)) \(downs == 1 ? "was" : "were") undone before it")
      }
      sentences.append("the database is at version \(report.toVersion)")
    }
    if sentences.isEmpty {
      return error.message.contains("nothing was changed") ? nil : "Nothing was changed."
    }
    let text = sentences.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func migrations(_ count: Int) -> String {
    count == 1 ? "1 migration" : "\(count) migrations"
  }
}
