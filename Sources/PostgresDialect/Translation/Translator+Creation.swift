extension Translator {
  /// All of the schema, for a file that is empty.
  package func creation() throws(Diagnostic) -> TranslatedStatement {
    let difference = Difference(before: Schema(), after: schema, touched: schema.allIDs)
    return TranslatedStatement(range: SourceRange(0, 0), steps: try difference.steps())
  }
}
