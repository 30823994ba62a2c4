import Migrations
import Synchronization

/// The events of a run, a line each.
final class Log: Sendable {
  private let all = Mutex<[String]>([])

  var lines: [String] { all.withLock { $0 } }

  @Sendable func add(_ event: MigrationEvent) {
    let line: String
    switch event {
    case .started(let id, _, let index, let total): line = "started \(id) \(index)/\(total)"
    case .statement: line = "statement"
    case .diagnostic: line = "diagnostic"
    case .applied(let id, _, _): line = "applied \(id)"
    case .skipped(let id): line = "skipped \(id)"
    case .failed(let id, _, _): line = "failed \(id)"
    case .committed(let version): line = "committed \(version)"
    }
    all.withLock { $0.append(line) }
  }
}
