/// Enums: https://www.postgresql.org/docs/15/datatype-enum.html
extension Schema {
  mutating func create(_ statement: CreateEnum) throws(Diagnostic) -> [Diagnostic] {
    var labels: [EnumLabel] = []
    for label in statement.labels {
      try Self.checkLabel(label)
      guard !labels.contains(where: { $0.text == label.text }) else {
        throw Diagnostic(
          .error, SQLState("23505"), "the label \"\(label.text)\" is listed twice", at: label.range)
      }
      labels.append(EnumLabel(number: labels.count + 1, text: label.text))
    }
    try makeType(statement.name, .enumeration(labels))
    return []
  }

  private static func checkLabel(_ label: Identifier) throws(Diagnostic) {
    guard label.text.utf8.count <= 63 else {
      throw Diagnostic(
        .error, SQLState("42602"), "invalid enum label \"\(label.text)\"",
        hint: "labels must be 63 bytes or less", at: label.range)
    }
  }

  mutating func alter(_ statement: AlterEnum) throws(Diagnostic) -> [Diagnostic] {
    let type = try userType(statement.name)
    guard case .enumeration(var labels) = type.kind else {
      throw Diagnostic(
        .error, .wrongObjectType, "\(type.name.name) is not an enum", at: statement.name.range)
    }
    func position(of label: Identifier) throws(Diagnostic) -> Int {
      guard let index = labels.firstIndex(where: { $0.text == label.text }) else {
        throw Diagnostic(
          .error, .invalidParameterValue, "\"\(label.text)\" is not an existing enum label", at: label.range)
      }
      return index
    }
    switch statement.action {
    case .add(let label, let ifNotExists, let place):
      try Self.checkLabel(label)
      guard !labels.contains(where: { $0.text == label.text }) else {
        let message = "enum label \"\(label.text)\" already exists"
        if ifNotExists { return [.skipped(message + ", skipping", .duplicateObject, label.range)] }
        throw Diagnostic(.error, .duplicateObject, message, at: label.range)
      }
      let new = EnumLabel(number: labels.count + 1, text: label.text)
      switch place {
      case .end: labels.append(new)
      case .before(let other): labels.insert(new, at: try position(of: other))
      case .after(let other): labels.insert(new, at: try position(of: other) + 1)
      }
    case .rename(let old, let new):
      let index = try position(of: old)
      try Self.checkLabel(new)
      guard !labels.contains(where: { $0.text == new.text }) else {
        throw Diagnostic(
          .error, .duplicateObject, "enum label \"\(new.text)\" already exists", at: new.range)
      }
      relabelRows(old.text, to: new.text, of: type)
      renameLabelInQueries(old.text, to: new.text, of: type.id)
      renameLabel(old.text, to: new.text, of: type)
      labels[index].text = new.text
    }
    var changed = types[type.id] ?? type
    changed.kind = .enumeration(labels)
    types[type.id] = changed
    touchUsers(of: type.id)
    return []
  }

  /// PostgreSQL's rows hold a label's number, SQLite's its text.
  private mutating func relabelRows(_ old: String, to new: String, of type: UserType) {
    for table in tables.values where !table.isForeign {
      for column in table.columns where uses(column.type, type.id) {
        let name = SQLiteText.name(column.name)
        let value: String
        if baseType(column.type).isArray {
          // In JSON, a label with its quotes occurs nowhere but as an element.
          let (from, to) = (
            SQLiteText.string(JSONLiteral.quoted(old)), SQLiteText.string(JSONLiteral.quoted(new))
          )
          value = "replace(\(name), \(from), \(to))"
        } else {
          value =
            "CASE \(name) WHEN \(SQLiteText.string(old)) THEN \(SQLiteText.string(new)) ELSE \(name) END"
        }
        pendingValues[table.id][column.number] = RowValue(
          sql: value, isConstant: false, reads: [column.number])
      }
    }
  }

  /// What is stored knows a label by its number in PostgreSQL, so it follows.
  private mutating func renameLabel(_ old: String, to new: String, of type: UserType) {
    let before = forStoredNames
    rewriteExpressions { expression, place in
      let literals = before.enumLiterals(in: expression, place)
      guard literals.values.contains(type.id) else { return expression }
      return expression.mapStrings { text, range in
        guard literals[range] == type.id else { return text }
        if text == old { return new }
        guard text.first == "{", !before.enumLabels(PostgresType(.user(type.id)), contain: text),
          let array = ArrayLiteral(text)
        else { return text }
        return array.mapElements { $0 == old ? new : $0 }.text
      }
    }
  }

  private func enumLabels(_ type: PostgresType, contain text: String) -> Bool {
    enumLabels(type)?.contains(text) ?? false
  }

  /// The places of the string constants that are labels of enums, or arrays of them.
  private func enumLiterals(in expression: Expression, _ place: ExpressionPlace) -> [SourceRange: ObjectID] {
    var lowering: Lowering
    switch place {
    case .columnDefault(let column):
      lowering = Lowering(self, .defaultValue)
      if let value = try? lowering.lower(expression) {
        _ = try? lowering.assign(value, to: column, at: expression.range)
      }
    case .generated(let column, let table):
      lowering = Lowering(self, .immutable, scope: .definition(of: table))
      if let value = try? lowering.lower(expression) {
        _ = try? lowering.assign(value, to: column, at: expression.range)
      }
    case .row(let table):
      lowering = Lowering(self, .immutable, scope: .definition(of: table))
      _ = try? lowering.lower(expression)
    case .trigger(let table):
      lowering = Lowering(self, .trigger, scope: .trigger(on: table))
      _ = try? lowering.lower(expression)
    case .domainDefault(let domain):
      lowering = Lowering(self, .defaultValue)
      if let value = try? lowering.lower(expression) {
        _ = try? lowering.convert(value, to: domain.base, at: expression.range)
      }
    case .domainCheck(let domain):
      let source = Scope.Source(name: "", prefix: "", columns: [("value", baseType(domain.base))])
      lowering = Lowering(self, .immutable, scope: Scope(sources: [source]))
      _ = try? lowering.lower(expression)
    }
    return lowering.enumLiterals
  }
}

extension Expression {
  /// The same with its string constants replaced, which are told apart by their places.
  fileprivate func mapStrings(_ transform: (String, SourceRange) -> String) -> Expression {
    if case .string(let text) = kind { return Expression(.string(transform(text, range)), at: range) }
    return mapChildren { $0.mapStrings(transform) }
  }
}
