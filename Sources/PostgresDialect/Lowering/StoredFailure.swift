/// An error raised by an expression of stock SQLite, for what PostgreSQL refuses to compute.
///
/// `RAISE` is for triggers alone, but a JSON path that is none fails anywhere, and SQLite repeats it in its message:
/// https://sqlite.org/json1.html#path_arguments
package enum StoredFailure {
  /// - Parameter value: a text that is not a constant, so that nothing is computed ahead of the row.
  static func invalid(_ value: String, as type: String) -> String {
    raising("'invalid input syntax for type \(type): \"' || \(value) || '\"'")
  }

  static func invalidLabel(_ value: String, of type: String) -> String {
    raising("'invalid input value for enum \(type): \"' || \(value) || '\"'")
  }

  static func outOfRange(_ value: String, for type: String) -> String {
    raising("'value \"' || \(value) || '\" is out of range for type \(type)'")
  }

  /// A number that another cannot be cast to.
  static func outOfRange(_ value: String, of type: String) -> String {
    raising("'\(type) out of range' || substr(\(value), 1, 0)")
  }

  static func outOfCalendar(_ value: String) -> String {
    raising("'date/time field value out of range: \"' || \(value) || '\"'")
  }

  static func wrongJSON(_ value: String, as type: String) -> String {
    let kind =
      "CASE json_type(\(value)) WHEN 'text' THEN 'string' WHEN 'integer' THEN 'numeric' WHEN 'real' THEN 'numeric' "
      + "WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type(\(value)) END"
    return raising("'cannot cast jsonb ' || \(kind) || ' to type \(type)'")
  }

  static func noArray(_ kind: String, _ value: String) -> String {
    raising("'cannot get array length of \(kind)' || substr(\(value), 1, 0)")
  }

  static func noCharacter(_ value: String) -> String {
    raising("'requested character too large for encoding: ' || \(value)")
  }

  /// The value, which must not be NULL.
  static func present(_ value: TypedSQL, _ message: String) -> TypedSQL {
    guard !value.isConstant || value.sql == "NULL" else { return value }
    let failure = raising("'\(message)' || substr(quote(\(value.sql)), 1, 0)")
    return TypedSQL("coalesce(\(value.sql), \(failure))", value.type)
  }

  static func negativeCharacter(_ value: String) -> String {
    raising("'character number must be positive' || substr(\(value), 1, 0)")
  }

  /// What `RAISE EXCEPTION` of a trigger says: `RAISE` of SQLite takes a constant only, before 3.47.
  /// https://sqlite.org/lang_createtrigger.html#raise
  static func raised(_ message: String) -> String { raising("'\(mark)' || \(message)") }

  private static let mark = "ERROR: "

  private static func raising(_ message: String) -> String { "json_extract('{}', \(message))" }

  /// What PostgreSQL would have said, by SQLite's message; nil for any other error.
  package static func diagnostic(_ message: String) -> Diagnostic? {
    if message == "integer overflow" {
      return Diagnostic(.error, .numericValueOutOfRange, "bigint out of range")
    }
    let times = ["date", "timestamp without time zone", "timestamp with time zone"]
    let starts: [(text: String, state: SQLState)] =
      times.map {
        ("invalid input syntax for type \($0):", .invalidDatetimeFormat)
      } + [
        ("invalid input syntax for type ", .invalidTextRepresentation), ("value \"", .numericValueOutOfRange),
        ("invalid input value for enum ", .invalidTextRepresentation),
        ("integer out of range", .numericValueOutOfRange), ("smallint out of range", .numericValueOutOfRange),
        ("bigint out of range", .numericValueOutOfRange), ("cannot cast jsonb ", .invalidParameterValue),
        ("requested character too large for encoding: ", SQLState("54000")),
        ("character number must be positive", .invalidParameterValue),
        (LoopFailure.array, SQLState("22004")), (LoopFailure.lower, SQLState("22004")),
        (LoopFailure.upper, SQLState("22004")),
        ("cannot get array length of ", .invalidParameterValue),
        ("date/time field value out of range: ", .datetimeFieldOverflow),
      ]
    for prefix in ["JSON path error near '", "bad JSON path: '"] where message.hasPrefix(prefix) {
      let own = message.dropFirst(prefix.count).dropLast()
      if own.hasPrefix(mark) {
        return TriggerFailure.decode(String(own.dropFirst(mark.count)).replacing("''", with: "'"))
      }
      guard let found = starts.first(where: { own.hasPrefix($0.text) }) else { continue }
      return Diagnostic(.error, found.state, String(own).replacing("''", with: "'"))
    }
    return nil
  }
}
