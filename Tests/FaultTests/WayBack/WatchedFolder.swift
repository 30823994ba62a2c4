#if os(Linux)
import Foundation
import Glibc
import InterposedCalls

/// A real folder, and the calls that one thread makes on its files: SQLite's own and those of the code around it. It remembers
/// every change, so that a crash can be looked at afterwards, and fails the calls that it is told to.
final class WatchedFolder {
  /// With all links followed.
  let path: String
  /// What is in it before.
  let start: DiskImage
  private(set) var changes: [DiskChange] = []
  /// The first call that failed.
  private(set) var failed: String?
  private let fault: PlannedCallFault?
  private var counts: [CallFault: Int] = [:]
  private let startNumbers: [String: Int]
  private var numbers: [String: Int]
  /// The files by their descriptors; 0 is the folder itself.
  private var descriptors: [Int32: Int] = [:]
  private var nextNumber = 1

  init(_ path: String, fault: PlannedCallFault? = nil) throws {
    self.path = path
    self.fault = fault
    start = try Self.image(of: path)
    numbers = start.keys.sorted().enumerated().reduce(into: [:]) { $0[$1.element] = $1.offset + 1 }
    startNumbers = numbers
    nextNumber = numbers.count + 1
  }

  var replay: Replay { Replay(start, startNumbers) }

  /// Files that were opened and are not closed.
  var openFiles: Int { descriptors.count }

  func calls(hitBy fault: CallFault) -> Int { counts[fault] ?? 0 }

  /// Watches what the body does on this thread.
  func watch<T>(_ body: () throws -> T) rethrows -> T {
    var observer = file_call_observer(
      context: Unmanaged.passUnretained(self).toOpaque(),
      before: { context, call in
        guard let context, let call else { return 0 }
        return Unmanaged<WatchedFolder>.fromOpaque(context).takeUnretainedValue().enter(call.pointee)
      },
      after: { context, call, result in
        guard let context, let call else { return }
        Unmanaged<WatchedFolder>.fromOpaque(context).takeUnretainedValue().note(call.pointee, Int(result))
      })
    return try withUnsafePointer(to: &observer) { pointer in
      file_calls_watch(pointer)
      defer { file_calls_watch(nil) }
      return try body()
    }
  }

  /// The files in a folder by their paths, without the shared memory, which nobody needs after a crash.
  static func image(of folder: String) throws -> DiskImage {
    try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { image, name in
      guard !name.hasSuffix("-shm") else { return }
      let path = folder + "/" + name
      image[path] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  private func isInside(_ path: String) -> Bool { path.hasPrefix(self.path + "/") && !path.hasSuffix("-shm") }

  // MARK: - Failing

  /// - Returns: what the call must fail with; 0 for nothing.
  private func enter(_ call: file_call) -> Int32 {
    let name = call.path.map { String(cString: $0) }
    guard name.map({ isInside($0) || $0 == path }) ?? (descriptors[call.descriptor] != nil) else { return 0 }
    var answer: Int32 = 0
    for fault in CallFault.allCases {
      guard let code = fault.code(for: call) else { continue }
      let count = (counts[fault] ?? 0) + 1
      counts[fault] = count
      if let plan = self.fault, plan.fault == fault, count == plan.call || plan.isLasting && count > plan.call
      {
        answer = code
        failed = failed ?? "call \(call.kind.rawValue) \(name ?? "")"
      }
    }
    return answer
  }

  // MARK: - Remembering

  private func note(_ call: file_call, _ result: Int) {
    switch call.kind {
    case FILE_CALL_OPEN: opened(String(cString: call.path), call.flags, Int32(result))
    case FILE_CALL_CLOSE: descriptors[call.descriptor] = nil
    case FILE_CALL_RENAME:
      let (old, new) = (String(cString: call.path), String(cString: call.target))
      guard let number = numbers.removeValue(forKey: old) else { return }
      numbers[new] = number
      changes.append(.rename(from: old, to: new, file: number))
    case FILE_CALL_LINK:
      guard let number = numbers[String(cString: call.path)] else { return }
      let name = String(cString: call.target)
      numbers[name] = number
      changes.append(.link(path: name, file: number))
    case FILE_CALL_UNLINK:
      let name = String(cString: call.path)
      if numbers.removeValue(forKey: name) != nil { changes.append(.delete(path: name)) }
    default: changed(call, result)
    }
  }

  private func opened(_ name: String, _ flags: Int32, _ descriptor: Int32) {
    if name == path || name == path + "/" {
      descriptors[descriptor] = 0
      return
    }
    guard isInside(name) else { return }
    let number = numbers[name] ?? nextNumber
    if number == nextNumber {
      nextNumber += 1
      numbers[name] = number
      changes.append(.create(path: name, file: number))
    }
    descriptors[descriptor] = number
    if flags & O_TRUNC != 0 { changes.append(.truncate(file: number, size: 0)) }
  }

  private func changed(_ call: file_call, _ result: Int) {
    guard let file = descriptors[call.descriptor] else { return }
    guard file != 0 else {
      if call.kind == FILE_CALL_SYNC { changes.append(.syncFolder) }
      return
    }
    switch call.kind {
    case FILE_CALL_SYNC: changes.append(.sync(file: file))
    case FILE_CALL_TRUNCATE: changes.append(.truncate(file: file, size: Int(call.offset)))
    case FILE_CALL_WRITE:
      precondition(call.offset >= 0, "SQLite and we say where to write")
      let bytes = Array(UnsafeRawBufferPointer(start: call.bytes, count: result))
      changes.append(.write(file: file, offset: Int(call.offset), bytes: bytes))
    default: break
    }
  }
}

/// What goes wrong with calls of the system.
enum CallFault: String, CaseIterable {
  /// The device does not answer.
  case inputOutput
  /// No room is left; half of what was to be written still fits.
  case full
  case tooManyOpenFiles
  case permission
  /// The file system has become read-only.
  case readOnly

  /// Nil when this cannot happen to the call.
  func code(for call: file_call) -> Int32? {
    let makes = call.kind == FILE_CALL_OPEN && call.flags & O_CREAT != 0
    let opensForWriting = makes || call.kind == FILE_CALL_OPEN && call.flags & O_ACCMODE != O_RDONLY
    let names = [FILE_CALL_RENAME, FILE_CALL_LINK, FILE_CALL_UNLINK].contains(call.kind)
    switch self {
    case .inputOutput: return call.kind == FILE_CALL_CLOSE ? nil : EIO
    case .full: return call.kind == FILE_CALL_WRITE || makes || call.kind == FILE_CALL_LINK ? ENOSPC : nil
    case .tooManyOpenFiles: return call.kind == FILE_CALL_OPEN ? EMFILE : nil
    case .permission: return call.kind == FILE_CALL_OPEN || names ? EACCES : nil
    case .readOnly: return opensForWriting || names ? EROFS : nil
    }
  }
}

/// One call that fails, counted among those that its failure can happen to; all that follow too when it lasts.
struct PlannedCallFault: CustomStringConvertible {
  let fault: CallFault
  let call: Int
  let isLasting: Bool

  var description: String { "\(fault) at call \(call)\(isLasting ? " and from then on" : "")" }
}

#endif
