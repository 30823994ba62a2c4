/// Turns PostgreSQL statements into steps for a SQLite file, keeping the `Schema` that they build.
///
/// A pure value: it opens nothing and runs nothing.
public struct Translator: Sendable {
  /// The catalog after everything translated so far.
  public internal(set) var schema: Schema

  public init(schema: Schema = Schema()) {
    self.schema = schema
  }

  /// Translates all statements of a text, or of a part of it.
  ///
  /// Syntax errors are all reported; of the errors that depend on what came before, the first, and what follows
  /// it is not translated. On any error the schema stays as it was.
  ///
  /// - Parameters:
  ///   - isTransaction: whether all of it will run in one transaction, so that a `BEGIN; … COMMIT;` around it
  ///     says nothing new.
  ///   - mayCommit: whether PostgreSQL would run it outside of a transaction, where blocks may say COMMIT.
  ///   - isGathered: whether alterations that follow each other are done at once, as steps of the last of them;
  ///     otherwise each statement gets the steps of its own.
  ///   - endsSession: whether what is temporary goes at the end of the text.
  public mutating func translate(
    _ source: SourceText, range: SourceRange? = nil, parameters: [String?] = [], isTransaction: Bool = true,
    mayCommit: Bool = false, isGathered: Bool = true, endsSession: Bool = true
  ) -> Translation {
    var parser = Parser(source, range: range)
    parser.literals = parameters
    let script = parser.parseScript()
    var translation = Translation(source: source)
    translation.diagnostics = script.diagnostics
    guard !translation.hasErrors else { return translation }
    let start = schema
    // Each text begins a session of its own.
    schema.searchPath = Schema().searchPath
    schema.settings = [:]
    schema.mayCommit = mayCommit
    schema.checksFunctionBodies = true
    do throws(Diagnostic) {
      let statements = try TransactionBlock.absorbed(script.statements, isTransaction: isTransaction)
      // Without a transaction each statement must be done before the next.
      let mode = Pause.Mode(isGathered: isTransaction && isGathered, endsSession: endsSession)
      try translate(statements[...], mode, &translation)
    } catch {
      schema = start
      translation.diagnostics.append(error)
    }
    return translation
  }

  /// Goes on behind a statement that had to be interpreted.
  package mutating func resume(_ pause: Pause, in source: SourceText) -> Translation {
    var translation = Translation(source: source)
    let start = schema
    do throws(Diagnostic) {
      try translate(pause.rest, pause.mode, &translation)
    } catch {
      schema = start
      translation.diagnostics.append(error)
    }
    return translation
  }

  private mutating func translate(
    _ statements: ArraySlice<Statement>, _ mode: Pause.Mode, _ translation: inout Translation
  ) throws(Diagnostic) {
    var batch: Batch?
    for (index, statement) in zip(statements.indices, statements) {
      if try schema.interprets(statement) {
        translation.pause = Pause(statement: statement, rest: statements[(index + 1)...], mode: mode)
        return try finish(&batch, &translation)
      }
      if statement.readsData { try finish(&batch, &translation) }
      let (before, count) = (schema, translation.statements.count)
      try translate(statement, &batch, &translation)
      if translation.statements.dropFirst(count).contains(where: \.isInterpreted) {
        schema = before
        translation.statements.removeSubrange(count...)
        translation.pause = Pause(statement: statement, rest: statements[(index + 1)...], mode: mode)
        return
      }
      if !mode.isGathered { try finish(&batch, &translation) }
    }
    try finish(&batch, &translation)
    if mode.endsSession, let last = try endSession() { translation.statements.append(last) }
  }

  /// Reads a text for its syntax alone; nothing is translated.
  public static func parsed(_ source: SourceText, range: SourceRange? = nil) -> Translation {
    var parser = Parser(source, range: range)
    var translation = Translation(source: source)
    let script = parser.parseScript()
    translation.diagnostics = script.diagnostics
    do throws(Diagnostic) {
      _ = try TransactionBlock.absorbed(script.statements, isTransaction: true)
    } catch {
      translation.diagnostics.append(error)
    }
    return translation
  }

  /// One statement, which may come to several.
  mutating func translate(
    _ statement: Statement, _ batch: inout Batch?, _ translation: inout Translation
  ) throws(Diagnostic) {
    let first = translation.statements.count
    do throws(Diagnostic) {
      for part in try schema.parts(of: statement) { try translate(part: part, &batch, &translation) }
    } catch {
      throw error.located(at: statement.range)
    }
    for next in translation.statements.dropFirst(first + 1) { translation.statements[first].append(next) }
    translation.statements.removeSubrange(min(first + 1, translation.statements.count)...)
  }

  /// A statement joins the batch, or ends it and runs by itself.
  mutating func translate(
    part statement: Statement, _ batch: inout Batch?, _ translation: inout Translation
  ) throws(Diagnostic) {
    do throws(Diagnostic) {
      var result = TranslatedStatement(range: statement.range, steps: [])
      if let switched = schema.switchedIndexes(by: statement) {
        result.diagnostics = [switched]
        translation.statements.append(result)
        return
      }
      if statement.readsData { try finish(&batch, &translation) }
      var next = schema
      next.touched = []
      result.diagnostics = try next.apply(statement, in: translation.source)
      let touched = next.touched
      if batch?.isBlurred(by: next) == true {
        try finish(&batch, &translation)
        return try translate(part: statement, &batch, &translation)
      }
      if touched.isEmpty {
        next.touched = schema.touched
      } else {
        let ongoing = batch ?? Batch(before: schema)
        batch = ongoing
        next.touched.formUnion(ongoing.touched)
        batch?.members.append(
          Batch.Member(index: translation.statements.count, range: statement.range, after: next))
      }
      let before = schema
      schema = next
      result.changes =
        schema.effects(since: before, touched: touched, isPlain: statement.isPlain)
        + before.deletions(of: statement)
      if !touched.isEmpty { result.diagnostics += warnings(before: before, touched: touched) }
      if statement.readsData {
        var lowering = Lowering(schema, .statement)
        defer { result.isInterpreted = lowering.isInterpreted }
        if let steps = try lowering.steps(statement) {
          result.steps = steps
        } else if let query = try lowering.data(statement).map(lowering.shown) {
          result.steps = lowering.steps(of: query)
          if case .select = statement.kind { result.isReading = lowering.preparations.isEmpty }
          result.columns = query.columns.map(\.name)
          result.types = query.columns.map { schema.valueType($0.type) }
          result.diagnostics += lowering.warnings.filter { schema.warned.insert($0.message).inserted }
        }
      }
      if case .set = statement.kind { result.isReading = true }
      if case .refreshView(let refresh) = statement.kind { result.steps = try schema.refreshSteps(refresh) }
      result.diagnostics = result.diagnostics.map { $0.located(at: statement.range) }
      translation.statements.append(result)
      if statement.readsData { try finish(&batch, &translation) }
    } catch {
      throw error.located(at: statement.range)
    }
  }

  /// Makes the difference of what was gathered, as steps of the last of its statements.
  mutating func finish(_ batch: inout Batch?, _ translation: inout Translation) throws(Diagnostic) {
    guard let ended = batch, let last = ended.members.last else { return }
    batch = nil
    translation.statements[last.index].steps = try ended.steps() + translation.statements[last.index].steps
    let messages = schema.triggerDifferences(since: ended.before, touched: ended.touched)
    translation.statements[last.index].diagnostics += messages.filter { schema.warned.insert($0).inserted }
      .map {
        Diagnostic(.warning, .warning, $0, at: last.range)
      }
    schema.pendingValues.removeAll()
    schema.touched = ended.before.touched.union(ended.touched)
  }

  /// What differs from PostgreSQL in the objects that a statement made.
  private mutating func warnings(before: Schema, touched: Set<ObjectID>) -> [Diagnostic] {
    var messages: [String] = []
    for id in touched.sorted() {
      if let table = schema.tables[id] {
        messages += schema.differences(of: table, since: before.tables[id])
      }
      if let view = schema.views[id], before.views[id] == nil { messages += schema.differences(of: view) }
      if let query = schema.storedQuery(of: id), let name = schema.relation(id)?.name.lowered,
        before.storedQuery(of: id) != query
      {
        messages += schema.differences(of: query, named: name)
      }
      if let index = schema.indexes[id], before.indexes[id] == nil {
        messages += schema.differences(of: index)
      }
    }
    return messages.filter { schema.warned.insert($0).inserted }.map { Diagnostic(.warning, .warning, $0) }
  }
}

/// What a text became.
public struct Translation: Sendable {
  public let source: SourceText
  public internal(set) var statements: [TranslatedStatement] = []
  /// Errors; without any, `statements` is complete.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// Where it ends before the text does, because only running a statement tells what it does.
  package internal(set) var pause: Pause?

  package init(source: SourceText, statements: [TranslatedStatement] = []) {
    self.source = source
    self.statements = statements
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The warnings of all statements.
  public var warnings: [Diagnostic] {
    statements.flatMap(\.diagnostics).filter { $0.severity == .warning }
  }
}

/// One PostgreSQL statement and what it is in SQLite.
public struct TranslatedStatement: Sendable {
  /// Where it stands in the source.
  public let range: SourceRange
  public internal(set) var steps: [Step]
  /// What its own words do to what may be there; its steps may do more.
  var changes: [Effect] = []
  /// Warnings, and notes such as "already exists, skipping".
  public internal(set) var diagnostics: [Diagnostic] = []
  /// The columns of its result; empty when it returns none.
  public internal(set) var columns: [String] = []
  /// Their types, as many.
  package internal(set) var types: [ValueType] = []
  /// Whether it changes neither the file nor the schema.
  public internal(set) var isReading = false
  /// Whether it calls what only an interpreter can run.
  var isInterpreted = false
  /// True for what no statement says: what is temporary goes at the end.
  public internal(set) var endsSession = false

  package init(
    range: SourceRange, steps: [Step], diagnostics: [Diagnostic] = [], columns: [String] = [],
    types: [ValueType] = []
  ) {
    self.columns = columns
    self.types = types
    self.range = range
    self.steps = steps
    self.diagnostics = diagnostics
  }

  /// The same for a statement elsewhere.
  package func moved(to range: SourceRange) -> TranslatedStatement {
    var moved = TranslatedStatement(
      range: range, steps: steps, diagnostics: diagnostics.map { $0.moved(by: nil).located(at: range) })
    moved.changes = changes
    return moved
  }

  /// Takes in what runs behind it.
  mutating func append(_ next: TranslatedStatement) {
    steps += next.steps
    changes += next.changes
    isReading = isReading && next.isReading
    diagnostics += next.diagnostics
    (columns, types) = (next.columns, next.types)
    isInterpreted = isInterpreted || next.isInterpreted
  }
}
