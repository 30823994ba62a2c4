/// `ALTER DOMAIN` and `ALTER TYPE` of composite types.
extension Parser {
  /// What follows the domain's name; nil for what all kinds of objects have.
  mutating func alterDomainAction() throws(ParseFailure) -> AlterDomainAction? {
    if eat(sequence: "set", "default") { return .setDefault(try expression()) }
    if eat(sequence: "drop", "default") { return .dropDefault }
    if at(sequence: "set", "not") {
      try expect("set", "not", "null")
      return .setNotNull
    }
    if at(sequence: "drop", "not") {
      try expect("drop", "not", "null")
      return .dropNotNull
    }
    if eat("add") {
      let start = index
      let constraint = try tableConstraint()
      guard case .check = constraint.kind else {
        throw failure("\(constraint.kind.name) constraints not possible for domains", from: start)
      }
      return .addConstraint(constraint)
    }
    if eat(sequence: "drop", "constraint") {
      let ifExists = ifExists()
      let name = try columnName()
      _ = cascade()
      return .dropConstraint(name, ifExists: ifExists)
    }
    if eat(sequence: "rename", "constraint") {
      let old = try columnName()
      try expect("to")
      return .renameConstraint(old, to: try columnName())
    }
    if eat(sequence: "validate", "constraint") { return .validateConstraint(try columnName()) }
    return nil
  }

  /// `ADD ATTRIBUTE …, DROP ATTRIBUTE …`
  mutating func alterAttributes() throws(ParseFailure) -> [AlterCompositeAction] {
    var actions: [AlterCompositeAction] = []
    repeat {
      if eat("add") {
        try expect("attribute")
        actions.append(.add(try attribute()))
      } else if eat("drop") {
        try expect("attribute")
        let ifExists = ifExists()
        actions.append(.drop(try columnName(), ifExists: ifExists))
      } else {
        try expect("alter", "attribute")
        let name = try columnName()
        if eat("set") { try expect("data") }
        try expect("type")
        let type = try typeName()
        let collation = eat("collate") ? try qualifiedName() : nil
        actions.append(.setType(name, type, collation: collation))
      }
      _ = cascade()
    } while eat(",")
    return actions
  }
}
