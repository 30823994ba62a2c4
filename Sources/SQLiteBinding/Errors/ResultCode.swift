import CSystemSQLite

/// SQLite's result code, extended where SQLite tells more: https://www.sqlite.org/rescode.html
///
/// Equality compares the whole code, so `.constraintUnique != .constraint`; compare ``primary`` to ask for
/// the family.
public struct ResultCode: RawRepresentable, Sendable, Hashable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The family that an extended code belongs to, its lowest byte.
  public var primary: ResultCode {
    ResultCode(rawValue: rawValue & 0xFF)
  }

  private init(_ rawValue: Int32) {
    self.rawValue = rawValue
  }

  private init(_ primary: Int32, extended: Int32) {
    self.rawValue = primary | (extended << 8)
  }
}

extension ResultCode: CustomStringConvertible {
  /// SQLite's English words for the code, and its number.
  public var description: String {
    "\(sqlite3_errstr(rawValue).map { String(cString: $0) } ?? "unknown error") (\(rawValue))"
  }
}

// MARK: Primary codes

extension ResultCode {
  public static let ok = ResultCode(SQLITE_OK)
  public static let error = ResultCode(SQLITE_ERROR)
  public static let `internal` = ResultCode(SQLITE_INTERNAL)
  public static let permission = ResultCode(SQLITE_PERM)
  public static let abort = ResultCode(SQLITE_ABORT)
  public static let busy = ResultCode(SQLITE_BUSY)
  public static let locked = ResultCode(SQLITE_LOCKED)
  public static let noMemory = ResultCode(SQLITE_NOMEM)
  public static let readOnly = ResultCode(SQLITE_READONLY)
  public static let interrupt = ResultCode(SQLITE_INTERRUPT)
  public static let ioError = ResultCode(SQLITE_IOERR)
  public static let corrupt = ResultCode(SQLITE_CORRUPT)
  public static let notFound = ResultCode(SQLITE_NOTFOUND)
  public static let full = ResultCode(SQLITE_FULL)
  public static let cannotOpen = ResultCode(SQLITE_CANTOPEN)
  public static let `protocol` = ResultCode(SQLITE_PROTOCOL)
  public static let schema = ResultCode(SQLITE_SCHEMA)
  public static let tooBig = ResultCode(SQLITE_TOOBIG)
  public static let constraint = ResultCode(SQLITE_CONSTRAINT)
  public static let mismatch = ResultCode(SQLITE_MISMATCH)
  public static let misuse = ResultCode(SQLITE_MISUSE)
  public static let noLargeFiles = ResultCode(SQLITE_NOLFS)
  public static let auth = ResultCode(SQLITE_AUTH)
  public static let range = ResultCode(SQLITE_RANGE)
  public static let notADatabase = ResultCode(SQLITE_NOTADB)
}

// MARK: Extended codes

extension ResultCode {
  public static let busyRecovery = ResultCode(SQLITE_BUSY, extended: 1)
  public static let busySnapshot = ResultCode(SQLITE_BUSY, extended: 2)
  public static let abortRollback = ResultCode(SQLITE_ABORT, extended: 2)
  public static let cannotOpenIsDirectory = ResultCode(SQLITE_CANTOPEN, extended: 2)
  public static let readOnlyDatabaseMoved = ResultCode(SQLITE_READONLY, extended: 4)
  public static let readOnlyDirectory = ResultCode(SQLITE_READONLY, extended: 6)

  public static let constraintCheck = ResultCode(SQLITE_CONSTRAINT, extended: 1)
  public static let constraintCommitHook = ResultCode(SQLITE_CONSTRAINT, extended: 2)
  public static let constraintForeignKey = ResultCode(SQLITE_CONSTRAINT, extended: 3)
  public static let constraintFunction = ResultCode(SQLITE_CONSTRAINT, extended: 4)
  public static let constraintNotNull = ResultCode(SQLITE_CONSTRAINT, extended: 5)
  public static let constraintPrimaryKey = ResultCode(SQLITE_CONSTRAINT, extended: 6)
  public static let constraintTrigger = ResultCode(SQLITE_CONSTRAINT, extended: 7)
  public static let constraintUnique = ResultCode(SQLITE_CONSTRAINT, extended: 8)
  public static let constraintVirtualTable = ResultCode(SQLITE_CONSTRAINT, extended: 9)
  public static let constraintRowID = ResultCode(SQLITE_CONSTRAINT, extended: 10)
  public static let constraintDatatype = ResultCode(SQLITE_CONSTRAINT, extended: 12)
}
