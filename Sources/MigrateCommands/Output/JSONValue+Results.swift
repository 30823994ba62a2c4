import Migrations
import PostgresDialect

extension JSONValue {
  /// An error with the place it is about, as far as that is known.
  init(_ error: MigrationError, exit: Int32) {
    let diagnostic = error.diagnostics.first
    self = .object([
      "code": .string(error.code.rawValue),
      "message": .string(error.message.shortened()),
      "exit": .int(Int(exit)),
      "migration": JSONValue(error.migration),
      "file": JSONValue(error.source?.name),
      "line": JSONValue(error.location?.line),
      "column": JSONValue(error.location?.column),
      "sqlstate": JSONValue(diagnostic?.state.code),
      "hint": JSONValue(diagnostic?.hint),
      "losses": .array(error.losses.map { JSONValue($0) }),
    ])
  }

  init(_ finding: LintFinding) {
    let location = finding.source.location(of: finding.range.lower)
    self = .object([
      "hazard": .string(finding.hazard.name), "migration": .string(finding.migration),
      "message": .string(finding.message), "explanation": .string(finding.hazard.explanation),
      "rows": JSONValue(finding.rows), "file": .string(finding.source.name), "line": .int(location.line),
      "column": .int(location.column),
    ])
  }

  private init(_ loss: DataLoss) {
    self = .object([
      "migration": .string(loss.migration), "table": .string(loss.table), "rows": .int(loss.rows),
      "column": JSONValue(loss.column), "what": .string(loss.description),
    ])
  }

  /// A document of nothing but an error that has no place.
  static func failure(code: String, message: String, exit: Int32) -> JSONValue {
    .object(["error": JSONValue(MigrationError(MigrationError.Code(rawValue: code), message), exit: exit)])
  }

  init(_ step: Report.Step) {
    self = .object([
      "id": .string(step.id), "version": .int(step.version), "direction": .string(step.direction.rawValue),
      "durationMs": .int(step.duration.wholeMilliseconds),
    ])
  }

  init(_ backup: Backup) {
    var target: Int?
    if case .run(let version) = backup.reason { target = version }
    self = .object([
      "path": .string(backup.path), "name": .string(backup.name), "version": .int(backup.version),
      "target": JSONValue(target), "replaced": .bool(backup.reason == .restore),
      "madeAt": .string(Moment(backup.madeAt).iso8601), "bytes": .int(backup.bytes),
    ])
  }

  init(_ diagnostic: Diagnostic, in source: SourceText) {
    let location = diagnostic.range.map { source.location(of: $0.lower) }
    self = .object([
      "severity": .string(diagnostic.severity.rawValue), "message": .string(diagnostic.message),
      "line": JSONValue(location?.line), "column": JSONValue(location?.column),
      "sqlstate": .string(diagnostic.state.code), "hint": JSONValue(diagnostic.hint),
    ])
  }
}

extension Duration {
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}

extension SourceText {
  func line(of range: SourceRange) -> Int { location(of: range.lower).line }
}
