/// Schemas in PostgreSQL's sense: https://www.postgresql.org/docs/15/ddl-schemas.html
extension Schema {
  mutating func create(_ statement: CreateSchema) throws(Diagnostic) -> [Diagnostic] {
    let name = statement.name
    try Self.refuseSystemName(name)
    guard !namespaces.contains(name.text) else {
      let message = "schema \"\(name.text)\" already exists"
      guard statement.ifNotExists else {
        throw Diagnostic(.error, .duplicateSchema, message, at: name.range)
      }
      return [.skipped(message + ", skipping", .duplicateSchema, name.range)]
    }
    namespaces.insert(name.text)
    return []
  }

  /// Nothing stands for the default. `pg_catalog` is searched wherever it stands.
  mutating func setSearchPath(_ names: [String]) {
    let names = names.isEmpty || names == ["default"] ? Schema().searchPath : names
    searchPath = names.filter { $0 != "$user" && $0 != "pg_catalog" && !$0.isEmpty }
  }

  /// `SELECT set_config('search_path', …)`, as every dump begins, and other settings.
  mutating func setConfiguration(by query: Query) {
    guard case .select(let select) = query.body, select.columns.count == 1,
      case .call(let call) = select.columns[0].expression.kind, call.name.name.text == "set_config",
      call.arguments.count == 3, case .string(let name) = call.arguments[0].value.kind,
      case .string(let path) = call.arguments[1].value.kind
    else { return }
    settings[name.lowercased()] = path
    guard name.lowercased() == "search_path" else { return }
    setSearchPath(
      path.split(separator: ",").map { part in
        let name = String(part).trimmingBlanks()
        return QualifiedName(text: name)?.name.text ?? ""
      } + (path.isEmpty ? [""] : []))
  }

  static let reservedNames =
    "names that begin with sqlite_ belong to SQLite, those that begin with _migrations to this engine"

  static func refuseSystemName(_ name: Identifier) throws(Diagnostic) {
    guard !name.text.hasPrefix("pg_") else {
      throw Diagnostic(
        .error, SQLState("42939"), "unacceptable schema name \"\(name.text)\"",
        hint: "the prefix \"pg_\" is reserved for system schemas", at: name.range)
    }
    // Its tables would have names that the engine's own tables have.
    guard !name.text.lowercased().hasPrefix("_migrations"), !name.text.lowercased().hasPrefix("sqlite_")
    else {
      throw Diagnostic(
        .error, .featureNotSupported, "the name \"\(name.text)\" is reserved here", hint: reservedNames,
        at: name.range)
    }
  }

  func requireNamespace(_ name: Identifier) throws(Diagnostic) {
    guard namespaces.contains(name.text) else {
      throw Diagnostic(.error, .invalidSchemaName, "schema \"\(name.text)\" does not exist", at: name.range)
    }
  }

  mutating func dropSchema(_ name: QualifiedName, _ statement: Drop) throws(Diagnostic) -> Bool {
    let schema = name.name.text
    guard namespaces.contains(schema) else {
      if statement.ifExists { return true }
      throw Diagnostic(.error, .invalidSchemaName, "schema \"\(schema)\" does not exist", at: name.range)
    }
    if statement.cascade {
      try dropContents(of: schema, at: name.range)
    } else if let dependent = contents(of: schema) {
      throw Diagnostic(
        .error, .dependentObjectsStillExist,
        "cannot drop schema \(schema) because other objects depend on it",
        hint:
          "\(dependent) depends on schema \(schema); use DROP … CASCADE to drop the dependent objects too",
        at: name.range)
    }
    namespaces.remove(schema)
    annotations[.schema(schema)] = nil
    return false
  }

  /// Something that is in a schema, in words; nil when there is nothing.
  private func contents(of schema: String) -> String? {
    if let name = relations.keys.filter({ $0.schema == schema }).min() { return "relation \(name.lowered)" }
    if let name = typeNames.keys.filter({ $0.schema == schema }).min() { return "type \(name.lowered)" }
    return functions.values.map(\.name).filter { $0.schema == schema }.min().map { "function \($0.lowered)" }
  }

  private mutating func dropContents(of schema: String, at range: SourceRange) throws(Diagnostic) {
    func names(_ all: [ObjectName]) -> [QualifiedName] {
      all.filter { $0.schema == schema }.sorted().map {
        QualifiedName(schema: Identifier(schema, at: range), Identifier($0.name, at: range))
      }
    }
    func drop(_ kind: DropKind, _ names: [QualifiedName]) throws(Diagnostic) {
      guard !names.isEmpty else { return }
      _ = try self.drop(Drop(kind: kind, names: names, ifExists: true, cascade: true))
    }
    try drop(.view, names(views.values.map(\.name)))
    try drop(.materializedView, names(tables.values.filter { $0.materialized != nil }.map(\.name)))
    try drop(.table, names(tables.values.map(\.name)))
    try drop(.sequence, names(sequences.values.map(\.name)))
    // One by one: a type may have gone with another.
    for name in names(types.values.map(\.name)) { try drop(.type, [name]) }
    for function in functions.values.sorted(by: { $0.id < $1.id }) where function.name.schema == schema {
      try dropFunction(function.id)
    }
  }
}
