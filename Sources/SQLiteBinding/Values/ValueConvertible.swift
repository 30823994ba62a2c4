/// A Swift type with one form in SQLite.
public protocol ValueConvertible {
  /// Nil when `value` is of another storage class or does not fit.
  init?(_ value: Value)
  var sqliteValue: Value { get }
}

extension Int64: ValueConvertible {
  public init?(_ value: Value) {
    guard let integer = value.int64 else { return nil }
    self = integer
  }

  public var sqliteValue: Value { .integer(self) }
}

extension Int: ValueConvertible {
  public init?(_ value: Value) {
    guard let integer = value.int else { return nil }
    self = integer
  }

  public var sqliteValue: Value { .integer(Int64(self)) }
}

extension Int32: ValueConvertible {
  public init?(_ value: Value) {
    guard let integer = value.int64 else { return nil }
    self.init(exactly: integer)
  }

  public var sqliteValue: Value { .integer(Int64(self)) }
}

extension Double: ValueConvertible {
  public init?(_ value: Value) {
    guard let double = value.double else { return nil }
    self = double
  }

  public var sqliteValue: Value { .real(self) }
}

extension Bool: ValueConvertible {
  public init?(_ value: Value) {
    guard let bool = value.bool else { return nil }
    self = bool
  }

  public var sqliteValue: Value { .integer(self ? 1 : 0) }
}

extension String: ValueConvertible {
  public init?(_ value: Value) {
    guard let string = value.string else { return nil }
    self = string
  }

  public var sqliteValue: Value { .text(self) }
}

extension [UInt8]: ValueConvertible {
  public init?(_ value: Value) {
    guard let bytes = value.bytes else { return nil }
    self = bytes
  }

  public var sqliteValue: Value { .blob(self) }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
  public init?(_ value: Value) {
    if value.isNull {
      self = .none
    } else if let wrapped = Wrapped(value) {
      self = .some(wrapped)
    } else {
      return nil
    }
  }

  public var sqliteValue: Value { self?.sqliteValue ?? .null }
}
