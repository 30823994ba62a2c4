import Logging
import PostgresDialect

extension MigrationEvent {
  /// Progress as an application's log shows it.
  func log(to logger: Logger) {
    switch self {
    case .warning(let message): logger.warning("\(message)")
    case .backedUp(let backup): logger.info("Made the backup \(backup.path)")
    case .started(let id, let direction, let index, let total):
      logger.info("\(direction == .up ? "Applying" : "Undoing") \(id) (\(index) of \(total))")
    case .statement(let id, let sql, let line): logger.trace("\(id):\(line): \(sql)")
    case .working(let id, let line, let elapsed):
      logger.debug("\(id):\(line) has been at work for \(elapsed.milliseconds) ms")
    case .batch(let id, let number): logger.debug("\(id): batch \(number)")
    case .diagnostic(_, let diagnostic, let source):
      let text = diagnostic.rendered(in: source)
      if diagnostic.severity == .note { logger.debug("\(text)") } else { logger.warning("\(text)") }
    case .applied(let id, let direction, let duration):
      logger.info("\(direction == .up ? "Applied" : "Undone") \(id) in \(duration.milliseconds) ms")
    case .skipped(let id): logger.info("Skipped \(id): another process has applied it")
    case .failed(let id, _, let message): logger.error("\(id) failed: \(message)")
    case .committed(let version): logger.info("The database is at version \(version)")
    }
  }
}
