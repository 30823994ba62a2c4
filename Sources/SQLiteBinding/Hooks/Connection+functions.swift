import CSystemSQLite

/// What SQLite may do with an SQL function: https://www.sqlite.org/c3ref/c_deterministic.html
public struct FunctionTraits: OptionSet, Sendable, Hashable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The same arguments give the same result, so that it may be used in an index or a generated column.
  public static let deterministic = FunctionTraits(rawValue: SQLITE_DETERMINISTIC)
  /// Not to be used in views, triggers, defaults, checks and the like.
  public static let directOnly = FunctionTraits(rawValue: SQLITE_DIRECTONLY)
  /// Harmless: may be used in a schema even while ``Connection/Config/trustedSchema`` is off.
  public static let innocuous = FunctionTraits(rawValue: SQLITE_INNOCUOUS)
}

private typealias Function = Callback<[Value], Result<Value, any Error>>

extension Connection {
  /// Makes `body` callable from SQL, in the place of a function of the same name and number of arguments.
  /// https://www.sqlite.org/c3ref/create_function.html
  ///
  /// - Parameters:
  ///   - argumentCount: nil takes any number.
  ///   - body: What it throws fails the statement: an ``SQLiteError`` with its code and message, another
  ///     error with `.error` and its description.
  /// - Throws: `.busy` while a statement runs and a function is to be replaced, `.misuse` for a bad name or
  ///   count.
  public func createFunction(
    _ name: String, argumentCount: Int? = nil, _ traits: FunctionTraits = [],
    body: @escaping @Sendable ([Value]) throws -> Value
  ) throws(SQLiteError) {
    try call { handle in
      // SQLite releases it when the function goes, also when this call fails.
      let function = Unmanaged.passRetained(Function { values in Result { try body(values) } }).toOpaque()
      return sqlite3_create_function_v2(
        handle, name, Int32(clamping: argumentCount ?? -1), SQLITE_UTF8 | traits.rawValue, function,
        callBody, nil, nil, release)
    }
  }

  /// Whether a call with so many arguments would find a function. Asks no table, and so waits for no lock, as
  /// `pragma_function_list` would have to.
  package func hasFunction(_ name: String, argumentCount: Int) -> Bool {
    let arguments = Array(repeating: "NULL", count: argumentCount).joined(separator: ", ")
    return (try? prepare("SELECT \(quoted(name, with: "\""))(\(arguments))")) != nil
  }

  public func removeFunction(_ name: String, argumentCount: Int? = nil) throws(SQLiteError) {
    try call { handle in
      sqlite3_create_function_v2(
        handle, name, Int32(clamping: argumentCount ?? -1), SQLITE_UTF8, nil, nil, nil, nil, nil)
    }
  }
}

private let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
  if let context { Unmanaged<Function>.fromOpaque(context).release() }
}

private let callBody: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void =
  { context, count, arguments in
    guard let data = sqlite3_user_data(context) else { return }
    let values = (0..<Int(count)).map { Value(argument: arguments?[$0]) }
    switch Function.from(data).body(values) {
    case .success(let value): value.give(to: context)
    case .failure(let error):
      let known = error as? SQLiteError
      sqlite3_result_error(context, known?.message ?? "\(error)", -1)
      if let code = known?.code.rawValue, code != SQLITE_OK { sqlite3_result_error_code(context, code) }
    }
  }

extension Value {
  fileprivate init(argument: OpaquePointer?) {
    switch sqlite3_value_type(argument) {
    case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(argument))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(argument))
    case SQLITE_TEXT:
      let pointer = sqlite3_value_text(argument)
      let count = pointer == nil ? 0 : Int(sqlite3_value_bytes(argument))
      self = .text(String(decoding: UnsafeBufferPointer(start: pointer, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let pointer = sqlite3_value_blob(argument)
      let count = pointer == nil ? 0 : Int(sqlite3_value_bytes(argument))
      self = .blob(Array(UnsafeRawBufferPointer(start: pointer, count: count)))
    default: self = .null
    }
  }

  fileprivate func give(to context: OpaquePointer?) {
    switch self {
    case .null: sqlite3_result_null(context)
    case .integer(let value): sqlite3_result_int64(context, value)
    case .real(let value): sqlite3_result_double(context, value)
    case .text(var value):
      value.withUTF8 { csqlite_result_text(context, $0.baseAddress, UInt64($0.count)) }
    case .blob(let value):
      value.withUnsafeBytes { csqlite_result_blob(context, $0.baseAddress, UInt64($0.count)) }
    }
  }
}
