import CSystemSQLite

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension Connection {
  public enum Mode: Sendable, Hashable {
    /// Makes the file when it is missing.
    case readWriteCreate
    /// The file must exist. If it may not be written, SQLite opens it read-only: see ``isReadOnly``.
    case readWrite
    case readOnly

    var flags: Int32 {
      switch self {
      case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .readWrite: SQLITE_OPEN_READWRITE
      case .readOnly: SQLITE_OPEN_READONLY
      }
    }
  }

  /// Opens the database file at `path`, a plain file name: `file:x?mode=ro` is a file of that name, never a
  /// URI. Only `:memory:` is special, and gives a database in memory.
  ///
  /// As https://www.sqlite.org/security.html advises, double-quoted strings, trusted schema and loading of
  /// extensions are off and defensive mode is on; ``setConfig(_:_:)`` changes that.
  ///
  /// SQLite reads the file late: that it is no database (`.notADatabase`) shows at the first statement.
  ///
  /// - Throws: `.cannotOpen` when there is no such file, folder or permission, or it is no regular file;
  ///   `.misuse` for a path that is empty or holds a NUL.
  public convenience init(path: String, mode: Mode = .readWriteCreate) throws(SQLiteError) {
    try self.init(path: path, mode: mode, vfs: nil)
  }

  /// - Parameter vfs: the name of the file system to use instead of SQLite's default, see
  ///   https://www.sqlite.org/vfs.html
  package convenience init(path: String, mode: Mode = .readWriteCreate, vfs: String?) throws(SQLiteError) {
    try Self.requireSupportedLibrary()
    let handle = try Self.open(path, mode, vfs)
    self.init(handle, isBorrowed: false)
    guard isSerialized else {
      throw SQLiteError(.misuse, "the SQLite library was built or configured without thread safety")
    }
    for (option, isOn) in Config.whenOpened { try setConfig(option, isOn) }
  }

  /// A new, empty database in memory, gone with the connection.
  public static func inMemory() throws(SQLiteError) -> Connection {
    try Connection(path: ":memory:")
  }

  /// Uses a connection that somebody else opened and will close, and that must stay open as long as this
  /// object lives.
  ///
  /// Nothing about it is changed. Its threading mode is its owner's affair: unless ``isSerialized``, use it
  /// only from where the owner does.
  public convenience init(borrowing handle: OpaquePointer) throws(SQLiteError) {
    try Self.requireSupportedLibrary()
    self.init(handle, isBorrowed: true)
  }

  private static func open(_ path: String, _ mode: Mode, _ vfs: String?) throws(SQLiteError) -> OpaquePointer
  {
    guard !path.isEmpty else { throw SQLiteError(.misuse, "the path of the database is empty") }
    guard !path.utf8.contains(0) else { throw SQLiteError(.misuse, "the path of the database holds a NUL") }
    try requireRegularFile(path)
    var opened: OpaquePointer?
    let flags = mode.flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(plain(path), &opened, flags, vfs)
    guard let handle = opened else { throw SQLiteError(.noMemory, "cannot open \(path): out of memory") }
    guard code == SQLITE_OK else {
      var error = SQLiteError(code: code, reportedBy: handle)
      error.message = "cannot open \(path): \(error.message)"
      let reason = sqlite3_system_errno(handle)
      if reason != 0, let words = strerror(reason) { error.message += ", \(String(cString: words))" }
      sqlite3_close_v2(handle)
      throw error
    }
    return handle
  }

  /// `path` so spelled that no setting of the library takes it for a URI or a name with a meaning of its own
  /// (https://www.sqlite.org/c3ref/open.html).
  private static func plain(_ path: String) -> String {
    let isSpecial = path.hasPrefix("file:") || (path.hasPrefix(":") && path != ":memory:")
    return isSpecial ? "./\(path)" : path
  }

  /// What is there must be a file. SQLite would read a folder and fail later, and wait for ever at a pipe.
  private static func requireRegularFile(_ path: String) throws(SQLiteError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw SQLiteError(.cannotOpenIsDirectory, "cannot open \(path): it is a folder")
    default: throw SQLiteError(.cannotOpen, "cannot open \(path): it is not a regular file")
    }
  }
}
