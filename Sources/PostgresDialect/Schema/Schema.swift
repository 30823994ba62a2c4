/// What a PostgreSQL catalog would hold after the statements so far: the one truth that names, types,
/// lowering and later statements are decided by. A value: applying a statement makes the next one.
public struct Schema: Sendable {
  /// The schemas that exist, `public` always among them.
  var namespaces: Set<String> = ["public"]
  /// Where unqualified names are looked up and made.
  var searchPath = ["public"]
  /// The setting `check_function_bodies`.
  var checksFunctionBodies = true
  /// What `SET` has said in this session, by names in lower case.
  var settings: [String: String] = [:]
  /// Whether PostgreSQL would be outside of a transaction: behind a COMMIT of the migration's own, or in all of one that is
  /// marked so.
  package var mayCommit = false
  var relations = RelationNames()
  var tables: SharedMap<ObjectID, Table> = [:]
  /// Whether any table was ever made to inherit, which is rare: most lookups of children need not look.
  var hasInheritance = false
  var indexes: SharedMap<ObjectID, Index> = [:]
  var views: SharedMap<ObjectID, View> = [:]
  var sequences: SharedMap<ObjectID, SequenceGenerator> = [:]
  var typeNames: SharedMap<ObjectName, ObjectID> = [:]
  var types: SharedMap<ObjectID, UserType> = [:]
  var functions: SharedMap<ObjectID, Function> = [:]
  var extensions: [String: Extension] = [:]
  var annotations: SharedMap<ObjectAddress, Annotation> = [:]
  var remembered: SharedMap<ObjectID, RememberedObject> = [:]
  var rememberedNames: SharedMap<RememberedObject.Key, ObjectID> = [:]
  var defaultPrivileges: SharedMap<DefaultPrivilegeKey, Privileges> = [:]
  /// Whether it is being read from a file, where what a definition mentions may come later.
  var isLoading = false
  /// What has changed since this was last emptied, for the difference and for the stored catalog.
  var touched: Set<ObjectID> = []
  /// What the rows of tables are still to get.
  var pendingValues = PendingValues()
  /// The differences from PostgreSQL that have been warned of, each of them once.
  var warned: Set<String> = []
  private(set) var lastID = 0

  public init() {}

  /// The identities given so far.
  var allIDs: Set<ObjectID> { lastID == 0 ? [] : Set(1...lastID) }

  mutating func makeID() -> ObjectID {
    lastID += 1
    touched.insert(lastID)
    return lastID
  }
}

/// Identifies an object for as long as the `Schema` lives, through all renames; never stored.
package typealias ObjectID = Int

/// A name with its schema resolved.
struct ObjectName: Sendable, Hashable, Comparable {
  var schema: String
  var name: String

  init(_ name: String, in schema: String = "public") {
    self.schema = schema
    self.name = name
  }

  static func < (left: ObjectName, right: ObjectName) -> Bool {
    (left.schema, left.name) < (right.schema, right.name)
  }

  /// The name in SQLite, which has one schema: `public` is dropped, others stay before a dot.
  var lowered: String { schema == "public" ? name : "\(schema).\(name)" }
}

struct Table: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  var columns: [Column] = []
  /// Numbers are never used twice, as with PostgreSQL's `attnum`.
  var lastColumnNumber = 0
  var constraints: [Constraint] = []
  var triggers: [Trigger] = []
  /// The tables that it inherits from.
  var parents: [ObjectID] = []
  /// Of a partitioned table.
  var partitionKey: PartitionKey?
  /// For a materialized view, which is a table in SQLite, where its rows come from.
  var materialized: Materialized?
  var isUnlogged = false
  /// True for a table that another program made, known by SQLite's description of it.
  var isForeign = false
  /// True for one that a migration had made.
  var isChanged = false
  var attributes = TableAttributes()
  /// What SQLite holds of such a table, where it can be read.
  var stored: StoredDefinition?

  subscript(column name: String) -> Column? {
    columns.indices.first { columns[$0].name == name }.map { columns[$0] }
  }

  subscript(number number: Int) -> Column? {
    // Numbers only grow, so that a column is never behind the place that its number says.
    var index = min(number, columns.count) - 1
    while index >= 0, columns[index].number > number { index -= 1 }
    return index >= 0 && columns[index].number == number ? columns[index] : nil
  }

  func names(of numbers: [Int]) -> [String] { numbers.compactMap { self[number: $0]?.name } }

  var primaryKey: Constraint? { constraints.first { $0.isPrimaryKey } }
}

struct Column: Sendable, Hashable {
  var number: Int
  var name: String
  var type: PostgresType
  var collation: QualifiedName?
  var isNotNull = false
  var defaultValue: Expression?
  /// The default in SQLite's words, of a table that another program made.
  var storedDefault: String?
  /// `GENERATED ALWAYS AS (…) STORED`.
  var generated: Expression?
  var identity: Identity?
  /// False for one that it has from a parent alone.
  var isLocal = true
  var attributes = ColumnAttributes()
}

struct Constraint: Sendable, Hashable {
  var name: String
  var kind: Kind
  var deferral: Deferral?
  var isValidated = true
  /// Further columns in the index of a key.
  var include: [Int] = []
  /// `WITH (…)` of a key's index, as written.
  var options: String?
  /// `NO INHERIT` of a check.
  var isLocal = false
  /// True for a check that it has from a parent alone.
  var isInherited = false

  enum Kind: Sendable, Hashable {
    case primaryKey([Int])
    case unique([Int], nullsNotDistinct: Bool)
    case check(Expression)
    case foreignKey(ForeignKey)
    /// `EXCLUDE …` as written, with the columns it is over.
    case exclusion(String, [Int])
  }

  var isPrimaryKey: Bool {
    if case .primaryKey = kind { true } else { false }
  }

  /// The columns of a key; empty for checks.
  var columns: [Int] {
    switch kind {
    case .primaryKey(let columns), .unique(let columns, _): columns
    case .foreignKey(let key): key.columns
    case .exclusion(_, let columns): columns
    case .check: []
    }
  }
}

/// What `CREATE EXTENSION` brought, by the schema that it was put in.
struct Extension: Sendable, Hashable {
  var id: ObjectID
  var schema: String
}

struct ForeignKey: Sendable, Hashable {
  var columns: [Int]
  var table: ObjectID
  var referenced: [Int]
  var match: ForeignKeyMatch
  var onDelete: ForeignKeyAction
  var onUpdate: ForeignKeyAction
}

struct Index: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  var table: ObjectID
  /// The partition whose rows alone it is for.
  var partition: ObjectID?
  var isUnique: Bool
  var method: String
  var elements: [IndexElement]
  var include: [Identifier]
  var nullsNotDistinct: Bool
  var options: String?
  var filter: Expression?
}

struct Trigger: Sendable, Hashable {
  /// Another for each that is made, also under the same name.
  var id: ObjectID
  var name: String
  var definition: CreateTrigger
  var function: ObjectID
  var mode = TriggerMode.enabled
}

struct UserType: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  var kind: Kind

  enum Kind: Sendable, Hashable {
    /// In their order.
    case enumeration([EnumLabel])
    case domain(Domain)
    case composite([Attribute])
    case range(RangeType)
  }
}

/// One value of an enum.
struct EnumLabel: Sendable, Hashable {
  /// The same through all renames.
  var number: Int
  var text: String
}

/// Ranges over a type's values, as `CREATE TYPE … AS RANGE` makes them.
struct RangeType: Sendable, Hashable {
  var subtype: PostgresType
  var options: [RangeOption]
}

/// A part of a composite type.
struct Attribute: Sendable, Hashable {
  var name: String
  var type: PostgresType
  var collation: QualifiedName?
}

struct Domain: Sendable, Hashable {
  var base: PostgresType
  var collation: QualifiedName?
  var isNotNull = false
  var defaultValue: Expression?
  /// Named conditions on `VALUE`.
  var checks: [DomainCheck] = []
}

struct DomainCheck: Sendable, Hashable {
  var name: String
  var condition: Expression
  /// False for `NOT VALID`.
  var isValidated = true
}

/// A function or procedure; most are defined by a history and never called by it.
struct Function: Sendable, Hashable {
  var id: ObjectID
  var name: ObjectName
  var definition: CreateFunction {
    didSet { words = Self.words(of: definition) }
  }
  /// Where the body was read from, for diagnostics that arise when it is used.
  var source: SourceText
  /// The words of the body, the names of all that it mentions among them.
  private(set) var words: Set<String>

  init(id: ObjectID, name: ObjectName, definition: CreateFunction, source: SourceText) {
    self.id = id
    self.name = name
    self.definition = definition
    self.source = source
    words = Self.words(of: definition)
  }

  private static func words(of definition: CreateFunction) -> Set<String> {
    switch definition.body {
    case .text(let text, _), .sql(let text): Set(SourceText(text).names())
    case .native: []
    }
  }

  static func == (left: Function, right: Function) -> Bool {
    left.id == right.id && left.name == right.name && left.definition == right.definition
  }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
