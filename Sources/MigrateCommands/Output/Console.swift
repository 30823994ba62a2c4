import Migrations
import PostgresDialect

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a command says, and where.
struct Console: Sendable {
  let isJSON: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  /// A person is watching.
  let isTerminal = StandardStream.output.isTerminal && !isDumb

  private static let isDumb = getenv("TERM").map { String(cString: $0) } == "dumb"
  private static let isColourless = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false

  /// What was asked for, such as SQL: exact, except to a terminal.
  func result(_ text: String) throws(MigrationError) {
    guard !isJSON else { return }
    try StandardStream.output.write((isTerminal ? text.forTerminal() : text) + "\n")
  }

  /// Lines that were asked for, in which every name has been made safe and there may be colours.
  func table(_ lines: [String]) throws(MigrationError) {
    try StandardStream.output.write(lines.joined(separator: "\n") + "\n")
  }

  /// What is good to know. That it cannot be written is no reason to fail. May hold colours, so every name in it has
  /// to be made safe before.
  func say(_ text: String) {
    guard !isJSON, !isQuiet else { return }
    try? StandardStream.output.write(text + "\n")
  }

  func document(_ value: JSONValue) throws(MigrationError) {
    guard isJSON else { return }
    try StandardStream.output.write(value.text + "\n")
  }

  func complain(_ text: String) {
    try? StandardStream.error.write(text.forTerminal().shortened() + "\n")
  }

  /// Warnings always; notes when everything is to be told.
  func tell(_ diagnostic: Diagnostic, in source: SourceText) {
    if diagnostic.severity != .note || isVerbose { complain(diagnostic.rendered(in: source)) }
  }

  func coloured(_ text: String, _ colour: Colour) -> String {
    isTerminal && !Self.isColourless ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
  }
}
