/// Carries PostgreSQL expressions and statements to SQLite, by the types of their operands.
///
/// What it does not know how to carry exactly, it refuses with the place: a refused construct costs a line,
/// a wrong one somebody's data.
struct Lowering {
  /// Where the text will live, which decides what it may contain.
  enum Purpose {
    /// Stored and evaluated at each insert.
    case defaultValue
    /// Stored, and the same for the same row whenever it is evaluated: checks, indexes, generated columns.
    case immutable
    /// Stored in a trigger.
    case trigger
    /// Stored in a view, and evaluated at each reading.
    case view
    /// Run once.
    case statement
  }

  let schema: Schema
  let purpose: Purpose
  /// Innermost last.
  var scopes: [Scope]
  var warnings: [Diagnostic] = []
  /// Where string constants are read as labels of enums, or arrays of them.
  var enumLiterals: [SourceRange: ObjectID] = [:]
  /// Statements that must run before this one.
  var preparations: [String] = []
  /// The `SELECT`s around what is being lowered, innermost last.
  var readers: [Reader] = []
  /// Statements that may run after it.
  var cleanups: [String] = []
  /// The temporary tables that common table expressions were made into, and the tables that those changed.
  var keptTables: [String: String] = [:]
  var writtenByWith: Set<ObjectID> = []
  /// What a name means that is a variable's and a column's.
  var variableConflict = VariableConflict.error
  /// Common table expressions in sight.
  var commonTables: [String: [(name: String, type: PostgresType)]] = [:]
  /// What `$1`, `$2` … stand for.
  var parameters: [TypedSQL] = []
  /// The functions whose bodies this is in, outermost first.
  var calls: [ObjectID] = []
  /// The users' functions that are called, and those that these call.
  var called: Set<ObjectID> = []
  var calledWithin: Set<ObjectID> = []
  /// Which of them is called where.
  var calledAt: [SourceRange: ObjectID] = [:]
  /// The relations that the bodies of functions read.
  var readWithin: Set<ObjectID> = []
  /// Whether it calls what only an interpreter can run.
  var isInterpreted = false
  /// Whether it is a procedure that is called.
  var callsProcedure = false
  /// How many marks stand for arguments so far.
  var markCount = 0
  /// A column of the row that a function is called for: what is random in its queries is another for each.
  var row: String?
  /// Whether WHERE is being lowered.
  var isInFilter = false
  /// Whether a row among the results of the next query is all of its columns, because what reads them asks for fields.
  var takesRowsApart = false
  /// Whether it is the text of a document for text search.
  var isDocument = false
  /// Whether arguments are written wherever they are used: SQLite does not find the query of an aggregate that stands in
  /// a table of its own.
  var writesArguments = false
  /// What a statement in a trigger must know of the trigger.
  var triggered = TriggerSurroundings()
  /// Whether what is stored may call our functions where SQLite has none, and whether it is about to.
  var functions = StoredFunctions.allowed

  init(_ schema: Schema, _ purpose: Purpose, scope: Scope = Scope()) {
    self.schema = schema
    self.purpose = purpose
    self.scopes = [scope]
  }

  /// A column of the row at hand.
  var currentRow: String? {
    let source = scopes.last?.sources.first { !$0.isRecord && !$0.name.isEmpty && !$0.columns.isEmpty }
    return source?.value(0).sql
  }

  mutating func warn(_ message: String, at range: SourceRange) {
    let warning = Diagnostic(.warning, .warning, message, at: range)
    if !warnings.contains(where: { $0.message == message }) { warnings.append(warning) }
  }

  /// A condition, as in WHERE and CHECK.
  mutating func condition(_ expression: Expression, _ clause: String) throws(Diagnostic) -> TypedSQL {
    let value = try lower(expression)
    if value.type.category == .unknown { return try coerce(value, to: .bool, at: expression.range) }
    guard schema.baseType(value.type).category == .boolean else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "argument of \(clause) must be type boolean, not type \(schema.displayName(value.type))",
        at: expression.range)
    }
    return value
  }

  func column(_ path: [Identifier], at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    guard let name = path.last else { throw .internalError }
    let qualifier = path.count > 1 ? path[path.count - 2].text : nil
    for scope in scopes.reversed() {
      let found = scope.values(named: name.text, in: qualifier)
      if found.count > 1 {
        throw Diagnostic(
          .error, .ambiguousColumn, "column reference \"\(name.text)\" is ambiguous", at: range)
      }
      if let only = found.first { return try resolved(only, in: scope, path, at: range) }
    }
    if let missing = missingField(path, at: range) { throw missing }
    let written = path.map(\.text).joined(separator: ".")
    if let qualifier, scopes.contains(where: { $0.sources.contains { $0.name == qualifier && $0.isRecord } })
    {
      throw Diagnostic(
        .error, .undefinedColumn, "record \"\(qualifier)\" has no field \"\(name.text)\"", at: range)
    }
    if let qualifier, !scopes.contains(where: { $0.sources.contains { $0.name == qualifier } }) {
      throw Diagnostic(
        .error, .undefinedTable, "missing FROM-clause entry for table \"\(qualifier)\"", at: range)
    }
    throw Diagnostic(
      .error, .undefinedColumn,
      path.count > 1 ? "column \(written) does not exist" : "column \"\(written)\" does not exist", at: range)
  }
}
