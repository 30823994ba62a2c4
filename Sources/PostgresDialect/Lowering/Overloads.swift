/// Choosing among overloads: https://www.postgresql.org/docs/15/typeconv-func.html
extension Lowering {
  /// The overload that fits best, with its arguments made to fit; nil when none does.
  mutating func chosen(
    _ overloads: [FunctionRule], _ values: [TypedSQL], _ places: [SourceRange]
  ) throws(Diagnostic) -> (rule: FunctionRule, arguments: [TypedSQL])? {
    var best: (rule: FunctionRule, score: Int)?
    for rule in overloads {
      guard let score = score(rule, values), score > best?.score ?? -1 else { continue }
      best = (rule, score)
    }
    guard let rule = best?.rule else { return nil }
    var arguments: [TypedSQL] = []
    for (index, value) in values.enumerated() {
      arguments.append(try fitted(value, rule.parameter(index), among: values, at: places[index]))
    }
    return (rule, arguments)
  }

  func score(_ rule: FunctionRule, _ values: [TypedSQL]) -> Int? {
    guard rule.isVariadic ? values.count >= rule.parameters.count : values.count == rule.parameters.count
    else {
      return nil
    }
    var total = 0
    for (index, value) in values.enumerated() {
      guard let score = score(rule.parameter(index), value.type) else { return nil }
      total += score
    }
    return total
  }

  /// Exact counts most, a literal of open type prefers text.
  private func score(_ parameter: FunctionRule.Parameter, _ type: PostgresType) -> Int? {
    let base = schema.baseType(type)
    if base.category == .unknown {
      switch parameter {
      case .text, .anyText, .asText: return 6
      case .any: return 1
      case .enumeration: return nil
      default: return 5
      }
    }
    switch parameter {
    case .text: return base.category == .string ? 10 : nil
    case .integer: return base.isInteger ? 10 : nil
    case .number: return base.category == .number ? 10 : nil
    case .json: return base.category == .json ? 10 : nil
    case .array: return base.isArray ? 10 : nil
    case .enumeration: return schema.enumLabels(base) != nil && !base.isArray ? 10 : nil
    case .any, .anyText, .asText: return 1
    case .type(let wanted):
      if base.unmodified == wanted { return 10 }
      // A whole number is a double rather than a numeric: floats are the preferred numbers.
      guard CastRules.context(from: schema.valueType(base), to: schema.valueType(wanted)) == .implicit else {
        return nil
      }
      return wanted.base == .float8 || wanted.base == .timestamptz ? 8 : 7
    }
  }

  private mutating func fitted(
    _ value: TypedSQL, _ parameter: FunctionRule.Parameter, among values: [TypedSQL], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let isOpen = value.type.category == .unknown
    switch parameter {
    case .text: return try coerce(value, to: .text, at: range)
    case .integer: return isOpen ? try coerce(value, to: .int4, at: range) : value
    case .number: return isOpen ? try coerce(value, to: .float8, at: range) : value
    case .json: return isOpen ? try coerce(value, to: .jsonb, at: range) : value
    case .array:
      guard isOpen else { return value }
      let other = values.first { $0.type.isArray }?.type ?? PostgresType.text.array
      return try coerce(value, to: other.unmodified, at: range)
    case .any:
      // The elements of an array that stands beside it give its type.
      let beside = values.first { $0.type.isArray }?.type.element
      return isOpen ? try coerce(value, to: beside ?? .text, at: range) : value
    case .anyText: return try anyText(value, at: range)
    case .asText: return try text(value, at: range)
    case .enumeration: return value
    case .type(let type):
      if schema.baseType(value.type).unmodified == type { return value }
      return try coerce(value, to: type, at: range)
    }
  }

  /// As `concat` and `format` take it: a boolean is a letter there.
  mutating func anyText(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    guard schema.baseType(value.type).category == .boolean else { return try text(value, at: range) }
    return TypedSQL("CASE \(value.operand) WHEN 1 THEN 't' WHEN 0 THEN 'f' END", .text)
  }

  /// The chosen overload's text.
  mutating func applied(
    _ rule: FunctionRule, _ arguments: [TypedSQL], called name: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let isStored = isStock
    if case .immutable = purpose, rule.volatility != .immutable {
      // SQLite itself refuses it at the insert, which is a year too late.
      throw Diagnostic(
        .error, .featureNotSupported,
        "\(name) changes from call to call, so SQLite does not allow it in a check, an index or a generated column",
        at: range)
    }
    // https://sqlite.org/lang_createtable.html#check_constraints
    let isStatic = purpose == .immutable || purpose == .defaultValue
    guard let template = rule.template(isStored: isStored).map({ Self.strict($0, rule, arguments) }),
      !isStatic
        || !template.contains("SELECT ") && !template.contains("$stripped") && !template.contains("$contains")
    else {
      throw .unsupported("\(name) in what is stored", at: range)
    }
    if isStored, let difference = FunctionTable.differences[rule.name] { warn(difference, at: range) }
    if isStored, template.contains("SELECT ") || template.contains("$stripped"),
      case .type(let type) = rule.result, type == .jsonb
    {
      // A view would show it.
      guard purpose == .trigger else { throw .unsupported("\(name) in what is stored", at: range) }
      warn("jsonb that is made in what is stored keeps its keys in their order, and no blanks", at: range)
    }
    if isStored, ["substr", "substring"].contains(rule.name), arguments.count == 3,
      !arguments[2].isConstant || arguments[2].sql.hasPrefix("-")
    {
      warn("a negative length gives an empty text here where PostgreSQL fails", at: range)
    }
    if isStored, template == "$containsjson" {
      guard purpose == .trigger else { throw .unsupported("\(name) in what is stored", at: range) }
      warn("@> in a trigger compares objects inside of arrays as wholes", at: range)
    }
    if let difference = FunctionTable.approximations[rule.name] { warn(difference, at: range) }
    let isRepeated = arguments.indices.contains {
      arguments[$0].sql.isRandom && template.components(around: "$\($0 + 1)").count > 2
    }
    if isStored, isRepeated {
      guard !isStatic else {
        throw .unsupported("\(name) of what changes from call to call, in a default", at: range)
      }
      return TypedSQL(evaluatedOnce(template, arguments), result(of: rule, arguments))
    }
    var sql = filled(template, arguments)
    // What is stored has no transaction of ours to go by.
    if purpose != .statement { sql = sql.replacing("pg_now()", with: SQLiteText.now) }
    let isCompound = !sql.hasSuffix(")") || sql.hasPrefix("(") || template.contains(" ")
    return TypedSQL(sql, result(of: rule, arguments), isCompound: isCompound)
  }

  /// SQLite's `replace` of an empty text does not look at what it would put in, which may be NULL.
  /// https://sqlite.org/lang_corefunc.html#replace
  private static func strict(_ template: String, _ rule: FunctionRule, _ arguments: [TypedSQL]) -> String {
    guard rule.name == "replace", !arguments[2].isConstant,
      !arguments[1].isConstant || arguments[1].sql == "''"
    else { return template }
    return "CASE WHEN $3 IS NOT NULL THEN \(template) END"
  }

  /// The template over a row with the arguments, each of which is evaluated once.
  private mutating func evaluatedOnce(_ template: String, _ arguments: [TypedSQL]) -> String {
    let alias = SQLiteText.name("_a\(markCount)")
    markCount += 1
    var columns: [String] = []
    var values: [TypedSQL] = []
    for (index, argument) in arguments.enumerated() {
      guard !argument.isConstant else {
        values.append(argument)
        continue
      }
      columns.append("\(argument.sql) AS \(Self.number(index))")
      values.append(TypedSQL("\(alias).\(Self.number(index))", argument.type))
    }
    columns += [currentRow, row].compactMap(\.self)
    return "(SELECT \(filled(template, values)) FROM (SELECT \(columns.joined(separator: ", "))) AS \(alias))"
  }

  private func result(of rule: FunctionRule, _ arguments: [TypedSQL]) -> PostgresType {
    let first = arguments.first.map { schema.baseType($0.type).unmodified } ?? .text
    switch rule.result {
    case .type(let type): return type
    case .argument(let index):
      return arguments.indices.contains(index) ? schema.baseType(arguments[index].type).unmodified : .text
    case .arrayOfFirst: return first.array
    case .elementOfFirst: return first.element
    }
  }

  /// The template with its marks replaced, in one pass, so that what is put in is not searched again.
  private func filled(_ template: String, _ arguments: [TypedSQL]) -> String {
    var result = ""
    var rest = template[...]
    func argument(_ index: Int, _ isAlone: Bool) -> String {
      guard arguments.indices.contains(index) else { return "NULL" }
      return isAlone ? arguments[index].sql : arguments[index].operand
    }
    func spec(_ index: Int, isElement: Bool) -> String {
      guard arguments.indices.contains(index) else { return "NULL" }
      let type = schema.valueType(arguments[index].type)
      return SQLiteText.string((isElement ? type.element : type).spec)
    }
    while let character = rest.popFirst() {
      guard character == "$", let next = rest.first else {
        result.append(character)
        continue
      }
      if let digit = next.wholeNumberValue {
        rest.removeFirst()
        let isAlone =
          (result.last == "(" || result.hasSuffix(", ")) && (rest.first == ")" || rest.first == ",")
        let text = argument(digit - 1, isAlone)
        // Two signs would begin a comment.
        result += result.last == "-" && text.first == "-" ? "(\(text))" : text
      } else if next == "*" {
        rest.removeFirst()
        result += arguments.map(\.sql).joined(separator: ", ")
      } else if next == "t" || next == "e", let digit = rest.dropFirst().first?.wholeNumberValue {
        rest = rest.dropFirst(2)
        result += spec(digit - 1, isElement: next == "e")
      } else {
        let word = String(rest.prefix { $0.isLetter })
        rest = rest.dropFirst(word.count)
        if word == "rest" {
          result += arguments.dropFirst().map(\.sql).joined(separator: ", ")
        } else {
          result += filled(FunctionTable.snippets[word] ?? "", arguments)
        }
      }
    }
    return result
  }
}

extension FunctionRule {
  fileprivate func parameter(_ index: Int) -> Parameter {
    parameters.indices.contains(index) ? parameters[index] : parameters.last ?? .any
  }
}
