#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Room on a disk.
enum DiskSpace {
  /// The bytes that this user may still write in a folder; nil when the system does not tell.
  static func free(in folder: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    let (bytes, isTooLarge) = Int(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
    return isTooLarge ? .max : bytes
  }

  /// - Throws: `.inputOutput` when there is less room than something takes.
  static func require(_ bytes: Int, in folder: String, for purpose: String) throws(MigrationError) {
    guard let free = free(in: folder), free < bytes else { return }
    throw MigrationError(
      .inputOutput,
      "\(purpose) needs \(bytes) bytes, and \(folder) has \(free) free; nothing was changed")
  }
}
