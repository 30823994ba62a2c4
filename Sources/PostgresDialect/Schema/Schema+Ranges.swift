/// Range types: https://www.postgresql.org/docs/15/rangetypes.html#RANGETYPES-DEFINING
extension Schema {
  mutating func create(_ statement: CreateRange) throws(Diagnostic) -> [Diagnostic] {
    let subtype = try resolve(statement.subtype)
    if case .opaque(let name) = subtype.base, BuiltinTypes.pseudo.contains(name) {
      throw Diagnostic(
        .error, .datatypeMismatch, "range subtype cannot be \(displayName(subtype))",
        at: statement.subtype.range)
    }
    for option in statement.options where option.name.text == "canonical" {
      throw Diagnostic(
        .error, .invalidObjectDefinition,
        "cannot specify a canonical function without a pre-created shell type", at: option.value.range)
    }
    try makeType(statement.name, .range(RangeType(subtype: subtype.unmodified, options: statement.options)))
    return []
  }
}
