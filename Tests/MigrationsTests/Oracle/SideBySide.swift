import Foundation
import PostgresRuntime
import SQLiteBinding
import TestSupport
import Testing

@testable import Migrations
@testable import PostgresDialect

/// The same statements on the real PostgreSQL and here, and what each side made of them.
final class SideBySide {
  let postgres: PostgresDatabase
  let sqlite: Connection
  private var translator: Translator
  private let functions = PostgresFunctions()
  /// What the last statement was warned of here.
  private(set) var warnings: [String] = []
  /// What the last statement's procedures said here.
  private(set) var notices: [Diagnostic] = []
  private(set) var noticesThere: [PostgresError] = []

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

    /// Nil when it was accepted.
    var sqlState: String? {
      if case .error(let state, _) = self { state } else { nil }
    }
  }

  convenience init() throws {
    let postgres = try PostgresDatabase()
    try postgres.run("SET TimeZone = 'UTC'").get()
    try self.init(postgres, Connection.inMemory(), Translator())
  }

  /// Continues where both databases are: the translator knows what the second holds.
  init(_ postgres: PostgresDatabase, _ sqlite: Connection, _ translator: Translator) throws {
    self.postgres = postgres
    self.sqlite = sqlite
    self.translator = translator
    try sqlite.setConfig(.enableForeignKeys, true)
    try functions.register(on: sqlite)
  }

  /// Lets everything be warned of again.
  func forgetWarnings() { translator.schema.warned = [] }

  /// Runs a statement on both sides; a failed one leaves no trace on either.
  func run(_ sql: String) -> (postgres: Outcome, sqlite: Outcome) {
    (runThere(sql), runHere(sql))
  }

  func runThere(_ sql: String) -> Outcome {
    let result = postgres.run(sql)
    noticesThere = result.notices
    if let error = result.error { return .error(error.sqlState, message: error.message) }
    let types = result.columns.map(\.type)
    return .rows(result.rows.map { row in zip(row, types).map { Self.common($0, type: $1) } })
  }

  func runHere(_ sql: String) -> Outcome {
    let start = translator
    functions.beginTransaction()
    var translation = translator.translate(SourceText(sql), endsSession: false)
    warnings = translation.warnings.map(\.message)
    notices = []
    do {
      var rows: [Row] = []
      var types: [ValueType] = []
      try sqlite.savepoint {
        while true {
          if let error = translation.diagnostics.first { throw error }
          for statement in translation.statements { rows = try StepRunner(connection: sqlite).run(statement) }
          types = translation.statements.last?.types ?? types
          guard let pause = translation.pause else { break }
          let session = ProcedureSession(translator, on: sqlite, functions: functions) { [self] in
            notices.append($0)
          }
          let result = try session.run(pause, in: translation.source)
          rows = result.rows.map { Row(columns: result.columns, values: $0.map { Value($0) }) }
          types = result.types
          translator = session.translator
          translation = translator.resume(pause, in: translation.source)
        }
      }
      return .rows(
        rows.map { row in
          row.values.indices.map { Self.common(row[$0], types.indices.contains($0) ? types[$0] : .text) }
        })
    } catch {
      translator = start
      guard let diagnostic = error as? Diagnostic else { return .error("XX000", message: "\(error)") }
      return .error(diagnostic.state.code, message: diagnostic.message)
    }
  }

  /// A stored value in PostgreSQL's text form.
  private static func common(_ value: Value, _ type: ValueType) -> String? {
    guard let text = type.text(of: StoredValue(value)) else { return nil }
    switch type.name {
    case "boolean" where text == "true" || text == "false": return text == "true" ? "t" : "f"
    case "real", "double precision": return number(text)
    case "numeric": return decimal(text)
    default: return text
    }
  }

  /// PostgreSQL's text of a value; numbers lose the zeros of their scale and what a double cannot hold.
  private static func common(_ text: String?, type: UInt32) -> String? {
    guard let text else { return nil }
    return type == 1700 ? decimal(text) : [700, 701].contains(type) ? number(text) : text
  }

  /// To the digits that a double surely holds.
  private static func decimal(_ text: String) -> String? {
    guard let value = Double(text), value.isFinite,
      Int(text).map({ $0.magnitude > 1_000_000_000_000_000 }) ?? true
    else {
      return text
    }
    return number(String(format: "%.13e", value))
  }

  private static func number(_ text: String) -> String {
    guard Int(text) == nil, let value = Double(text), value.isFinite else { return text == "-0" ? "0" : text }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
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
