import CSystemSQLite

/// One call of SQLite's on a virtual file system: https://www.sqlite.org/c3ref/io_methods.html
enum DiskCall: String, CaseIterable {
  case open, delete, access
  case read, write, truncate, sync, size
  case lock
  case mapSharedMemory, lockSharedMemory
}

/// What goes wrong with calls.
enum DiskFault: String, CaseIterable {
  /// The device does not answer.
  case inputOutput
  /// No room is left; half of what was to be written still fits.
  case full
  /// Too many open files, or no permission.
  case cannotOpen
  /// The file system has become read-only.
  case readOnly
  /// Another process holds the lock.
  case busy

  /// What the call answers; nil when this cannot happen to it.
  func code(for call: DiskCall) -> Int32? {
    switch (self, call) {
    case (.inputOutput, .open): SQLITE_CANTOPEN
    case (.inputOutput, .delete): SQLITE_IOERR | (10 << 8)
    case (.inputOutput, .access): SQLITE_IOERR | (13 << 8)
    case (.inputOutput, .read): SQLITE_IOERR | (1 << 8)
    case (.inputOutput, .write): SQLITE_IOERR | (3 << 8)
    case (.inputOutput, .sync): SQLITE_IOERR | (4 << 8)
    case (.inputOutput, .truncate): SQLITE_IOERR | (6 << 8)
    case (.inputOutput, .size): SQLITE_IOERR | (7 << 8)
    case (.inputOutput, .lock): SQLITE_IOERR | (15 << 8)
    case (.inputOutput, .mapSharedMemory): SQLITE_IOERR | (21 << 8)
    case (.inputOutput, .lockSharedMemory): SQLITE_IOERR | (20 << 8)
    case (.full, .write): SQLITE_FULL
    case (.cannotOpen, .open): SQLITE_CANTOPEN
    case (.cannotOpen, .mapSharedMemory): SQLITE_CANTOPEN
    // SQLite's own file system tells EROFS no further.
    case (.readOnly, .write): SQLITE_IOERR | (3 << 8)
    case (.readOnly, .truncate): SQLITE_IOERR | (6 << 8)
    case (.readOnly, .delete): SQLITE_IOERR | (10 << 8)
    case (.busy, .lock), (.busy, .lockSharedMemory): SQLITE_BUSY
    default: nil
    }
  }
}

/// A fault at one of the calls that it can happen to.
struct PlannedFault {
  var fault: DiskFault
  /// Counted from 1, over the calls that the fault can happen to.
  var call: Int
  /// Whether all calls after it fail too.
  var isLasting = false
}
