/// From the objects of a `Schema` back to the statements that make them.
extension Schema {
  func qualified(_ name: ObjectName) -> QualifiedName {
    QualifiedName(schema: name.schema == "public" ? nil : Identifier(name.schema), Identifier(name.name))
  }

  /// `CREATE TABLE`, then what it cannot say, one by one: its foreign keys, so that tables may refer to each other,
  /// constraints that are not valid, and second keys on the same columns, which it would take for the first.
  func definition(of table: Table) -> [StatementKind] {
    let inheritance = self.inheritance(of: table)
    var elements = inheritance.columns.map { TableElement.column(definition(of: $0)) }
    var additions = inheritance.additions
    var keys: Set<[Int]> = []
    for constraint in table.constraints where !constraint.isInherited || !inheritance.isWritten {
      let definition = definition(of: constraint, on: table)
      let isFirst = !constraint.isKey || keys.insert(constraint.columns).inserted
      if constraint.foreignKey == nil, constraint.isValidated, isFirst {
        elements.append(.constraint(definition))
      } else {
        let action = AlterTableAction(kind: .addConstraint(definition), range: SourceRange(0, 0))
        additions.append(.alterTable(AlterTable(table: qualified(table.name), actions: [action])))
      }
    }
    let create = CreateTable(
      name: qualified(table.name), persistence: table.isUnlogged ? .unlogged : .permanent, elements: elements,
      inherits: inheritance.parents, partitionBy: table.partitionKey)
    return [.createTable(create)] + additions + attributeStatements(of: table)
  }

  func definition(of column: Column) -> ColumnDefinition {
    var constraints: [ColumnConstraint] = []
    func add(_ kind: ColumnConstraintKind) {
      constraints.append(ColumnConstraint(kind: kind, range: SourceRange(0, 0)))
    }
    if let value = column.defaultValue { add(.default(value)) }
    if let value = column.generated { add(.generated(value)) }
    if let identity = column.identity, let sequence = sequences[identity.sequence] {
      var options = sequence.options(isIdentity: true)
      options.name = qualified(sequence.name)
      add(.identity(always: identity.isAlways, options))
    }
    if column.isNotNull, column.identity == nil { add(.notNull) }
    return ColumnDefinition(
      name: Identifier(column.name), type: typeName(column.type), collation: column.collation,
      constraints: constraints,
      range: SourceRange(0, 0))
  }

  func definition(of constraint: Constraint, on table: Table) -> TableConstraint {
    func identifiers(_ numbers: [Int], _ owner: Table) -> [Identifier] {
      owner.names(of: numbers).map { Identifier($0) }
    }
    let parameters = IndexParameters(
      include: identifiers(constraint.include, table), options: constraint.options)
    let kind: TableConstraintKind
    switch constraint.kind {
    case .primaryKey(let columns): kind = .primaryKey(identifiers(columns, table), parameters)
    case .unique(let columns, let nullsNotDistinct):
      kind = .unique(identifiers(columns, table), nullsNotDistinct: nullsNotDistinct, parameters)
    case .check(let condition): kind = .check(condition, noInherit: constraint.isLocal)
    case .exclusion(let text, _): kind = .exclude(text, over: [])
    case .foreignKey(let key):
      let parent = tables[key.table]
      let target = ForeignKeyTarget(
        table: parent.map { qualified($0.name) } ?? QualifiedName(Identifier("")),
        columns: parent.map { identifiers(key.referenced, $0) } ?? [], match: key.match,
        onDelete: key.onDelete,
        onUpdate: key.onUpdate)
      kind = .foreignKey(identifiers(key.columns, table), target)
    }
    return TableConstraint(
      name: Identifier(constraint.name), kind: kind, deferral: constraint.deferral,
      isNotValid: !constraint.isValidated, range: SourceRange(0, 0))
  }

  /// `CREATE SEQUENCE`, and whose it is.
  func definition(of sequence: SequenceGenerator) -> [StatementKind] {
    let create = CreateSequence(
      name: qualified(sequence.name), persistence: sequence.isUnlogged ? .unlogged : .permanent,
      options: sequence.options(isIdentity: false))
    guard let owner = sequence.owner, let table = tables[owner.table],
      let column = table[number: owner.column]
    else { return [.createSequence(create)] }
    let path = (table.name.schema == "public" ? [] : [table.name.schema]) + [table.name.name, column.name]
    let owned = AlterSequence(
      name: qualified(sequence.name), options: SequenceOptions(ownedBy: path.map { Identifier($0) }))
    return [.createSequence(create), .alterSequence(owned)]
  }

  func definition(of index: Index, on table: Table) -> CreateIndex {
    CreateIndex(
      name: Identifier(index.name.name),
      table: qualified(index.partition.flatMap { views[$0]?.name } ?? table.name), isUnique: index.isUnique,
      method: Identifier(index.method), elements: index.elements, include: index.include,
      nullsNotDistinct: index.nullsNotDistinct, options: index.options, filter: index.filter)
  }

  /// A trigger, and whether it fires.
  func definitions(of trigger: Trigger, on table: Table) -> [StatementKind] {
    let create = StatementKind.createTrigger(definition(of: trigger, on: table))
    guard trigger.mode != .enabled else { return [create] }
    let action = AlterTableAction(
      kind: .setTriggers(.named(Identifier(trigger.name)), trigger.mode), range: SourceRange(0, 0))
    return [create, .alterTable(AlterTable(table: qualified(table.name), actions: [action]))]
  }

  func definition(of trigger: Trigger, on table: Table) -> CreateTrigger {
    var definition = trigger.definition
    definition.name = Identifier(trigger.name)
    definition.orReplace = false
    definition.table = qualified(table.name)
    if let function = functions[trigger.function] { definition.function = qualified(function.name) }
    return definition
  }

  func definition(of table: Table, _ materialized: Materialized) -> [StatementKind] {
    [
      .createView(
        CreateView(
          name: qualified(table.name), isMaterialized: true,
          columns: table.columns.map { Identifier($0.name) },
          query: materialized.query.query, options: materialized.options, withData: materialized.isPopulated))
    ]
  }

  /// `CREATE VIEW` and the defaults of its columns.
  func definition(of view: View) -> [StatementKind] {
    if let partition = view.partition, let parent = tables[partition.parent] {
      let clause = PartitionOf(parent: qualified(parent.name), bound: partition.bound)
      return [.createTable(CreateTable(name: qualified(view.name), elements: [], partitionOf: clause))]
    }
    let create = CreateView(
      name: qualified(view.name), columns: view.columns.map { Identifier($0.name) }, query: view.query.query,
      options: view.options.postgres)
    let defaults = view.columns.compactMap { column in
      column.defaultValue.map {
        AlterTableAction(kind: .setDefault(Identifier(column.name), $0), range: SourceRange(0, 0))
      }
    }
    guard !defaults.isEmpty else { return [.createView(create)] }
    return [
      .createView(create),
      .alterTable(AlterTable(kind: .view, table: qualified(view.name), actions: defaults)),
    ]
  }

  func definition(of type: UserType) -> StatementKind {
    switch type.kind {
    case .enumeration(let labels):
      return .createEnum(CreateEnum(name: qualified(type.name), labels: labels.map { Identifier($0.text) }))
    case .domain(let domain):
      var constraints: [ColumnConstraint] = []
      func add(_ kind: ColumnConstraintKind, _ name: String? = nil) {
        constraints.append(
          ColumnConstraint(name: name.map { Identifier($0) }, kind: kind, range: SourceRange(0, 0)))
      }
      if let value = domain.defaultValue { add(.default(value)) }
      if domain.isNotNull { add(.notNull) }
      for check in domain.checks where check.isValidated {
        add(.check(check.condition, noInherit: false), check.name)
      }
      return .createDomain(
        CreateDomain(
          name: qualified(type.name), type: typeName(domain.base), collation: domain.collation,
          constraints: constraints))
    case .composite(let attributes):
      let definitions = attributes.map {
        ColumnDefinition(
          name: Identifier($0.name), type: typeName($0.type), collation: $0.collation,
          range: SourceRange(0, 0))
      }
      return .createComposite(CreateComposite(name: qualified(type.name), attributes: definitions))
    case .range(let range):
      return .createRange(
        CreateRange(name: qualified(type.name), subtype: typeName(range.subtype), options: range.options))
    }
  }

  /// The constraints of a domain that are not validated yet.
  func pendingChecks(of type: UserType) -> [StatementKind] {
    guard case .domain(let domain) = type.kind else { return [] }
    return domain.checks.filter { !$0.isValidated }.map { check in
      let constraint = TableConstraint(
        name: Identifier(check.name), kind: .check(check.condition, noInherit: false), isNotValid: true,
        range: SourceRange(0, 0))
      return .alterDomain(AlterDomain(name: qualified(type.name), action: .addConstraint(constraint)))
    }
  }

  /// The comments on an object and its parts, in a stable order.
  func commentStatements(of id: ObjectID) -> [StatementKind] {
    let own = annotations.filter { $0.value.id == id && id != 0 && $0.value.comment != nil }
    let statements = own.compactMap { address, annotation in
      reference(to: address).map { Comment(target: $0, text: annotation.comment) }
    }
    return statements.map { StatementKind.comment($0) }.sorted {
      Statement($0).postgres < Statement($1).postgres
    }
  }

  /// Everything that is said about an object and its parts: comments, owners and privileges.
  func annotationStatements(of id: ObjectID) -> [StatementKind] {
    let owners = annotations.filter { $0.value.id == id && id != 0 && $0.value.owner != nil }
      .compactMap { address, annotation in ownerStatement(address, annotation) }
    return commentStatements(of: id) + owners + privilegeStatements(of: id)
  }

  private func ownerStatement(_ address: ObjectAddress, _ annotation: Annotation) -> StatementKind? {
    guard let owner = annotation.owner, let reference = reference(to: address) else { return nil }
    return .setOwner(SetOwner(object: reference, role: Identifier(owner)))
  }

  private func reference(to address: ObjectAddress) -> ObjectReference? {
    func table(_ id: ObjectID) -> QualifiedName? { tables[id].map { qualified($0.name) } }
    switch address {
    case .table(let id):
      return tables[id].map {
        .relation($0.materialized == nil ? .table : .materializedView, qualified($0.name))
      }
    case .view(let id):
      return views[id].map { .relation($0.partition == nil ? .view : .table, qualified($0.name)) }
    case .column(let id, let number):
      guard let relation = relation(id), let column = relation.columns.first(where: { $0.number == number })
      else { return nil }
      return .column(of: qualified(relation.name), Identifier(column.name))
    case .constraint(let id, let name):
      if let type = types[id] { return .domainConstraint(on: qualified(type.name), Identifier(name)) }
      return table(id).map { .constraint(on: $0, Identifier(name)) }
    case .trigger(let id, let name): return table(id).map { .trigger(on: $0, Identifier(name)) }
    case .index(let id): return indexes[id].map { .relation(.index, qualified($0.name)) }
    case .sequence(let id): return sequences[id].map { .relation(.sequence, qualified($0.name)) }
    case .keyIndex(let id, let name):
      return tables[id].map { .relation(.index, qualified(ObjectName(name, in: $0.name.schema))) }
    case .type(let id): return types[id].map { .type(qualified($0.name)) }
    case .function(let id):
      return functions[id].map {
        let types = $0.definition.parameters.filter { $0.mode != .out }.map(\.type)
        return .function($0.definition.isProcedure ? "PROCEDURE" : "FUNCTION", qualified($0.name), types)
      }
    case .schema(let name): return .schema(Identifier(name))
    case .extension(let name): return .extension(Identifier(name))
    case .remembered(let id): return remembered[id].flatMap { self.reference(to: $0) }
    case .server: return nil
    }
  }
}

extension Schema {
  /// The statements about a schema; `public` is there from the start.
  func namespaceStatements(_ name: String) -> [StatementKind] {
    var statements: [StatementKind] = []
    if name != "public" { statements.append(.createSchema(CreateSchema(name: Identifier(name)))) }
    guard let annotation = annotations[.schema(name)] else { return statements }
    if let comment = annotation.comment {
      statements.append(.comment(Comment(target: .schema(Identifier(name)), text: comment)))
    }
    if let owner = ownerStatement(.schema(name), annotation) { statements.append(owner) }
    return statements + self.statements(.schema(name), annotation)
  }
}
