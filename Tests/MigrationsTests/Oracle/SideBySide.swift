import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

@testable import Migrations

/// The same statements on the real PostgreSQL and here, and what each side made of them.
final class SideBySide {
  private let postgres: PostgresDatabase
  private let sqlite: Connection
  private var translator = Translator()

  /// What one statement came to: rows in a common text form, or an error's SQLSTATE.
  enum Outcome: Hashable, CustomStringConvertible {
    case rows([[String?]])
    case error(String, message: String)

    var description: String {
      switch self {
      case .rows(let rows): "\(rows.map { $0.map { $0 ?? "NULL" } })"
      case .error(let state, let message): "\(state) \(message)"
      }
    }

    /// Equal rows, or errors of one code.
    static func == (left: Outcome, right: Outcome) -> Bool {
      switch (left, right) {
      case (.rows(let a), .rows(let b)): a == b
      case (.error(let a, _), .error(let b, _)): a == b
      default: false
      }
    }

    func hash(into hasher: inout Hasher) {}
  }

  init() throws {
    postgres = try PostgresDatabase()
    try postgres.run("SET TimeZone = 'UTC'").get()
    sqlite = try Connection.inMemory()
    try sqlite.setConfig(.enableForeignKeys, true)
  }

  /// Runs a statement on both sides; a failed one leaves no trace on either.
  func run(_ sql: String) -> (postgres: Outcome, sqlite: Outcome) {
    let result = postgres.run(sql)
    let theirs: Outcome
    if let error = result.error {
      theirs = .error(error.sqlState, message: error.message)
    } else {
      let types = result.columns.map(\.type)
      theirs = .rows(result.rows.map { row in zip(row, types).map { Self.common($0, type: $1) } })
    }
    return (theirs, runHere(sql))
  }

  private func runHere(_ sql: String) -> Outcome {
    let start = translator
    let translation = translator.translate(SourceText(sql))
    if let error = translation.diagnostics.first {
      return .error(error.state.code, message: error.message)
    }
    do {
      var rows: [Row] = []
      try sqlite.savepoint {
        for statement in translation.statements { rows = try StepRunner(connection: sqlite).run(statement) }
      }
      return .rows(rows.map { $0.values.map(Self.common) })
    } catch {
      translator = start
      guard let diagnostic = error as? Diagnostic else { return .error("XX000", message: "\(error)") }
      return .error(diagnostic.state.code, message: diagnostic.message)
    }
  }

  private static func common(_ value: Value) -> String? {
    switch value {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .text(let text): trimmedTime(text)
    case .blob(let bytes): "\\x" + bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
  }

  /// PostgreSQL's text of a value in the form that SQLite's has: booleans are 0 and 1, numbers lose the zeros of
  /// their scale, times those of their fraction.
  private static func common(_ text: String?, type: UInt32) -> String? {
    guard let text else { return nil }
    switch type {
    case 16: return text == "t" ? "1" : "0"
    case 700, 701, 1700:
      if Int(text) != nil { return text }
      return Double(text).map { common(.real($0)) ?? text } ?? text
    case 1184: return trimmedTime(text.hasSuffix("+00") ? String(text.dropLast(3)) : text)
    case 1114, 1083: return trimmedTime(text)
    case 1009, 1007, 1015, 1016: return array(text)
    default: return text
    }
  }

  private static func trimmedTime(_ text: String) -> String {
    guard text.contains(":"), let dot = text.lastIndex(of: "."),
      text[text.index(after: dot)...].allSatisfy(\.isNumber)
    else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// One-dimensional arrays of plain words and numbers, as JSON.
  private static func array(_ text: String) -> String {
    let inner = text.dropFirst().dropLast()
    guard !inner.isEmpty else { return "[]" }
    let items = inner.split(separator: ",").map { item in
      Int(item) != nil || item == "NULL" ? item.lowercased() : "\"\(item)\""
    }
    return "[\(items.joined(separator: ","))]"
  }
}

/// Runs statements on both sides one after another and records where they differ.
func expectAgreement(_ statements: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation) throws
{
  let sides = try SideBySide()
  for statement in statements {
    let (theirs, ours) = sides.run(statement)
    if theirs != ours {
      Issue.record(
        "\(statement)\n  PostgreSQL: \(theirs)\n  here:       \(ours)", sourceLocation: sourceLocation)
    }
  }
}
