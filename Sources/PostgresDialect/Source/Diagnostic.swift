/// One thing to say about a place in a text, in the compiler's form.
public struct Diagnostic: Sendable, Hashable, Error {
  public enum Severity: String, Sendable, Hashable {
    case error
    case warning
    case note
  }

  public var severity: Severity
  /// PostgreSQL's five-character code, such as `42P07`: https://www.postgresql.org/docs/15/errcodes-appendix.html
  public var state: SQLState
  public var message: String
  /// What to do about it, where we know.
  public var hint: String?
  /// Where in the source; nil when no place is to blame.
  public var range: SourceRange?

  public init(
    _ severity: Severity = .error, _ state: SQLState, _ message: String, hint: String? = nil,
    at range: SourceRange? = nil
  ) {
    self.severity = severity
    self.state = state
    self.message = message
    self.hint = hint
    self.range = range
  }

  /// The same, placed at `range` unless it already has a place.
  package func located(at range: SourceRange) -> Diagnostic {
    var copy = self
    copy.range = copy.range ?? range
    return copy
  }
}

extension Diagnostic {
  /// `file:line:column: error: message`, the line, and a caret under the place.
  public func rendered(in source: SourceText) -> String {
    var text = ""
    if let range {
      let location = source.location(of: range.lower)
      text += "\(source.name):\(location.line):\(location.column): \(severity.rawValue): \(message)"
      text += Self.excerpt(source.line(at: range.lower), column: location.column)
    } else {
      text += "\(source.name): \(severity.rawValue): \(message)"
    }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }

  /// The line and the caret; long lines are cut around the place, control characters blanked
  /// so that a file cannot steer the terminal.
  private static func excerpt(_ line: String, column: Int) -> String {
    var characters = Array(line.map { $0.isControl ? " " : $0 })
    var caret = column - 1
    if characters.count > 160 {
      let start = max(0, min(caret - 80, characters.count - 160))
      characters = Array(characters[start...].prefix(160))
      caret -= start
    }
    return "\n  \(String(characters))\n  \(String(repeating: " ", count: max(0, caret)))^"
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
