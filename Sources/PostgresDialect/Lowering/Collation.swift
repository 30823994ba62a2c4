/// What stands for a collation of PostgreSQL's: SQLite has three, and only those of the application beside them.
/// https://sqlite.org/datatype3.html#collation
struct Collation: Sendable, Hashable {
  /// `BINARY` or `NOCASE`.
  var name = "BINARY"
  var difference: String?
}

extension Schema {
  /// The nearest of SQLite's collations. What an order by a language's rules would be, is not known to SQLite; which texts
  /// are equal, is what columns and keys go by.
  /// https://www.postgresql.org/docs/15/collation.html
  func collation(_ name: QualifiedName, at range: SourceRange) throws(Diagnostic) -> Collation {
    let text = name.name.text
    if ["c", "posix", "ucs_basic", "default"].contains(text.lowercased()) { return Collation() }
    let own = remembered.values.first {
      $0.key.kind == .collation && $0.key.name.name == text
        && (name.schema == nil || $0.key.name.schema == name.schema?.text)
    }
    guard let own else {
      guard RememberedKind.collation.builtin.contains(text) || text.hasSuffix("-x-icu") else {
        throw Diagnostic(
          .error, .undefinedObject, "collation \"\(text)\" for encoding \"UTF8\" does not exist", at: range)
      }
      return Collation(difference: "collation \"\(text)\": text sorts by its bytes")
    }
    let definition = own.definition.postgres.lowercased()
    let isLoose = ["deterministic = false", "deterministic = 'false'", "deterministic = off"].contains {
      definition.contains($0)
    }
    guard isLoose else { return Collation(difference: "collation \"\(text)\": text sorts by its bytes") }
    guard definition.contains("ks-level1") || definition.contains("ks-level2") else {
      throw .unsupported("collation \"\(text)\"", at: range)
    }
    return Collation(
      name: "NOCASE", difference: "collation \"\(text)\" ignores the case of ASCII letters only")
  }
}
