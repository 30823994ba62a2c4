/// PostgreSQL's functions on its catalogs, in statements that run once.
/// https://www.postgresql.org/docs/15/functions-info.html
extension Lowering {
  /// Nil for any other function.
  mutating func systemCall(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    let name = call.name.name.text
    guard purpose == .statement, schema.schemaAllowsBuiltin(call.name) else { return nil }
    let arguments = call.arguments.map(\.value)
    if let kind = SystemFunctions.nameLookups[name], arguments.count == 1 {
      return try namedObject(arguments[0], kind)
    }
    if let table = SystemFunctions.texts[name], let first = arguments.first, arguments.count < 3 {
      var key = try objectNumber(first)
      if name == "pg_get_viewdef", schema.baseType(key.type).category == .string {
        key = try convert(key, to: .regclass, at: first.range)
      }
      return TypedSQL(lookedUp(key, in: table(SystemCatalog(schema))), .text)
    }
    if SystemFunctions.isPrivilegeTest(name) {
      for argument in arguments { _ = try lower(argument) }
      return TypedSQL("1", .bool, isConstant: true)
    }
    if name.hasSuffix("_is_visible"), let kind = SystemFunctions.visibility[name], arguments.count == 1 {
      return try isVisible(arguments[0], kind)
    }
    return try informationCall(name, arguments, at: range)
  }

  private mutating func informationCall(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    let catalog = SystemCatalog(schema)
    switch (name, arguments.count) {
    case ("pg_get_expr", 2), ("pg_get_expr", 3): return retyped(try lower(arguments[0]), .text)
    case ("pg_get_indexdef", 3): return try indexColumn(arguments)
    case ("format_type", 2): return try formattedType(arguments)
    case ("col_description", 2): return try description(arguments, ofColumn: true)
    case ("obj_description", 1), ("obj_description", 2), ("shobj_description", 2):
      return try description(arguments, ofColumn: false)
    case ("current_schema", 0):
      let first = schema.searchPath.first(where: schema.namespaces.contains)
      return TypedSQL(first.map(SQLiteText.string) ?? "NULL", PostgresType(.opaque("name")))
    case ("current_schemas", 1):
      let path = schema.searchPath.filter(schema.namespaces.contains)
      let (own, all) = (
        JSON.array(path.map { .string($0) }), JSON.array((["pg_catalog"] + path).map { .string($0) })
      )
      let test = try condition(arguments[0], "current_schemas").operand
      return TypedSQL(
        "CASE WHEN \(test) THEN \(SQLiteText.string(all.compactText)) ELSE \(SQLiteText.string(own.compactText)) END",
        PostgresType(.opaque("name")).array)
    case ("pg_typeof", 1):
      let type = try lower(arguments[0]).type
      return TypedSQL(String(catalog.number(of: type.unmodified)), .regtype, isConstant: true)
    case ("pg_encoding_to_char", 1):
      return TypedSQL("CASE \(try objectNumber(arguments[0]).operand) WHEN 6 THEN 'UTF8' ELSE '' END", .text)
    case ("pg_is_in_recovery", 0): return TypedSQL("0", .bool, isConstant: true)
    case ("current_setting", 1), ("current_setting", 2): return try currentSetting(arguments, at: range)
    default: return nil
    }
  }

  /// An argument that is an object's number.
  private mutating func objectNumber(_ argument: Expression) throws(Diagnostic) -> TypedSQL {
    let value = try lower(argument)
    if value.literal != nil { return try coerce(value, to: .oid, at: argument.range) }
    return value
  }

  /// `to_regclass('name')`: NULL where the cast would fail.
  private mutating func namedObject(_ argument: Expression, _ kind: ObjectNames.Kind) throws(Diagnostic)
    -> TypedSQL
  {
    let type = PostgresType(.opaque(kind.rawValue))
    let names = SystemCatalog(schema).names(of: kind)
    let value = try lower(argument)
    if let text = value.literal {
      let isNumber = !text.isEmpty && text.utf8.allSatisfy(\.isDigit)
      let number = isNumber || text == "-" ? nil : try names.number(of: text)
      return TypedSQL(number.map(String.init) ?? "NULL", type, isConstant: true)
    }
    let text = try coerce(value, to: .text, at: argument.range)
    return TypedSQL("pg_object_number(\(text.sql), \(SQLiteText.string(names.spec)), 0)", type)
  }

  private mutating func isVisible(_ argument: Expression, _ kind: ObjectNames.Kind) throws(Diagnostic)
    -> TypedSQL
  {
    let numbers = Set(
      SystemCatalog(schema).names(of: kind).numbers.filter { !$0.key.contains("\u{1F}") }.values)
    let value = try objectNumber(argument)
    if kind == .regproc {
      let own = schema.functions.values.filter { schema.searchPath.contains($0.name.schema) }
      let list = own.map { String(SystemCatalog(schema).number($0.id)) }.sorted()
      return TypedSQL("\(value.operand) IN (\(list.joined(separator: ", ")))", .bool, isCompound: true)
    }
    let list = numbers.sorted().map(String.init).joined(separator: ", ")
    return TypedSQL("\(value.operand) IN (\(list))", .bool, isCompound: true)
  }

  private mutating func formattedType(_ arguments: [Expression]) throws(Diagnostic) -> TypedSQL {
    let catalog = SystemCatalog(schema)
    let type = try objectNumber(arguments[0])
    let modifier = try coerce(try lower(arguments[1]), to: .int4, at: arguments[1].range)
    let table = catalog.catalogTypes.map {
      (number: catalog.number(of: $0.type), text: catalog.displayName(of: $0.type))
    }
    let name = lookedUp(type, in: table + [(0, "-")])
    return TypedSQL(
      "CASE WHEN \(type.operand) IS NOT NULL THEN pg_format_type(coalesce(\(name), '???'), coalesce(\(modifier.sql), -1)) END",
      .text)
  }

  private mutating func indexColumn(_ arguments: [Expression]) throws(Diagnostic) -> TypedSQL {
    let index = try objectNumber(arguments[0])
    let place = try coerce(try lower(arguments[1]), to: .int4, at: arguments[1].range)
    let catalog = SystemCatalog(schema)
    let table = catalog.allIndexes.map { own in
      let texts = [catalog.definition(of: own)] + catalog.columnTexts(of: own)
      return (number: catalog.number(of: own), text: JSON.array(texts.map { .string($0) }).compactText)
    }
    return TypedSQL("json_extract(\(lookedUp(index, in: table)), '$[' || \(place.operand) || ']')", .text)
  }

  private mutating func description(_ arguments: [Expression], ofColumn: Bool) throws(Diagnostic) -> TypedSQL
  {
    let catalog = SystemCatalog(schema)
    let object = try objectNumber(arguments[0])
    if ofColumn {
      let number = try coerce(try lower(arguments[1]), to: .int4, at: arguments[1].range)
      let grouped = Dictionary(grouping: catalog.descriptions.filter { $0.part != 0 }, by: \.object)
      let table = grouped.map { number, parts in
        let members = parts.map { JSON.Member(String($0.part), .string($0.text)) }
        return (number: number, text: JSON.object(members).compactText)
      }.sorted { $0.number < $1.number }
      return TypedSQL(
        "json_extract(\(lookedUp(object, in: table)), '$.\"' || \(number.operand) || '\"')", .text)
    }
    var own = catalog.descriptions.filter { $0.part == 0 }
    if arguments.count > 1, case .string(let relation) = arguments[1].kind {
      own = own.filter { $0.catalog == relation }
    }
    return TypedSQL(lookedUp(object, in: own.map { ($0.object, $0.text) }), .text)
  }

  private mutating func currentSetting(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic)
    -> TypedSQL?
  {
    guard case .string(let name) = arguments[0].kind else { return nil }
    if let own = SystemCatalog(schema).setting(name) { return TypedSQL(SQLiteText.string(own), .text) }
    if arguments.count == 2 {
      let isLenient = try condition(arguments[1], "current_setting")
      if isLenient.sql == "1" { return .null.typed(.text) }
    }
    throw Diagnostic(
      .error, .undefinedObject, "unrecognized configuration parameter \"\(name)\"", at: range)
  }
}

extension TypedSQL {
  fileprivate func typed(_ type: PostgresType) -> TypedSQL {
    var copy = self
    copy.type = type
    return copy
  }
}

/// Functions that tell something of an object by its number, as data.
enum SystemFunctions {
  typealias Table = @Sendable (SystemCatalog) -> [(number: Int, text: String)]

  static let nameLookups: [String: ObjectNames.Kind] = [
    "to_regclass": .regclass, "to_regtype": .regtype, "to_regproc": .regproc,
    "to_regprocedure": .regprocedure,
    "to_regnamespace": .regnamespace, "to_regrole": .regrole,
  ]

  static let visibility: [String: ObjectNames.Kind] = [
    "pg_table_is_visible": .regclass, "pg_type_is_visible": .regtype, "pg_function_is_visible": .regproc,
  ]

  static let texts: [String: Table] = [
    "pg_get_constraintdef": { catalog in
      catalog.constraints.map { (catalog.number(of: $0), catalog.definition(of: $0)) }
    },
    "pg_get_indexdef": { catalog in
      catalog.allIndexes.map { (catalog.number(of: $0), catalog.definition(of: $0)) }
    },
    "pg_get_viewdef": { catalog in
      catalog.views.filter { $0.partition == nil }.map { (catalog.number($0.id), catalog.definition(of: $0)) }
        + catalog.tables.compactMap { table in
          table.materialized.map { (catalog.number(table.id), catalog.definition(of: $0.query)) }
        }
    },
    "pg_get_functiondef": { catalog in catalog.routines.map { ($0.number, catalog.definition(of: $0)) } },
    "pg_get_function_arguments": { catalog in catalog.routines.map { ($0.number, catalog.arguments(of: $0)) }
    },
    "pg_get_function_identity_arguments": { catalog in
      catalog.routines.map { ($0.number, catalog.arguments(of: $0, isIdentity: true)) }
    },
    "pg_get_function_result": { catalog in
      catalog.routines.compactMap { routine in catalog.result(of: routine).map { (routine.number, $0) } }
    },
    "pg_get_triggerdef": { catalog in
      catalog.triggers.map { (catalog.number($0.trigger.id), catalog.definition(of: $0)) }
    },
    "pg_get_userbyid": { catalog in catalog.roles.map { ($0.number, $0.name) } },
    "pg_get_partkeydef": { catalog in
      catalog.tables.compactMap { table in
        table.partitionKey.map { key in
          (
            catalog.number(table.id),
            "\(key.strategy.rawValue.uppercased()) (\(key.elements.map(\.postgres).joined(separator: ", ")))"
          )
        }
      }
    },
  ]

  /// Everybody may do everything with a file: `has_table_privilege` and its kin.
  static func isPrivilegeTest(_ name: String) -> Bool {
    name.hasPrefix("has_") && name.hasSuffix("_privilege") || name == "pg_has_role"
  }
}

extension SystemCatalog {
  /// The columns and expressions of an index, one by one.
  func columnTexts(of index: CatalogIndex) -> [String] {
    switch index {
    case .key(let constraint, let table):
      table.names(of: constraint.columns + constraint.include).map(PostgresPrinter.name)
    case .index(let own, let table):
      own.elements.map { element in
        element.columnName.map(PostgresPrinter.name) ?? text(of: element.expression, on: table, as: nil)
      } + own.include.map { PostgresPrinter.name($0.text) }
    }
  }
}
