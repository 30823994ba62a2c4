/// What a trigger function is told of its trigger, all of it known when the trigger is made.
/// https://www.postgresql.org/docs/15/plpgsql-trigger.html
struct TriggerConstants: Sendable {
  var values: [String: String]
  var arguments: [String]

  init(_ trigger: Trigger, on relation: ObjectName, _ event: TriggerEventKind) {
    let timing = trigger.definition.timing
    values = [
      "tg_op": event.operation,
      "tg_name": trigger.name,
      "tg_table_name": relation.name,
      "tg_relname": relation.name,
      "tg_table_schema": relation.schema,
      "tg_when": timing.words,
      "tg_level": trigger.definition.forEachRow ? "ROW" : "STATEMENT",
    ]
    arguments = trigger.definition.arguments
  }

  /// None, for a function that a trigger function calls.
  init() {
    values = [:]
    arguments = []
  }

  func value(of expression: Expression) -> Expression? {
    switch expression.kind {
    // As where a statement of the application sets it off.
    case .call(let call) where call.name.name.text == "pg_trigger_depth" && call.arguments.isEmpty:
      return Expression(.number("1"), at: expression.range)
    case .cast(let inner, let type) where type.name.name.text == "regclass":
      // `tg_relid::regclass` is the table's name.
      guard case .column(let path) = inner.kind, path.count == 1, path[0].text == "tg_relid",
        let name = values["tg_table_name"]
      else { return nil }
      return Expression(.string(name), at: expression.range)
    case .column(let path) where path.count == 1:
      if let value = values[path[0].text] { return Expression(.string(value), at: expression.range) }
      guard path[0].text == "tg_nargs", !values.isEmpty else { return nil }
      return Expression(.number(String(arguments.count)), at: expression.range)
    case .subscripted(let array, let index):
      guard case .column(let path) = array.kind, path.count == 1, path[0].text == "tg_argv",
        case .number(let text)? = index.known?.kind, let number = Int(text)
      else { return nil }
      // It counts from 0, and what lies behind its end is NULL.
      guard arguments.indices.contains(number) else { return Expression(.null, at: expression.range) }
      return Expression(.string(arguments[number]), at: expression.range)
    default: return nil
    }
  }
}
