/// Calls of users' functions written as what the functions compute, so that no function is needed where they run.
///
/// The body is lowered with marks in place of the arguments. Where it reads tables, whose names could be those that an
/// argument mentions, or uses an argument more than once, the arguments become the columns of a row of their own,
/// which also evaluates each of them once.
extension Lowering {
  /// Nil for a function that takes more than that.
  mutating func inlined(
    _ match: RoutineMatch, _ arguments: [TypedSQL], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard let function = schema.functions[match.routine.id], let type = match.outputs.first,
      !match.routine.isVoid
    else { return nil }
    let marks = Marks(arguments, from: &markCount)
    let outer = writesArguments
    writesArguments = outer || arguments.contains { $0.sql.mayAggregate && !$0.sql.isRandom }
    defer { writesArguments = outer }
    let body = try placed(in: function, at: range) { lowering throws(Diagnostic) in
      try lowering.body(of: function, match, marks, type)
    }
    guard let body else { return nil }
    var text = body.sql
    if match.routine.isStrict {
      guard !arguments.contains(where: { $0.sql == "NULL" }) else { return retyped(.null, type) }
      let conditions = marks.values.filter { !$0.isConstant }.map { "\($0.sql) IS NOT NULL" }
      if !conditions.isEmpty { text = "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(text) END" }
    }
    if !writesArguments || text.contains(" FROM "),
      let sql = try marks.rowText(text, in: purpose, of: function.name.name, at: range)
    {
      return TypedSQL(sql, type)
    }
    var result = TypedSQL(marks.filled(text), type, isCompound: true)
    result.isConstant = body.isConstant && text == body.sql && text == result.sql
    return result
  }

  private mutating func body(
    of function: Function, _ match: RoutineMatch, _ marks: Marks, _ type: PostgresType
  ) throws(Diagnostic) -> TypedSQL? {
    guard let body = try function.inlineBody() else { return nil }
    setParameters(match, marks.values)
    var value: TypedSQL
    switch body {
    case .expression(let expression): value = try lower(expression)
    case .query(let query):
      let lowered = try self.query(query, expecting: [type])
      guard lowered.columns.count == 1 else {
        throw Diagnostic(
          .error, .invalidFunctionDefinition,
          "return type mismatch in function declared to return \(schema.displayName(type))",
          hint: "the final statement must return exactly one column")
      }
      value = TypedSQL("(\(lowered.sql))", lowered.columns[0].type)
    case .procedure(let block): return try self.value(of: block, match, type)?.bound
    }
    return try assign(
      value, to: Column(number: 0, name: function.name.name, type: type), at: SourceRange(0, 0))
  }

  /// Makes the parameters known, by number and by name.
  mutating func setParameters(_ match: RoutineMatch, _ values: [TypedSQL]) {
    parameters = values
    var source = Scope.Source(name: match.routine.name.name, prefix: "", columns: [])
    for (input, value) in zip(match.routine.inputs, values) {
      guard let name = input.name else { continue }
      source.columns.append((name, value.type))
      source.texts.append(value.operand)
    }
    scopes = [Scope(sources: [source])]
  }

  /// Lowers something of a function's body, where nothing of what surrounds the call is in sight.
  mutating func placed<Result>(
    in function: Function, at range: SourceRange,
    _ work: (inout Lowering) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    guard !calls.contains(function.id), calls.count < Self.maximumCalls else {
      throw .unsupported("calling the function \(function.name.name), which calls itself,", at: range)
    }
    var own = schema
    own.searchPath = function.searchPath(in: schema)
    var inner = Lowering(own, purpose)
    inner.functions = functions
    inner.writesArguments = writesArguments
    inner.calls = calls + [function.id]
    inner.markCount = markCount
    inner.triggered.mayCount =
      triggered.mayCount && !function.definition.attributes.contains { $0.uppercased() == "STRICT" }
    inner.triggered.counted = triggered.counted
    inner.row = row ?? currentRow
    inner.isDocument = isDocument
    do throws(Diagnostic) {
      let result = try work(&inner)
      adopt(inner)
      return result
    } catch {
      // The call may stand in another file than the function, so the place in it is told in words.
      let line = error.range.flatMap { place in
        function.bodySource.map { " (line \($0.location(of: place.lower).line) of its body)" }
      }
      throw Diagnostic(
        error.severity, error.state, "function \"\(function.name.name)\": \(error.message)\(line ?? "")",
        hint: error.hint, at: range)
    }
  }

  /// Takes over what another lowering, of a part of the same text, has found.
  mutating func adopt(_ inner: Lowering) {
    for warning in inner.warnings where !warnings.contains(where: { $0.message == warning.message }) {
      warnings.append(warning)
    }
    for preparation in inner.preparations where !preparations.contains(preparation) {
      preparations.append(preparation)
    }
    triggered.counted += inner.triggered.counted.filter { !triggered.counted.contains($0) }
    triggered.reads.formUnion(inner.triggered.reads)
    calledWithin.formUnion(inner.called)
    calledWithin.formUnion(inner.calledWithin)
    readWithin.formUnion(inner.readWithin)
    markCount = inner.markCount
    isInterpreted = isInterpreted || inner.isInterpreted
  }

  private static let maximumCalls = 16
}

/// What stands for arguments in a body while it is lowered.
struct Marks {
  let arguments: [TypedSQL]
  /// The arguments, as marks unless they are constants.
  private(set) var values: [TypedSQL] = []
  private let first: Int

  init(_ arguments: [TypedSQL], from count: inout Int) {
    self.arguments = arguments
    first = count
    for (index, argument) in arguments.enumerated() {
      values.append(argument.isConstant ? argument : TypedSQL(Self.mark(first + index), argument.type))
    }
    count += arguments.count
  }

  /// No text that is read holds this character: https://www.postgresql.org/docs/15/datatype-character.html
  private static func mark(_ number: Int) -> String { "\u{0}\(number)\u{0}" }

  private var open: [Int] { arguments.indices.filter { !arguments[$0].isConstant } }

  private func count(_ index: Int, in text: String) -> Int {
    text.components(around: Self.mark(first + index)).count - 1
  }

  /// The text with the arguments in it.
  func filled(_ text: String) -> String { replaced(text) { arguments[$0].operand } }

  private func replaced(_ text: String, by argument: (Int) -> String) -> String {
    var result = text
    for index in open {
      result = result.components(around: Self.mark(first + index)).joined(separator: argument(index))
    }
    return result
  }

  /// Whether the arguments may be written where their marks are.
  private func isPlain(_ text: String) -> Bool {
    if text.readsRows, !open.isEmpty { return false }
    return open.allSatisfy { arguments[$0].sql.isPath || count($0, in: text) < 2 }
  }

  /// A row with the arguments: what is put in FROM, and what each of them is called there.
  func row(_ text: String) -> (source: String, text: String) {
    let alias = "\"_f\(first)\""
    let used = open.filter { count($0, in: text) > 0 }
    let columns = used.map { "\(arguments[$0].sql) AS \(Lowering.number($0))" }
    return (
      "(SELECT \(columns.isEmpty ? "NULL" : columns.joined(separator: ", "))) AS \(alias)",
      replaced(text) { "\(alias).\(Lowering.number($0))" }
    )
  }

  /// What each argument is called where all of them are evaluated before.
  private func name(_ index: Int) -> String { "\"_f\(first + index)\"" }

  var bindings: [TypedSQL.Binding] { open.map { TypedSQL.Binding(name: name($0), sql: arguments[$0].sql) } }

  func named(_ text: String) -> String { replaced(text, by: name) }

  /// A value over a row with the arguments; nil where that is not needed.
  func rowText(
    _ text: String, in purpose: Lowering.Purpose, of function: String, at range: SourceRange
  ) throws(Diagnostic) -> String? {
    guard try needsRow(for: [text], in: purpose, of: function, at: range) else { return nil }
    let row = row(text)
    return "(SELECT \(row.text) FROM \(row.source))"
  }

  /// Whether the arguments must be evaluated before.
  func needsRow(
    for texts: [String], in purpose: Lowering.Purpose, of function: String, at range: SourceRange
  ) throws(Diagnostic) -> Bool {
    let text = texts.joined(separator: "\n")
    let isStatic = purpose == .immutable || purpose == .defaultValue
    // https://sqlite.org/lang_createtable.html#check_constraints
    if isStatic, text.readsRows {
      throw .unsupported(
        "calling the function \(function), which needs a query, in a default, a check, an index or a generated column",
        at: range)
    }
    guard !isPlain(text) else { return false }
    if isStatic {
      let isRandom = open.contains { count($0, in: text) > 1 && arguments[$0].sql.contains("random") }
      guard !isRandom else {
        throw .unsupported(
          "an argument of \(function) that changes from call to call in what is stored", at: range)
      }
      return false
    }
    return true
  }
}

extension String {
  /// Whether it may hold an aggregate.
  fileprivate var mayAggregate: Bool {
    ["sum(", "count(", "avg(", "min(", "max(", "total(", "group_concat(", "json_group_"].contains(
      where: contains)
  }

  /// Whether it may hold a query.
  fileprivate var readsRows: Bool { contains("SELECT ") || contains("VALUES ") }

  /// A column's name, with its table's or without: cheap, and the same whenever it is read.
  fileprivate var isPath: Bool {
    !isEmpty && !contains("(") && !contains(" ") && (hasSuffix("\"") || allSatisfy(\.isNumber))
  }
}
