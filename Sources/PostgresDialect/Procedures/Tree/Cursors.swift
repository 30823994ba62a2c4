/// https://www.postgresql.org/docs/15/plpgsql-cursors.html
package struct OpenCursor: Sendable, Hashable {
  package var cursor: Identifier
  package var scrolls: Bool?
  package var source: OpenSource
}

package enum OpenSource: Sendable, Hashable {
  /// A declared cursor with its arguments.
  case bound([FunctionArgument])
  case query(DynamicQuery)
}

/// `FETCH … INTO …` and `MOVE …`.
package struct FetchCursor: Sendable, Hashable {
  package var cursor: Identifier
  package var direction = FetchDirection.relative(nil)
  /// Nil for `MOVE`.
  package var into: IntoTarget?
}

package enum FetchDirection: Sendable, Hashable {
  /// `NEXT` without a count.
  case relative(Expression?)
  case prior
  case first
  case last
  case absolute(Expression)
  /// `FORWARD n` and `BACKWARD n` of `MOVE`.
  case forward(Expression)
  case backward(Expression)
  case forwardAll
  case backwardAll
}
