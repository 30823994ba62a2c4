/// What the variables of a trigger function stand for at some point of it, as SQLite's text.
struct TriggerState: Sendable {
  /// `NEW`, `OLD`, and the variables that hold rows.
  var records: [String: TriggerRecord] = [:]
  var variables: [String: TriggerVariable] = [:]

  var scope: Scope {
    var sources = records.map { name, record in
      var source = Scope.Source(
        name: name, prefix: "", columns: record.columns, texts: record.values.map(\.sql))
      source.isRecord = true
      return source
    }
    let names = variables.keys.sorted()
    sources.append(
      Scope.Source(
        name: "", prefix: "", columns: names.map { ($0, variables[$0]?.type ?? .text) },
        texts: names.map { variables[$0]?.value.sql ?? "NULL" }))
    return Scope(sources: sources)
  }
}

struct TriggerVariable: Sendable {
  var type: PostgresType
  var value = TriggerValue.null
  var isConstant = false
}

struct TriggerRecord: Sendable {
  var columns: [(name: String, type: PostgresType)] = []
  var values: [TriggerValue] = []
  /// True for a record that holds no row, such as `OLD` where a row is inserted: all of its fields are NULL.
  var isNull = false
  /// Whether it may hold rows of any kind.
  var isOpen = false

  static func null(_ columns: [(name: String, type: PostgresType)]) -> TriggerRecord {
    TriggerRecord(columns: columns, values: columns.map { _ in .null }, isNull: true)
  }

  func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// A value as SQLite's text, fit to be an operand.
struct TriggerValue: Sendable, Hashable {
  var sql: String
  /// Where one `IF` without `ELSE` set it: the condition, what it is then, and what it is otherwise.
  var choice: Choice?

  struct Choice: Sendable, Hashable {
    var condition: String
    var then: String
    var otherwise: String
  }

  init(_ sql: String) { self.sql = sql }

  static let null = TriggerValue("NULL")

  static func == (left: TriggerValue, right: TriggerValue) -> Bool { left.sql == right.sql }
  func hash(into hasher: inout Hasher) { hasher.combine(sql) }
}

extension TriggerState {
  /// What holds behind branches of which one was taken: in their order, each under its condition, the last under none.
  static func merged(_ arms: [(condition: String?, state: TriggerState)], start: TriggerState) -> TriggerState
  {
    guard let last = arms.last else { return start }
    guard arms.count > 1 else { return last.state }
    var result = start
    for (name, own) in start.records {
      let records = arms.map { $0.state.records[name] ?? own }
      let shape = records.first { !$0.columns.isEmpty } ?? own
      var merged = TriggerRecord(columns: shape.columns, isOpen: own.isOpen)
      merged.isNull = records.allSatisfy(\.isNull)
      merged.values = shape.columns.indices.map { index in
        let values = records.map { record in
          record.columns.count == shape.columns.count ? record.values[index] : .null
        }
        return Self.merged(values, arms.map(\.condition))
      }
      result.records[name] = merged
    }
    for (name, own) in start.variables {
      let values = arms.map { $0.state.variables[name]?.value ?? own.value }
      result.variables[name]?.value = Self.merged(values, arms.map(\.condition))
    }
    return result
  }

  private static func merged(_ values: [TriggerValue], _ conditions: [String?]) -> TriggerValue {
    guard let last = values.last, values.contains(where: { $0 != last }) else { return values[0] }
    var text = "CASE"
    for (value, condition) in zip(values, conditions).dropLast() {
      text += " WHEN \(condition ?? "1") THEN \(value.sql)"
    }
    var result = TriggerValue("\(text) ELSE \(last.sql) END")
    if values.count == 2, let condition = conditions[0] {
      result.choice = TriggerValue.Choice(condition: condition, then: values[0].sql, otherwise: last.sql)
    }
    return result
  }
}
