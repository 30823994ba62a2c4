/// From names to numbers and back.
extension SystemCatalog {
  /// The names of a kind as they are looked up.
  func names(of kind: ObjectNames.Kind) -> ObjectNames {
    var names = ObjectNames(kind)
    names.namespaces = schema.namespaces.union([
      SystemRelation.postgres, SystemRelation.information, Schema.temporary,
    ])
    for (name, number) in objects(of: kind) {
      names.numbers[ObjectNames.key(name.schema, name.name)] = number
    }
    switch kind {
    case .regnamespace, .regrole:
      for (name, number) in objects(of: kind) { names.numbers[name.name] = number }
    case .regproc:
      names.numbers = [:]
      for (name, number) in objects(of: kind) {
        for key in [ObjectNames.key(name.schema, name.name)] + (isVisible(schemaOf: name) ? [name.name] : [])
        {
          names.numbers[key] = names.numbers[key] == nil ? number : ObjectNames.several
        }
      }
    default:
      // The first of the search path is found, the last put in.
      for space in lookupPath.reversed() {
        for (name, number) in objects(of: kind) where name.schema == space {
          names.numbers[name.name] = number
        }
      }
    }
    return names
  }

  /// Where a name without a schema is looked up.
  var lookupPath: [String] { [Schema.temporary, SystemRelation.postgres] + schema.searchPath }

  private func isVisible(schemaOf name: ObjectName) -> Bool { lookupPath.contains(name.schema) }

  private func objects(of kind: ObjectNames.Kind) -> [(ObjectName, Int)] {
    switch kind {
    case .regclass:
      return classes.map { ($0.name, number(of: $0)) } + SystemRelation.known.map { ($0.name, $0.number) }
    case .regtype:
      return catalogTypes.flatMap { type -> [(ObjectName, Int)] in
        let name = catalogName(of: type.type)
        var all = [(name, number(of: type.type))]
        // `int4[]` beside `_int4`.
        if type.type.isArray {
          all.append(
            (ObjectName(String(name.name.dropFirst()) + "[]", in: name.schema), number(of: type.type)))
        }
        return all
      }
    case .regproc: return functions.map { ($0.name, number($0.id)) }
    case .regprocedure:
      return functions.map { function in
        let types = signature(of: function).map { type -> String in
          let name = catalogName(of: type.element)
          let isOwn = name.schema == SystemRelation.postgres || isVisible(schemaOf: name)
          return (isOwn ? name.name : ObjectNames.key(name.schema, name.name)) + (type.isArray ? "[]" : "")
        }
        return (
          ObjectName("\(function.name.name)(\(types.joined(separator: ",")))", in: function.name.schema),
          number(function.id)
        )
      }
    case .regnamespace:
      return NamespaceRows.objects(self).map { (ObjectName($0), number(ofSchema: $0)) }
    case .regrole: return roles.map { (ObjectName($0.name), $0.number) }
    }
  }

  /// The types of the parameters that a call gives.
  func signature(of function: Function) -> [PostgresType] {
    function.definition.parameters.filter { $0.mode != .out }.map {
      (try? schema.forStoredNames.resolve($0.type).unmodified) ?? .unknown
    }
  }

  /// What each number of a kind is shown as.
  func shownNames(of kind: ObjectNames.Kind) -> [(number: Int, text: String)] {
    switch kind {
    case .regclass, .regproc:
      let names = names(of: kind)
      return objects(of: kind).map { name, number in
        (number, visibleName(name, names.numbers[name.name] == number))
      }
    case .regtype: return catalogTypes.map { (number(of: $0.type), displayName(of: $0.type)) }
    case .regprocedure:
      let names = names(of: .regproc)
      return functions.map { function in
        let list = signature(of: function).map(displayName).joined(separator: ",")
        let found = names.numbers[function.name.name]
        let isVisible = found == number(function.id) || found == ObjectNames.several
        return (number(function.id), "\(visibleName(function.name, isVisible))(\(list))")
      }
    case .regnamespace, .regrole:
      return objects(of: kind).map { ($1, PostgresPrinter.name($0.name)) }
    }
  }
}
