/// What ends with a session.
extension Translator {
  /// Drops what is temporary; nil when nothing is.
  public mutating func endSession() throws(Diagnostic) -> TranslatedStatement? {
    let names = schema.relations.keys.filter { $0.schema == Schema.temporary }.sorted()
    guard !names.isEmpty else { return nil }
    var (batch, translation): (Batch?, Translation) = (nil, Translation(source: SourceText("")))
    for kind in [DropKind.view, .table] {
      let dropped = names.filter { name in
        guard let id = schema.relations[name], schema.relation(id)?.name == name else { return false }
        return (schema.views[id] != nil) == (kind == .view)
      }
      guard !dropped.isEmpty else { continue }
      let written = dropped.map { QualifiedName(schema: Identifier($0.schema), Identifier($0.name)) }
      let drop = Drop(kind: kind, names: written, ifExists: true, cascade: true)
      try translate(part: Statement(.drop(drop)), &batch, &translation)
    }
    try finish(&batch, &translation)
    var end = TranslatedStatement(range: SourceRange(0, 0), steps: translation.statements.flatMap(\.steps))
    end.endsSession = true
    return end
  }
}
