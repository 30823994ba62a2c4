/// https://www.postgresql.org/docs/15/plpgsql-cursors.html
struct OpenCursor: Sendable, Hashable {
  var cursor: Identifier
  var scrolls: Bool?
  var source: OpenSource
}

enum OpenSource: Sendable, Hashable {
  /// A declared cursor with its arguments.
  case bound([FunctionArgument])
  case query(DynamicQuery)
}

/// `FETCH … INTO …` and `MOVE …`.
struct FetchCursor: Sendable, Hashable {
  var cursor: Identifier
  var direction = FetchDirection.relative(nil)
  /// Nil for `MOVE`.
  var into: IntoTarget?
}

enum FetchDirection: Sendable, Hashable {
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
