extension QueryResolver {
  mutating func resolve(_ expression: Expression) -> Expression {
    let kind: ExpressionKind
    switch expression.kind {
    case .column(let path): kind = .column(column(path))
    case .string(let text): kind = .string(relabel?(text, expression.range) ?? text)
    case .wildcard(let path):
      guard let table = path.last, let entry = entry(table.text) else { return expression }
      kind = .wildcard([Identifier(entry.written, at: table.range)])
    case .query(let query): kind = .query(resolve(query).query)
    case .exists(let query): kind = .exists(resolve(query).query)
    case .arrayQuery(let query): kind = .arrayQuery(resolve(query).query)
    case .inQuery(let value, let query, let negated):
      kind = .inQuery(resolve(value), resolve(query).query, negated: negated)
    case .quantifiedQuery(let value, let op, let quantifier, let query):
      kind = .quantifiedQuery(resolve(value), op, quantifier, resolve(query).query)
    case .cast(let value, let type): kind = .cast(resolve(value), typeName(type))
    case .call(let call): kind = .call(resolve(call))
    default: return expression.mapChildren { resolve($0) }
    }
    return Expression(kind, at: expression.range)
  }

  private mutating func resolve(_ call: FunctionCall) -> FunctionCall {
    var call = call
    call.name = functionName(call.name)
    for index in call.arguments.indices { call.arguments[index].value = resolve(call.arguments[index].value) }
    call.orderBy = resolve(call.orderBy)
    call.withinGroup = resolve(call.withinGroup)
    call.filter = call.filter.map { resolve($0) }
    if case .inline(let definition) = call.over { call.over = .inline(resolve(definition)) }
    return call
  }

  private mutating func resolve(_ items: [SortItem]) -> [SortItem] {
    items.map { item in
      var item = item
      item.expression = resolve(item.expression)
      return item
    }
  }

  mutating func resolve(_ window: WindowDefinition) -> WindowDefinition {
    var window = window
    window.partitionBy = window.partitionBy.map { resolve($0) }
    window.orderBy = resolve(window.orderBy)
    return window
  }

  private func entry(_ name: String) -> ResolverScope.Entry? {
    scopes.reversed().lazy.compactMap { scope in scope.entries.first { $0.name == name } }.first
  }

  func isMerged(_ name: String) -> Bool { scopes.last?.merged.contains(name) == true }

  private mutating func column(_ path: [Identifier]) -> [Identifier] {
    guard let name = path.last else { return path }
    guard path.count == 1 else {
      guard let entry = entry(path[path.count - 2].text) else { return path }
      let table = Identifier(entry.written, at: path[path.count - 2].range)
      guard let column = entry.columns?.first(where: { $0.name == name.text }) else { return [table, name] }
      if let reference = column.reference { note(reference.object, column: reference.column) }
      return [table, Identifier(column.written, at: name.range)]
    }
    for scope in scopes.reversed() {
      if scope.merged.contains(name.text) { return path }
      let found = scope.entries.flatMap { entry in
        (entry.columns ?? []).filter { $0.name == name.text }.map { (entry.written, $0) }
      }
      if found.count > 1 { return path }
      if let (table, column) = found.first {
        if let reference = column.reference { note(reference.object, column: reference.column) }
        return [Identifier(table, at: name.range), Identifier(column.written, at: name.range)]
      }
      if scope.entries.contains(where: { $0.columns == nil }) { return path }
    }
    // A whole row goes by its table's name.
    return entry(name.text).map { [Identifier($0.written, at: name.range)] } ?? path
  }

  /// A type of the schema's own by its full name, any other as it is.
  private mutating func typeName(_ type: TypeName) -> TypeName {
    guard let id = source.typeID(type.name), let own = target.types[id] else { return type }
    note(id)
    var type = type
    type.name = QualifiedName(
      schema: Identifier(own.name.schema), Identifier(own.name.name, at: type.name.name.range))
    return type
  }

  private mutating func functionName(_ name: QualifiedName) -> QualifiedName {
    let isBuiltin = FunctionTable.isKnown(name.name.text)
    guard name.schema != nil || !isBuiltin else { return name }
    let ids = functions[name.range].map { [$0] } ?? source.functionIDs(name)
    guard let function = ids.first.flatMap({ target.functions[$0] }) else { return name }
    for id in ids { note(id) }
    return QualifiedName(
      schema: Identifier(function.name.schema), Identifier(function.name.name, at: name.name.range))
  }

  /// The columns of a function in FROM; nil where they are not known.
  func columns(of call: FunctionCall, shown: String) -> [String]? {
    let name = call.name.name.text
    if let columns = Self.rowFunctions[name] { return columns }
    if Self.valueFunctions.contains(name) { return [shown] }
    guard let function = source.functionIDs(call.name).first.flatMap({ source.functions[$0] }) else {
      return nil
    }
    let outputs = function.definition.parameters.filter { $0.mode == .out || $0.mode == .inout }
    switch function.definition.returns {
    case .table(let columns): return columns.compactMap { $0.name?.text }
    case .type(let type), .setOf(let type):
      if !outputs.isEmpty { return outputs.compactMap { $0.name?.text } }
      if let row = source.relation(named: type.name) { return row.columns.map(\.name) }
      return ["record"].contains(type.name.name.text) ? nil : [shown]
    case nil: return outputs.compactMap { $0.name?.text }
    }
  }

  private static let rowFunctions: [String: [String]] = [
    "json_array_elements": ["value"], "json_array_elements_text": ["value"], "json_each": ["key", "value"],
    "json_each_text": ["key", "value"], "jsonb_array_elements": ["value"],
    "jsonb_array_elements_text": ["value"], "jsonb_each": ["key", "value"],
    "jsonb_each_text": ["key", "value"],
  ]

  private static let valueFunctions: Set<String> = [
    "generate_series", "generate_subscripts", "json_object_keys", "jsonb_object_keys", "jsonb_path_query",
    "regexp_matches", "regexp_split_to_table", "string_to_table", "unnest",
  ]
}
