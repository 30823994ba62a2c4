/// `a[1][2]` and `a[1:2][3]`, whose subscripts belong together: https://www.postgresql.org/docs/15/arrays.html#ARRAYS-ACCESSING
extension Lowering {
  private struct Subscripts {
    var array: Expression
    var bounds: [(lower: Expression?, upper: Expression?)] = []
    var isSlice = false
  }

  /// Nil for what is no array, and in what is stored.
  mutating func arrayAccess(_ expression: Expression) throws(Diagnostic) -> TypedSQL? {
    let access = Self.subscripts(expression)
    guard !isStock else { return try storedSlice(access, at: expression.range) }
    let written = try lower(access.array)
    guard !isVector(written.type) else { return nil }
    let array = vectorAsArray(written)
    let type = schema.baseType(array.type)
    guard type.isArray, type.base != .bytea || access.isSlice else { return nil }
    guard access.bounds.count <= 6 else {
      throw Diagnostic(
        .error, SQLState("54000"),
        "number of array dimensions (\(access.bounds.count)) exceeds the maximum allowed (6)",
        at: expression.range)
    }
    var texts: [String] = []
    for (lower, upper) in access.bounds {
      if access.isSlice {
        texts.append(try lower.map { own throws(Diagnostic) in try place(own).sql } ?? "1")
      }
      texts.append(try upper.map { own throws(Diagnostic) in try place(own).sql } ?? String(Int32.max))
    }
    let list = texts.joined(separator: ", ")
    return access.isSlice
      ? TypedSQL("pg_array_slice(\(array.sql), \(list))", type.unmodified)
      : TypedSQL("pg_array_get(\(array.sql), \(list))", type.element)
  }

  /// `a[2:n]` where a query may stand.
  private mutating func storedSlice(_ access: Subscripts, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL?
  {
    guard access.isSlice, purpose == .trigger || purpose == .view, access.bounds.count == 1 else {
      return nil
    }
    let array = try lower(access.array)
    let element = schema.baseType(array.type.element)
    guard array.type.isArray, [.string, .number, .uuid, .dateTime].contains(element.category) else {
      return nil
    }
    var conditions: [String] = []
    if let bound = access.bounds[0].lower { conditions.append("key >= \(try place(bound).operand) - 1") }
    if let bound = access.bounds[0].upper { conditions.append("key < \(try place(bound).operand)") }
    let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return TypedSQL(
      "CASE WHEN \(array.operand) IS NOT NULL THEN (SELECT json_group_array(value) FROM "
        + "(SELECT value FROM json_each(\(array.sql))\(filter) ORDER BY key)) END", array.type.unmodified,
      isCompound: true)
  }

  /// With a slice among them, all are slices from 1; parentheses begin anew.
  private static func subscripts(_ expression: Expression) -> Subscripts {
    var access = Subscripts(array: expression)
    while true {
      let inner: Expression
      switch access.array.kind {
      case .subscripted(let value, let index):
        access.bounds.insert((nil, index), at: 0)
        inner = value
      case .slice(let value, let lower, let upper):
        access.bounds.insert((lower, upper), at: 0)
        access.isSlice = true
        inner = value
      default: return access
      }
      access.array = inner
      if startsInParentheses(inner) { return access }
    }
  }

  /// Whether the expression's place begins before what it is made of.
  private static func startsInParentheses(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .subscripted(let value, _), .slice(let value, _, _): value.range.lower != expression.range.lower
    default: false
    }
  }
}
