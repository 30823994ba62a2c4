/// Names an object, or a part of one, through all renames.
enum ObjectAddress: Sendable, Hashable {
  case table(ObjectID)
  case view(ObjectID)
  case column(ObjectID, Int)
  case constraint(ObjectID, String)
  case trigger(ObjectID, String)
  case index(ObjectID)
  case sequence(ObjectID)
  case type(ObjectID)
  case function(ObjectID)
  case schema(String)
  case `extension`(String)
  /// The index of a key, by the constraint's name; a comment on it is another than one on the constraint.
  case keyIndex(ObjectID, String)
  /// What SQLite has no place for.
  case remembered(ObjectID)
  /// What PostgreSQL itself has, by its name.
  case server(RememberedKind, String)
}

/// What is said about an object without being part of it. SQLite has no place for any of it.
struct Annotation: Sendable, Hashable {
  /// The object it belongs to; 0 for schemas, which have names alone.
  var id: ObjectID
  var comment: String?
  /// The role that `OWNER TO` named last; nil: whoever made it.
  var owner: String?
  var privileges = Privileges()

  var isEmpty: Bool { comment == nil && owner == nil && privileges.isEmpty }
}

extension Schema {
  /// Changes what is said about an object, which must exist.
  mutating func annotate(_ address: ObjectAddress, of id: ObjectID, _ change: (inout Annotation) -> Void) {
    var annotation = annotations[address] ?? Annotation(id: id)
    change(&annotation)
    annotations[address] = annotation.isEmpty ? nil : annotation
    touched.insert(id)
  }

  mutating func moveAnnotation(from old: ObjectAddress, to new: ObjectAddress) {
    annotations[new] = annotations.removeValue(forKey: old)
  }
}
