extension QueryResolver {
  /// What stands in FROM; its tables come into the innermost scope. The outputs are what `*` makes of it.
  mutating func resolve(_ table: TableExpression) -> (TableExpression, [ResolverScope.Output]?) {
    switch table {
    case .table(let name, let only, let alias): return resolve(name, only: only, alias)
    case .query(let query, let lateral, let alias):
      // Only LATERAL sees what stands before it.
      let hidden = lateral ? nil : scopes.popLast()
      let (resolved, columns) = resolve(query)
      if let hidden { scopes.append(hidden) }
      let names = Self.renamed(columns, alias?.columns ?? [])
      return (.query(resolved, lateral: lateral, alias), add(alias?.name.text ?? "", names))
    case .function(let call, let lateral, let ordinality, let alias):
      guard case .call(let resolved) = resolve(Expression(.call(call))).kind else { return (table, nil) }
      let shown = alias?.name.text ?? call.name.name.text
      var columns = alias.flatMap { $0.types.isEmpty ? nil : [] } ?? columns(of: call, shown: shown)
      if ordinality { columns?.append("ordinality") }
      return (
        .function(resolved, lateral: lateral, ordinality: ordinality, alias),
        add(shown, Self.renamed(columns, alias?.columns ?? []))
      )
    case .join(let left, let kind, let right, let condition):
      return join(left, kind, right, condition)
    }
  }

  private mutating func add(_ name: String, _ columns: [String]?) -> [ResolverScope.Output]? {
    add(
      ResolverScope.Entry(
        name: name, written: name,
        columns: columns?.map { ResolverScope.EntryColumn(name: $0, written: $0, reference: nil) }))
  }

  private mutating func add(_ entry: ResolverScope.Entry) -> [ResolverScope.Output]? {
    scopes[scopes.count - 1].entries.append(entry)
    return entry.outputs
  }

  private mutating func resolve(
    _ name: QualifiedName, only: Bool, _ alias: TableAlias?
  ) -> (TableExpression, [ResolverScope.Output]?) {
    let shown = alias?.name.text ?? name.name.text
    if name.schema == nil, let columns = commonTables[name.name.text] {
      let names = Self.renamed(columns, alias?.columns ?? [])
      return (.table(name, only: only, alias), add(shown, names))
    }
    guard let old = source.relation(named: name), let new = target.relation(old.id) else {
      return (.table(name, only: only, alias), add(shown, nil))
    }
    note(old.id)
    let columns = columns(from: old, to: new, aliases: alias?.columns ?? [])
    var written = alias
    let list = aliasList(columns, of: new)
    // A table that is renamed into a name already there keeps its old one as an alias.
    if alias == nil, !list.isEmpty || new.name.name != shown && isTaken(new.name.name) {
      written = TableAlias(name: Identifier(shown))
    }
    written?.columns = list
    let qualified = QualifiedName(
      schema: Identifier(new.name.schema), Identifier(new.name.name, at: name.range))
    let entry = ResolverScope.Entry(
      name: shown, written: written?.name.text ?? new.name.name, columns: columns)
    return (.table(qualified, only: only, written), add(entry))
  }

  private func isTaken(_ name: String) -> Bool {
    commonTables[name] != nil || scopes.contains { $0.entries.contains { $0.name == name } }
  }

  /// The columns of a relation, known by their numbers from one schema to the other.
  private func columns(
    from old: Relation, to new: Relation, aliases: [Identifier]
  ) -> [ResolverScope.EntryColumn] {
    old.columns.enumerated().compactMap { index, column in
      guard let now = new.columns.first(where: { $0.number == column.number }) else { return nil }
      let reference = Reference(object: old.id, column: column.number)
      let alias = aliases.indices.contains(index) ? aliases[index].text : nil
      let name = alias ?? column.name
      let isKept = alias != nil || scopes.last?.joined.contains(name) == true
      return ResolverScope.EntryColumn(name: name, written: isKept ? name : now.name, reference: reference)
    }
  }

  /// The list of columns that an alias needs so that each has the name it is written with; the shortest.
  private func aliasList(_ columns: [ResolverScope.EntryColumn], of relation: Relation) -> [Identifier] {
    var names = relation.columns.map { column in
      (own: column.name, written: columns.first { $0.reference?.column == column.number }?.written)
    }
    while let last = names.last, last.written == nil || last.written == last.own { names.removeLast() }
    return names.map { Identifier($0.written ?? $0.own) }
  }

  private mutating func join(
    _ left: TableExpression, _ kind: JoinKind, _ right: TableExpression, _ condition: JoinCondition
  ) -> (TableExpression, [ResolverScope.Output]?) {
    let (first, leftOutputs) = resolve(left)
    let (second, rightOutputs) = resolve(right)
    let all = leftOutputs.flatMap { left in rightOutputs.map { left + $0 } }
    switch condition {
    case .none: return (.join(first, kind, second, .none), all)
    case .on(let expression): return (.join(first, kind, second, .on(resolve(expression))), all)
    case .using(let columns):
      return (
        .join(first, kind, second, condition), merged(columns.map(\.text), leftOutputs, rightOutputs)
      )
    case .natural:
      guard let leftOutputs, let rightOutputs else { return (.join(first, kind, second, .natural), nil) }
      let names = leftOutputs.map(\.name).filter { name in rightOutputs.contains { $0.name == name } }
      guard !names.isEmpty else {
        return (.join(first, kind, second, .on(Expression(.boolean(true)))), all)
      }
      return (
        .join(first, kind, second, .using(names.map { Identifier($0) })),
        merged(names, leftOutputs, rightOutputs)
      )
    }
  }

  /// `USING` puts the columns that it makes one before all others.
  private mutating func merged(
    _ names: [String], _ left: [ResolverScope.Output]?, _ right: [ResolverScope.Output]?
  ) -> [ResolverScope.Output]? {
    scopes[scopes.count - 1].merged.formUnion(names)
    let both = (left ?? []) + (right ?? [])
    let common = names.map { name in
      ResolverScope.Output(
        path: [Identifier(name)], name: name,
        references: both.filter { $0.name == name }.reduce(into: []) { $0.formUnion($1.references) })
    }
    for output in common {
      for reference in output.references { note(reference.object, column: reference.column) }
    }
    guard left != nil, right != nil else { return nil }
    return common + both.filter { !names.contains($0.name) }
  }
}
