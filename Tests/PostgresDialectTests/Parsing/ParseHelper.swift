import Testing

@testable import PostgresDialect

/// What a text of well-formed statements reads as.
func statements(
  _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> [PostgresDialect.Statement] {
  var parser = Parser(SourceText(text))
  let script = parser.parseScript()
  #expect(script.diagnostics.isEmpty, "\(text)", sourceLocation: sourceLocation)
  return script.statements
}

/// The text as it is printed.
func printed(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> String {
  statements(text, sourceLocation: sourceLocation).map(\.postgres).joined(separator: ";\n")
}

/// The expression as it is printed.
func printedExpression(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> String {
  String(printed("SELECT \(text)", sourceLocation: sourceLocation).dropFirst("SELECT ".count))
}

/// The errors of a text as `line:column: message`.
func errors(_ text: String) -> [String] {
  let source = SourceText(text)
  var parser = Parser(source)
  return parser.parseScript().diagnostics.map { diagnostic in
    guard let range = diagnostic.range else { return diagnostic.message }
    let location = source.location(of: range.lower)
    return "\(location.line):\(location.column): \(diagnostic.message)"
  }
}
