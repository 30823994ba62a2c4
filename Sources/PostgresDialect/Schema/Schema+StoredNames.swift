/// Names in what is stored. They are resolved once, when they are read, by the search path of that moment; from then
/// on a name without a schema is one in `public`.
extension Schema {
  func storedRelationID(_ name: QualifiedName) -> ObjectID? {
    relations[ObjectName(name.name.text, in: name.schema?.text ?? "public")]
  }

  func storedTypeID(_ name: QualifiedName) -> ObjectID? {
    typeNames[ObjectName(name.name.text, in: name.schema?.text ?? "public")]
  }

  /// The schema in which stored names mean what they say.
  var forStoredNames: Schema {
    var copy = self
    copy.searchPath = ["public"]
    return copy
  }

  /// A type's name as it is stored.
  func stored(_ written: TypeName) -> TypeName {
    if written.isOfColumn, let type = try? resolve(written) { return typeName(type) }
    guard let type = typeID(written.name).flatMap({ types[$0] }) else { return written }
    var name = written
    name.name = qualified(type.name)
    return name
  }

  /// An expression as it is stored.
  func stored(_ expression: Expression) throws(Diagnostic) -> Expression {
    var failure: Diagnostic?
    let result = expression.mapSequenceNames { name, range in
      guard let id = relationID(name), let full = relationName(id) else {
        failure = failure ?? Self.missing(relation: name).located(at: range)
        return name
      }
      if sequences[id] == nil {
        failure =
          failure
          ?? Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not a sequence", at: range)
      }
      return qualified(full)
    }.mapTypeNames(stored)
    if let failure { throw failure }
    return result
  }

  /// The same of one that is about a table's row.
  func stored(_ expression: Expression, of table: Table) throws(Diagnostic) -> Expression {
    try stored(expression).withoutQualifier(table.name.name)
  }

  /// A function's declaration as it is stored.
  func stored(_ function: CreateFunction) -> CreateFunction {
    var function = function
    for index in function.parameters.indices {
      function.parameters[index].type = stored(function.parameters[index].type)
    }
    function.returns = function.returns?.mapTypeNames(stored)
    return function
  }
}
