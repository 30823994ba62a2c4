extension QualifiedName {
  /// Refuses every collation but those that order by bytes, as SQLite's BINARY does.
  /// https://www.postgresql.org/docs/15/collation.html
  func requireByteOrder(at range: SourceRange) throws(Diagnostic) {
    guard ["c", "posix", "ucs_basic", "default"].contains(name.text.lowercased()) else {
      throw .unsupported("collation \"\(name.text)\"", at: range)
    }
  }
}
