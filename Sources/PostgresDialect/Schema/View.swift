/// A view: a query with a name, whose meaning was fixed when it was created.
struct View: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  /// Named and typed for good; numbered from 1.
  var columns: [Column]
  var query: StoredQuery
  var options = ViewOptions()

  subscript(column name: String) -> Column? { columns.first { $0.name == name } }
}

/// A query that is kept, resolved: every column with its relation, every `*` written out.
struct StoredQuery: Sendable, Hashable {
  var query: Query
  /// What it mentions.
  var references: Set<Reference>

  func mentions(_ object: ObjectID) -> Bool { references.contains { $0.object == object } }
}

/// What makes a table a materialized view.
struct Materialized: Sendable, Hashable {
  var query: StoredQuery
  /// False until it is filled, and after `WITH NO DATA`.
  var isPopulated: Bool
  /// `USING`, `WITH (…)` and `TABLESPACE …` as written.
  var options: String?
}

/// Something that a query depends on: an object, or one column of a relation.
struct Reference: Sendable, Hashable {
  var object: ObjectID
  /// The column's number; nil for the object itself.
  var column: Int?
}

/// `WITH (…)` and `WITH CHECK OPTION`, which is one of them.
/// https://www.postgresql.org/docs/15/sql-createview.html
struct ViewOptions: Sendable, Hashable {
  /// By name; the value is nil where none was given.
  private(set) var values: [String: String?] = [:]

  init() {}

  /// As the parser keeps them: `WITH (a = b, c) WITH LOCAL CHECK OPTION`, and without `WITH` behind SET and RESET.
  init(_ text: String) {
    var text = text
    for (suffix, option) in [("LOCAL CHECK OPTION", "local"), ("CHECK OPTION", "cascaded")]
    where text.hasSuffix(suffix) {
      values["check_option"] = option
      break
    }
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return }
    text = String(text[text.index(after: open)..<close])
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks().lowercased() }
      guard let name = sides.first else { continue }
      values[name] = .some(sides.count > 1 ? sides[1].filter { $0 != "'" } : nil)
    }
  }

  mutating func set(_ other: ViewOptions) { values.merge(other.values) { $1 } }
  mutating func reset(_ other: ViewOptions) { for name in other.values.keys { values[name] = nil } }

  /// The clause before AS; nil when there is none.
  var postgres: String? {
    guard !values.isEmpty else { return nil }
    let list = values.sorted { $0.key < $1.key }.map { name, value in value.map { "\(name) = \($0)" } ?? name
    }
    return "WITH (\(list.joined(separator: ", ")))"
  }

  var hasCheck: Bool { values["check_option"] != nil }
}
