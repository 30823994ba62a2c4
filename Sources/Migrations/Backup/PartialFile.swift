#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that is being written under a name that nobody takes for a whole one, and gets its own name at the end.
///
/// Whoever writes one holds a lock of the system on it, which ends with the process: so what a dead process has left is
/// told from what another is writing.
final class PartialFile {
  let path: String
  private let descriptor: Int32
  private var isPublished = false

  static let suffix = ".partial"

  /// Makes the file, readable by those alone who may read `model`.
  ///
  /// - Returns: nil when another process is writing it.
  init?(_ path: String, like model: FileModel) throws(MigrationError) {
    guard let opened = try Self.make(path, mode: model.mode | 0o600) else { return nil }
    self.path = path
    descriptor = opened
    model.apply(to: descriptor, mode: model.mode | 0o600)
  }

  private static func make(_ path: String, mode: mode_t) throws(MigrationError) -> Int32? {
    while true {
      let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
      if opened >= 0 {
        // Somebody may have taken it for a dead one before the lock was there.
        flock(opened, LOCK_EX)
        var status = stat()
        if fstat(opened, &status) == 0, status.st_nlink > 0 { return opened }
        close(opened)
      } else {
        guard errno == EEXIST else { throw FileAccess.failure("cannot make", path) }
        guard try removeDead(path) else { return nil }
      }
    }
  }

  /// False when the process that writes it lives.
  private static func removeDead(_ path: String) throws(MigrationError) -> Bool {
    let opened = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard opened >= 0 else {
      guard errno == ENOENT else { throw FileAccess.failure("cannot open", path) }
      return true
    }
    defer { close(opened) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else { return false }
    unlink(path)
    return true
  }

  deinit {
    if !isPublished { discard() }
    close(descriptor)
  }

  private func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Takes the mark of WAL mode out of a database's header, so that it can be read without files beside it.
  /// https://sqlite.org/fileformat2.html#file_format_version_numbers
  func leaveWAL() throws(MigrationError) {
    let versions: [UInt8] = [1, 1]
    guard pwrite(descriptor, versions, 2, 18) == 2 else { throw FileAccess.failure("cannot write", path) }
  }

  func sync() throws(MigrationError) {
    guard fsync(descriptor) == 0 else { throw FileAccess.failure("cannot write", path) }
  }

  /// Gives the file its name, with all in it on disk. What has that name is replaced.
  func publish(as name: String, like model: FileModel) throws(MigrationError) {
    model.apply(to: descriptor, mode: model.mode)
    try sync()
    guard rename(path, name) == 0 else { throw FileAccess.failure("cannot make", name) }
    isPublished = true
    try FileAccess.syncFolder(of: name)
  }
}

/// Who may read and write a file.
struct FileModel: Sendable {
  var mode: mode_t
  var owner: uid_t
  var group: gid_t

  /// Nil when there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (mode, owner, group) = (status.st_mode & 0o777, status.st_uid, status.st_gid)
  }

  /// Where the group or the owner cannot be given, its permissions must not go to another.
  fileprivate func apply(to descriptor: Int32, mode: mode_t) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    var mode = mode
    if status.st_gid != group, fchown(descriptor, .max, group) != 0 { mode &= ~0o070 }
    if status.st_uid != owner { _ = fchown(descriptor, owner, .max) }
    fchmod(descriptor, mode)
  }
}
