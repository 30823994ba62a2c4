/// `ALTER DOMAIN`.
struct AlterDomain: Sendable, Hashable {
  var name: QualifiedName
  var action: AlterDomainAction
}

enum AlterDomainAction: Sendable, Hashable {
  case setDefault(Expression)
  case dropDefault
  case setNotNull
  case dropNotNull
  /// Only `CHECK`.
  case addConstraint(TableConstraint)
  case dropConstraint(Identifier, ifExists: Bool)
  case renameConstraint(Identifier, to: Identifier)
  case validateConstraint(Identifier)
}

/// `ALTER TYPE` of a composite type.
struct AlterComposite: Sendable, Hashable {
  var name: QualifiedName
  var actions: [AlterCompositeAction]
}

enum AlterCompositeAction: Sendable, Hashable {
  case add(ColumnDefinition)
  case drop(Identifier, ifExists: Bool)
  case setType(Identifier, TypeName, collation: QualifiedName?)
}
