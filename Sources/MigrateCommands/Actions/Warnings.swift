import Migrations
import Synchronization

/// Collects events from a run.
final class Warnings: Sendable {
  private let events = Mutex<[MigrationEvent]>([])

  func add(_ event: MigrationEvent) { events.withLock { $0.append(event) } }

  var all: [MigrationEvent] { events.withLock { $0 } }
}
