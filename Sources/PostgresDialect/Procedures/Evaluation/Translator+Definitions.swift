/// Statements that a procedure runs one by one.
extension Translator {
  /// Translates a statement that is no query and reads no variables; the schema is then the one after it.
  package mutating func translate(
    _ statement: Statement, in source: SourceText
  ) throws(Diagnostic) -> [TranslatedStatement] {
    let start = schema
    do throws(Diagnostic) {
      var batch: Batch?
      var translation = Translation(source: source)
      try translate(statement, &batch, &translation)
      try finish(&batch, &translation)
      return translation.statements
    } catch {
      schema = start
      throw error
    }
  }
}

/// The statements of a text that `EXECUTE` was given.
package struct ExecutedText: Sendable {
  package let source: SourceText
  package let statements: [Statement]

  package init(_ text: String) throws(Diagnostic) {
    source = SourceText(text, name: "EXECUTE")
    var parser = Parser(source)
    let script = parser.parseScript()
    if let error = script.diagnostics.first { throw error }
    statements = script.statements
  }
}

extension Statement {
  /// What a procedure makes of a statement, which is another thing for each of these.
  package enum Role: Sendable {
    case query(Query)
    /// `INSERT`, `UPDATE` and `DELETE`.
    case change
    /// Begins, ends or divides a transaction.
    case transaction
    case block(DoBlock)
    case call(FunctionCall)
    case definition
  }

  package var role: Role {
    switch kind {
    case .select(let query): query.intoTarget == nil ? .query(query) : .definition
    case .insert, .update, .delete: .change
    case .transaction(.constraints): .definition
    case .transaction: .transaction
    case .do(let block): .block(block)
    case .call(let call): .call(call)
    default: .definition
    }
  }
}

extension Query {
  fileprivate var intoTarget: QualifiedName? {
    switch body {
    case .select(let select): select.into
    case .combined(let left, _, _, _): left.intoTarget
    case .values: nil
    }
  }
}

extension Expression {
  /// The names of a column or variable; nil for another expression.
  package var path: [String]? {
    if case .column(let path) = kind { path.map(\.text) } else { nil }
  }
}

extension DoBlock {
  /// The block, and the text that its places count in.
  package func parsed() throws(Diagnostic) -> (block: Block, source: SourceText, start: Int?) {
    guard language.text == "plpgsql" else { throw .unsupported("DO in \(language.text)", at: language.range) }
    guard case .text(let text, let start) = body, let block = try body.procedure() else {
      throw .internalError
    }
    return (block, SourceText(text, name: "DO"), start)
  }
}
