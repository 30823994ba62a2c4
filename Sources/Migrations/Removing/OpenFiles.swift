#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Who has a file open without holding a lock on it, which SQLite cannot tell.
enum OpenFiles {
  /// The other processes that have the file open, as far as this one may look. Only names and statuses are read: opening
  /// and closing the file would drop SQLite's own locks on it.
  static func processes(holding file: stat) -> [Int] {
    guard let names = try? FileAccess.entries(of: "/proc") else { return [] }
    let own = Int(getpid())
    return names.compactMap { Int($0) }.filter { $0 != own }.sorted().filter { process in
      let folder = "/proc/\(process)/fd"
      let descriptors = (try? FileAccess.entries(of: folder)) ?? []
      return descriptors.contains { isLink("\(folder)/\($0)", to: file) }
    }
  }

  /// The same in words, ` (12, 34)`; empty when there are none.
  static func list(holding path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    let processes = processes(holding: status)
    return processes.isEmpty ? "" : " (\(processes.prefix(5).map(String.init).joined(separator: ", ")))"
  }

  /// Sockets and pipes are passed over by their names.
  private static func isLink(_ path: String, to file: stat) -> Bool {
    var first: CChar = 0
    guard readlink(path, &first, 1) == 1, first == CChar(UInt8(ascii: "/")) else { return false }
    var status = stat()
    return stat(path, &status) == 0 && status.st_dev == file.st_dev && status.st_ino == file.st_ino
  }
}
