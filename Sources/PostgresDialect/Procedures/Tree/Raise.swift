/// https://www.postgresql.org/docs/15/plpgsql-errors-and-messages.html
struct Raise: Sendable, Hashable {
  var level = RaiseLevel.exception
  var subject: RaiseSubject
  var options: [RaiseOption] = []
}

enum RaiseLevel: String, Sendable, Hashable {
  case debug
  case log
  case info
  case notice
  case warning
  case exception
}

enum RaiseSubject: Sendable, Hashable {
  /// `RAISE;` inside a handler.
  case again
  /// A format with a `%` for each argument.
  case message(String, [Expression])
  case condition(Identifier)
  case state(String)
  /// Only `USING …`.
  case options
}

struct RaiseOption: Sendable, Hashable {
  var kind: RaiseOptionKind
  var value: Expression
}

enum RaiseOptionKind: String, Sendable, Hashable, CaseIterable {
  case errorCode = "errcode"
  case message
  case detail
  case hint
  case column
  case constraint
  case dataType = "datatype"
  case table
  case schema
}
