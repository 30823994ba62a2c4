#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file for a migration to be written, numbered behind those that are there.
package struct NewMigration {
  package let path: String
  package let version: Int
  package let id: String
  private let folder: String

  package init(_ description: String, in folder: String) throws(MigrationError) {
    let slug = MigrationFileName.slug(description)
    guard slug.contains(where: \.isLetter) else {
      throw MigrationError(.usage, "the description needs words, such as \"Add user settings\"")
    }
    var status = stat()
    let names = stat(folder, &status) == 0 ? try MigrationFolder(folder).names() : []
    let number = try Self.number(after: names)
    guard let version = Int(number) else {
      throw MigrationError(.usage, "there is no number after the newest one")
    }
    self.folder = folder
    self.version = version
    id = "\(number)_\(slug)"
    path = FileAccess.join(folder, id + ".sql")
  }

  /// The next number, as wide as the newest; a time stamp where the newest is one.
  private static func number(after names: [(id: String, version: Int)]) throws(MigrationError) -> String {
    guard let newest = names.max(by: { $0.version < $1.version }) else { return "001" }
    let (next, isTooLarge) = newest.version.addingReportingOverflow(1)
    guard !isTooLarge else { throw MigrationError(.usage, "there is no number after \(newest.version)") }
    let width = newest.id.prefix { $0.isASCII && $0.isNumber }.count
    if String(newest.version).count >= 8 { return String(max(next, now())) }
    return padded(next, to: width)
  }

  /// UTC as YYYYMMDDHHMMSS.
  private static func now() -> Int {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = (Int(parts.tm_year) + 1900) * 10_000 + (Int(parts.tm_mon) + 1) * 100 + Int(parts.tm_mday)
    return date * 1_000_000 + Int(parts.tm_hour) * 10_000 + Int(parts.tm_min) * 100 + Int(parts.tm_sec)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Makes the file, and the folder where there is none.
  package func write() throws(MigrationError) -> NewMigration {
    try FileAccess.makeFolder(folder)
    // Never over a file that is there.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileAccess.failure("cannot make", path) }
    defer { close(descriptor) }
    let text = Array("-- migrate:up\n\n\n-- migrate:down\n\n".utf8)
    guard text.withUnsafeBytes({ sysWrite(descriptor, $0) }) == text.count else {
      let error = FileAccess.failure("cannot write", path)
      unlink(path)
      throw error
    }
    return self
  }
}

private func sysWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
