/// `CREATE INDEX`.
struct CreateIndex: Sendable, Hashable {
  var name: Identifier?
  var table: QualifiedName
  var only = false
  var isUnique = false
  var isConcurrent = false
  var ifNotExists = false
  /// `btree` unless `USING` says otherwise.
  var method = Identifier("btree")
  var elements: [IndexElement]
  var include: [Identifier] = []
  var nullsNotDistinct = false
  /// `WITH (…)` and `TABLESPACE …` as written.
  var options: String?
  var filter: Expression?
}

struct IndexElement: Sendable, Hashable {
  /// A column stands as `.column([name])`.
  var expression: Expression
  var collation: QualifiedName?
  var operatorClass: QualifiedName?
  /// Its parameters in parentheses, as written.
  var classOptions: String?
  var isDescending = false
  var nulls: NullsOrder?
}

/// `CREATE TYPE name AS ENUM (…)`.
struct CreateEnum: Sendable, Hashable {
  var name: QualifiedName
  var labels: [Identifier]
}

/// `CREATE TYPE name AS (…)`.
struct CreateComposite: Sendable, Hashable {
  var name: QualifiedName
  var attributes: [ColumnDefinition]
}

/// `CREATE TYPE … AS RANGE (…)`.
struct CreateRange: Sendable, Hashable {
  var name: QualifiedName
  var subtype: TypeName
  var options: [RangeOption]
}

/// One of `SUBTYPE_OPCLASS`, `COLLATION`, `CANONICAL`, `SUBTYPE_DIFF` and `MULTIRANGE_TYPE_NAME`.
struct RangeOption: Sendable, Hashable {
  var name: Identifier
  var value: QualifiedName
}

/// `CREATE DOMAIN`.
struct CreateDomain: Sendable, Hashable {
  var name: QualifiedName
  var type: TypeName
  var collation: QualifiedName?
  /// Only `notNull`, `null`, `default`, `check`.
  var constraints: [ColumnConstraint] = []
}

/// `ALTER TYPE … ADD VALUE` and `RENAME VALUE`.
struct AlterEnum: Sendable, Hashable {
  var name: QualifiedName
  var action: AlterEnumAction
}

enum AlterEnumAction: Sendable, Hashable {
  case add(Identifier, ifNotExists: Bool, position: EnumPosition)
  case rename(Identifier, to: Identifier)
}

enum EnumPosition: Sendable, Hashable {
  case end
  case before(Identifier)
  case after(Identifier)
}

/// `CREATE SCHEMA`, without its inline elements.
struct CreateSchema: Sendable, Hashable {
  var name: Identifier
  var ifNotExists = false
}

/// `CREATE EXTENSION`.
struct CreateExtension: Sendable, Hashable {
  var name: Identifier
  var ifNotExists = false
  var schema: Identifier?
  var version: String?
  var cascades = false
}

/// `CREATE SEQUENCE`.
struct CreateSequence: Sendable, Hashable {
  var name: QualifiedName
  var ifNotExists = false
  var persistence = Persistence.permanent
  var options: SequenceOptions
}

/// `ALTER SEQUENCE` with options.
struct AlterSequence: Sendable, Hashable {
  var name: QualifiedName
  var ifExists = false
  var options: SequenceOptions
}

/// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
struct CreateView: Sendable, Hashable {
  var name: QualifiedName
  var orReplace = false
  var ifNotExists = false
  var isMaterialized = false
  var isRecursive = false
  var persistence = Persistence.permanent
  var columns: [Identifier] = []
  var query: Query
  /// `WITH (…)`, `WITH CHECK OPTION`, as written.
  var options: String?
  var withData = true
}

/// `REFRESH MATERIALIZED VIEW`.
struct RefreshView: Sendable, Hashable {
  var name: QualifiedName
  var isConcurrent = false
  var withData = true
}

/// `CREATE TABLE … AS`.
struct CreateTableAs: Sendable, Hashable {
  var name: QualifiedName
  var ifNotExists = false
  var persistence = Persistence.permanent
  var columns: [Identifier] = []
  var query: Query
  /// `USING`, `WITH (…)`, `ON COMMIT …` and `TABLESPACE …` as written.
  var options: String?
  var withData = true
}

/// `CREATE FUNCTION` and `CREATE PROCEDURE`. Bodies are kept as written; PL/pgSQL is read when it is needed.
struct CreateFunction: Sendable, Hashable {
  var name: QualifiedName
  var orReplace = false
  var isProcedure = false
  var parameters: [FunctionParameter] = []
  /// Nil for procedures and for functions whose result is their `OUT` parameters.
  var returns: FunctionResult?
  /// Folded to lower case; `sql` when a body without `LANGUAGE` is given in the new style.
  var language: Identifier
  var body: FunctionBody
  /// `IMMUTABLE`, `STRICT`, `SECURITY DEFINER`, `SET search_path = …`, …, one text each, as written.
  var attributes: [String] = []
}

struct FunctionParameter: Sendable, Hashable {
  enum Mode: String, Sendable, Hashable {
    case `in`
    case out
    case `inout`
    case variadic
  }

  var mode = Mode.in
  var name: Identifier?
  var type: TypeName
  var defaultValue: Expression?
}

indirect enum FunctionResult: Sendable, Hashable {
  case type(TypeName)
  case setOf(TypeName)
  case table([FunctionParameter])
}

enum FunctionBody: Sendable, Hashable {
  /// `AS '…'`: the text, and where its first byte stands in the source when it is a dollar-quoted string
  /// (whose bytes stand there unchanged).
  case text(String, at: Int?)
  /// `RETURN …` or `BEGIN ATOMIC … END`, as written.
  case sql(String)
  /// `AS 'object file', 'symbol'`.
  case native(String, String)

  /// As everywhere in the tree, equality ignores places.
  static func == (left: FunctionBody, right: FunctionBody) -> Bool {
    switch (left, right) {
    case (.text(let left, _), .text(let right, _)): left == right
    case (.sql(let left), .sql(let right)): left == right
    case (.native(let file, let symbol), .native(let otherFile, let otherSymbol)):
      file == otherFile && symbol == otherSymbol
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text, _), .sql(let text), .native(let text, _): hasher.combine(text)
    }
  }
}

/// `CREATE TRIGGER`.
struct CreateTrigger: Sendable, Hashable {
  var name: Identifier
  var orReplace = false
  var isConstraint = false
  var timing: TriggerTiming
  var events: [TriggerEvent]
  var table: QualifiedName
  var forEachRow = false
  var when: Expression?
  var function: QualifiedName
  var arguments: [String] = []
  /// `REFERENCING OLD/NEW TABLE AS name`.
  var oldTable: Identifier?
  var newTable: Identifier?
  var deferral: Deferral?
}

enum TriggerTiming: String, Sendable, Hashable {
  case before
  case after
  case insteadOf
}

enum TriggerEvent: Sendable, Hashable {
  case insert
  case delete
  case truncate
  /// With the columns of `UPDATE OF`; empty: any.
  case update(of: [Identifier])
}

/// `DROP`.
struct Drop: Sendable, Hashable {
  var kind: DropKind
  var names: [QualifiedName]
  var ifExists = false
  var cascade = false
  var isConcurrent = false
}

enum DropKind: Sendable, Hashable {
  case table
  case index
  case view
  case materializedView
  case sequence
  case type
  case domain
  case schema
  case `extension`
  /// With the parameter types of each function, nil where none were given.
  case function(parameters: [[TypeName]?])
  case procedure(parameters: [[TypeName]?])
  /// A function or a procedure.
  case routine(parameters: [[TypeName]?])
  case trigger(on: QualifiedName)
  /// Read by the parser, named for a diagnostic: `POLICY`, `ROLE`, …
  case other(String)
}

/// `COMMENT ON`.
struct Comment: Sendable, Hashable {
  var target: ObjectReference
  /// Nil removes it.
  var text: String?
}
