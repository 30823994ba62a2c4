/// A `Schema` as PostgreSQL's catalogs show it: its objects in the order in which they were made, and their numbers.
struct SystemCatalog {
  let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
  }

  var tables: [Table] { schema.tables.values.sorted { $0.id < $1.id } }
  var views: [View] { schema.views.values.sorted { $0.id < $1.id } }
  var indexes: [Index] { schema.indexes.values.sorted { $0.id < $1.id } }
  var sequences: [SequenceGenerator] { schema.sequences.values.sorted { $0.id < $1.id } }
  var types: [UserType] { schema.types.values.sorted { $0.id < $1.id } }
  var functions: [Function] { schema.functions.values.sorted { $0.id < $1.id } }

  func remembered(_ kinds: RememberedKind...) -> [RememberedObject] {
    schema.remembered.values.filter { kinds.contains($0.key.kind) }.sorted { $0.id < $1.id }
  }

  /// The one database; it has the name that `current_database()` gives.
  static let database = "main"
  static let owner = "postgres"
  static let ownerNumber = 10

  func owner(_ address: ObjectAddress) -> String { schema.annotations[address]?.owner ?? Self.owner }

  func roleNumber(_ name: String) -> Int {
    if name == Self.owner { return Self.ownerNumber }
    if name == "public" { return 0 }
    return schema.rememberedNames[Schema.roleKey(name)].map(number) ?? 0
  }
}

// MARK: - Numbers

/// The numbers of objects are the same through all renames, like PostgreSQL's `oid`, as long as the `Schema` lives.
/// https://www.postgresql.org/docs/15/datatype-oid.html
extension SystemCatalog {
  func number(_ id: ObjectID) -> Int { 16_384 + id * 4 }

  /// Of the type of a relation's rows, or of the array of a type.
  func secondNumber(_ id: ObjectID) -> Int { number(id) + 1 }

  /// Of the array of the type of a relation's rows.
  func thirdNumber(_ id: ObjectID) -> Int { number(id) + 2 }

  /// Parts of an object have numbers from its own range.
  private func range(_ id: ObjectID) -> Int { 1 << 30 + id * 8192 }

  /// Of a column's default, or of an enum's label.
  func number(ofPart part: Int, of id: ObjectID) -> Int { range(id) + part % 2048 }

  /// Of a constraint: by its name, so that it stays when others come and go.
  func number(ofConstraint name: String, of id: ObjectID, among names: [String]) -> Int {
    var taken: Set<Int> = []
    for other in names.sorted() {
      var slot = Int(Self.hash(other) % 2048)
      while !taken.insert(slot).inserted { slot = (slot + 1) % 2048 }
      if other == name { return range(id) + 2048 + slot * 2 }
    }
    return 0
  }

  func number(of constraint: Constraint, on table: Table) -> Int {
    number(ofConstraint: constraint.name, of: table.id, among: table.constraints.map(\.name))
  }

  /// Of the index of a key.
  func indexNumber(of constraint: Constraint, on table: Table) -> Int {
    number(of: constraint, on: table) + 1
  }

  func number(ofSchema name: String) -> Int {
    switch name {
    case "public": 2200
    case SystemRelation.postgres: 11
    case SystemRelation.information: 13_000
    case "pg_toast": 99
    default: 0xF000_0000 + Int(Self.hash(name) % 0x0FFF_FFFF)
    }
  }

  /// https://en.wikipedia.org/wiki/Fowler–Noll–Vo_hash_function
  private static func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  func number(of type: PostgresType) -> Int {
    guard case .user(let id) = type.base else {
      let name = BuiltinTypes.internalName(of: type.base)
      if let own = BuiltinTypeNumbers.named[name] { return type.isArray ? own.array : own.number }
      return number(ofExtensionType: name) + (type.isArray ? 1 : 0)
    }
    if schema.types[id] != nil { return type.isArray ? secondNumber(id) : number(id) }
    return type.isArray ? thirdNumber(id) : secondNumber(id)
  }

  /// Of a type that an extension brings.
  private func number(ofExtensionType name: String) -> Int {
    guard let maker = BuiltinTypes.makers[name], let own = schema.extensions[maker],
      let place = BuiltinTypes.types(of: maker).firstIndex(of: name)
    else { return 0 }
    return number(ofPart: place * 2, of: own.id)
  }
}

extension BuiltinTypes {
  static func types(of maker: String) -> [String] {
    makers.filter { $0.value == maker }.map(\.key).sorted()
  }
}
