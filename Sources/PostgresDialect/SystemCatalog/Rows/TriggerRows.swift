/// A trigger with its table, or with a view as if it were one.
struct CatalogTrigger {
  var trigger: Trigger
  var table: Table

  var definition: CreateTrigger { trigger.definition }

  /// `tgtype`: https://www.postgresql.org/docs/15/catalog-pg-trigger.html
  var type: Int {
    var bits = definition.forEachRow ? 1 : 0
    switch definition.timing {
    case .before: bits |= 2
    case .insteadOf: bits |= 64
    case .after: break
    }
    for event in definition.events { bits |= event.bit }
    return bits
  }

  /// The columns of `UPDATE OF`.
  var columns: [Int] {
    definition.events.flatMap { event -> [Int] in
      guard case .update(let names) = event else { return [] }
      return names.compactMap { table[column: $0.text]?.number }
    }
  }
}

extension TriggerEvent {
  fileprivate var bit: Int {
    switch self {
    case .insert: 4
    case .delete: 8
    case .update: 16
    case .truncate: 32
    }
  }

  fileprivate var word: String {
    switch self {
    case .insert: "INSERT"
    case .delete: "DELETE"
    case .update: "UPDATE"
    case .truncate: "TRUNCATE"
    }
  }
}

extension SystemCatalog {
  /// Those that a history made; the foreign keys' own are left out.
  var triggers: [CatalogTrigger] {
    let owners =
      tables + views.map { Table(id: $0.id, name: $0.name, columns: $0.columns, triggers: $0.triggers) }
    return owners.flatMap { owner in owner.triggers.map { CatalogTrigger(trigger: $0, table: owner) } }
      .sorted { $0.trigger.id < $1.trigger.id }
  }

  /// The call at a trigger's end.
  func call(of trigger: CatalogTrigger) -> String {
    let function = schema.functions[trigger.trigger.function]
    let isVisible = function.map { lookupPath.contains($0.name.schema) } ?? true
    let name = function.map { visibleName($0.name, isVisible) } ?? trigger.definition.function.postgres
    return "\(name)(\(trigger.definition.arguments.map(PostgresPrinter.string).joined(separator: ", ")))"
  }

  func condition(of trigger: CatalogTrigger) -> String? {
    trigger.definition.when.map { text(ofWhen: $0, on: trigger.table) }
  }

  /// `pg_get_triggerdef`.
  func definition(of trigger: CatalogTrigger) -> String {
    let own = trigger.definition
    let events = own.events.sorted { $0.bit < $1.bit }.map { event -> String in
      guard case .update(let columns) = event, !columns.isEmpty else { return event.word }
      return "UPDATE OF \(columns.map { PostgresPrinter.name($0.text) }.joined(separator: ", "))"
    }
    let timing = own.timing == .before ? "BEFORE" : own.timing == .after ? "AFTER" : "INSTEAD OF"
    let table = trigger.table.name
    var deferral: String?
    if own.isConstraint {
      deferral = own.deferral == nil ? "NOT DEFERRABLE" : "DEFERRABLE"
      deferral? += own.deferral?.isInitiallyDeferred == true ? " INITIALLY DEFERRED" : " INITIALLY IMMEDIATE"
    }
    let transitions = [
      own.oldTable.map { "OLD TABLE AS \(PostgresPrinter.name($0.text))" },
      own.newTable.map { "NEW TABLE AS \(PostgresPrinter.name($0.text))" },
    ].compactMap(\.self)
    return PostgresPrinter.joined(
      "CREATE", own.isConstraint ? "CONSTRAINT" : nil,
      "TRIGGER \(PostgresPrinter.name(trigger.trigger.name))",
      timing, events.joined(separator: " OR "),
      "ON \(PostgresPrinter.name(table.schema)).\(PostgresPrinter.name(table.name))", deferral,
      transitions.isEmpty ? nil : "REFERENCING \(transitions.joined(separator: " "))",
      "FOR EACH \(own.forEachRow ? "ROW" : "STATEMENT")", condition(of: trigger).map { "WHEN (\($0))" },
      "EXECUTE FUNCTION \(call(of: trigger))")
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-trigger.html
enum TriggerRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogTrigger] { catalog.triggers }

  static func value(_ column: String, _ object: CatalogTrigger, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(object.trigger.id))
    case "tgrelid": .integer(catalog.number(object.table.id))
    case "tgname": .text(object.trigger.name)
    case "tgfoid": .integer(catalog.number(object.trigger.function))
    case "tgtype": .integer(object.type)
    case "tgenabled": .text(letter(of: object.trigger.mode))
    case "tgisinternal": .boolean(false)
    case "tgparentid", "tgconstrrelid", "tgconstrindid", "tgconstraint": .integer(0)
    case "tgdeferrable": .boolean(object.definition.deferral != nil)
    case "tginitdeferred": .boolean(object.definition.deferral?.isInitiallyDeferred == true)
    case "tgnargs": .integer(object.definition.arguments.count)
    case "tgattr": .array(object.columns)
    case "tgqual": .text(catalog.condition(of: object))
    case "tgoldtable": .text(object.definition.oldTable?.text)
    case "tgnewtable": .text(object.definition.newTable?.text)
    default: .null
    }
  }

  private static func letter(of mode: TriggerMode) -> String {
    switch mode {
    case .enabled: "O"
    case .disabled: "D"
    case .replica: "R"
    case .always: "A"
    }
  }
}

/// One row an event: https://www.postgresql.org/docs/15/infoschema-triggers.html
enum InformationTriggerRows: SystemRows {
  typealias Object = (trigger: CatalogTrigger, event: String)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.triggers.flatMap { trigger in
      trigger.definition.events.map(\.word).filter { $0 != "TRUNCATE" }.map { (trigger, $0) }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    let own = object.trigger
    switch column {
    case "trigger_catalog", "event_object_catalog": return .text(SystemCatalog.database)
    case "trigger_schema", "event_object_schema": return .text(own.table.name.schema)
    case "trigger_name": return .text(own.trigger.name)
    case "event_manipulation": return .text(object.event)
    case "event_object_table": return .text(own.table.name.name)
    case "action_order":
      // They fire by name among those of one kind.
      let before = objects(catalog).filter {
        $0.trigger.table.id == own.table.id && $0.event == object.event
          && $0.trigger.type & 67 == own.type & 67
          && $0.trigger.trigger.name < own.trigger.name
      }
      return .integer(before.count + 1)
    case "action_condition": return .text(catalog.condition(of: own))
    case "action_statement": return .text("EXECUTE FUNCTION \(catalog.call(of: own))")
    case "action_orientation": return .text(own.definition.forEachRow ? "ROW" : "STATEMENT")
    case "action_timing":
      return .text(own.type & 2 != 0 ? "BEFORE" : own.type & 64 != 0 ? "INSTEAD OF" : "AFTER")
    case "action_reference_old_table": return .text(own.definition.oldTable?.text)
    case "action_reference_new_table": return .text(own.definition.newTable?.text)
    default: return .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-triggered-update-columns.html
enum TriggeredColumnRows: SystemRows {
  typealias Object = (trigger: CatalogTrigger, column: Int)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.triggers.flatMap { trigger in trigger.columns.map { (trigger, $0) } }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "trigger_catalog", "event_object_catalog": .text(SystemCatalog.database)
    case "trigger_schema", "event_object_schema": .text(object.trigger.table.name.schema)
    case "trigger_name": .text(object.trigger.trigger.name)
    case "event_object_table": .text(object.trigger.table.name.name)
    case "event_object_column": .text(object.trigger.table[number: object.column]?.name)
    default: .null
    }
  }
}
