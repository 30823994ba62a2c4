/// What the catalogs say of a type beyond its name.
extension SystemCatalog {
  /// The name in `pg_type`: an array's has an underscore before its element's.
  func catalogName(of type: PostgresType) -> ObjectName {
    var name: ObjectName
    if case .user(let id) = type.base, let own = schema.types[id]?.name ?? schema.relation(id)?.name {
      name = own
    } else {
      let own = BuiltinTypes.internalName(of: type.base)
      let maker = BuiltinTypes.makers[own].flatMap { schema.extensions[$0]?.schema }
      name = ObjectName(own, in: maker ?? SystemRelation.postgres)
    }
    if type.isArray { name.name = "_" + name.name }
    return name
  }

  /// As `format_type` and `regtype` show it: in its schema unless the search path finds it.
  func displayName(of type: PostgresType) -> String {
    guard case .user(let id) = type.base, let own = schema.types[id]?.name ?? schema.relation(id)?.name else {
      let name = BuiltinTypes.internalName(of: type.base)
      let text = name == "char" ? "\"char\"" : Self.modified(type)
      return text + (type.isArray ? "[]" : "")
    }
    let name = QualifiedName(Identifier(own.name))
    let isFound = (schema.types[id] == nil ? schema.relationID(name) : schema.typeID(name)) == id
    return visibleName(own, isFound) + (type.isArray ? "[]" : "")
  }

  /// `timestamp(3) without time zone`: the modifier stands behind the first word.
  private static func modified(_ type: PostgresType) -> String {
    var text = BuiltinTypes.displayName(of: type.base)
    let list = type.modifiers.isEmpty ? "" : "(\(type.modifiers.map(String.init).joined(separator: ",")))"
    switch type.base {
    case .time, .timetz, .timestamp, .timestamptz:
      if let blank = text.firstIndex(of: " ") {
        text.insert(contentsOf: list, at: blank)
      } else {
        text += list
      }
      return text
    case .interval: return text + (type.fields.map { " \($0)" } ?? "") + list
    default: return text + list
    }
  }

  /// A name as it must be written to be found.
  func visibleName(_ name: ObjectName, _ isVisible: Bool) -> String {
    let own = PostgresPrinter.name(name.name)
    return isVisible ? own : "\(PostgresPrinter.name(name.schema)).\(own)"
  }

  /// `atttypmod`: https://www.postgresql.org/docs/15/catalog-pg-attribute.html
  func modifier(of type: PostgresType) -> Int {
    switch type.base {
    case .varchar, .bpchar: return type.modifiers.first.map { $0 + 4 } ?? -1
    case .numeric:
      guard let precision = type.modifiers.first else { return -1 }
      return (precision << 16 | (type.modifiers.count > 1 ? type.modifiers[1] : 0) & 0x7FF) + 4
    case .user: return -1
    default: return type.modifiers.first ?? -1
    }
  }

  /// The collation that values sort by unless a column says otherwise; 0 for what has none.
  func collation(of type: PostgresType) -> Int {
    switch schema.baseType(type).base {
    case .text, .varchar, .bpchar, .citext: 100
    case .opaque("name"): 950
    default: 0
    }
  }

  /// Length, whether it is passed by value, alignment and storage.
  func layout(of type: PostgresType) -> (length: Int, isByValue: Bool, alignment: String, storage: String) {
    if type.isArray {
      let isDouble = layout(of: type.element).alignment == "d"
      return (-1, false, isDouble ? "d" : "i", "x")
    }
    let base = schema.baseType(type)
    if base.isArray { return layout(of: base) }
    if case .user(let id) = base.base {
      if case .enumeration = schema.types[id]?.kind { return (4, true, "i", "p") }
      return (-1, false, "d", "x")
    }
    guard let own = BuiltinTypeNumbers.named[BuiltinTypes.internalName(of: base.base)] else {
      return (-1, false, "i", "x")
    }
    return (own.length, own.isByValue, own.alignment, own.storage)
  }

  func collationNumber(_ name: QualifiedName) -> Int { CollationRows.numbers[name.name.text] ?? 0 }
}
