#if os(Linux)
import Foundation
import Glibc
import Migrations
import SQLiteBinding
import Testing

/// Something of the way back on real files whose faults are tried out: what is there before it, and what it does.
struct WayBack: Sendable, CustomTestStringConvertible {
  let name: String
  /// Makes the database at a path, and what lies beside it.
  let prepare: @Sendable (_ database: String) throws -> Void
  let act: @Sendable (_ database: String) throws -> Void

  var testDescription: String { name }

  static let all: [WayBack] = [
    backup(.delete), backup(.wal),
    run(.delete), run(.wal),
    restore(.delete), restore(.truncate), restore(.persist), restore(.wal),
    restore(.delete, pageSize: 8192), restore(.wal, pageSize: 8192),
    WayBack(name: "a restore where no file is") { database in
      try prepare(database, .wal)
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + suffix) }
      // What a dead process has left must not be played into what is restored.
      try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: database + "-journal"))
    } act: {
      try restore($0)
    },
    WayBack(name: "a restore over a file that nobody can read") { database in
      try prepare(database, .delete)
      for suffix in ["", "-wal"] {
        try Data(repeating: 7, count: 9000).write(to: URL(fileURLWithPath: database + suffix))
      }
    } act: {
      try restore($0)
    },
  ]

  /// As people write them by hand.
  static let careless = [
    WayBack(name: "a file copied over the database") {
      try prepare($0, .delete)
    } act: { database in
      let backup = try #require(try BackupFolder(of: database).backups().first)
      try write(try Data(contentsOf: URL(fileURLWithPath: backup.path)), to: database, isSynced: true)
    },
    WayBack(name: "a backup that is not synced") {
      try prepare($0, .delete)
    } act: { database in
      let backup = try #require(try BackupFolder(of: database).backups().first)
      let name = backup.path.replacing(".1.backup", with: ".2.backup")
      try write(try Data(contentsOf: URL(fileURLWithPath: database)), to: name + ".new", isSynced: false)
      rename(name + ".new", name)
    },
    WayBack(name: "a restore that keeps nothing") {
      try prepare($0, .delete)
    } act: { database in
      let backup = try #require(try BackupFolder(of: database).backups().first)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: backup.path))
      try write(bytes, to: database + ".new", isSynced: true)
      rename(database + ".new", database)
    },
  ]

  private static func write(_ data: Data, to path: String, isSynced: Bool) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let bytes = Array(data)
    for start in stride(from: 0, to: bytes.count, by: 4096) {
      let page = bytes[start..<min(start + 4096, bytes.count)]
      let count = page.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(start)) }
      try #require(count == page.count)
    }
    if isSynced { try #require(fsync(descriptor) == 0) }
  }

  private static func backup(_ mode: JournalMode) -> WayBack {
    WayBack(name: "a backup, \(mode.rawValue)") {
      try prepare($0, mode)
    } act: {
      _ = try BackupFolder(of: $0).makeBackup()
    }
  }

  /// One that makes a backup before, and deletes one that is older.
  private static func run(_ mode: JournalMode) -> WayBack {
    let next = [
      step(3, "ALTER TABLE books ALTER COLUMN price TYPE text USING price::text"),
      step(4, "DELETE FROM books WHERE id < 20; DROP TABLE authors CASCADE"),
    ]
    return WayBack(name: "a run with its backup, \(mode.rawValue)") { database in
      try prepare(database, mode)
      try migrator(Library.base + next.prefix(1)).run(at: database)
    } act: {
      try migrator(Library.base + next).run(at: $0)
    }
  }

  private static func migrator(_ migrations: [Migration]) -> Migrator {
    var migrator = quiet(migrations)
    migrator.options.backup = BackupPolicy(.always, keep: 1)
    return migrator
  }

  private static func restore(_ mode: JournalMode, pageSize: Int = 4096) -> WayBack {
    let pages = pageSize == 4096 ? "" : ", pages of another size"
    return WayBack(name: "a restore, \(mode.rawValue)\(pages)") {
      try prepare($0, mode, pageSize: pageSize)
    } act: {
      try restore($0)
    }
  }

  /// A library at version 1 in a backup, which has got rows since.
  private static func prepare(_ database: String, _ mode: JournalMode, pageSize: Int = 4096) throws {
    let connection = try Connection(path: database)
    try connection.setPragma("page_size", "\(pageSize)")
    _ = try connection.value("PRAGMA journal_mode = \(mode.rawValue)")
    try quiet(Library.base).run(on: connection, to: 1)
    try connection.run("INSERT INTO authors (id, name) VALUES (1001, 'One')")
    _ = try BackupFolder(of: database).makeBackup()
    try quiet(Library.base).run(on: connection)
    guard pageSize != 4096 else { return try connection.close() }
    // The backup keeps its pages.
    _ = try connection.value("PRAGMA journal_mode = DELETE")
    try connection.setPragma("page_size", "4096")
    try connection.execute("VACUUM")
    _ = try connection.value("PRAGMA journal_mode = \(mode.rawValue)")
    try connection.close()
  }

  private static func restore(_ database: String) throws {
    let folder = BackupFolder(of: database)
    let backup = try #require(try folder.backups().last { $0.reason == .demand })
    _ = try folder.restore(backup)
  }
}

/// What is found under a name in a folder.
enum FoundFile: Hashable {
  case missing
  case database(Dump)
  case unreadable([UInt8])

  /// As an application finds it, with what lies beside it.
  init(_ path: String, in image: DiskImage) {
    guard let bytes = image[path] else {
      self = .missing
      return
    }
    do {
      let connection = try Disk(image).connect(to: path)
      self = .database(try Dump(whole: connection))
      try connection.close()
    } catch {
      self = .unreadable(bytes)
    }
  }
}

/// Everything that a folder holds, to be judged after a fault.
struct FoundFolder {
  let main: FoundFile
  /// The backups by their names; each by itself, as what lies beside it is not its own.
  let backups: [String: FoundFile]
  /// What a restore has put aside as unreadable, which it may only have been at that moment.
  let aside: Set<FoundFile>

  /// - Parameter known: what files of the same bytes turned out to be, as most changes concern one of several.
  init(_ image: DiskImage, database: String, known: inout [DiskImage: FoundFile]) {
    func found(_ path: String, _ files: DiskImage) -> FoundFile {
      let found = known[files] ?? FoundFile(path, in: files)
      known[files] = found
      return found
    }
    main = found(database, image.filter { ["", "-journal", "-wal"].map { database + $0 }.contains($0.key) })
    backups = image.filter { $0.key.hasSuffix(".backup") }.reduce(into: [:]) { backups, file in
      backups[file.key] = found(file.key, [file.key: file.value])
    }
    let names = image.keys.filter { $0.contains(".unreadable-") && $0.last?.isNumber == true }
    aside = Set(names.map { name in found(name, image.filter { $0.key.hasPrefix(name) }) })
  }
}
#endif
