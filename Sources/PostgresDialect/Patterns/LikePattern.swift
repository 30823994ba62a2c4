/// A pattern of `LIKE`: https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-LIKE
package struct LikePattern: Sendable {
  private enum Item: Sendable {
    case scalar(Unicode.Scalar)
    case one
    case many
  }

  private var items: [Item] = []

  package init(_ pattern: String, escape: Unicode.Scalar?) throws(Diagnostic) {
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == escape {
        guard let next = rest.popFirst() else {
          throw Diagnostic(.error, SQLState("22025"), "LIKE pattern must not end with escape character")
        }
        items.append(.scalar(next))
      } else {
        items.append(scalar == "%" ? .many : scalar == "_" ? .one : .scalar(scalar))
      }
    }
  }

  package func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var (position, index) = (0, 0)
    // Where to go on after the last `%` when what follows it does not fit.
    var retry: (position: Int, index: Int)?
    while position < scalars.count {
      if index < items.count {
        switch items[index] {
        case .many:
          retry = (position, index + 1)
          index += 1
          continue
        case .one:
          position += 1
          index += 1
          continue
        case .scalar(let scalar) where scalar == scalars[position]:
          position += 1
          index += 1
          continue
        default: break
        }
      }
      guard let last = retry else { return false }
      retry = (last.position + 1, last.index)
      (position, index) = (last.position + 1, last.index)
    }
    return items[index...].allSatisfy { if case .many = $0 { true } else { false } }
  }
}
