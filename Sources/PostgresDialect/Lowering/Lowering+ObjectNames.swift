/// Types whose values are the numbers of objects and are written as their names: `regclass` and its kin.
/// https://www.postgresql.org/docs/15/datatype-oid.html
///
/// In a statement such a value is a number, and becomes a name where it is shown or made a text of.
extension Lowering {
  func objectKind(_ type: PostgresType) -> ObjectNames.Kind? {
    guard purpose == .statement, !type.isArray, case .opaque(let name) = type.base else { return nil }
    return ObjectNames.Kind(rawValue: name)
  }

  /// Whether a value may be compared with an object's number.
  func isObjectNumber(_ type: PostgresType) -> Bool {
    type.isInteger || type == .oid || objectKind(type) != nil
  }

  /// A cast to or from one of these types; nil for any other.
  mutating func objectCast(_ value: TypedSQL, to type: PostgresType, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL?
  {
    let base = schema.baseType(value.type)
    if let kind = objectKind(type) {
      if objectKind(base) != nil || base.category == .number || value.sql == "NULL" {
        return retyped(value, type)
      }
      let names = SystemCatalog(schema).names(of: kind)
      if let text = value.literal {
        do throws(Diagnostic) {
          return TypedSQL(String(try names.required(text)), type, isConstant: true)
        } catch {
          throw error.located(at: value.place ?? range)
        }
      }
      guard base.category == .string || base.category == .unknown else { return nil }
      let text = try coerce(value, to: .text, at: range)
      return TypedSQL("pg_object_number(\(text.sql), \(SQLiteText.string(names.spec)), 1)", type)
    }
    guard let kind = objectKind(base) else { return nil }
    if schema.baseType(type).category == .number { return retyped(value, type) }
    guard schema.baseType(type).category == .string else { return nil }
    return retyped(objectName(value, kind), type)
  }

  /// The name of an object whose number is given.
  func objectName(_ value: TypedSQL, _ kind: ObjectNames.Kind) -> TypedSQL {
    if value.sql == "NULL" { return value }
    let shown = SystemCatalog(schema).shownNames(of: kind)
    if let number = Int(value.sql) {
      let own = number == 0 ? "-" : shown.first { $0.number == number }?.text
      return TypedSQL(SQLiteText.string(own ?? value.sql), .text, isConstant: true)
    }
    let found = lookedUp(value, in: shown + [(0, "-")])
    return TypedSQL("coalesce(\(found), CAST(\(value.sql) AS TEXT))", .text)
  }

  /// What stands beside a number in a table of ours; NULL where it is not there.
  func lookedUp(_ value: TypedSQL, in table: [(number: Int, text: String)]) -> String {
    if let number = Int(value.sql) {
      return table.first { $0.number == number }.map { SQLiteText.string($0.text) } ?? "NULL"
    }
    var seen: Set<Int> = []
    let members = table.filter { seen.insert($0.number).inserted }.map {
      "\"\($0.number)\":\(JSON.quoted($0.text))"
    }
    return
      "json_extract(\(SQLiteText.string("{\(members.joined(separator: ","))}")), '$.\"' || \(value.operand) || '\"')"
  }

  /// A query's rows as they are shown: with names in place of numbers.
  func shown(_ query: LoweredQuery) -> LoweredQuery {
    guard query.columns.contains(where: { objectKind($0.type) != nil || isVector($0.type) }) else {
      return query
    }
    var items: [String] = []
    for (index, column) in query.columns.enumerated() {
      var item = TypedSQL(Self.number(index), column.type)
      if let kind = objectKind(column.type) { item = objectName(item, kind) }
      if isVector(column.type) { item = vectorText(item) }
      items.append("\(item.sql) AS \(SQLiteText.name(column.name))")
    }
    return LoweredQuery(
      sql: "SELECT \(items.joined(separator: ", ")) FROM (\(Self.numbered(query)))", columns: query.columns)
  }

  // MARK: - Vectors of numbers

  /// `int2vector` and `oidvector`, which are arrays that count from 0 and are shown without braces.
  func isVector(_ type: PostgresType) -> Bool {
    !type.isArray && (type.base == .opaque("int2vector") || type.base == .opaque("oidvector"))
  }

  func vectorText(_ value: TypedSQL) -> TypedSQL {
    TypedSQL("replace(trim(\(value.sql), '[]'), ',', ' ')", .text)
  }

  /// As the array that it is, where functions and operators take it.
  func vectorAsArray(_ value: TypedSQL) -> TypedSQL {
    guard isVector(value.type) else { return value }
    let element: PostgresType = value.type.base == .opaque("oidvector") ? .oid : PostgresType(.int2)
    return retyped(value, element.array)
  }
}

extension PostgresType {
  static let oid = PostgresType(.opaque("oid"))
  static let regclass = PostgresType(.opaque("regclass"))
  static let regtype = PostgresType(.opaque("regtype"))
}
