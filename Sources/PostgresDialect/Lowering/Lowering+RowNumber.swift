/// `ctid`, by which histories tell rows apart that are otherwise alike:
/// https://www.postgresql.org/docs/15/ddl-system-columns.html
extension Lowering {
  /// The same where we ask for it ourselves.
  static let rowNumberName = Identifier("\u{E119}ctid")

  /// The number of a row of a table; nil for another name, and for a column of this name.
  mutating func rowNumber(_ path: [Identifier], at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    let isOwn = path.last == Self.rowNumberName
    guard isOwn || path.last?.text == "ctid", path.count <= 2 else { return nil }
    let qualifier = path.count == 2 ? path[0].text : nil
    for scope in scopes.reversed() {
      guard scope.values(named: "ctid", in: qualifier).isEmpty else { return nil }
      let sources = scope.sources.filter { $0.rowID != nil && qualifier ?? $0.name == $0.name }
      guard let source = sources.first, let rowID = source.rowID else { continue }
      guard sources.count == 1 else {
        throw Diagnostic(.error, .ambiguousColumn, "column reference \"ctid\" is ambiguous", at: range)
      }
      guard purpose == .statement || purpose == .trigger else {
        throw .unsupported("ctid in what is stored", at: range)
      }
      if !isOwn { warn("ctid is a row's number here: the row keeps it when it is changed", at: range) }
      return TypedSQL(source.prefix + SQLiteText.name(rowID), .int8)
    }
    return nil
  }
}
