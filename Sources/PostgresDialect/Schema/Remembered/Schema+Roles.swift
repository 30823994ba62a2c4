/// Roles belong to the server, not to the database, so that one not made here may well be there: its name is taken on
/// trust everywhere.
extension Schema {
  mutating func alterRole(_ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    guard let name = phrase.name("name"), let id = rememberedNames[Self.roleKey(name.text)],
      var object = remembered[id]
    else { return [] }
    if let new = phrase.name("rename") {
      try rekey(object, at: new.range) { $0.name.name = new.text }
      renameRole(name.text, to: new.text)
    } else {
      object.changes.append(try resolved(phrase.without("password"), of: .role, on: nil))
      keep(object)
    }
    return []
  }

  static func roleKey(_ name: String) -> RememberedObject.Key {
    RememberedObject.Key(kind: .role, name: ObjectName(name, in: ""))
  }

  private mutating func renameRole(_ old: String, to new: String) {
    for var object in remembered.values {
      let before = object
      object.mapParts { part in
        if case .role(let name) = part.value, name.text == old { part.value = .role(Identifier(new)) }
      }
      if object != before { keep(object) }
    }
    for (address, var annotation) in annotations {
      let before = annotation
      if annotation.owner == old { annotation.owner = new }
      annotation.privileges.renameRole(old, to: new)
      guard annotation != before else { continue }
      annotations[address] = annotation
      touched.insert(annotation.id)
    }
    for (key, var privileges) in defaultPrivileges {
      privileges.renameRole(old, to: new)
      defaultPrivileges[key] = nil
      var key = key
      if key.role == old { key.role = new }
      defaultPrivileges[key] = privileges
    }
  }

  mutating func dropRoles(_ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    for part in phrase["name"] {
      guard let name = part.path?.name else { continue }
      guard let id = rememberedNames[Self.roleKey(name.text)] else { continue }
      guard !isUsed(role: name.text, except: id) else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "role \"\(name.text)\" cannot be dropped because some objects depend on it", at: part.range)
      }
      forget(id)
    }
    return []
  }

  private func isUsed(role: String, except id: ObjectID) -> Bool {
    for annotation in annotations.values
    where annotation.owner == role || annotation.privileges.mentions(role) {
      return true
    }
    for (key, privileges) in defaultPrivileges where key.role == role || privileges.mentions(role) {
      return true
    }
    return remembered.values.contains { object in
      object.id != id && object.key.kind != .role
        && object.definition.parts.contains { $0.value == .role(Identifier(role)) && $0.label != "owner" }
    }
  }

  /// `REASSIGN OWNED BY a TO b`
  mutating func reassignOwned(_ phrase: Phrase) {
    guard let new = phrase.name("to")?.text else { return }
    let old = Set(phrase["name"].compactMap { $0.path?.name.text })
    for (address, var annotation) in annotations where annotation.owner.map({ old.contains($0) }) ?? false {
      annotation.owner = new
      annotations[address] = annotation
      touched.insert(annotation.id)
    }
  }

  /// `DROP OWNED BY a`: its privileges go; what it owns would go too.
  mutating func dropOwned(_ phrase: Phrase) throws(Diagnostic) {
    let roles = phrase["name"].compactMap { $0.path?.name }
    for (address, var annotation) in annotations {
      for role in roles {
        if annotation.owner == role.text {
          throw .unsupported("DROP OWNED BY a role that owns objects", at: role.range)
        }
        annotation.privileges.drop(role: role.text)
      }
      guard annotation != annotations[address] else { continue }
      annotations[address] = annotation.isEmpty ? nil : annotation
      touched.insert(annotation.id)
    }
    for role in roles {
      for (key, var privileges) in defaultPrivileges {
        privileges.drop(role: role.text)
        defaultPrivileges[key] = key.role == role.text || privileges.isEmpty ? nil : privileges
      }
      for object in remembered.values where object.key.kind == .policy {
        let named = object.definition["to"].compactMap { part in
          if case .role(let name) = part.value { name } else { nil }
        }
        guard named.contains(role) else { continue }
        if named.count == 1 {
          forget(object.id)
        } else {
          var object = object
          let kept = named.filter { $0 != role }
          var parts = [Phrase.Part(value: .word("TO"), label: "to", range: SourceRange(0, 0))]
          for (number, name) in kept.enumerated() {
            if number > 0 {
              parts.append(Phrase.Part(value: .word(","), label: "to", range: SourceRange(0, 0)))
            }
            parts.append(Phrase.Part(value: .role(name), label: "to", range: SourceRange(0, 0)))
          }
          try alterPolicy(object, Phrase(parts: parts))
          object = remembered[object.id] ?? object
        }
      }
    }
  }
}
