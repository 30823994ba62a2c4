/// https://www.postgresql.org/docs/15/plpgsql-errors-and-messages.html
package struct Raise: Sendable, Hashable {
  package var level = RaiseLevel.exception
  package var subject: RaiseSubject
  package var options: [RaiseOption] = []
}

package enum RaiseLevel: String, Sendable, Hashable {
  case debug
  case log
  case info
  case notice
  case warning
  case exception
}

package enum RaiseSubject: Sendable, Hashable {
  /// `RAISE;` inside a handler.
  case again
  /// A format with a `%` for each argument.
  case message(String, [Expression])
  case condition(Identifier)
  case state(String)
  /// Only `USING …`.
  case options
}

package struct RaiseOption: Sendable, Hashable {
  package var kind: RaiseOptionKind
  package var value: Expression
}

package enum RaiseOptionKind: String, Sendable, Hashable, CaseIterable {
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
