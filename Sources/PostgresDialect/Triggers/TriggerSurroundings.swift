/// What a statement inside of a trigger must know of the trigger that it stands in.
struct TriggerSurroundings {
  /// Rows that are no relation's: transition tables, and common tables, which are read in the place that names them.
  var tables: [String: LoweredQuery] = [:]
  /// The trigger's own table, where the row that it fires for must not be seen as it is now.
  var hidden: HiddenRow?
  /// The rows of the loops around the statement, as they stand in FROM.
  var rows: [String] = []
  /// The relations that have been read.
  var reads: Set<ObjectID> = []
  /// Whether what is lowered is evaluated once and in any case, so that a sequence may be counted on before it.
  var mayCount = false
  /// The sequences whose next values are asked for.
  var counted: [CountedSequence] = []
}

/// A sequence that goes on to its next value before a statement reads it.
struct CountedSequence: Sendable, Hashable {
  var id: ObjectID
  var name: String
  var place: CounterPlace
}

/// What PostgreSQL sees of a table while a row is still to be written.
struct HiddenRow: Sendable {
  var table: ObjectID
  /// The query of its other rows, and of the row as it was.
  var rest: String
}

/// Where the condition under which a statement of a trigger runs is filled in: it is known, and where it is best
/// asked, only when all statements are.
enum GuardSlot {
  /// ` WHERE …`, or nothing.
  static let clause: Character = "\u{E100}"
  /// ` WHERE …`, also where there is no condition: https://sqlite.org/lang_upsert.html#parsing_ambiguity
  static let required: Character = "\u{E101}"
  /// ` AND …`, or nothing.
  static let term: Character = "\u{E102}"

  static func fill(_ sql: String, with condition: String?) -> String {
    guard sql.contains(where: { $0 == clause || $0 == required || $0 == term }) else { return sql }
    var result = ""
    for character in sql {
      switch character {
      case clause: result += condition.map { " WHERE \($0)" } ?? ""
      case required: result += " WHERE \(condition ?? "true")"
      case term: result += condition.map { " AND \($0)" } ?? ""
      default: result.append(character)
      }
    }
    return result
  }
}
