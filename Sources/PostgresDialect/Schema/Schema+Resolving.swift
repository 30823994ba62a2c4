/// Names in what is kept: expressions, types, queries.
extension Schema {
  /// The same statement with the schema written out where a name is found by way of the search path in another than
  /// `public`. What a later session's path is must not change what a default, a check or a view means.
  func resolvingNames(in kind: StatementKind) -> StatementKind {
    guard searchPath != ["public"] else { return kind }
    let rewriter = NameRewriter { name, role, isMade in
      guard !isMade, name.schema == nil, let schema = schema(of: name, role), schema != "public" else {
        return name
      }
      return QualifiedName(schema: Identifier(schema), name.name)
    }
    return rewriter.statement(kind)
  }

  private func schema(of name: QualifiedName, _ role: NameRole) -> String? {
    searchPath.first { schema in
      let resolved = ObjectName(name.name.text, in: schema)
      return switch role {
      case .relation: relations[resolved] != nil
      case .type:
        typeNames[resolved] != nil
          || relations[resolved] != nil && BuiltinTypes.base(named: resolved.name) == nil
      case .function: functions.values.contains { $0.name == resolved }
      case .collation: false
      }
    }
  }
}
