#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reading files and folders, without Foundation. Never the database: closing any descriptor of it would drop
/// SQLite's locks, see https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
package enum FileAccess {
  /// More than any migration, less than would hurt.
  static let sizeLimit = 256 << 20

  package static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The names in a folder, sorted.
  package static func entries(of folder: String) throws(MigrationError) -> [String] {
    guard let directory = opendir(folder) else { throw failure("cannot read the folder", folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// A whole file. Only regular ones: a pipe or a device named like a migration would hang the reader.
  package static func read(_ path: String) throws(MigrationError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("cannot read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw MigrationError(.inputOutput, "\(path) is not a regular file")
    }
    guard status.st_size <= sizeLimit else {
      throw MigrationError(.inputOutput, "\(path) is larger than \(sizeLimit >> 20) MiB")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= sizeLimit {
      let count = readBytes(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot read", path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    throw MigrationError(.inputOutput, "\(path) is larger than \(sizeLimit >> 20) MiB")
  }

  /// The folder that a path names a place in.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path with all links followed, as far as there is something.
  static func resolved(_ path: String) -> String {
    func real(_ path: String) -> String? {
      guard let found = realpath(path, nil) else { return nil }
      defer { free(found) }
      return String(cString: found)
    }
    if let whole = real(path) { return whole }
    return real(folder(of: path)).map { join($0, name(of: path)) } ?? path
  }

  /// In bytes; nil when there is no such file.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func remove(_ path: String) throws(MigrationError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("cannot delete", path) }
  }

  /// Brings the names in a file's folder to disk, so that they are there after a power loss too.
  static func syncFolder(of path: String) throws(MigrationError) {
    let folder = folder(of: path)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open", folder) }
    defer { close(descriptor) }
    // Some file systems have no such thing.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("cannot write", folder) }
  }

  /// Makes a folder, and those above it.
  static func makeFolder(_ folder: String, mode: mode_t = 0o777) throws(MigrationError) {
    var end = folder.startIndex
    while end < folder.endIndex {
      end = folder[folder.index(after: end)...].firstIndex(of: "/") ?? folder.endIndex
      if mkdir(String(folder[..<end]), mode) != 0, errno != EEXIST {
        // A part above may exist where nothing may be made; what counts is the whole.
        guard end == folder.endIndex else { continue }
        throw failure("cannot make the folder", folder)
      }
    }
  }

  /// Whether the file is there and may be written, but nothing can be made beside it.
  static func isInUnwritableFolder(_ path: String?) -> Bool {
    guard let path else { return false }
    return access(path, W_OK) == 0 && access(folder(of: path), W_OK) != 0
  }

  /// What the system's last call failed with.
  static func failure(_ what: String, _ path: String) -> MigrationError {
    MigrationError(.inputOutput, "\(what) \(path): \(String(cString: strerror(errno)))")
  }

  /// Whether anything is at the path, and whether its owner has marked it read-only: root could still write it,
  /// and should not.
  static func state(of path: String) -> (exists: Bool, isMarkedReadOnly: Bool) {
    var status = stat()
    guard stat(path, &status) == 0 else { return (false, false) }
    return (true, status.st_mode & 0o222 == 0)
  }
}

/// The system's `read`, which the method of that name hides.
private func readBytes(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}
