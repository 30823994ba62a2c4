import SQLiteBinding
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A folder of its own for one test, removed with what is in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/sqlite-binding-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in entries() { unlink(self / name) }
    rmdir(path)
  }

  static func / (folder: TemporaryFolder, name: String) -> String {
    "\(folder.path)/\(name)"
  }

  func write(_ text: String, to name: String) throws {
    let file = try #require(fopen(self / name, "w"))
    fputs(text, file)
    fclose(file)
  }

  func entries() -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// What `body` throws, as SQLite's error.
func sqliteError(_ body: () throws -> Void) throws -> SQLiteError {
  try #require(throws: SQLiteError.self) { try body() }
}

/// What `body` throws, nil when it returns. Inside of other closures this is safer than `#expect(throws:)`:
/// the compiler (6.3) may there run another closure than the one given to the macro.
func thrown(by body: () throws -> Void) -> (any Error)? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The only error of these tests that is none of SQLite's.
struct Refusal: Error, Equatable {}
