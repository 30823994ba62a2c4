/// An object that SQLite has no place for, as the statements that made it what it is.
struct RememberedObject: Sendable, Hashable {
  var id: ObjectID
  var key: Key
  /// The `CREATE` statement, with objects in place of names.
  var definition: Phrase
  /// The `ALTER` statements since that its definition does not take in, likewise.
  var changes: [Phrase] = []

  /// What tells it from others.
  struct Key: Sendable, Hashable {
    var kind: RememberedKind
    /// Its name, in its schema or, for kinds that have none, in the empty one. Empty for casts and their like.
    var name: ObjectName
    /// The table it is on.
    var table: ObjectID?
    /// The operands, argument types or access method that tell it from others of its name.
    var signature = ""
  }
}

extension RememberedKind {
  enum Scope: Sendable {
    /// On a table, as policies.
    case table
    /// In a schema.
    case schema
    /// In the database or the server.
    case global
  }

  var scope: Scope {
    switch self {
    case .policy, .rule: .table
    case .statistics, .collation, .conversion, .operator, .operatorClass, .operatorFamily, .aggregate,
      .textSearchParser, .textSearchDictionary, .textSearchTemplate, .textSearchConfiguration, .foreignTable:
      .schema
    case .role, .publication, .subscription, .eventTrigger, .cast, .transform, .foreignDataWrapper, .server,
      .userMapping, .language, .accessMethod, .tablespace, .database:
      .global
    }
  }

  /// What messages call it.
  var noun: String {
    switch self {
    case .statistics: "statistics object"
    case .foreignDataWrapper: "foreign-data wrapper"
    default: rawValue.lowercased()
    }
  }

  var missing: SQLState {
    switch self {
    case .aggregate, .operator: .undefinedFunction
    case .foreignTable: .undefinedTable
    case .database: SQLState("3D000")
    default: .undefinedObject
    }
  }

  var duplicate: SQLState {
    switch self {
    case .aggregate, .operator: .duplicateFunction
    case .foreignTable: .duplicateTable
    case .database: SQLState("42P04")
    // PostgreSQL notices these by the indexes of its catalog only.
    case .textSearchParser, .textSearchDictionary, .textSearchTemplate, .textSearchConfiguration:
      SQLState("23505")
    default: .duplicateObject
    }
  }

  /// When it can be made again, among the objects of a file: most of them after all tables and functions.
  var loadingRank: Int {
    switch self {
    case .role, .foreignDataWrapper, .language, .accessMethod, .tablespace, .textSearchParser,
      .textSearchTemplate:
      0
    case .server, .textSearchDictionary, .collation: 1
    default: 8
    }
  }

  /// Those that PostgreSQL has from the start.
  var builtin: Set<String> {
    switch self {
    case .collation:
      [
        "default", "C", "POSIX", "ucs_basic", "en_US", "en_US.utf8", "C.UTF-8", "und-x-icu", "en-x-icu",
        "en-US-x-icu", "de-x-icu",
      ]
    case .language: ["internal", "c", "sql", "plpgsql"]
    case .accessMethod: ["heap", "btree", "hash", "gist", "gin", "spgist", "brin"]
    case .tablespace: ["pg_default", "pg_global"]
    case .textSearchParser: ["default"]
    case .textSearchTemplate: ["simple", "synonym", "ispell", "thesaurus", "snowball"]
    case .textSearchDictionary: Set(Self.stemmers.map { "\($0)_stem" } + ["simple"])
    case .textSearchConfiguration: Set(Self.stemmers + ["simple"])
    case .database: ["main", "postgres", "template0", "template1"]
    default: []
    }
  }

  private static let stemmers = [
    "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french", "german",
    "greek",
    "hindi", "hungarian", "indonesian", "irish", "italian", "lithuanian", "nepali", "norwegian", "portuguese",
    "romanian", "russian", "serbian", "spanish", "swedish", "tamil", "turkish", "yiddish",
  ]

  /// Why something behaves otherwise than in PostgreSQL once there is one; nil when nothing does.
  var difference: String? {
    switch self {
    case .policy: "row level security is remembered, not enforced: SQLite has no users"
    case .eventTrigger: "event triggers are remembered, not fired"
    case .publication, .subscription: "\(noun)s are remembered; nothing is replicated"
    case .foreignTable: "foreign tables are remembered; their rows cannot be read here"
    default: nil
    }
  }
}
