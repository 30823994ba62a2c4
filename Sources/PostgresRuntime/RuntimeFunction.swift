package import PostgresDialect
package import SQLiteBinding

/// One function that SQLite can call.
struct RuntimeFunction: Sendable {
  var name: String
  /// Nil takes any number of arguments.
  var count: Int?
  /// NULL for a NULL among its arguments.
  var isStrict: Bool
  var isDeterministic: Bool
  var body: @Sendable (Arguments) throws -> StoredValue

  init(
    _ name: String, _ count: Int?, isStrict: Bool = true, isDeterministic: Bool = true,
    _ body: @escaping @Sendable (Arguments) throws -> StoredValue
  ) {
    self.name = "pg_" + name
    self.count = count
    self.isStrict = isStrict
    self.isDeterministic = isDeterministic
    self.body = body
  }

  /// Whether it goes by what a run knows, so that nothing that is stored may call it.
  var isOfSession: Bool { Self.sessionNames.contains(name) }

  private static let sessionNames: Set<String> = [
    "pg_now", "pg_setseed", "pg_nextval", "pg_currval", "pg_setval", "pg_call", "pg_call_rows",
    "pg_object_number",
  ]

  func call(_ values: [Value], _ session: PostgresFunctions, on connection: Connection?) throws -> Value {
    if isStrict, values.contains(.null) { return .null }
    return Value(try body(Arguments(values: values, session: session, database: connection)))
  }

  static let all: [RuntimeFunction] =
    casts + texts + binaries + numbers + jsons + patterns + times + arrays + ranges + sets + aggregates
    + sequences + extensions + routines + catalogs + families

  private static let families: [RuntimeFunction] =
    fields + paths + patternPositions + names + arrayShapes + sizes + spans + rareNumbers + byteTexts
    + jsonTexts
    + records + failures
}

/// What a function was called with.
struct Arguments {
  let values: [Value]
  let session: PostgresFunctions
  /// The connection that the statement runs on.
  let database: Connection?

  subscript(_ index: Int) -> StoredValue {
    values.indices.contains(index) ? StoredValue(values[index]) : .null
  }

  var count: Int { values.count }

  func isNull(_ index: Int) -> Bool { self[index] == .null }

  /// The argument as text; SQLite's own text of a number.
  func text(_ index: Int) -> String {
    switch self[index] {
    case .null: ""
    case .integer(let value): String(value)
    case .real(let value): String(value)
    case .text(let text): text
    case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  func int(_ index: Int) -> Int {
    switch self[index] {
    case .integer(let value): value
    case .real(let value): Int(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
    default: Int(text(index)) ?? 0
    }
  }

  func double(_ index: Int) -> Double {
    switch self[index] {
    case .integer(let value): Double(value)
    case .real(let value): value
    default: Double(text(index)) ?? 0
    }
  }

  func bytes(_ index: Int) -> [UInt8] {
    if case .blob(let bytes) = self[index] { bytes } else { Array(text(index).utf8) }
  }

  func flag(_ index: Int) -> Bool { int(index) != 0 }

  /// A type by its word, as the lowering wrote it.
  func type(_ index: Int) throws(Diagnostic) -> ValueType {
    let spec = text(index)
    guard let type = ValueType(spec: spec) else {
      throw Diagnostic(.error, SQLState("XX000"), "internal error: no type \(spec)")
    }
    return type
  }

  /// JSON as it was stored; what another program broke is PostgreSQL's error.
  func json(_ index: Int) throws(Diagnostic) -> JSON {
    let text = text(index)
    guard let json = JSON(text) else {
      throw Diagnostic(.error, .invalidTextRepresentation, "invalid input syntax for type json: \"\(text)\"")
    }
    return json
  }

  /// The elements of a stored array.
  func array(_ index: Int) throws(Diagnostic) -> [JSON] {
    guard case .array(let items) = try json(index) else { return [] }
    return items
  }
}

extension StoredValue {
  package init(_ value: Value) {
    self =
      switch value {
      case .null: .null
      case .integer(let number): .integer(Int(number))
      case .real(let number): .real(number)
      case .text(let text): .text(text)
      case .blob(let bytes): .blob(bytes)
      }
  }
}

extension Value {
  package init(_ value: StoredValue) {
    self =
      switch value {
      case .null: .null
      case .integer(let number): .integer(Int64(number))
      case .real(let number): .real(number)
      case .text(let text): .text(text)
      case .blob(let bytes): .blob(bytes)
      }
  }
}
