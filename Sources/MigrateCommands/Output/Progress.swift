import Migrations

/// Tells a run's events as they happen.
struct Progress: Sendable {
  private let console: Console

  init(_ console: Console) {
    self.console = console
  }

  @Sendable
  func observe(_ event: MigrationEvent) {
    switch event {
    case .warning(let message): console.complain("warning: \(message)")
    case .backedUp(let backup): console.say("Made the backup \(backup.path.asName)")
    case .started(let id, let direction, let index, let total):
      if console.isTerminal {
        console.say("\(direction == .up ? "Applying" : "Undoing") \(id.asName) (\(index) of \(total))")
      }
    case .statement(let id, let sql, let line):
      if console.isVerbose { tellStatement("\(id.asName):\(line): \(sql.forTerminal().shortened())") }
    case .working(let id, let line, let elapsed):
      // Enough to see that it moves.
      let seconds = elapsed.wholeMilliseconds / 1000
      if console.isTerminal, elapsed.wholeMilliseconds % 1000 < 500,
        [2, 5].contains(seconds) || seconds % 10 == 0
      {
        console.say("\(id.asName):\(line) has been at work for \(seconds) s")
      }
    case .batch(let id, let number):
      if console.isTerminal, number % 10 == 0 { console.say("\(id.asName): \(number) batches") }
    case .diagnostic(_, let diagnostic, let source):
      console.tell(diagnostic, in: source)
    case .applied(let id, let direction, let duration):
      let what = direction == .up ? "Applied" : "Undone"
      let time = "in \(duration.wholeMilliseconds) ms"
      console.say(
        console.isTerminal ? console.coloured("\(what) \(time)", .green) : "\(what) \(id.asName) \(time)")
    case .skipped(let id): console.say("Skipped \(id.asName): another process has applied it")
    case .failed, .committed: break
    }
  }

  private func tellStatement(_ text: String) {
    if console.isJSON { console.complain(text) } else { console.say(text) }
  }
}
