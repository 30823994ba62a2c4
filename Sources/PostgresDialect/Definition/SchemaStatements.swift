/// One statement of a schema's definition, with what decides its place among the others.
struct SchemaStatement: Sendable {
  var kind: StatementKind
  /// As it is written out, without a semicolon.
  var text: String
  /// The object that it belongs to.
  var owner: CatalogEntry.Key
  /// What must be said about it, as a comment before it.
  var remark: String?
}

extension Schema {
  /// Everything that the schema holds as statements, every name in its schema, in no order.
  func definitionStatements(hiding hidden: Set<String>) throws(Diagnostic) -> [SchemaStatement] {
    var statements: [SchemaStatement] = []
    let rewriter = qualifier
    for entry in allEntries {
      let source = SourceText(entry.definition, name: "\(entry.key.kind.rawValue) \(entry.key.name)")
      var parser = Parser(source)
      let script = parser.parseScript()
      if let error = script.diagnostics.first { throw error }
      for statement in script.statements {
        let kind = rewriter.statement(statement.kind)
        // What is kept as it was written is not read any further.
        let isKept = if case .other = kind { true } else { false }
        statements.append(
          SchemaStatement(kind: kind, text: isKept ? source[statement.range] : kind.laidOut, owner: entry.key)
        )
      }
    }
    for table in tables.values where table.isForeign && !hidden.contains(table.name.lowered) {
      let key = CatalogEntry.Key(kind: .table, name: table.name.lowered)
      for kind in definition(of: table).map(rewriter.statement) {
        statements.append(
          SchemaStatement(
            kind: kind, text: kind.laidOut, owner: key,
            remark: "made by another program; as far as its declared types tell"))
      }
    }
    return statements
  }

  /// The entries of all objects.
  var allEntries: [CatalogEntry] {
    var all = self
    all.touched = allIDs
    return all.catalogChanges(since: Schema()).written
  }

  /// Writes the schema `public` out where a name is one of its objects'.
  private var qualifier: NameRewriter {
    NameRewriter { name, role, _ in
      guard name.schema == nil else { return name }
      let resolved = ObjectName(name.name.text)
      let isKnown =
        switch role {
        case .relation: relations[resolved] != nil
        case .type:
          typeNames[resolved] != nil
            || relations[resolved] != nil && BuiltinTypes.base(named: name.name.text) == nil
        case .function: functions.values.contains { $0.name == resolved }
        case .collation: false
        }
      return isKnown ? QualifiedName(schema: Identifier("public"), name.name) : name
    }
  }
}

extension StatementKind {
  /// As `postgres`, with every column and constraint of a table on a line of its own.
  fileprivate var laidOut: String {
    switch self {
    case .createTable(let table): return table.laidOut
    // A server may have it already, as every one has plpgsql.
    case .createExtension(var statement):
      statement.ifNotExists = true
      return statement.postgres
    default: return postgres
    }
  }
}
