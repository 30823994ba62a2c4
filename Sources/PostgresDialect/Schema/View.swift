/// A view: a query with a name, whose meaning was fixed when it was created.
struct View: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  /// Named and typed for good; numbered from 1.
  var columns: [Column]
  var query: StoredQuery
  var options = ViewOptions()
  /// Those `INSTEAD OF` which rows are written.
  var triggers: [Trigger] = []
  /// For a partition, which is a view of its table's rows within its bounds.
  var partition: Partition?

  subscript(column name: String) -> Column? { columns.first { $0.name == name } }
}

struct Partition: Sendable, Hashable {
  /// The partitioned table.
  var parent: ObjectID
  var bound: PartitionBound

  var isHash: Bool { if case .hash = bound { true } else { false } }
}

/// A query that is kept, resolved: every column with its relation, every `*` written out.
struct StoredQuery: Sendable, Hashable {
  var query: Query
  /// What it mentions.
  var references: Set<Reference>
  /// What the functions that it calls read in their bodies, which PostgreSQL takes for no dependency.
  var inner: Set<ObjectID> = []
  /// Why it cannot be kept in the file; nil when it is there.
  var obstacle: String?

  func mentions(_ object: ObjectID) -> Bool { references.contains { $0.object == object } }

  /// Whether its text may change with one of these.
  func follows(_ objects: Set<ObjectID>) -> Bool {
    references.contains { objects.contains($0.object) } || !inner.isDisjoint(with: objects)
  }
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
  private struct Option: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// In the order in which they were given, as PostgreSQL keeps them.
  private var list: [Option] = []

  init() {}

  /// As the parser keeps them: `WITH (a = b, c) WITH LOCAL CHECK OPTION`, and without `WITH` behind SET and RESET.
  init(_ text: String) {
    if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      for part in text[text.index(after: open)..<close].split(separator: ",") {
        let sides = part.split(separator: "=", maxSplits: 1)
          .map { String($0).trimmingBlanks().lowercased().filter { $0 != "'" } }
        guard let name = sides.first else { continue }
        list.append(Option(name: name, value: sides.count > 1 ? sides[1] : "true"))
      }
    }
    for (suffix, value) in [("LOCAL CHECK OPTION", "local"), ("CHECK OPTION", "cascaded")]
    where text.hasSuffix(suffix) {
      list.append(Option(name: "check_option", value: value))
      break
    }
  }

  /// `local` or `cascaded`.
  var checkOption: String? { list.first { $0.name == "check_option" }?.value }

  mutating func set(_ other: ViewOptions) {
    reset(other)
    list += other.list
  }

  mutating func reset(_ other: ViewOptions) {
    list.removeAll { option in other.list.contains { $0.name == option.name } }
  }

  /// The clause before AS; nil when there is none.
  var postgres: String? {
    list.isEmpty ? nil : "WITH (\(list.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")))"
  }
}
