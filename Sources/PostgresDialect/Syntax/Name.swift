/// One name as PostgreSQL reads it: folded to lower case unless quoted, cut to 63 bytes.
/// Two identifiers are equal when their texts are; where they stand does not count.
package struct Identifier: Sendable, Hashable {
  package var text: String
  package var range: SourceRange

  init(_ text: String, at range: SourceRange = SourceRange(0, 0)) {
    self.text = text
    self.range = range
  }

  package static func == (left: Identifier, right: Identifier) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A name with the schema it was written with, if any: `users`, `public.users`.
package struct QualifiedName: Sendable, Hashable {
  var schema: Identifier?
  var name: Identifier

  init(schema: Identifier? = nil, _ name: Identifier) {
    self.schema = schema
    self.name = name
  }

  var range: SourceRange { schema.map { $0.range.union(name.range) } ?? name.range }
}

/// A type as written: `varchar(255)[]`, `public.mood`, `timestamp(3) with time zone`.
///
/// SQL's spelled names arrive as PostgreSQL's own (`integer` is `int4`, `double precision` is `float8`,
/// `char(n)` is `bpchar`), so that one name means one type.
package struct TypeName: Sendable, Hashable {
  var name: QualifiedName
  /// What stands in parentheses: lengths and precisions as integers.
  var modifiers: [Int] = []
  /// Number of `[]` after the type.
  var arrayDimensions = 0
  /// `interval`'s field restriction as written, such as `day to second`.
  var intervalFields: String?
  /// Whether the name is a table's and a column's, as in `users.id%TYPE`.
  var isOfColumn = false
  var range: SourceRange

  package static func == (left: TypeName, right: TypeName) -> Bool {
    left.name == right.name && left.modifiers == right.modifiers
      && left.arrayDimensions == right.arrayDimensions && left.intervalFields == right.intervalFields
      && left.isOfColumn == right.isOfColumn
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(modifiers)
    hasher.combine(arrayDimensions)
  }
}
