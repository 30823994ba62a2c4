/// Names in the statements that define objects.
extension NameRewriter {
  func statement(_ kind: StatementKind) -> StatementKind {
    switch kind {
    case .select(let query): .select(self.query(query))
    case .insert(let statement): .insert(insert(statement))
    case .update(let statement): .update(update(statement))
    case .delete(let statement): .delete(delete(statement))
    case .createTable(let statement): .createTable(create(statement))
    case .alterTable(let statement): .alterTable(alter(statement))
    case .createIndex(let statement): .createIndex(create(statement))
    case .createSequence(let statement): .createSequence(create(statement))
    case .alterSequence(let statement): .alterSequence(alter(statement))
    case .createView(let statement): .createView(create(statement))
    case .createTableAs(let statement): .createTableAs(create(statement))
    case .refreshView(let statement):
      .refreshView(
        RefreshView(
          name: relation(statement.name), isConcurrent: statement.isConcurrent, withData: statement.withData))
    case .createTrigger(let statement): .createTrigger(create(statement))
    case .createEnum(let statement):
      .createEnum(CreateEnum(name: made(statement.name, .type), labels: statement.labels))
    case .createComposite(let statement):
      .createComposite(
        CreateComposite(name: made(statement.name, .type), attributes: statement.attributes.map(column)))
    case .createRange(let statement):
      .createRange(
        CreateRange(
          name: made(statement.name, .type), subtype: type(statement.subtype), options: statement.options))
    case .createDomain(let statement): .createDomain(create(statement))
    case .createFunction(let statement): .createFunction(create(statement))
    case .comment(let statement):
      .comment(Comment(target: reference(statement.target), text: statement.text))
    case .setOwner(let statement):
      .setOwner(
        SetOwner(object: reference(statement.object), ifExists: statement.ifExists, role: statement.role))
    case .phrase(let statement):
      .phrase(PhraseStatement(rule: statement.rule, phrase: phrase(statement.phrase)))
    default: kind
    }
  }

  private func create(_ statement: CreateTable) -> CreateTable {
    var statement = statement
    statement.name = made(statement.name, .relation)
    statement.elements = statement.elements.map { element in
      switch element {
      case .column(let column): .column(self.column(column))
      case .constraint(let constraint): .constraint(self.constraint(constraint))
      case .like(let name, let options): .like(relation(name), options: options)
      }
    }
    statement.inherits = statement.inherits.map(relation)
    if let clause = statement.partitionOf { statement.partitionOf?.parent = relation(clause.parent) }
    if let key = statement.partitionBy { statement.partitionBy?.elements = elements(key.elements) }
    return statement
  }

  private func column(_ column: ColumnDefinition) -> ColumnDefinition {
    var column = column
    column.type = type(column.type)
    column.collation = column.collation.map(collation)
    column.constraints = column.constraints.map(constraint)
    return column
  }

  private func constraint(_ constraint: ColumnConstraint) -> ColumnConstraint {
    var constraint = constraint
    switch constraint.kind {
    case .default(let value): constraint.kind = .default(expression(value))
    case .check(let condition, let noInherit):
      constraint.kind = .check(expression(condition), noInherit: noInherit)
    case .generated(let value): constraint.kind = .generated(expression(value))
    case .references(let target): constraint.kind = .references(self.target(target))
    case .notNull, .null, .identity, .primaryKey, .unique: break
    }
    return constraint
  }

  private func constraint(_ constraint: TableConstraint) -> TableConstraint {
    var constraint = constraint
    switch constraint.kind {
    case .check(let condition, let noInherit):
      constraint.kind = .check(expression(condition), noInherit: noInherit)
    case .foreignKey(let columns, let target): constraint.kind = .foreignKey(columns, self.target(target))
    default: break
    }
    return constraint
  }

  private func target(_ target: ForeignKeyTarget) -> ForeignKeyTarget {
    var target = target
    target.table = relation(target.table)
    return target
  }

  private func alter(_ statement: AlterTable) -> AlterTable {
    var statement = statement
    statement.table = relation(statement.table)
    for index in statement.actions.indices {
      switch statement.actions[index].kind {
      case .addColumn(let column, let ifNotExists):
        statement.actions[index].kind = .addColumn(self.column(column), ifNotExists: ifNotExists)
      case .setDefault(let name, let value):
        statement.actions[index].kind = .setDefault(name, expression(value))
      case .setType(let name, let type, let collation, let using):
        statement.actions[index].kind = .setType(
          name, self.type(type), collation: collation.map(self.collation), using: using.map(expression))
      case .inherit(let name): statement.actions[index].kind = .inherit(relation(name))
      case .noInherit(let name): statement.actions[index].kind = .noInherit(relation(name))
      case .attachPartition(let name, let bound):
        statement.actions[index].kind = .attachPartition(relation(name), bound)
      case .detachPartition(let name): statement.actions[index].kind = .detachPartition(relation(name))
      case .addConstraint(let constraint):
        statement.actions[index].kind = .addConstraint(self.constraint(constraint))
      default: break
      }
    }
    return statement
  }

  private func create(_ statement: CreateIndex) -> CreateIndex {
    var statement = statement
    statement.table = relation(statement.table)
    statement.elements = elements(statement.elements)
    statement.filter = statement.filter.map(expression)
    return statement
  }

  private func create(_ statement: CreateSequence) -> CreateSequence {
    var statement = statement
    statement.name = made(statement.name, .relation)
    return statement
  }

  private func alter(_ statement: AlterSequence) -> AlterSequence {
    var statement = statement
    statement.name = relation(statement.name)
    if let path = statement.options.ownedBy, let column = path.last, path.count == 2 || path.count == 3 {
      let table = relation(QualifiedName(schema: path.count == 3 ? path[0] : nil, path[path.count - 2]))
      statement.options.ownedBy = [table.schema, table.name, column].compactMap(\.self)
    }
    return statement
  }

  private func create(_ statement: CreateTableAs) -> CreateTableAs {
    var statement = statement
    statement.name = made(statement.name, .relation)
    statement.query = query(statement.query)
    return statement
  }

  private func create(_ statement: CreateView) -> CreateView {
    var statement = statement
    statement.name = made(statement.name, .relation)
    let inner = statement.isRecursive ? hiding([statement.name.name.text]) : self
    statement.query = inner.query(statement.query)
    return statement
  }

  private func create(_ statement: CreateTrigger) -> CreateTrigger {
    var statement = statement
    statement.table = relation(statement.table)
    statement.when = statement.when.map(expression)
    statement.function = function(statement.function)
    return statement
  }

  private func create(_ statement: CreateDomain) -> CreateDomain {
    var statement = statement
    statement.name = made(statement.name, .type)
    statement.type = type(statement.type)
    statement.collation = statement.collation.map(collation)
    statement.constraints = statement.constraints.map(constraint)
    return statement
  }

  private func create(_ statement: CreateFunction) -> CreateFunction {
    var statement = statement
    statement.name = made(statement.name, .function)
    statement.parameters = statement.parameters.map(parameter)
    switch statement.returns {
    case .type(let type): statement.returns = .type(self.type(type))
    case .setOf(let type): statement.returns = .setOf(self.type(type))
    case .table(let columns): statement.returns = .table(columns.map(parameter))
    case nil: break
    }
    return statement
  }

  private func parameter(_ parameter: FunctionParameter) -> FunctionParameter {
    var parameter = parameter
    parameter.type = type(parameter.type)
    parameter.defaultValue = parameter.defaultValue.map(expression)
    return parameter
  }

  private func reference(_ object: ObjectReference) -> ObjectReference {
    switch object {
    case .relation(let kind, let name): .relation(kind, relation(name))
    case .column(let owner, let name): .column(of: relation(owner), name)
    case .constraint(let owner, let name): .constraint(on: relation(owner), name)
    case .domainConstraint(let owner, let name): .domainConstraint(on: typeName(owner), name)
    case .trigger(let owner, let name): .trigger(on: relation(owner), name)
    case .type(let name): .type(typeName(name))
    case .function(let kind, let name, let types): .function(kind, function(name), types?.map(type))
    case .remembered(let kind, let phrase): .remembered(kind, self.phrase(phrase))
    case .schema, .extension, .largeObject: object
    }
  }

  private func phrase(_ phrase: Phrase) -> Phrase {
    var phrase = phrase
    for index in phrase.parts.indices {
      let value: Phrase.Value? =
        switch phrase.parts[index].value {
        case .relation(let name): .relation(relation(name))
        case .routine(let name, let types): .routine(function(name), types?.map(type))
        case .type(let type): .type(self.type(type))
        case .expression(let expression): .expression(self.expression(expression))
        case .query(let query): .query(self.query(query))
        case .statement(let inner): .statement(Statement(statement(inner.kind), at: inner.range))
        case .path(let name) where phrase.parts[index].label == "function": .path(function(name))
        default: nil
        }
      if let value { phrase.parts[index].value = value }
    }
    return phrase
  }
}
