/// JSON: built, and read in what is stored, where SQLite's own functions must do.
/// https://sqlite.org/json1.html
extension Lowering {
  /// A row of a table, named by the table's name where no column has it, as JSON; any other expression as it is.
  mutating func lowerOrRow(_ expression: Expression) throws(Diagnostic) -> TypedSQL {
    let path: [Identifier]
    switch expression.kind {
    case .column(let own) where own.count == 1: path = own
    case .wildcard(let own) where !own.isEmpty: path = own
    case .query(let query):
      return try lower(query.rowAsDocument.map { Expression(.query($0), at: expression.range) } ?? expression)
    default: return try lower(expression)
    }
    guard let name = path.last, let source = rowSource(name.text) else { return try lower(expression) }
    var members: [(String, TypedSQL)] = []
    for index in source.columns.indices { members.append((source.columns[index].name, source.value(index))) }
    return jsonObject(members)
  }

  func rowSource(_ name: String) -> Scope.Source? {
    for scope in scopes.reversed() {
      if scope.sources.contains(where: { source in
        !source.isRecord && source.columns.contains { $0.name == name }
      }) {
        return nil
      }
      if let source = scope.sources.first(where: { $0.name == name }) {
        return source.isScalar ? nil : source
      }
    }
    return nil
  }

  /// A row, which has no blanks.
  private func jsonObject(_ members: [(String, TypedSQL)]) -> TypedSQL {
    var parts: [String] = []
    for (name, value) in members { parts += [SQLiteText.string(name), jsonElement(value)] }
    let list = parts.joined(separator: ", ")
    return TypedSQL(isStock ? "json_object(\(list))" : "pg_json_object(2, \(list))", .json)
  }

  /// `jsonb_build_object`, `json_build_array` and their kin.
  mutating func builtJSON(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let isObject = name.hasSuffix("object")
    guard !isObject || arguments.count % 2 == 0 else {
      throw Diagnostic(
        .error, .invalidParameterValue, "argument list must have even number of elements", at: range)
    }
    var parts: [String] = []
    for (index, argument) in arguments.enumerated() {
      var value = try lowerOrRow(argument)
      if value.type.category == .unknown { value = try coerce(value, to: .text, at: argument.range) }
      let isKey = isObject && index % 2 == 0
      parts.append(isKey ? try text(value, at: argument.range).sql : jsonElement(value))
    }
    let isNormalized = name.hasPrefix("jsonb")
    let list = parts.joined(separator: ", ")
    let type: PostgresType = isNormalized ? .jsonb : .json
    guard !isStock else {
      if isNormalized { warn("\(name)() keeps its keys in the order written here, and no blanks", at: range) }
      return TypedSQL("json_\(isObject ? "object" : "array")(\(list))", type)
    }
    let function = "pg_json_\(isObject ? "object" : "array")"
    return TypedSQL("\(function)(\(isNormalized ? 1 : 0)\(list.isEmpty ? "" : ", ")\(list))", type)
  }

  /// `to_jsonb` in what is stored.
  mutating func storedJSON(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    guard let argument = arguments.first else { throw mismatch(name, [], at: range) }
    var value = try lowerOrRow(argument)
    if value.type.category == .unknown { value = try coerce(value, to: .text, at: argument.range) }
    let type: PostgresType = name == "to_jsonb" ? .jsonb : .json
    if schema.baseType(value.type).category == .json { return retyped(value, type) }
    if type == .jsonb, value.type.isArray { warn("\(name)() leaves no blanks in what it writes", at: range) }
    return TypedSQL(
      "CASE WHEN \(value.operand) IS NOT NULL THEN json_quote(\(jsonElement(value))) END", type,
      isCompound: true)
  }

  /// A value as a function that builds JSON must see it.
  func jsonElement(_ value: TypedSQL) -> String {
    let type = schema.valueType(value.type)
    if !isStock { return "pg_to_json(\(value.sql), \(SQLiteText.string(type.spec)))" }
    if type.isArray || type.category == .json { return "json(\(value.sql))" }
    switch type.base {
    case .bool: return "json(CASE \(value.operand) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    case .bytea: return value.hexText
    case .time:
      return value.trimmedFraction
    case .numeric, .float4, .float8:
      // SQLite would write `1.0`.
      guard let text = StockCast(value, type, .text, .explicit, isStored: true).result else {
        return value.sql
      }
      return "json(coalesce(\(text), 'null'))"
    case .timestamp, .timestamptz:
      let zone = type.base == .timestamptz ? " || '+00:00'" : ""
      return "replace(\(value.trimmedFraction), ' ', 'T')\(zone)"
    default: return value.sql
    }
  }

  /// `->`, `->>`, `#>`, `#>>` and `?` by SQLite's paths; nil for a path that is not written out.
  mutating func storedJSONAccess(
    _ left: Expression, _ op: String, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    if op == "?", let member = try storedMember(left, right, at: range) { return member }
    guard let steps = Self.path(right, isWhole: op.hasPrefix("#")) else {
      return try storedMember(left, op, right)
    }
    var path = steps
    var document = left
    // `a -> 'b' ->> 'c'` is one path.
    while case .binary(let inner, let next, let key) = document.kind, next.text == "->",
      let step = Self.path(key, isWhole: false)
    {
      path = step + path
      document = inner
    }
    let value = try lower(document)
    guard schema.baseType(value.type).category == .json else { return nil }
    let sql = value.sql
    var place = SQLiteText.string("$" + path.joined())
    if schema.baseType(value.type).base == .jsonb, let only = path.first, path.count == 1,
      only == "[0]" || only == "[#-1]"
    {
      // A value that is no container is an array of itself.
      place = "iif(json_type(\(sql)) IN ('array', 'object'), \(place), '$')"
    }
    switch op {
    case "?":
      warn("? finds the members of an object, not the strings of an array", at: range)
      return TypedSQL("json_type(\(sql), \(place)) IS NOT NULL", .bool, isCompound: true)
    case "->>", "#>>":
      return TypedSQL(
        "CASE json_type(\(sql), \(place)) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
          + "ELSE CAST(json_extract(\(sql), \(place)) AS TEXT) END", .text)
    default:
      return TypedSQL(
        "CASE json_type(\(sql), \(place)) WHEN 'text' THEN json_quote(json_extract(\(sql), \(place))) "
          + "WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null' "
          + "ELSE CAST(json_extract(\(sql), \(place)) AS TEXT) END", value.type)
    }
  }

  /// `?` where a subquery may stand, which looks at the members of an object and the strings of an array.
  private mutating func storedMember(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard purpose == .view || purpose == .trigger else { return nil }
    let value = try lower(left)
    guard schema.baseType(value.type).category == .json else { return nil }
    let key = try text(try lower(right), at: right.range)
    let member =
      "iif(json_type(\(value.sql)) = 'object', \"j\".key, iif(\"j\".type = 'text', \"j\".value, NULL))"
    return TypedSQL(
      "CASE WHEN \(value.operand) IS NOT NULL AND \(key.operand) IS NOT NULL THEN "
        + "EXISTS (SELECT 1 FROM json_each(\(value.sql)) AS \"j\" WHERE \(member) = \(key.operand)) END",
      .bool,
      isCompound: true)
  }

  /// `->` and `->>` of a member that is named by a value, where a subquery may stand.
  private mutating func storedMember(
    _ left: Expression, _ op: String, _ right: Expression
  ) throws(Diagnostic) -> TypedSQL? {
    guard purpose == .view || purpose == .trigger, op == "->" || op == "->>" else { return nil }
    let (document, key) = (try lower(left), try lower(right))
    let (type, base) = (schema.baseType(document.type), schema.baseType(key.type))
    guard type.category == .json, !type.isArray, base.category == .string || base.isInteger else {
      return nil
    }
    let value = SetTable.stockValue(of: op == "->" ? "jsonb_each" : "jsonb_each_text", "\"j\"")
    let kind = base.isInteger ? "array" : "object"
    let place =
      base.isInteger
      ? "CASE WHEN \(key.operand) < 0 THEN json_array_length(\(document.sql)) + \(key.operand) ELSE \(key.sql) END"
      : key.operand
    // A value that is no container is an array of itself here.
    let scalar =
      base.isInteger
      ? " OR \(key.operand) IN (0, -1) AND json_type(\(document.sql)) NOT IN ('array', 'object')" : ""
    return TypedSQL(
      "(SELECT \(value) FROM json_each(\(document.sql)) AS \"j\" WHERE \"j\".key = \(place) "
        + "AND json_type(\(document.sql)) = '\(kind)'\(scalar))",
      op == "->" ? document.type : .text)
  }

  /// `jsonb_set` of a path that is written out.
  mutating func storedReplacement(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic)
    -> TypedSQL?
  {
    guard (3...4).contains(arguments.count),
      let path = Self.path(Self.uncast(arguments[1]), isWhole: true) ?? elementPath(arguments[1]),
      !path.isEmpty
    else { return nil }
    var isCreated = true
    if arguments.count == 4 {
      guard case .boolean(let written) = arguments[3].kind else { return nil }
      isCreated = written
    }
    let document = try coerce(try lower(arguments[0]), to: .jsonb, at: arguments[0].range)
    let value = try coerce(try lower(arguments[2]), to: .jsonb, at: arguments[2].range)
    guard !document.sql.isRandom, !value.sql.isRandom else { return nil }
    let parent = SQLiteText.string("$" + path.dropLast().joined())
    let place = SQLiteText.string("$" + path.joined())
    warn("jsonb_set() in what is stored keeps keys in their order, and no blanks", at: range)
    let condition =
      isCreated
      ? "json_type(\(document.sql), \(parent)) = 'object'"
      : "json_type(\(document.sql), \(place)) IS NOT NULL"
    return TypedSQL(
      "CASE WHEN \(value.operand) IS NULL THEN NULL WHEN \(condition) "
        + "THEN json_set(\(document.sql), \(place), json(\(value.sql))) ELSE \(document.sql) END", .jsonb,
      isCompound: true)
  }

  /// `ARRAY['a', 'b']` as a path.
  private func elementPath(_ expression: Expression) -> [String]? {
    guard case .array(let items) = Self.uncast(expression).kind else { return nil }
    var steps: [String] = []
    for item in items {
      guard case .string(let key) = Self.uncast(item).kind, Int(key) == nil,
        let step = Self.path(item, isWhole: false)
      else { return nil }
      steps += step
    }
    return steps
  }

  /// `string_to_array` by a mark that JSON writes as it is.
  mutating func storedSplit(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic) -> TypedSQL?
  {
    guard arguments.count == 2, case .string(let mark) = Self.uncast(arguments[1]).kind, !mark.isEmpty,
      !mark.contains(where: {
        $0.isLetter || $0.isNumber || $0 == "\"" || $0 == "\\" || $0.isNewline || $0 == "\t"
      })
    else { return nil }
    let value = try text(try lower(arguments[0]), at: arguments[0].range)
    let list = "replace(json_quote(\(value.sql)), \(SQLiteText.string(mark)), '\",\"')"
    return TypedSQL(
      "CASE WHEN \(value.operand) = '' THEN '[]' WHEN \(value.operand) IS NOT NULL THEN '[' || \(list) || ']' END",
      PostgresType(.text, isArray: true), isCompound: true)
  }

  /// The steps of a path in SQLite's spelling.
  private static func path(_ expression: Expression, isWhole: Bool) -> [String]? {
    func member(_ key: String) -> String? { key.contains("\"") || key.contains("\\") ? nil : ".\"\(key)\"" }
    switch expression.kind {
    case .cast(let inner, _): return path(inner, isWhole: isWhole)
    case .string(let text) where isWhole:
      guard case .array(let items) = ArrayLiteral(text) else { return nil }
      var steps: [String] = []
      for item in items {
        guard case .element(let key) = item, Int(key) == nil, let step = member(key) else { return nil }
        steps.append(step)
      }
      return steps
    case .string(let text): return member(text).map { [$0] }
    case .number(let text) where !isWhole: return Int(text).map { ["[\($0)]"] }
    case .unary(let op, let inner) where op.text == "-" && !isWhole:
      guard case .number(let text) = inner.kind, let index = Int(text) else { return nil }
      return ["[#-\(index)]"]
    default: return nil
    }
  }
}

extension Query {
  /// `SELECT x FROM (…) AS x`, the row that it gives being made a document of; nil for any other query.
  fileprivate var rowAsDocument: Query? {
    guard case .select(var select) = body, select.columns.count == 1,
      case .column(let path) = select.columns[0].expression.kind, path.count == 1,
      case .query(let inner, _, let alias?)? = select.from.first, select.from.count == 1,
      alias.name.text == path[0].text, case .select(let rows) = inner.body,
      !(alias.columns.map(\.text) + rows.columns.map(\.expression.outputName)).contains(path[0].text),
      !rows.columns.contains(where: { $0.alias?.text == path[0].text })
    else { return nil }
    var call = FunctionCall(name: QualifiedName(Identifier("row_to_json", at: path[0].range)))
    call.arguments = [FunctionArgument(value: select.columns[0].expression)]
    select.columns[0].expression = Expression(.call(call), at: path[0].range)
    return with(.select(select))
  }
}
