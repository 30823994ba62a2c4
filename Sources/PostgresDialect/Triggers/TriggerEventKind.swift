/// The event that a trigger of SQLite is for; one of PostgreSQL with several becomes several.
enum TriggerEventKind: String, Sendable, Hashable, CaseIterable {
  case insert
  case update
  case delete

  init?(_ event: TriggerEvent) {
    switch event {
    case .insert: self = .insert
    case .update: self = .update
    case .delete: self = .delete
    case .truncate: return nil
    }
  }

  /// PostgreSQL's `TG_OP`.
  var operation: String { rawValue.uppercased() }
  var hasNew: Bool { self != .delete }
  var hasOld: Bool { self != .insert }
}
