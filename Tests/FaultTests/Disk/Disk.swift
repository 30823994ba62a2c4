import CSystemSQLite
import Foundation
import SQLiteBinding
import Synchronization

/// A disk of the tests' own, in memory, that SQLite takes for a file system: it counts calls, fails those that it is told
/// to, and remembers every change so that a crash can be looked at afterwards.
final class Disk: Sendable {
  /// By which SQLite knows it.
  let name: String
  let state: Locked<DiskState>
  private let system: Registration

  init(_ image: DiskImage = [:], fault: PlannedFault? = nil) {
    name = "disk-\(Disk.count.add(1, ordering: .relaxed).newValue)"
    state = Locked(DiskState(image, fault))
    system = Registration(name)
    system.register(self)
  }

  deinit { system.unregister() }

  private static let count = Atomic(0)

  func connect(to path: String = Disk.database) throws -> Connection {
    try Connection(path: path, vfs: name)
  }

  /// Where histories run. There is no such folder on any real disk.
  static let database = "/disk/app.db"

  /// What programs see.
  var image: DiskImage { state.withLock { $0.image } }

  /// Everything that was asked for since the start, and what was there at the start.
  var changes: [DiskChange] { state.withLock { $0.changes } }

  var replay: Replay { state.withLock { Replay($0.start, $0.startNumbers) } }

  func calls(hitBy fault: DiskFault) -> Int { state.withLock { $0.calls[fault] ?? 0 } }

  var openFiles: Int { state.withLock { $0.openFiles } }

  /// How much a file had at most.
  func largestSize(of path: String) -> Int { state.withLock { $0.largest[path] ?? 0 } }

  func plan(_ fault: PlannedFault?) {
    state.withLock {
      $0.fault = fault
      $0.calls = [:]
      $0.hasFailed = false
    }
  }

  var hasFailed: Bool { state.withLock { $0.hasFailed } }
}

/// What a disk holds, and who holds it.
struct DiskState {
  var files: [Int: File] = [:]
  var names: [String: Int] = [:]
  var changes: [DiskChange] = []
  var start: DiskImage
  var startNumbers: [String: Int] = [:]
  var fault: PlannedFault?
  var calls: [DiskFault: Int] = [:]
  var hasFailed = false
  var openFiles = 0
  var largest: [String: Int] = [:]
  var shared: [String: SharedMemory] = [:]
  private var nextNumber = 1

  struct File {
    var bytes: [UInt8] = []
    /// Its name is on the disk for good: SQLite's own file system syncs the folder of a new journal with it.
    var syncsFolder = false
    /// The locks of each open file, by its own number.
    var locks: [Int: Int32] = [:]
  }

  init(_ image: DiskImage, _ fault: PlannedFault?) {
    start = image
    self.fault = fault
    for (path, bytes) in image {
      names[path] = nextNumber
      files[nextNumber] = File(bytes: bytes)
      nextNumber += 1
    }
    startNumbers = names
  }

  var image: DiskImage { names.compactMapValues { files[$0]?.bytes } }

  /// Counts a call; what it must answer instead of doing its work.
  mutating func enter(_ call: DiskCall) -> Int32? {
    var answer: Int32?
    for fault in DiskFault.allCases {
      guard let code = fault.code(for: call) else { continue }
      let count = (calls[fault] ?? 0) + 1
      calls[fault] = count
      if let plan = self.fault, plan.fault == fault, count == plan.call || plan.isLasting && count > plan.call
      {
        answer = code
        hasFailed = true
      }
    }
    return answer
  }

  /// A file in no folder is a temporary one: no crash leaves it.
  mutating func create(_ path: String?, syncsFolder: Bool) -> Int {
    let number = nextNumber
    nextNumber += 1
    files[number] = File(syncsFolder: syncsFolder)
    if let path {
      names[path] = number
      changes.append(.create(path: path, file: number))
    }
    return number
  }

  mutating func write(_ bytes: [UInt8], to file: Int, at offset: Int, named path: String?) {
    let change = DiskChange.write(file: file, offset: offset, bytes: bytes)
    files[file]?.bytes.apply(change)
    guard let path else { return }
    changes.append(change)
    largest[path] = max(largest[path] ?? 0, offset + bytes.count)
  }

  mutating func truncate(_ file: Int, to size: Int, named path: String?) {
    files[file]?.bytes.apply(.truncate(file: file, size: size))
    if path != nil { changes.append(.truncate(file: file, size: size)) }
  }

  mutating func sync(_ file: Int, named path: String?) {
    guard path != nil else { return }
    changes.append(.sync(file: file))
    if files[file]?.syncsFolder == true {
      files[file]?.syncsFolder = false
      changes.append(.syncFolder)
    }
  }

  mutating func delete(_ path: String, syncsFolder: Bool) -> Bool {
    guard names.removeValue(forKey: path) != nil else { return false }
    changes.append(.delete(path: path))
    if syncsFolder { changes.append(.syncFolder) }
    return true
  }
}

/// A value that one thread at a time gets at.
final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<T>(_ body: (inout Value) throws -> T) rethrows -> T {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
